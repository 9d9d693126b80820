// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/words.hpp>
#include <calque/text/report/detail/loose_date.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/unit_words.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <string>

// Malformed tokens.
namespace calque::detail {

CALQUE_COLD_DECL void reporter::broken_path(const char* at, const path_scan& path) {
    if (path.status == path_status::bad_string) {
        std::string decoded;
        broken_string(path.end, scan_string(path.end, source_end(), limits_.string_bytes, decoded), source_end());
        return;
    }
    if (path.end != source_end() && explain_look_alike(path.end)) {
        fatal_ = true;
        return;
    }
    const token whole{at, path.end};
    for (const field& row : schema_.fields) {
        if (row.opens_namespace() && !row.name.empty() && row.name == whole.text()) {
            auto& to = fatal(diagnostic_code::missing_key, whole,
                             detail::quoted(row.name).append(" needs a key after the dot"));
            to.help = std::string{"write "} + detail::quoted(std::string{row.name} + "region") + ", or with quotes " +
                      detail::quoted(std::string{row.name} + "\"org name\"");
            if (path.end != source_end() && *path.end == '.') correct(to, {path.end, path.end + 1}, "");
            return;
        }
    }
    if (path.quoted && path.end - at > 1 && is_quote(path.end[-1])) {
        auto& to = fatal(diagnostic_code::unexpected_token, {path.end - 2, path.end}, "a name in quotes is not empty");
        to.expected = {"a name"};
        to.help = "write the name between the quotes";
        return;
    }
    auto& to = fatal(diagnostic_code::unexpected_token, {path.end - 1, path.end}, "a name must follow this dot");
    to.expected = {"a name"};
    to.help = "names are joined by single dots, without blanks";
    if (path.end != source_end() && *path.end == '.') correct(to, {path.end, path.end + 1}, "");
}

CALQUE_COLD_DECL void reporter::broken_string(const char* at, const string_scan& scan, const char* end) {
    const char* const line_end = std::find(at, end, '\n');
    switch (scan.status) {
    case string_status::none:
    case string_status::ok: return;
    case string_status::unterminated: {
        auto& to = fatal<diagnostic_code::unterminated_string>({at, line_end});
        to.label = "opened here";
        to.help = std::string{"add "} + detail::quoted({at, 1}) +
                  " where the text ends; inside it, a quote is written `\\" + *at + "`";
        for (const char* each = at + 1; each < line_end; ++each) { // `"refund”`
            const std::size_t length = utf8_length(each, line_end);
            const look_alike alike = length > 1 ? find_look_alike(utf8_decode(each, length)) : look_alike{};
            if (alike.meant.size() != 1 || !is_quote(alike.meant.front()) || !operand_ends(each + length)) continue;
            to.message += "; " + code_point(alike.code) + " (" + std::string{alike.name} + ") is another character";
            to.help = std::string{"write `"} + *at + "`";
            replace(to, {each, each + length}, std::string{*at}, alike.meant.front() == *at);
            return;
        }
        const char* text_end = line_end;
        while (text_end > at + 1 && is_class(text_end[-1], blank_char | symbol_char)) --text_end;
        replace(to, {text_end, text_end}, std::string{*at});
        return;
    }
    case string_status::bad_escape: {
        auto& to = fatal<diagnostic_code::bad_escape>({scan.end, std::min(scan.end + 2, end)});
        to.expected = {"`\\\"`", "`\\\\`", "`\\n`", "`\\t`", "`\\u00e9`"};
        to.help = "a backslash itself is written `\\\\`";
        if (scan.end + 1 < end && scan.end[1] == 'u')
            to.help = scan_hex4(scan.end + 2, end) < 0
                          ? "four hexadecimal digits follow `\\u`, as in `\\u00e9`; " + to.help
                          : "this is half of a character; the other half follows as in `\\ud83d\\ude00`; " + to.help;
        // `\d` certainly belongs to a pattern; `\N`, `\u12` and `\ ` may be mistyped `\n`, `\u0012` and `\" `.
        const bool pattern = scan.end + 1 < end && is_among(scan.end[1], "dDwWsS.()[]{}$^*+?|-");
        const auto operation = scan_operator(last_operator_.begin, last_operator_.end).operation;
        replace(to, {scan.end, scan.end + 1}, "\\\\",
                pattern && operation == op::regex && std::count(at, std::find(scan.end, end, *at), '\\') == 1);
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
        auto& to = fatal<diagnostic_code::control_character>({scan.end, scan.end + 1});
        to.help = *scan.end == '\t' ? "write a tab as `\\t`" : "write it as an escape such as `\\u001b`";
        if (*scan.end == '\t') correct(to, {scan.end, scan.end + 1}, "\\t");
        else replace(to, {scan.end, scan.end + 1}, "");
        return;
    }
    case string_status::invalid_utf8: {
        auto& to = fatal<diagnostic_code::invalid_utf8>({scan.end, scan.end + 1});
        to.help = "save or send the filter as UTF-8, or write the character as an escape such as `\\u00e9`";
        return;
    }
    case string_status::too_long: return string_too_long(at);
    }
}

CALQUE_COLD_DECL void reporter::broken_number(const char* at, const number_scan& scan, const char* end) {
    const char* behind = scan.end;
    while (behind != end && (is_class(*behind, word_char) || *behind == '.')) ++behind;
    const token whole{at, std::max(behind, at + 1)};
    const bool sign = is_class(*at, digit_char) == false;
    switch (scan.status) {
    case number_status::none:
    case number_status::ok: return;
    case number_status::leading_zero: {
        const bool time = last_row_ != nullptr && last_row_->type == field_type::datetime;
        if (time && explain_loose_date({at, loose_date_end(at, end)})) return;
        auto& to = fatal(diagnostic_code::malformed_number, whole, "a number has no leading zeros");
        const char* digits = at + (sign ? 1 : 0);
        while (digits + 1 != end && *digits == '0' && is_class(digits[1], digit_char)) ++digits;
        std::string shorter = (sign ? std::string{*at} : std::string{}) + std::string{digits, whole.end};
        const bool text =
            last_row_ != nullptr && (last_row_->type == field_type::string || last_row_->type == field_type::dynamic);
        to.help =
            text ? "put it in quotes: " + detail::quoted(as_literal(whole.text())) : "write " + detail::quoted(shorter);
        if (text) replace(to, whole, as_literal(whole.text()));
        return;
    }
    case number_status::no_digits: {
        auto& to = fatal(diagnostic_code::malformed_number, whole, "this number is not finished");
        to.expected = {"a digit"};
        to.help = "a number looks like `60`, `-0.5` or `1e6`";
        if (const char* const dot = at + (sign ? 1 : 0); end - dot > 1 && *dot == '.' && is_class(dot[1], digit_char)) {
            const std::string full = std::string{at, dot} + "0" + std::string{dot, whole.end};
            to.help = "write " + detail::quoted(full);
            replace(to, {dot, dot}, "0");
        }
        if (whole.end[-1] == '.' && whole.end - at > 1 && is_class(whole.end[-2], digit_char)) {
            to.help = "write " + detail::quoted(whole.text().substr(0, whole.text().size() - 1));
            replace(to, {whole.end - 1, whole.end}, "");
        }
        return;
    }
    case number_status::out_of_range: {
        auto& to = fatal(diagnostic_code::number_out_of_range, whole, "this number does not fit");
        if (last_row_ != nullptr && last_row_->type == field_type::integer) {
            to.help = named(*last_row_, last_field_.text()) + std::string{integers_only};
            return;
        }
        if (last_row_ != nullptr &&
            last_row_->type == field_type::string) { // `customer_number = 4915112345678901234567`
            to.help = "put it in quotes: " + detail::quoted(as_literal(whole.text()));
            replace(to, whole, as_literal(whole.text()));
            return;
        }
        to.help =
            "whole numbers go from -9223372036854775808 to 18446744073709551615; larger ones need an exponent, as in "
            "`1e20`, and end at 1.8e308";
        return;
    }
    case number_status::inexact: {
        auto& to = fatal(diagnostic_code::number_out_of_range, whole, std::string{inexact_number_message});
        to.help = inexact_number_help;
        return;
    }
    }
}

/// Offers the unit that a word most likely means; the edit is safe only if the word is a name of it.
CALQUE_COLD_DECL void reporter::suggest_unit(diagnostic& to, const token& unit, bool calendar) const {
    const char meant = unit_meant(unit.text());
    if (meant != 0 && (calendar || (meant != 'M' && meant != 'y')))
        replace(to, unit, std::string{meant}, unit_named(unit.text()) == meant);
}

CALQUE_COLD_DECL void reporter::broken_duration(const token& where, const number_scan& number) {
    const token unit{number.end, where.end};
    if (last_row_ != nullptr && last_row_->type == field_type::datetime && explain_loose_date(where))
        return; // `20251103T100000Z`
    const bool calendar = unit.text() == "M" || unit.text() == "y";
    const bool counts = last_row_ == nullptr || last_row_->unit == field_unit::seconds;
    const auto known = unit.text().size() == 1 ? unit_of(*unit.begin) : std::nullopt;
    if (known && !calendar) {
        auto& to = fatal(diagnostic_code::malformed_number, where, "a duration is a whole number of one unit");
        to.help = "write the next smaller unit: `90m` for one and a half hours";
        if (!counts) return;
        if (std::string whole = in_smaller_units(number, *known); !whole.empty()) {
            to.help = "write " + detail::quoted(whole);
            correct(to, where, std::move(whole));
        }
        return;
    }
    if (std::string sum = sum_of_durations(where.text()); counts && !sum.empty()) {
        auto& to = fatal(diagnostic_code::malformed_number, where, "a duration has one number and one unit");
        to.help = "write " + detail::quoted(sum);
        correct(to, where, std::move(sum));
        return;
    }
    auto& to = fatal(diagnostic_code::malformed_number, where,
                     detail::quoted(unit.text()).append(" is not a unit of a duration"));
    to.expected = {"`s`", "`m`", "`h`", "`d`", "`w`"};
    to.help = calendar ? "months and years have no fixed length; write days, as in `30d`"
                       : "durations look like `90s`, `5m`, `2h`, `7d`, `1w`; a text needs quotes";
    if (calendar) return;
    suggest_unit(to, unit, false);
    if (!to.edits.empty())
        to.help = "did you mean " +
                  detail::quoted(std::string{where.begin, unit.begin} + to.edits.front().replacement) +
                  "? The units are s m h d w";
}

CALQUE_COLD_DECL void reporter::broken_datetime(const char* at, const datetime_scan& scan, const char* end) {
    const char* behind = scan.end;
    while (behind != end &&
           (is_class(*behind, word_char) || *behind == ':' || *behind == '.' || *behind == '+' || *behind == '-'))
        ++behind;
    const token whole{at, behind};
    if (last_row_ != nullptr && last_row_->type == field_type::string) { // `topic = 2025-11-03`
        auto& to = fatal(diagnostic_code::wrong_value_type, whole,
                         named(*last_row_, last_field_.text()) + " is not compared with a time");
        to.help = "put it in quotes: " + detail::quoted(as_literal(whole.text()));
        replace(to, whole, as_literal(whole.text()));
        return;
    }
    const std::string date{at, static_cast<std::size_t>(std::min<std::ptrdiff_t>(10, scan.end - at))};
    switch (scan.status) {
    case datetime_status::none: return;
    case datetime_status::no_time:
        if (loose_date_end(at, end) == scan.end && (scan.end == behind || *scan.end == '.')) {
            const token alone{at, scan.end};
            offer_time(fatal<diagnostic_code::missing_zone>(alone), alone, date + "T00:00:00Z", true);
            return;
        }
        break;
    case datetime_status::no_zone:
        if (scan.end == behind) {
            auto& to = fatal(diagnostic_code::missing_zone, whole, "a date and time needs a zone");
            offer_time(to, whole, std::string{whole.text()} + "Z", false);
            return;
        }
        break;
    case datetime_status::too_precise: {
        auto& to =
            fatal(diagnostic_code::malformed_datetime, whole, "a date and time has at most six digits after the dot");
        to.help = "leave out the digits past the microsecond";
        return;
    }
    case datetime_status::malformed:
    case datetime_status::ok: break;
    }
    if (explain_loose_date({at, loose_date_end(at, end)})) return;
    auto& to = fatal(diagnostic_code::malformed_datetime, whole,
                     detail::quoted(whole.text()).append(" is not a date and time"));
    to.help = "write it as RFC 3339 does, with real dates: `2025-11-03T10:30:00Z` or `2025-11-03T10:30:00+01:00`";
}

/// Explains a date that is not in RFC 3339 format.
CALQUE_COLD_DECL bool reporter::explain_loose_date(const token& whole) {
    std::string meant = in_rfc3339(whole.text());
    if (meant.empty() || meant == whole.text()) return false;
    auto& to = fatal(diagnostic_code::malformed_datetime, whole,
                     detail::quoted(whole.text()).append(" is not an RFC 3339 date and time"));
    offer_time(to, whole, std::move(meant), names_day(whole.text()));
    return true;
}

CALQUE_COLD_DECL void reporter::broken_relative(const char* at, const relative_scan& scan, const char* end) {
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
                         "a relative time needs an amount and a unit after its sign");
        to.expected = {"a whole number"};
        to.help = "write " + detail::quoted(base + "-7d");
        return;
    }
    case relative_status::no_unit: {
        auto& to = fatal(diagnostic_code::malformed_relative, whole, "a relative time needs a unit after its amount");
        to.expected = {"`d`", "`h`", "`m`", "`s`", "`w`"};
        const char* const next = skip_blank(behind, end);
        const token word{next, scan_word(next, end)};
        const char unit = unit_named(word.text()); // `now - 7 days`
        if (whole.end != end && *whole.end == '.') {
            to.help = "an amount is a whole number; write the next smaller unit: `now-36h` for one and a half days";
            return;
        }
        const std::string full = std::string{whole.text()} + (unit == 0 ? 'd' : unit);
        to.help = "write " + detail::quoted(full) + "; the units are s m h d w M (months) y";
        const bool decimal = whole.end != end && *whole.end == ','; // `now-0,5`
        if (unit != 0 ||
            (value_ends(whole.end) && (!decimal || end - whole.end < 2 || !is_class(whole.end[1], digit_char))))
            replace(to, {at, unit == 0 ? whole.end : word.end}, full);
        return;
    }
    case relative_status::unknown_unit: {
        auto& to = fatal(diagnostic_code::malformed_relative, place,
                         detail::quoted(place.text()).append(" is not a unit of a relative time"));
        to.expected = {"`d`", "`h`", "`m`", "`s`", "`w`"};
        to.help = "the units are s m h d w M (months) y, and case matters";
        const char* amount = place.begin;
        while (amount != at && is_class(amount[-1], digit_char)) --amount;
        const std::string sum = sum_of_durations({amount, static_cast<std::size_t>(behind - amount)}); // `now-1d12h`
        if (!sum.empty()) to.help = "an offset has one amount and one unit: " + detail::quoted(sum);
        suggest_unit(to, place, true);
        if (!to.edits.empty())
            to.help = "did you mean " + detail::quoted(std::string{at, place.begin} + to.edits.front().replacement) +
                      "? The units are s m h d w M (months) y";
        return;
    }
    case relative_status::too_far: {
        auto& to = fatal(diagnostic_code::malformed_relative, whole, "this relative time lies outside of the calendar");
        to.help = "an offset is at most 9999 years";
        return;
    }
    }
}

} // namespace calque::detail
