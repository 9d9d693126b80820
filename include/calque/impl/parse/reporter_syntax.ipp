// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan_operator.hpp>
#include <calque/impl/parse/reporter.hpp>
#include <calque/impl/parse/words.hpp>

#include <algorithm>
#include <utility>

// Tokens that are broken inside, limits, and the bookkeeping of reports.
namespace calque::detail {

CALQUE_DECL diagnostic& reporter::report(diagnostic_code code, const token& where, std::string message) {
    if (severity_of(code) == severity::error) ++errors_;
    if (found_.size() >= max_reports && severity_of(code) == severity::warning) return spare_ = {};
    found_.push_back({.code = code, .range = range(where), .message = std::move(message)});
    return found_.back();
}

CALQUE_DECL diagnostic& reporter::fatal(diagnostic_code code, const token& where, std::string message) {
    if (std::exchange(fatal_, true)) return spare_ = {};
    return report(code, where, std::move(message));
}

CALQUE_DECL void reporter::replace(diagnostic& to, const token& where, std::string text) const {
    to.edits.push_back({range(where), std::move(text)});
}

CALQUE_DECL void reporter::note(diagnostic& to, const token& where, std::string text) const {
    to.note = diagnostic_note{range(where), std::move(text)};
}

CALQUE_DECL void reporter::expected(const char* at, expectation what) {
    if (furthest_ != nullptr && at < furthest_) return;
    if (at != furthest_) waiting_.clear();
    furthest_ = at;
    if (std::find(waiting_.begin(), waiting_.end(), what) == waiting_.end()) waiting_.push_back(what);
}

/// Whether a quoted text stands where a field should, with a comparison and a field behind it.
CALQUE_DECL bool reporter::looks_reversed(const char* at, const path_scan& path) const {
    if (*at != '"' && *at != '\'') return false;
    if (schema_.find(path.text)) return false;
    const char* const operation = skip_blank(path.end, source_end());
    const operator_scan found = scan_operator(operation, source_end());
    if (!found.operation) return false;
    const char* const word = skip_blank(found.end, source_end());
    std::string scratch;
    const path_scan field_path = scan_path(word, source_end(), path.text.size() + 256, scratch);
    return field_path.status == path_status::ok && static_cast<bool>(schema_.find(field_path.text));
}

CALQUE_DECL void reporter::broken_path(const char* at, const path_scan& path) {
    if (path.status == path_status::bad_string) {
        std::string decoded;
        broken_string(path.end, scan_string(path.end, source_end(), source_.size(), decoded), source_end());
        return;
    }
    const token whole{at, path.end};
    for (const field& row : schema_.fields) {
        if (row.opens_namespace() && !row.name.empty() && row.name == whole.text()) {
            auto& to = fatal(diagnostic_code::missing_key, whole,
                             detail::quoted(row.name).append(" needs a key behind the dot"));
            to.help = std::string{"write "} + detail::quoted(std::string{row.name} + "region") + ", or with quotes " +
                      detail::quoted(std::string{row.name} + "\"org name\"");
            return;
        }
    }
    auto& to = fatal(diagnostic_code::unexpected_token, {path.end - 1, path.end}, "a name must follow this dot");
    to.expected = {"a name"};
    to.help = "names are joined by single dots, without blanks";
}

CALQUE_DECL void reporter::broken_string(const char* at, const string_scan& scan, const char* end) {
    const char* const line_end = std::find(at, end, '\n');
    switch (scan.status) {
    case string_status::none:
    case string_status::ok: return;
    case string_status::unterminated: {
        auto& to = fatal(diagnostic_code::unterminated_string, {at, line_end}, "this text has no closing quote");
        to.label = "opened here";
        to.help = std::string{"add "} + detail::quoted({at, 1}) +
                  " where the text ends; inside it, a quote is written `\\" + *at + "`";
        const char* text_end = line_end;
        while (text_end > at + 1 && is_class(text_end[-1], blank_char | symbol_char)) --text_end;
        replace(to, {text_end, text_end}, std::string{*at});
        return;
    }
    case string_status::bad_escape: {
        auto& to = fatal(diagnostic_code::bad_escape, {scan.end, std::min(scan.end + 2, end)},
                         "this escape is not one of JSON's");
        to.expected = {"`\\\"`", "`\\\\`", "`\\n`", "`\\t`", "`\\u00e9`"};
        to.help = "a backslash itself is written `\\\\`";
        replace(to, {scan.end, scan.end + 1}, "\\\\");
        return;
    }
    case string_status::control_character: {
        const bool line_break = *scan.end == '\n' || *scan.end == '\r';
        if (line_break) {
            auto& to = fatal(diagnostic_code::unterminated_string, {at, scan.end},
                             "this text has no closing quote on its line");
            to.label = "opened here";
            to.help = std::string{"add "} + detail::quoted({at, 1}) + ", or write a line break as `\\n`";
            replace(to, {scan.end, scan.end}, std::string{*at});
            return;
        }
        auto& to = fatal(diagnostic_code::control_character, {scan.end, scan.end + 1},
                         "a raw control character stands in this text");
        to.help = *scan.end == '\t' ? "write a tab as `\\t`" : "write it as an escape such as `\\u001b`";
        if (*scan.end == '\t') replace(to, {scan.end, scan.end + 1}, "\\t");
        return;
    }
    case string_status::invalid_utf8: {
        auto& to = fatal(diagnostic_code::invalid_utf8, {scan.end, scan.end + 1}, "this text is not valid UTF-8");
        to.help = "save or send the filter as UTF-8, or write the character as an escape such as `\\u00e9`";
        return;
    }
    case string_status::too_long: {
        auto& to = fatal(diagnostic_code::string_too_long, {at, at + 1}, "this text is longer than the limit");
        to.help = "the limit is parse_limits::string_bytes";
        return;
    }
    }
}

CALQUE_DECL void reporter::broken_number(const char* at, const number_scan& scan, const char* end) {
    const char* behind = scan.end;
    while (behind != end && (is_class(*behind, word_char) || *behind == '.')) ++behind;
    const token whole{at, std::max(behind, at + 1)};
    const bool sign = is_class(*at, digit_char) == false;
    switch (scan.status) {
    case number_status::none:
    case number_status::ok: return;
    case number_status::leading_zero: {
        auto& to =
            fatal(diagnostic_code::malformed_number, whole, "a number does not begin with a zero that means nothing");
        const char* digits = at + (sign ? 1 : 0);
        while (digits + 1 != end && *digits == '0' && is_class(digits[1], digit_char)) ++digits;
        std::string shorter = (sign ? std::string{*at} : std::string{}) + std::string{digits, whole.end};
        to.help = "write " + detail::quoted(shorter) + ", or quotes around it if it is a text";
        replace(to, whole, std::move(shorter));
        return;
    }
    case number_status::no_digits: {
        auto& to = fatal(diagnostic_code::malformed_number, whole, "this number is not finished");
        to.expected = {"a digit"};
        to.help = "a number looks like `60`, `-0.5` or `1e6`";
        return;
    }
    case number_status::out_of_range: {
        auto& to = fatal(diagnostic_code::number_out_of_range, whole, "this number does not fit");
        to.help =
            "whole numbers go from -9223372036854775808 to 18446744073709551615; larger ones need an exponent, as in "
            "`1e20`, and end at 1.8e308";
        return;
    }
    }
}

CALQUE_DECL void reporter::broken_duration(const token& where, const number_scan& number) {
    const token unit{number.end, where.end};
    const bool calendar = unit.text() == "M" || unit.text() == "y";
    const auto known = unit.text().size() == 1 ? unit_of(*unit.begin) : std::nullopt;
    if (known && !calendar) {
        auto& to = fatal(diagnostic_code::malformed_number, where, "a duration is a whole number of one unit");
        to.help = "write the next smaller unit: `90m` for one and a half hours";
        return;
    }
    auto& to = fatal(diagnostic_code::malformed_number, where,
                     detail::quoted(unit.text()).append(" is not a unit of a duration"));
    to.expected = {"`s`", "`m`", "`h`", "`d`", "`w`"};
    to.help = calendar ? "months and years have no fixed length; write days, as in `30d`"
                       : "durations look like `90s`, `5m`, `2h`, `7d`, `1w`; a text needs quotes";
    const char first = unit.text().empty() ? ' ' : lower(*unit.begin);
    if (!calendar && std::string_view{"smhdw"}.find(first) != std::string_view::npos)
        replace(to, unit, std::string{first});
}

CALQUE_DECL void reporter::broken_datetime(const char* at, const datetime_scan& scan, const char* end) {
    const char* behind = scan.end;
    while (behind != end &&
           (is_class(*behind, word_char) || *behind == ':' || *behind == '.' || *behind == '+' || *behind == '-'))
        ++behind;
    const token whole{at, behind};
    const std::string date{at, static_cast<std::size_t>(std::min<std::ptrdiff_t>(10, scan.end - at))};
    switch (scan.status) {
    case datetime_status::none: return;
    case datetime_status::no_time:
        if (scan.end == behind) {
            auto& to = fatal(diagnostic_code::missing_zone, whole, "a date needs a time and a zone");
            to.help = "write " + detail::quoted(date + "T00:00:00Z") + " for its start in UTC";
            replace(to, whole, date + "T00:00:00Z");
            return;
        }
        break;
    case datetime_status::no_zone:
        if (scan.end == behind) {
            auto& to = fatal(diagnostic_code::missing_zone, whole, "a date and time needs a zone");
            to.help =
                "write " + detail::quoted(std::string{whole.text()} + "Z") + " for UTC, or an offset such as `+01:00`";
            replace(to, whole, std::string{whole.text()} + "Z");
            return;
        }
        break;
    case datetime_status::too_precise: {
        auto& to =
            fatal(diagnostic_code::malformed_datetime, whole, "a date and time has at most six digits behind the dot");
        const char* dot = std::find(at, behind, '.');
        const char* rest = dot;
        while (rest != behind && (rest == dot || is_class(*rest, digit_char))) ++rest;
        std::string cut = std::string{at, dot + 7} + std::string{rest, behind};
        to.help = "write " + detail::quoted(cut);
        replace(to, whole, std::move(cut));
        return;
    }
    case datetime_status::malformed:
    case datetime_status::ok: break;
    }
    auto& to = fatal(diagnostic_code::malformed_datetime, whole,
                     detail::quoted(whole.text()).append(" is not a date and time"));
    to.help = "write it as RFC 3339 does, with real dates: `2025-11-03T10:30:00Z` or `2025-11-03T10:30:00+01:00`";
}

CALQUE_DECL void reporter::broken_relative(const char* at, const relative_scan& scan, const char* end) {
    const char* behind = scan.end;
    while (behind != end && is_class(*behind, word_char)) ++behind;
    const token whole{at, behind};
    const token place{scan.end, behind};
    const char* base_end = scan_word(at, end);
    const std::string base{at, base_end};
    switch (scan.status) {
    case relative_status::none:
    case relative_status::ok: return;
    case relative_status::no_amount: {
        auto& to = fatal(diagnostic_code::malformed_relative, whole,
                         "a relative time needs an amount and a unit behind its sign");
        to.expected = {"a whole number"};
        to.help = "write " + detail::quoted(base + "-7d");
        return;
    }
    case relative_status::no_unit: {
        auto& to = fatal(diagnostic_code::malformed_relative, whole, "a relative time needs a unit behind its amount");
        to.expected = {"`d`", "`h`", "`m`", "`s`", "`w`"};
        to.help = "write " + detail::quoted(std::string{whole.text()} + "d") + "; the units are s m h d w M (months) y";
        replace(to, whole, std::string{whole.text()} + "d");
        return;
    }
    case relative_status::unknown_unit: {
        auto& to = fatal(diagnostic_code::malformed_relative, place,
                         detail::quoted(place.text()).append(" is not a unit of a relative time"));
        to.expected = {"`d`", "`h`", "`m`", "`s`", "`w`"};
        to.help = "the units are s m h d w M (months) y, and case matters";
        const char first = lower(*place.begin);
        const bool month = place.text().starts_with("mo") || place.text().starts_with("Mo");
        if (month || unit_of(first)) replace(to, place, std::string{month ? 'M' : first});
        return;
    }
    case relative_status::too_far: {
        auto& to = fatal(diagnostic_code::malformed_relative, whole, "this relative time lies outside of the calendar");
        to.help = "no offset may pass 9999 years";
        return;
    }
    }
}

CALQUE_DECL void reporter::unknown_relation(const token& where) {
    auto& to = fatal(diagnostic_code::unknown_relation, where,
                     detail::quoted(where.text()).append(" is not a to-many relation"));
    for (const field& row : schema_.fields) {
        if (row.rows != relation::to_many) continue;
        if (to.help.find(row.through) == std::string::npos)
            to.help += (to.help.empty() ? "braces go with " : ", ") + detail::quoted(row.through);
    }
    if (to.help.empty()) to.help = "this schema has no to-many relation";
}

CALQUE_DECL void reporter::too_deep(const char* at, std::size_t limit) {
    at = skip_blank(at, source_end());
    auto& to = fatal(diagnostic_code::too_deep, token_at(at),
                     "groups are nested deeper than the limit of " + std::to_string(limit) + " levels");
    to.help = "take out parentheses that change nothing, or raise parse_limits::depth";
}

CALQUE_DECL void reporter::too_many_conditions(const token& where, std::size_t limit, bool distributed) {
    auto& to = fatal(diagnostic_code::too_many_conditions, where,
                     "the filter has more than the limit of " + std::to_string(limit) + " conditions" +
                         (distributed ? " once `or` is distributed over this `same_row`" : ""));
    to.help = "use `in [...]` for many values of one field, or raise parse_limits::conditions";
}

CALQUE_DECL void reporter::too_many_items(const token& where, std::size_t limit) {
    auto& to = fatal(diagnostic_code::too_many_items, where,
                     "the list has more than the limit of " + std::to_string(limit) + " values");
    to.help = "split the list, or raise parse_limits::list_items";
}

CALQUE_DECL std::vector<diagnostic> reporter::take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const diagnostic& a, const diagnostic& b) { return a.range.begin < b.range.begin; });
    const auto same = [](const diagnostic& a, const diagnostic& b) { return a.code == b.code && a.range == b.range; };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    if (found_.size() > max_reports) found_.resize(max_reports);
    return std::move(found_);
}

} // namespace calque::detail
