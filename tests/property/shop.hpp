// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate.hpp>
#include <calque/schema.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// A small schema with every kind of field, and for each top-level key all values that records need.
namespace property {

namespace json = boost::json;

using calque::op;
using calque::op_set;

/// `NeqKeepsNulls` decides whether `!=` has a complement on fields that may be null.
template <bool NeqKeepsNulls>
struct shop {
    static constexpr std::string_view name = "shop";
    static constexpr calque::server_assumptions assumptions{.neq_keeps_nulls = NeqKeepsNulls};

    static constexpr op_set order{op::eq, op::gt, op::gte, op::lt, op::lte};
    static constexpr op_set equality{op::eq, op::neq, op::in};
    static constexpr op_set text = equality | op_set{op::contains};
    static constexpr op_set null{op::isnull};
    static constexpr auto yes = calque::nullability::yes;
    static constexpr auto no = calque::nullability::no;
    static constexpr auto unknown = calque::nullability::unknown;
    static constexpr auto one = calque::relation::to_one;
    static constexpr auto many = calque::relation::to_many;
    using type = calque::field_type;

    static constexpr std::array fields{
        calque::field{"whole", type::integer, order | op_set{op::in}, no},
        calque::field{"whole_or_null", type::integer, order | equality | null, yes},
        calque::field{"whole_maybe", type::integer, order, unknown},
        calque::field{"amount", type::number, order, no},
        calque::field{"amount_or_null", type::number, order | equality | null, yes},
        calque::field{"flag", type::boolean, {op::eq}, no},
        calque::field{"flag_or_null", type::boolean, equality | null, yes},
        calque::field{"flag_maybe", type::boolean, {op::eq}, unknown},
        calque::field{"word", type::string, text, no},
        calque::field{"word_or_null", type::string, text | null, yes},
        calque::field{"word_maybe", type::string, {op::eq}, unknown},
        calque::field{"time", type::datetime, order, no},
        calque::field{"time_or_null", type::datetime, order | equality | null, yes},
        calque::field{"any", type::dynamic, order | text, no},
        calque::field{"any_or_null", type::dynamic, order | text | null, yes},
        calque::field{"any_maybe", type::dynamic, order, unknown},
        calque::field{"owner.name", type::string, text | null, yes, one, "owner"},
        calque::field{"owner.age", type::integer, order | null, unknown, one, "owner"},
        calque::field{"extra.", type::dynamic, text | null, yes, calque::relation::none, {}, {}, true},
        calque::field{"lines.value", type::number, order | equality | null, yes, many, "lines"},
        calque::field{"lines.kind", type::string, text | null, unknown, many, "lines"},
        calque::field{"lines.size", type::integer, order, no, many, "lines"},
        calque::field{"lines.any", type::dynamic, order | text | null, yes, many, "lines"},
    };
};

/// The time of `now`, and the day of `today`.
inline const calque::instant noon = calque::read_datetime("2025-11-03T12:00:00Z").value().at;

/// A top-level key of a record and its values; the first `few` suffice for combinations of fields.
struct slot {
    std::string_view key;
    std::vector<json::value> values;
    std::size_t few; ///< number of values in combinations
    bool may_be_missing;
};

/// Returns all relevant rows: a number, a word and an integer, below, at and above the values in filters, and null.
inline json::array related_rows() {
    json::array rows;
    for (const char* value : {"null", "1", "9"})
        for (const char* kind : {"null", "\"a\"", "\"m\""})
            for (const char* size : {"1", "2"})
                rows.push_back(json::parse(std::string{R"({"value":)"} + value + R"(,"kind":)" + kind + R"(,"size":)" +
                                           size + R"(,"any":)" + (*size == '1' ? value : kind) + "}"));
    return rows;
}

inline const std::vector<slot>& slots() {
    static const std::vector<slot> all = [] {
        const auto values = [](std::string_view text) {
            const json::value list = json::parse(text);
            return std::vector<json::value>(list.get_array().begin(), list.get_array().end());
        };
        const auto numbers = values("[1, 2, 3, 4, 5]");
        const auto numbers_or_null = values("[null, 1, 2, 3, 4, 5]");
        const auto amounts_or_null = values("[null, 0, 0.5, 1, 1.5, 2]");
        const auto words_or_null = values(R"([null, "m", "a", "", "xM", "z"])");
        const auto times = values(R"(["2025-11-02T12:00:00Z", "2025-11-03T12:00:00Z", "2025-11-04T00:00:00+02:00",
            "2025-11-01T23:59:59Z", "2025-11-02T00:00:00Z", "2025-11-02T23:59:59Z", "2025-11-03T00:00:00Z",
            "2025-11-03T23:59:59Z", "2025-11-04T00:00:00Z"])");
        // Fields without a type take all of these; in metadata also values that the API cannot address.
        const auto scalars = values(R"([4, "m", true, 5, 6, "a", "z", "5", false, 5.5])");
        const auto with_null = [](std::vector<json::value> list) {
            list.insert(list.begin(), nullptr);
            return list;
        };
        auto nested = with_null(scalars);
        nested.push_back(json::parse(R"({"k": 5})"));
        nested.push_back(json::parse("[5]"));
        std::vector<json::value> extra{json::object{}};
        for (const json::value& each : nested) extra.push_back(json::object{{"k", each}});
        extra.push_back(nullptr);

        return std::vector<slot>{
            {"whole", numbers, 3, false},
            {"whole_or_null", numbers_or_null, 4, true},
            {"whole_maybe", numbers_or_null, 4, true},
            {"amount", values("[0, 0.5, 1, 1.5, 2]"), 3, false},
            {"amount_or_null", amounts_or_null, 4, true},
            {"flag", values("[true, false]"), 2, false},
            {"flag_or_null", values("[null, true, false]"), 3, true},
            {"flag_maybe", values("[null, true, false]"), 3, true},
            {"word", values(R"(["m", "a", "", "xM", "z"])"), 2, false},
            {"word_or_null", words_or_null, 3, true},
            {"word_maybe", words_or_null, 3, true},
            {"time", times, 3, false},
            {"time_or_null", with_null(times), 4, true},
            {"any", scalars, 4, false},
            {"any_or_null", with_null(scalars), 5, true},
            {"any_maybe", with_null(scalars), 5, true},
            {"owner",
             values(
                 R"([null, {"name":"m","age":2}, {"name":"a","age":3}, {"name":null,"age":null}, {"age":1}, {}, []])"),
             4, true},
            {"extra", extra, 4, true},
            {"lines", values(R"([[], [{"value":9,"kind":"m"}], [{"value":9,"kind":"a"},{"value":1,"kind":"m"}],
                                [{"value":null,"kind":null}], [{}, {"value":5,"size":2,"any":5}], null])"),
             4, true},
        };
    }();
    return all;
}

} // namespace property
