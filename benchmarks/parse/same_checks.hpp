// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/filter.hpp>
#include <calque/filter/bind.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/scan_string.hpp>
#include <calque/text/grammar/parse_condition.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "contender.hpp"

// Shared by all contenders that build calque's filter from a text, so that they differ only in how they read: the
// checks against the schema, the construction of the tree, and the values of tokens.
namespace throughput {

/// calque's checks and tree, as in its fast pass: every mistake ends the parse; of warnings, it records only that
/// there are some.
using checks = calque::detail::parse_context<calque::detail::null_reporter>;
using calque::detail::token;

/// Reads a whole text and calls the checks; returns false if it is not a valid filter.
using grammar_function = bool (*)(std::string_view text, checks& on);

/// A filter, with its text if there are warnings: calque keeps no more until the warnings are requested.
struct checked_filter {
    calque::filter<calque::call_log> value;
    std::shared_ptr<const std::string> text;
};

/// Reads a filter as calque does around its grammar: the limits, and a new filter for each text.
template <grammar_function Grammar>
std::optional<checked_filter> read_filter(std::string_view text) {
    static constexpr calque::parse_options options{};
    if (text.size() > calque::detail::input_limit(options.limits)) return std::nullopt;
    calque::detail::filter_data data;
    data.nodes.reserve(calque::detail::max_nodes(text));
    calque::detail::null_reporter silence;
    checks on{calque::schema_of<calque::call_log>, options, data, silence};
    on.bound_text(text.size());
    if (!Grammar(text, on) || calque::detail::count_conditions(data.nodes) > options.limits.conditions ||
        on.exceeds_depth_limit())
        return std::nullopt;
    return checked_filter{calque::detail::filter_access::make<calque::call_log>(std::move(data)),
                          on.has_warnings() ? std::make_shared<const std::string>(text) : nullptr};
}

/// Returns true if a contender reads a sample as calque does, including warnings.
template <grammar_function Grammar>
bool reads_correctly(const sample& of) {
    const std::optional<checked_filter> got = read_filter<Grammar>(of.text);
    return got && got->value == of.filter && (got->text != nullptr) == of.has_warnings;
}

/// Returns a contender that uses this grammar.
template <grammar_function Grammar>
[[nodiscard]] constexpr contender filter_contender(std::string_view name) {
    return {.name = name,
            .does = work::filter_of_text,
            .run = [](const sample& of) { return read_filter<Grammar>(of.text).has_value(); },
            .is_right = &reads_correctly<Grammar>};
}

// Tokens, once their kind is known: each function passes one to the checks; false ends the parse ----------------------

/// Begins a condition with a field's name, including quoted segments; the grammar has checked that no `{` follows.
inline bool begin_condition(checks& on, const token& name, bool quoted) {
    if (!quoted)
        return on.begin_condition(name, {name.end, calque::detail::path_status::ok, false, name.text()}, name.end);
    const calque::detail::path_scan path =
        calque::detail::scan_path(name.begin, name.end, on.limits().string_bytes, on.arena());
    return path.status == calque::detail::path_status::ok && on.begin_condition(name, path, path.end);
}

/// Begins a group of conditions on a relation, named before a `{`.
inline bool begin_relation(checks& on, const token& name) {
    for (const calque::field& row : on.schema().fields)
        if (row.rows == calque::relation::to_many && row.through == name.text())
            return on.enter_row(name, row.through, row.separator());
    return false;
}

/// Adds a string whose decoded text is the arena from `begin` on.
inline bool add_decoded(checks& on, const token& where, std::size_t begin) {
    const calque::detail::text_slice text{static_cast<std::uint32_t>(begin),
                                          static_cast<std::uint32_t>(on.arena().size() - begin)};
    return on.add_literal(where,
                          {.kind = calque::detail::literal_kind::string,
                           .value = calque::value_kind::string,
                           .bits = calque::detail::pack(text)},
                          text);
}

/// Adds a string, given with its quotes and escapes.
inline bool add_string(checks& on, const token& where) {
    const std::size_t begin = on.arena().size();
    const calque::detail::string_scan found =
        calque::detail::scan_string(where.begin, where.end, on.limits().string_bytes, on.arena());
    return found.status == calque::detail::string_status::ok && add_decoded(on, where, begin);
}

/// Adds a number that is already read.
inline bool add_scanned(checks& on, const token& where, const calque::detail::number_scan& number) {
    return on.add_literal(
        where, {.kind = calque::detail::literal_kind::number, .value = number.kind, .bits = number.bits}, {});
}

/// Adds a duration: a whole number, already read, and the letter of a unit of fixed length.
inline bool add_scanned(checks& on, const token& where, const calque::detail::number_scan& number, char unit) {
    const auto known = calque::detail::unit_of(unit);
    const std::int64_t seconds = known ? calque::detail::seconds_of(*known) : 0;
    if (seconds == 0 || number.kind != calque::value_kind::integer || !number.written_whole) return false;
    const auto amount = static_cast<std::int64_t>(number.bits);
    constexpr std::int64_t most = std::int64_t{1} << 43;
    if (amount > most || amount < -most) return false;
    return on.add_literal(where,
                          {.kind = calque::detail::literal_kind::duration,
                           .value = calque::value_kind::integer,
                           .bits = static_cast<std::uint64_t>(amount * seconds)},
                          {});
}

inline bool add_number(checks& on, const token& where) {
    const calque::detail::number_scan number = calque::detail::scan_number(where.begin, where.end);
    return number.status == calque::detail::number_status::ok && add_scanned(on, where, number);
}

/// Adds a duration, given as a number followed by a letter.
inline bool add_duration(checks& on, const token& where) {
    const calque::detail::number_scan number = calque::detail::scan_number(where.begin, where.end - 1);
    return number.status == calque::detail::number_status::ok && add_scanned(on, where, number, where.end[-1]);
}

inline bool add_datetime(checks& on, const token& where, const calque::detail::datetime_scan& scan) {
    if (scan.status != calque::detail::datetime_status::ok) return false;
    return on.add_literal(where,
                          {.kind = calque::detail::literal_kind::datetime,
                           .value = calque::value_kind::datetime,
                           .zone_minutes = scan.time.zone_minutes,
                           .bits = static_cast<std::uint64_t>(scan.time.at.time_since_epoch().count())},
                          {});
}

inline bool add_datetime(checks& on, const token& where) {
    return add_datetime(on, where, calque::detail::scan_datetime(where.begin, where.end));
}

inline bool add_relative(checks& on, const token& where, const calque::detail::relative_scan& scan) {
    if (scan.status != calque::detail::relative_status::ok) return false;
    return on.add_literal(where,
                          {.kind = calque::detail::literal_kind::relative,
                           .value = calque::value_kind::relative,
                           .bits = calque::detail::pack(scan.time)},
                          {});
}

inline bool add_relative(checks& on, const token& where) {
    return add_relative(on, where, calque::detail::scan_relative(where.begin, where.end));
}

inline bool add_boolean(checks& on, const token& where, bool truth) {
    return on.add_literal(
        where,
        {.kind = calque::detail::literal_kind::boolean, .value = calque::value_kind::boolean, .bits = truth ? 1u : 0u},
        {});
}

} // namespace throughput
