// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/random_source.hpp>
#include <calque/stand_in/detail/responder.hpp>
#include <calque/values/value.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail::stand_in_parts {

/// A generator of call logs.
class call_generator {
public:
    explicit call_generator(random_source& random) : random_{random} {}

    [[nodiscard]] boost::json::value operator()(std::int64_t id, instant at) {
        const std::uint64_t outcome = random_.weighted({70, 22, 8});
        const bool failed = outcome == 1;
        boost::json::object call;
        call["id"] = id;
        call["success"] = nullptr;
        if (outcome != 2) call["success"] = !failed;
        // Whole seconds, because rows of the list have no fractions: a filter must give the same result for the row
        // and the call.
        call["duration"] = static_cast<std::int64_t>(failed ? random_.tenths(30, 1200) : random_.tenths(200, 6000));
        call["customer_number"] = draw_number();
        call["call_ended_reason"] =
            failed ? random_.pick({"timeout", "transfer-failed", "customer-hung-up"}, {3, 2, 5})
                   : random_.pick({"customer-ended-call", "agent-ended-call", "transferred"}, {9, 6, 2});
        call["dropoff_point"] = nullptr;
        if (failed) call["dropoff_point"] = random_.pick({"greeting", "identification", "payment"}, {2, 5, 3});
        call["topic"] = nullptr;
        if (!random_.chance(4))
            call["topic"] = random_.pick(
                {"billing", "refund", "delivery status", "appointment", "cancellation", "technical support"},
                {24, 14, 26, 18, 8, 10});
        call["timestamp"] = to_string(datetime{at, 0});
        call["is_reviewed"] = random_.chance(18);
        call["agent"] = draw_agent();
        call["metadata"] = draw_metadata();
        call["metric_evaluations"] = random_.metrics(failed);
        return call;
    }

private:
    /// Returns one of the telephone numbers that are reserved for fiction.
    [[nodiscard]] std::string draw_number() {
        const std::string_view area = random_.pick({"212", "312", "415"}, {3, 3, 4});
        const std::uint64_t last = random_.below(100);
        std::string number = "+1";
        number.append(area).append("55501");
        number += static_cast<char>('0' + last / 10);
        number += static_cast<char>('0' + last % 10);
        return number;
    }

    [[nodiscard]] boost::json::value draw_agent() {
        const std::size_t which = random_.weighted({50, 30, 18, 2});
        if (which == 3) return nullptr;
        constexpr std::array<std::string_view, 3> names{"Front Desk", "Billing Line", "Night Support"};
        boost::json::object agent;
        agent["id"] = which + 1;
        agent["agent_name"] = names[which];
        return agent;
    }

    [[nodiscard]] boost::json::value draw_metadata() {
        boost::json::object metadata;
        metadata["region"] = random_.pick({"US", "EU", "APAC"}, {5, 4, 1});
        metadata["language"] = random_.pick({"en", "de", "es", "fr"}, {6, 2, 1, 1});
        if (random_.chance(30)) metadata["campaign"] = random_.pick({"spring", "summer", "renewal"}, {1, 1, 1});
        return metadata;
    }

    random_source& random_;
};

/// A generator of test runs with the fields of `calque::run`; five runs make a result.
class run_generator {
public:
    explicit run_generator(random_source& random) : random_{random} {}

    [[nodiscard]] boost::json::value operator()(std::int64_t id, instant at) {
        const std::uint64_t outcome = random_.weighted({72, 20, 8});
        const bool failed = outcome != 0;
        boost::json::object run;
        run["id"] = id;
        run["result_id"] = (id + 4) / 5;
        run["scenario_name"] = random_.pick(
            {"books an appointment", "disputes a bill", "asks for a refund", "hangs up early"}, {4, 3, 3, 1});
        run["timestamp"] = to_string(datetime{at, 0});
        run["duration"] = failed ? random_.tenths(30, 1200) : random_.tenths(200, 3000);
        run["status"] = outcome == 2 ? "failed" : "completed";
        run["success"] = nullptr; // a failed run is not evaluated
        if (outcome != 2) run["success"] = !failed;
        run["agent_name"] = random_.pick({"Front Desk", "Billing Line", "Night Support"}, {5, 3, 2});
        run["personality_name"] = random_.pick({"calm", "in a hurry", "talkative"}, {5, 3, 2});
        run["test_profile_name"] = random_.pick({"returning customer", "new customer"}, {3, 2});
        run["metric_evaluations"] = boost::json::array{};
        if (outcome != 2) run["metric_evaluations"] = random_.metrics(failed);
        return run;
    }

private:
    random_source& random_;
};

/// Returns records numbered from 1 in chronological order.
template <class Generator, class Wanted>
[[nodiscard]] std::vector<boost::json::value> generate_records(const Wanted& wanted, instant moment) {
    random_source random{wanted.seed};
    const auto now = std::chrono::floor<std::chrono::seconds>(moment);
    std::vector<instant> times(wanted.count);
    for (instant& at : times) at = random.time(now);
    std::ranges::sort(times);
    Generator generate{random};
    std::vector<boost::json::value> records;
    records.reserve(wanted.count);
    for (const instant at : times) records.push_back(generate(static_cast<std::int64_t>(records.size()) + 1, at));
    return records;
}

CALQUE_DECL std::vector<boost::json::value> generate_calls(const generated_calls& wanted, instant moment) {
    return generate_records<call_generator>(wanted, moment);
}

CALQUE_DECL std::vector<boost::json::value> generate_runs(const generated_runs& wanted, instant moment) {
    return generate_records<run_generator>(wanted, moment);
}

} // namespace calque::detail::stand_in_parts
