// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// A form of nesting: the texts that open and close levels, alternating, around a condition; `once` opens one level.
struct shape {
    std::string_view name;
    std::array<std::string_view, 2> open;
    std::array<std::string_view, 2> close;
    std::string_view once{};
    std::string_view once_closed{};
    std::string_view condition = "id = 1";

    /// Returns a text of `depth` levels. The `once` level is in the middle, with other levels around and inside it.
    [[nodiscard]] std::string text(std::size_t depth) const {
        std::string out, tail;
        for (std::size_t i = 0; i < depth; ++i) {
            const bool one = !once.empty() && i == depth / 2;
            out.append(one ? once : open[i % 2]);
            tail.insert(0, one ? once_closed : close[i % 2]);
        }
        return out.append(condition).append(tail);
    }
};

inline constexpr std::array shapes{
    shape{"parentheses", {"(", "("}, {")", ")"}},
    shape{"parentheses that mean something", {"(id = 1 or ", "(id = 2 and "}, {")", ")"}},
    shape{"parentheses at the begin", {"(", "("}, {" or id = 1)", " and id = 2)"}},
    shape{"not", {"not ", "! "}, {"", ""}},
    shape{"not and parentheses", {"not ", "(id = 1 or "}, {"", ")"}},
    shape{"same_row",
          {"(", "("},
          {")", ")"},
          "same_row(",
          ")",
          "metric_evaluations.value = 1 and metric_evaluations.metric.id = 2"},
    shape{"braces", {"(", "not "}, {")", ""}, "metric_evaluations {", "}", "value = 1 and metric.id = 2"},
    shape{"mixed", {"! ", "(topic = 'a' and "}, {"", ")"}, "(duration in 1m..2m or ", " or metadata.\"a b\" = 'c')"},
};

/// Returns filter JSON of `depth` nested groups, each with a condition before the next group.
[[nodiscard]] inline std::string nested_json(std::size_t depth) {
    const std::string_view condition = R"({"field":"id","op":"eq","value":1})";
    std::string out, tail;
    for (std::size_t i = 0; i < depth; ++i) {
        out.append(R"({"operator":")").append(i % 2 == 0 ? "and" : "or").append(R"(","conditions":[)");
        out.append(condition).append(",");
        tail += "]}";
    }
    return out.append(condition).append(tail);
}

/// The same as a Boost.JSON value, built and destroyed without a deep stack.
class nested_value {
public:
    explicit nested_value(std::size_t depth) : value_(condition()) { // braces would make an array
        for (std::size_t i = 0; i < depth; ++i) {
            boost::json::array conditions;
            conditions.push_back(condition());
            conditions.push_back(std::move(value_));
            value_ = {{"operator", i % 2 == 0 ? "and" : "or"}, {"conditions", std::move(conditions)}};
        }
    }
    nested_value(const nested_value&) = delete;
    nested_value& operator=(const nested_value&) = delete;
    ~nested_value() {
        while (value_.as_object().contains("conditions")) {
            boost::json::value inner = std::move(value_.as_object().at("conditions").as_array().back());
            value_ = std::move(inner);
        }
    }

    [[nodiscard]] const boost::json::value& get() const noexcept { return value_; }

private:
    static boost::json::value condition() { return {{"field", "id"}, {"op", "eq"}, {"value", 1}}; }

    boost::json::value value_;
};
