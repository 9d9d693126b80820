// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/relative_time.hpp>

#include <boost/json/value.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string_view>
#include <utility>

namespace calque::detail::stand_in_parts {

/// Random numbers for generated records. Uses only the engine's integers, so every machine draws the same.
class random_source {
public:
    explicit random_source(std::uint64_t seed) : random_{seed} {}

    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return (random_() >> 32) * bound >> 32; }
    [[nodiscard]] bool chance(std::uint64_t percent) { return below(100) < percent; }

    /// Returns a random index, with probabilities proportional to the weights.
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

    /// Returns tenths between `low` and `high`; small numbers are more likely.
    [[nodiscard]] double tenths(std::uint64_t low, std::uint64_t high) {
        const std::uint64_t first = below(high - low);
        const std::uint64_t second = below(high - low);
        return static_cast<double>(low + std::min(first, second)) / 10;
    }

    /// Returns a time within the 30 days before `now`; few calls are at night.
    [[nodiscard]] instant time(std::chrono::sys_seconds now) {
        using namespace std::chrono;
        const auto day = floor<days>(now) - days{below(30)};
        const std::uint64_t hour =
            weighted({1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 18, 14, 16, 18, 18, 16, 12, 9, 7, 5, 4, 2, 1});
        const instant at = day + hours{hour} + seconds{below(3600)};
        return at > now ? at - days{1} : at;
    }

    /// Returns results of the metrics 1 to 4, worse ones for a failed call.
    [[nodiscard]] boost::json::value metrics(bool failed) {
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
        if (chance(90)) add(3, "latency", tenths(4, 40));
        if (chance(75))
            add(4, "sentiment",
                failed ? pick({"positive", "neutral", "negative"}, {1, 3, 6})
                       : pick({"positive", "neutral", "negative"}, {6, 3, 1}));
        return rows;
    }

private:
    std::mt19937_64 random_;
};

} // namespace calque::detail::stand_in_parts
