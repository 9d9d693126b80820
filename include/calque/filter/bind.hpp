// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>
#include <calque/schema/schema.hpp>
#include <calque/values/scan_time.hpp>

#include <bit>
#include <cstdint>
#include <string_view>

// Checks of a value against its field and operator, shared by everything that makes filters.
namespace calque::detail {

/// The kind of a value before it is matched with its field.
enum class literal_kind : std::uint8_t { boolean, number, duration, string, datetime, relative };

/// A value as written; the text of a string is stored separately.
struct literal {
    literal_kind kind = literal_kind::boolean;
    value_kind value = value_kind::none;
    std::int16_t zone_minutes = 0;
    std::uint64_t bits = 0; ///< as in `node`; for a duration, its seconds
};

/// Why a value does not fit its field.
enum class value_problem : std::uint8_t {
    none,
    wrong_type,
    fraction,       ///< a fraction for an integer field
    out_of_range,   ///< beyond a signed 64-bit integer, for an integer field
    no_unit,        ///< a duration for a field without a unit
    text_operator,  ///< a text operator with a value that is not a string
    unordered,      ///< an ordering operator with a boolean
    not_a_datetime, ///< a string for a datetime field, neither RFC 3339 nor relative
    malformed_datetime,
    missing_zone,
    too_precise,
    malformed_relative,
    time_on_dynamic, ///< a time for a field that the API does not read as a time
};

/// A literal fitted to its field, or why it does not fit.
struct bound_value {
    value_problem problem = value_problem::none;
    value_kind value = value_kind::none;
    std::int16_t zone_minutes = 0;
    std::uint64_t bits = 0;
};

[[nodiscard]] constexpr bool is_ordering(op operation) noexcept {
    return operation == op::gt || operation == op::gte || operation == op::lt || operation == op::lte;
}
[[nodiscard]] constexpr bool is_text_match(op operation) noexcept {
    return operation == op::contains || operation == op::startswith || operation == op::endswith ||
           operation == op::regex;
}

/// Parses the string given to a datetime field: all of it must be RFC 3339 or a relative time.
[[nodiscard]] constexpr bound_value bind_time_text(std::string_view text) noexcept {
    const auto fail = [](value_problem why) { return bound_value{.problem = why}; };
    const char* const end = text.data() + text.size();
    if (const relative_scan scan = scan_relative(text.data(), end); scan.status != relative_status::none) {
        if (scan.status != relative_status::ok || scan.end != end) return fail(value_problem::malformed_relative);
        return {.value = value_kind::relative, .bits = pack(scan.time)};
    }
    const datetime_scan scan = scan_datetime(text.data(), end);
    switch (scan.status) {
    case datetime_status::none: return fail(value_problem::not_a_datetime);
    case datetime_status::malformed: return fail(value_problem::malformed_datetime);
    case datetime_status::too_precise: return fail(value_problem::too_precise);
    case datetime_status::no_time:
        return fail(scan.end == end ? value_problem::missing_zone : value_problem::malformed_datetime);
    case datetime_status::no_zone:
        return fail(scan.end == end ? value_problem::missing_zone : value_problem::malformed_datetime);
    case datetime_status::ok: break;
    }
    if (scan.end != end) return fail(value_problem::malformed_datetime);
    return {.value = value_kind::datetime,
            .zone_minutes = scan.time.zone_minutes,
            .bits = std::bit_cast<std::uint64_t>(scan.time.at.time_since_epoch().count())};
}

/// Returns whether a number has a fractional part; doubles from 2^53 on have none.
[[nodiscard]] constexpr bool is_fraction(const literal& what) noexcept {
    if (what.value != value_kind::number) return false;
    const double number = std::bit_cast<double>(what.bits);
    return number > -9007199254740992.0 && number < 9007199254740992.0;
}

/// Fits a literal to a field and operator. `text` is the decoded text of a string.
///
/// An open schema accepts times; they become strings that the API reads as times.
[[nodiscard]] constexpr bound_value bind(const literal& what, std::string_view text, const field& row,
                                         op operation) noexcept {
    const auto fail = [](value_problem why) { return bound_value{.problem = why}; };
    const bound_value as_is{.value = what.value, .zone_minutes = what.zone_minutes, .bits = what.bits};
    if (is_text_match(operation) && what.kind != literal_kind::string) return fail(value_problem::text_operator);
    switch (row.type) {
    case field_type::datetime:
        if (what.kind == literal_kind::datetime || what.kind == literal_kind::relative) return as_is;
        return what.kind == literal_kind::string ? bind_time_text(text) : fail(value_problem::wrong_type);
    case field_type::string: return what.kind == literal_kind::string ? as_is : fail(value_problem::wrong_type);
    case field_type::boolean:
        if (what.kind != literal_kind::boolean) return fail(value_problem::wrong_type);
        return is_ordering(operation) ? fail(value_problem::unordered) : as_is;
    case field_type::integer:
    case field_type::number:
        if (what.kind == literal_kind::duration)
            return row.unit == field_unit::seconds ? as_is : fail(value_problem::no_unit);
        if (what.kind != literal_kind::number) return fail(value_problem::wrong_type);
        if (row.type == field_type::number) return as_is;
        if (what.value == value_kind::integer) return as_is; // includes `1.5e3`
        return fail(is_fraction(what) ? value_problem::fraction : value_problem::out_of_range);
    case field_type::dynamic:
        switch (what.kind) {
        case literal_kind::boolean: return is_ordering(operation) ? fail(value_problem::unordered) : as_is;
        case literal_kind::number:
        case literal_kind::string: return as_is;
        case literal_kind::duration: return fail(value_problem::no_unit);
        case literal_kind::datetime:
        case literal_kind::relative: return row.name.empty() ? as_is : fail(value_problem::time_on_dynamic);
        }
    }
    return fail(value_problem::wrong_type);
}

/// Returns whether two items may be in one list: they have the same kind, and all numbers count as one kind.
[[nodiscard]] constexpr bool same_kind(value_kind a, value_kind b) noexcept {
    const auto family = [](value_kind kind) {
        return kind == value_kind::unsigned_integer || kind == value_kind::number ? value_kind::integer
               : kind == value_kind::relative                                     ? value_kind::datetime
                                                                                  : kind;
    };
    return family(a) == family(b);
}

} // namespace calque::detail
