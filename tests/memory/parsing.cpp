// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Tests how often reading a filter allocates memory.
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <array>
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "heap.hpp"

namespace {

/// Returns filters that use every production and have no warnings.
std::vector<std::string> filters() {
    std::vector<std::string> out{
        "success = true",
        R"(timestamp >= today-7d and duration >= 60 and (success = false or call_ended_reason contains "timeout"))",
        R"(metadata."the name of the organisation" = "caf\u00e9 au lait, if you please")",
        R"(metadata.region in ["US", "EU"] and id in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10) and duration in 60..120)",
        "topic is null and agent.id is not null and timestamp >= 2025-11-03T00:00:00Z",
        R"(not (duration > 60 or agent.agent_name in ["one", "two"]) and not id in [3, 4] and not (topic = "x"))",
        R"(metric_evaluations { metric.name = "accuracy" and (value >= 0.9 or value <= 0.1 or value = 0.5) })",
        R"(same_row(metric_evaluations.metric.id = 3 and metric_evaluations.value contains "no"))",
    };
    constexpr std::size_t levels = 60;
    std::string deep = "id = 0";
    for (std::size_t i = 1; i <= levels; ++i) {
        std::string around = "id = " + std::to_string(i);
        around.append(i % 2 == 0 ? " and (" : " or (").append(deep).append(")");
        deep = std::move(around);
    }
    out.push_back(std::move(deep));
    std::string flat = "id = 0";
    for (std::size_t i = 1; i < 900; ++i) flat.append(" or duration > ").append(std::to_string(i));
    out.push_back(std::move(flat));
    return out;
}

/// Returns true if a text was read with at most `most` allocations since the count was `before`.
bool is_cheap(std::string_view what, std::string_view text, bool read, std::size_t before, std::size_t most) {
    const std::size_t count = heap.allocations - before;
    if (!read) std::cerr << what << " refuses " << text.substr(0, 100) << '\n';
    else if (count > most) std::cerr << what << " allocates " << count << " times: " << text.substr(0, 100) << '\n';
    return read && count <= most;
}

} // namespace

bool parsing_takes_little_memory() {
    bool ok = true;
    const std::vector<std::string> texts = filters();
    auto kept = calque::parse(texts.front());
    auto kept_of_json = kept;
    for (const std::string& each : texts) {
        calque::parse_into(kept, each);
        calque::from_json_into(kept_of_json, to_json(*kept));
    }
    for (const std::string& each : texts) {
        const std::size_t first = heap.allocations;
        const auto fresh = calque::parse(each);
        ok &= is_cheap("parse", each, fresh.has_value() && fresh.diagnostics().empty(), first, 2);
        const std::size_t second = heap.allocations;
        calque::parse_into(kept, each);
        ok &= is_cheap("parse_into", each, kept.has_value(), second, 0);
        ok &= *kept == *fresh;
        const std::string json = to_json(*fresh);
        const std::size_t third = heap.allocations;
        const auto of_json = calque::from_json(json);
        ok &= is_cheap("from_json", json, of_json.has_value(), third, 2) && *of_json == *fresh;
        const std::size_t fourth = heap.allocations;
        calque::from_json_into(kept_of_json, json);
        ok &= is_cheap("from_json_into", json, kept_of_json.has_value(), fourth, 0) && *kept_of_json == *fresh;
    }
    std::cout << "parsing: " << texts.size() << " filters, at most 2 allocations for each, none into a kept result\n";
    return ok;
}
