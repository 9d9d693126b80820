// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/wire/stand_in.hpp>
#include <calque/json.hpp>
#include <calque/value.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail::serving {

/// Makes call logs up; every machine draws the same, since nothing but whole numbers of the engine is used.
class call_generator {
public:
    call_generator(std::uint64_t seed, instant now)
        : random_{seed}, now_{std::chrono::floor<std::chrono::seconds>(now)} {}

    /// A time of the last 30 days; few calls come at night.
    [[nodiscard]] instant draw_time() {
        using namespace std::chrono;
        const auto day = floor<days>(now_) - days{below(30)};
        const std::uint64_t hour =
            weighted({1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 18, 14, 16, 18, 18, 16, 12, 9, 7, 5, 4, 2, 1});
        const instant at = day + hours{hour} + seconds{below(3600)};
        return at > now_ ? at - days{1} : at;
    }

    [[nodiscard]] boost::json::value draw_call(std::int64_t id, instant at) {
        const std::uint64_t outcome = weighted({70, 22, 8});
        const bool failed = outcome == 1;
        boost::json::object call;
        call["id"] = id;
        call["success"] = nullptr;
        if (outcome != 2) call["success"] = !failed;
        call["duration"] = draw_duration(failed);
        call["customer_number"] = draw_number();
        call["call_ended_reason"] = failed
                                        ? pick({"timeout", "transfer-failed", "customer-hung-up"}, {3, 2, 5})
                                        : pick({"customer-ended-call", "agent-ended-call", "transferred"}, {9, 6, 2});
        call["dropoff_point"] = nullptr;
        if (failed) call["dropoff_point"] = pick({"greeting", "identification", "payment"}, {2, 5, 3});
        call["topic"] = nullptr;
        if (!chance(4))
            call["topic"] =
                pick({"billing", "refund", "delivery status", "appointment", "cancellation", "technical support"},
                     {24, 14, 26, 18, 8, 10});
        call["timestamp"] = to_string(datetime{at, 0});
        call["is_reviewed"] = chance(18);
        call["agent"] = draw_agent();
        call["metadata"] = draw_metadata();
        call["metric_evaluations"] = draw_metrics(failed);
        return call;
    }

private:
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return (random_() >> 32) * bound >> 32; }
    [[nodiscard]] bool chance(std::uint64_t percent) { return below(100) < percent; }

    /// An index, each as likely as its weight says.
    [[nodiscard]] std::size_t weighted(std::initializer_list<std::uint64_t> weights) {
        std::uint64_t sum = 0;
        for (const std::uint64_t weight : weights) sum += weight;
        std::uint64_t left = below(sum);
        std::size_t index = 0;
        for (const std::uint64_t weight : weights) {
            if (left < weight) break;
            left -= weight;
            ++index;
        }
        return index;
    }

    [[nodiscard]] std::string_view pick(std::initializer_list<std::string_view> texts,
                                        std::initializer_list<std::uint64_t> weights) {
        return texts.begin()[weighted(weights)];
    }

    /// Tenths of a second between `low` and `high`; small numbers are likelier.
    [[nodiscard]] double draw_tenths(std::uint64_t low, std::uint64_t high) {
        const std::uint64_t first = below(high - low);
        const std::uint64_t second = below(high - low);
        return static_cast<double>(low + std::min(first, second)) / 10;
    }

    [[nodiscard]] double draw_duration(bool failed) { return failed ? draw_tenths(30, 1200) : draw_tenths(200, 6000); }

    /// A number out of those that are set aside for fiction.
    [[nodiscard]] std::string draw_number() {
        const std::string_view area = pick({"212", "312", "415"}, {3, 3, 4});
        const std::uint64_t last = below(100);
        std::string number = "+1";
        number.append(area).append("55501");
        number += static_cast<char>('0' + last / 10);
        number += static_cast<char>('0' + last % 10);
        return number;
    }

    [[nodiscard]] boost::json::value draw_agent() {
        const std::size_t which = weighted({50, 30, 18, 2});
        if (which == 3) return nullptr;
        constexpr std::array<std::string_view, 3> names{"Front Desk", "Billing Line", "Night Support"};
        boost::json::object agent;
        agent["id"] = which + 1;
        agent["agent_name"] = names[which];
        return agent;
    }

    [[nodiscard]] boost::json::value draw_metadata() {
        boost::json::object metadata;
        metadata["region"] = pick({"US", "EU", "APAC"}, {5, 4, 1});
        metadata["language"] = pick({"en", "de", "es", "fr"}, {6, 2, 1, 1});
        if (chance(30)) metadata["campaign"] = pick({"spring", "summer", "renewal"}, {1, 1, 1});
        return metadata;
    }

    [[nodiscard]] boost::json::value draw_metrics(bool failed) {
        boost::json::array rows;
        const auto add = [&](std::int64_t id, std::string_view name, const auto& result) {
            boost::json::object metric;
            metric["id"] = id;
            metric["name"] = name;
            boost::json::object row;
            row["value"] = result;
            row["metric"] = std::move(metric);
            rows.push_back(std::move(row));
        };
        const std::uint64_t first = below(failed ? 70 : 40);
        const std::uint64_t second = below(failed ? 70 : 40);
        add(1, "accuracy", static_cast<double>(100 - std::min(first, second)) / 100);
        if (chance(80)) add(2, "politeness", static_cast<std::int64_t>(5 - weighted({6, 3, 1})));
        if (chance(90)) add(3, "latency", draw_tenths(4, 40));
        if (chance(75))
            add(4, "sentiment",
                failed ? pick({"positive", "neutral", "negative"}, {1, 3, 6})
                       : pick({"positive", "neutral", "negative"}, {6, 3, 1}));
        return rows;
    }

    std::mt19937_64 random_;
    instant now_;
};

