// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/limit_words.hpp>
#include <calque/support/scan_string.hpp>
#include <calque/text/report/reporter.hpp>

#include <optional>

// Limits that the text exceeds.
namespace calque::detail {

/// Counts the values of a list from `at`, the start of one, to the closing bracket; returns nothing if it does not
/// close.
[[nodiscard]] inline std::optional<std::size_t> count_values(const char* at, const char* end) {
    std::size_t count = 0;
    std::string ignored;
    for (bool wait = true;;) { // for a value; a comma may also follow the last one
        at = skip_blank(at, end);
        if (at == end) return std::nullopt;
        if (*at == ']' || *at == ')') return count;
        const bool comma = *at == ',';
        if (wait && !comma) ++count;
        wait = comma;
        ignored.clear();
        const string_scan text = scan_string(at, end, static_cast<std::size_t>(end - at), ignored);
        if (text.status == string_status::ok) at = text.end;
        else if (text.status == string_status::none) ++at;
        else return std::nullopt;
    }
}

CALQUE_COLD_DECL void reporter::too_deep(const char* at, std::size_t limit, std::string_view once) {
    at = skip_blank(at, source_end());
    fatal(diagnostic_code::too_deep, next_word(at), too_deep_message(limit, once)).help = too_deep_help;
}

CALQUE_COLD_DECL void reporter::too_many_conditions(const token& where, std::size_t count, bool exact,
                                                    std::string_view once) {
    fatal(diagnostic_code::too_many_conditions, where,
          too_many_conditions_message(count, limits_.conditions, exact, once))
        .help = too_many_conditions_help;
}

CALQUE_COLD_DECL void reporter::too_many_items(const token& where) {
    const std::size_t limit = limits_.list_items;
    const auto rest = count_values(where.begin, source_end());
    fatal(diagnostic_code::too_many_items, where,
          too_many_items_message(limit + rest.value_or(1), limit, rest.has_value()))
        .help = too_many_items_help;
}

CALQUE_COLD_DECL void reporter::name_too_long(const token& where, std::size_t size) {
    fatal(diagnostic_code::string_too_long, where, string_too_long_message("this name", size, limits_.string_bytes))
        .help = string_too_long_help;
}

CALQUE_COLD_DECL void reporter::string_too_long(const char* at) {
    std::string decoded;
    const string_scan whole = scan_string(at, source_end(), source_.size(), decoded);
    const bool closed = whole.status == string_status::ok;
    const char* const behind = closed ? whole.end : std::min(at + 1, source_end());
    fatal(diagnostic_code::string_too_long, {at, behind},
          string_too_long_message("this text", closed ? decoded.size() : limits_.string_bytes + 1, limits_.string_bytes,
                                  closed))
        .help = string_too_long_help;
}

} // namespace calque::detail