CALQUE_DECL std::vector<boost::json::value> generate_calls(const generated_calls& wanted, instant now) {
    call_generator generator{wanted.seed, now};
    std::vector<instant> times(wanted.count);
    for (instant& at : times) at = generator.draw_time();
    std::ranges::sort(times);
    std::vector<boost::json::value> calls;
    calls.reserve(wanted.count);
    for (const instant at : times)
        calls.push_back(generator.draw_call(static_cast<std::int64_t>(calls.size()) + 1, at));
    return calls;
}

/// Reads JSON lines; blank lines are skipped.
[[nodiscard]] inline std::vector<boost::json::value> read_calls(const std::filesystem::path& file) {
    const auto refuse = [&](const std::string& why) {
        throw system_error{errc::bad_records_file, file.string() + why};
    };
    std::ifstream in{file, std::ios::binary};
    if (!in) refuse(": cannot be opened");
    std::vector<boost::json::value> calls;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3); // a byte order mark
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        json_failure failure;
        boost::json::value call = read_json(line, failure);
        if (failure.code) refuse(" line " + std::to_string(number) + ": not JSON: " + failure.code.message());
        if (!call.is_object()) refuse(" line " + std::to_string(number) + ": not a JSON object");
        calls.push_back(std::move(call));
    }
    if (in.bad()) refuse(": cannot be read");
    return calls;
}

CALQUE_DECL std::vector<boost::json::value> load_calls(const call_records& source, instant now) {
    if (const auto* wanted = std::get_if<generated_calls>(&source)) return generate_calls(*wanted, now);
    if (const auto* file = std::get_if<std::filesystem::path>(&source)) return read_calls(*file);
    const auto& calls = std::get<std::vector<boost::json::value>>(source);
    for (std::size_t i = 0; i < calls.size(); ++i)
        if (!calls[i].is_object())
            throw system_error{errc::bad_record, "call log " + std::to_string(i + 1) + " is not a JSON object"};
    return calls;
}

} // namespace calque::detail::serving
