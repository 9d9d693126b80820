// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/value_words.hpp>
#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/text/report/detail/loose_date.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/unit_words.hpp>
#include <calque/text/report/words.hpp>
#include <calque/values/scan_number.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>

// Values that do not fit their field, lists and ranges.
namespace calque::detail {

/// Returns the equivalent of an ordering by a fraction for whole numbers: `>= 2` for `> 1.5`; empty for other operators.
[[nodiscard, gnu::cold]] inline std::string as_whole_number(std::optional<op> operation, std::string_view number) {
    const number_scan read = scan_number(number.data(), number.data() + number.size());
    if (!operation || !is_ordering(*operation) || read.kind != value_kind::number) return {};
    const double value = std::bit_cast<double>(read.bits);
    if (!(value > -1e15 && value < 1e15)) return {};
    const auto down = static_cast<std::int64_t>(value < 0 ? value - 1 : value);
    const bool above = *operation == op::gt || *operation == op::gte;
    return (above ? ">= " : "<= ") + std::to_string(above ? down + 1 : down);
}

CALQUE_COLD_DECL void reporter::value_does_not_fit(const token& where, const literal& what, value_problem why,
                                                   const field& row, const token& field_token,
                                                   const token& operator_token) {
    const std::string name = named(row, field_token.text());
    const auto tell = [&](std::string message) -> diagnostic& {
        auto& to = report(code_of(why), where, std::move(message));
        note(to, field_token, "takes " + std::string{wanted(row.type)});
        return to;
    };
    std::string inside{where.text()};
    if (what.kind == literal_kind::string && inside.size() >= 2) inside = inside.substr(1, inside.size() - 2);
    switch (why) {
    case value_problem::none: return;
    case value_problem::wrong_type: {
        auto& to = tell(name + " is not compared with " + std::string{noun(what.kind)});
        to.expected = {std::string{wanted(row.type)}};
        to.help = "write " + to.expected.front();
        if (row.type == field_type::datetime && is_class(where.end[-1], word_char)) {
            number_for_time(to, where);
        } else if (row.type == field_type::string) {
            // `555-1234` and `+49 151` may be one text.
            const char* const end = std::max(where.end, typed_end(where.begin, source_end()));
            const token whole{where.begin, numbers_end(end, source_end())};
            const bool alone = whole.end == where.end && value_ends(where.end);
            to.help = "put it in quotes: " + detail::quoted(as_literal(whole.text()));
            if (whole.end == source_end() || !is_typed(*whole.end))
                replace(to, whole, as_literal(whole.text()),
                        alone && what.kind == literal_kind::number && // not `4.9e12`, a converted number
                            whole.text().find_first_of("eE") == std::string_view::npos);
        } else if (what.kind == literal_kind::string) {
            const number_scan number = scan_number(inside.data(), inside.data() + inside.size());
            const bool is_number =
                number.status == number_status::ok && number.end == inside.data() + inside.size() &&
                (row.type != field_type::integer || inside.find_first_of(".eE") == std::string::npos);
            const bool truth = same_word(inside, "true") || same_word(inside, "false");
            if (row.type == field_type::boolean ? truth : is_number) {
                to.help = "remove the quotes: " + detail::quoted(inside);
                const std::size_t point = inside.find('.'); // `1.000` may mean a thousand
                replace(to, where, inside, point == std::string::npos || inside.size() - point != 4);
            } else if (std::string amount = duration_named(inside);
                       !amount.empty() && row.unit == field_unit::seconds) {
                to.help = "write " + detail::quoted(amount);
                correct(to, where, std::move(amount));
            }
        } else if (row.type == field_type::boolean && what.kind == literal_kind::number &&
                   (inside == "1" || inside == "0") && (operand_ends(where.end) || *where.end == ']')) { // not `1,5`
            to.help = std::string{"write "} + (inside == "1" ? "`true`" : "`false`");
            correct(to, where, inside == "1" ? "true" : "false");
        }
        return;
    }
    case value_problem::fraction: {
        auto& to = tell(name + " takes whole numbers only");
        to.help = "write a whole number, above or below it";
        const auto operation = scan_operator(operator_token.begin, operator_token.end).operation;
        if (const std::string meant = as_whole_number(operation, inside); !meant.empty())
            to.help =
                "write " + detail::quoted(std::string{field_token.text()} + " " + meant) + ", which says the same";
        return;
    }
    case value_problem::out_of_range: tell(name + std::string{integers_only}).help = "check the number"; return;
    case value_problem::no_unit: {
        auto& to = tell(name + " has no unit of time");
        to.help = "write a plain number; durations such as `5m` go with fields that count seconds";
        return;
    }
    case value_problem::text_operator: {
        auto& to = tell(detail::quoted(operator_token.text()) + " takes a text in quotes");
        to.expected = {"a text in quotes"};
        to.help = "put it in quotes: " + detail::quoted(as_literal(inside));
        replace(to, where, as_literal(inside),
                what.kind == literal_kind::number && inside.find_first_of("eE") == std::string::npos);
        return;
    }
    case value_problem::unordered: {
        auto& to = tell("`true` and `false` have no order");
        const auto operation = scan_operator(operator_token.begin, operator_token.end).operation;
        to.help = "compare with `=` or `!=`";
        const bool above = operation == op::gt || operation == op::gte; // `< true` would mean the opposite
        if (same_word(inside, above ? "true" : "false")) replace(to, operator_token, "=");
        return;
    }
    case value_problem::time_on_dynamic: {
        auto& to = tell(name + " is not a time: the API would compare it as a text");
        to.help = "to compare with the text itself, put it in quotes: " + detail::quoted(as_literal(inside));
        replace(to, where, as_literal(inside));
        return;
    }
    case value_problem::not_a_datetime: {
        auto& to = tell(detail::quoted(inside) + " is not a time");
        to.expected = {std::string{wanted(row.type)}};
        to.help = "write " + to.expected.front();
        write_as_rfc3339(to, where, inside);
        if (to.edits.empty()) offer_relative(to, where, inside);
        return;
    }
    case value_problem::malformed_datetime: {
        auto& to = tell(detail::quoted(inside) + " is not a date and time");
        to.help = "write it as RFC 3339 does, with real dates: `2025-11-03T10:30:00Z` or `2025-11-03T10:30:00+01:00`";
        write_as_rfc3339(to, where, inside);
        return;
    }
    case value_problem::missing_zone: {
        const bool day = inside.size() == 10;
        const std::string full = inside + (day ? "T00:00:00Z" : "Z");
        auto& to = tell(day ? std::string{cause_of<diagnostic_code::missing_zone>} : "a date and time needs a zone");
        offer_time(to, where, full, day);
        return;
    }
    case value_problem::too_precise:
        tell("a date and time has at most six digits after the dot").help = "leave out the digits past the microsecond";
        return;
    case value_problem::malformed_relative:
        tell(detail::quoted(inside) + " is not a relative time").help =
            "write `now`, `now-2h`, `today` or `today-7d`; the units are s m h d w M (months) y, and case matters";
        offer_relative(found_.back(), where, inside);
        if (found_.back().edits.empty() && is_class(inside.back(), digit_char))
            replace(found_.back(), {where.end - 1, where.end - 1}, "d");
        return;
    }
}

/// Offers a time; for a whole day, its start or end as the comparison requires.
CALQUE_COLD_DECL void reporter::offer_time(diagnostic& to, const token& where, std::string time, bool whole_day) const {
    const char* const next = skip_blank(where.end, source_end());
    const bool lower_bound = source_end() - next > 1 && next[0] == '.' && next[1] == '.';
    const token zone{next, scan_word(next, source_end())};
    const bool utc = (same_word(zone.text(), "utc") || same_word(zone.text(), "gmt")) && value_ends(zone.end);
    const bool goes_on = !value_ends(where.end) && !lower_bound && !schema_.find(zone.text());
    if (goes_on && (!utc || whole_day)) { // `CET`, `PM`, `[Europe/Berlin]`
        to.help = "write it with its offset from UTC, as in `2025-11-03T10:30:00+01:00`";
        if (zone.end != next) to.help += ", and without " + detail::quoted(zone.text());
        return;
    }
    if (whole_day && time.starts_with("9999")) return; // there is no following day
    if (whole_day) return offer_day(to, where, time, lower_bound);
    const bool zoned = utc || where.text().find_first_of("zZ") != std::string_view::npos || !time.ends_with('Z');
    to.help = "write " + detail::quoted(time) + (zoned ? "" : " for UTC, or an offset such as `+01:00`");
    replace(to, {where.begin, goes_on ? zone.end : where.end}, std::move(time));
}

/// Offers edits that cover a whole day: `<=` extends to its end, and `=` is a range.
CALQUE_COLD_DECL void reporter::offer_day(diagnostic& to, const token& where, const std::string& start,
                                          bool lower_bound) const {
    const auto operation = scan_operator(last_operator_.begin, last_operator_.end).operation;
    const std::string end = start.substr(0, 11) + "23:59:59.999999Z",
                      next = day_after(start.substr(0, 10)) + "T00:00:00Z";
    const std::string name{last_field_.text()};
    const auto write = [&](const token& typed, const std::string& meant, std::string_view as) {
        to.help = "write " + detail::quoted(meant) + std::string{as} + " in UTC";
        const bool glued = is_typed(meant.front()) && typed.begin != source_.data() && is_typed(typed.begin[-1]);
        replace(to, typed, (glued ? " " : "") + meant);
    };
    const token whole{last_operator_.begin, where.end};
    const char* before = where.begin;
    while (before != source_.data() && is_class(before[-1], blank_char)) --before;
    const bool upper_bound = before - source_.data() > 1 && before[-1] == '.' && before[-2] == '.';
    if (lower_bound) return write(where, start, " for its start");
    if (upper_bound) return write(where, end, " for its end");
    if (operation == op::gte || operation == op::lt) return write(where, start, " for its start");
    if (operation == op::lte) return write(whole, "< " + next, " for all of the day");
    if (operation == op::gt) return write(whole, ">= " + next, " for everything after the day");
    if (operation == op::eq) return write(whole, "in " + start + " .. " + end, " for all of the day");
    if (operation == op::neq) return write(whole, "not in " + start + " .. " + end, " for all other days");
    to.help = "a day has a start, " + detail::quoted(start) + " in UTC, and an end, " + detail::quoted(end);
}

/// Offers a time for a text that is a date in another format.
CALQUE_COLD_DECL void reporter::write_as_rfc3339(diagnostic& to, const token& where, std::string_view text) const {
    std::string meant = in_rfc3339(text);
    if (!meant.empty()) offer_time(to, where, std::move(meant), names_day(text));
}

/// Offers a time for a text that means a time relative to now, or seconds since 1970.
CALQUE_COLD_DECL void reporter::offer_relative(diagnostic& to, const token& where, std::string_view text) const {
    std::string meant = relative_named(text);
    if (meant.empty()) meant = since_1970(text);
    if (meant.empty()) return;
    to.help = "write " + detail::quoted(meant);
    replace(to, where, std::move(meant));
}

/// Explains a number at the position of a time: part of a date, a span of time, or seconds since 1970.
CALQUE_COLD_DECL void reporter::number_for_time(diagnostic& to, const token& number) {
    const token date{number.begin, loose_date_end(number.begin, source_end())};
    if (date.end > number.end && !in_rfc3339(date.text()).empty()) {
        to.range = range(date);
        write_as_rfc3339(to, date, date.text());
        fatal_ = true; // what follows the number belongs to it
        return;
    }
    if (std::count(date.begin, date.end, '/') == 2) { // unclear which number is the month
        to.range = range(date);
        to.help = "write the year first, then month and day: `2025-11-03T00:00:00Z`";
        fatal_ = true;
        return;
    }
    if (const token all = operand_at(number.begin); all.end > number.end) { // `3 November 2025`
        if (std::string day = in_rfc3339(all.text()); !day.empty()) {
            to.range = range(all);
            offer_time(to, all, std::move(day), names_day(all.text()));
            fatal_ = true;
            return;
        }
    }
    const auto write = [&](const char* end, std::string meant) {
        to.help = "write " + detail::quoted(meant);
        replace(to, {number.begin, end}, std::move(meant));
        fatal_ = end != number.end;
    };
    const std::string_view text = number.text();
    const std::string_view digits = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
    if (std::string time = since_1970(text); !time.empty()) return write(number.end, std::move(time));
    if (std::string day = in_rfc3339(text); !day.empty())
        return offer_time(to, number, std::move(day), true); // `20251103`
    if (text.find('.') != std::string_view::npos) return;
    token word = next_word(number.end);
    if (text.front() == '-' && value_ends(number.end) && unit_of(text.back())) // `-7d`
        return write(number.end, "now" + std::string{text});
    char unit = 0;
    const char* behind = number.end;
    if (digits.size() + 1 == text.size() && unit_of(text.back())) { // `7d ago`
        unit = text.back();
    } else if (digits == text) { // `7 days`, `7 days ago`
        unit = unit_named(word.text());
        behind = word.end;
        word = next_word(word.end);
    }
    if (unit == 0) return;
    const bool ago = same_word(word.text(), "ago");
    if (ago || (behind != number.end && value_ends(behind)))
        write(ago ? word.end : behind, "now-" + std::string{digits} + unit);
}

CALQUE_COLD_DECL void reporter::empty_list(const token& where, const token& field_token) {
    auto& to = report<diagnostic_code::empty_list>(where);
    to.expected = {"a value"};
    note(to, field_token, "an empty list matches nothing");
    to.help = "list the values, as in `in [\"a\", \"b\"]`, or leave the condition out";
}

CALQUE_COLD_DECL void reporter::mixed_list(const token& where, value_kind first, value_kind other) {
    auto& to = report<diagnostic_code::mixed_list>(where);
    to.label = std::string{"this is "}.append(noun(other)).append(", the first is ").append(noun(first));
    if (first == value_kind::string) {
        to.help = "put it in quotes: " + detail::quoted(as_literal(where.text()));
        replace(to, where, as_literal(where.text()));
    } else {
        to.help = "use two conditions joined by `or`";
    }
}

CALQUE_COLD_DECL void reporter::empty_range(const token& low, const token& high) {
    auto& to = report(diagnostic_code::empty_range, {low.begin, high.end},
                      "nothing lies in this range: " + detail::quoted(low.text()) + " is above " +
                          detail::quoted(high.text()));
    std::string turned = std::string{high.text()} + ".." + std::string{low.text()};
    to.help = "write " + detail::quoted(turned);
    if (!only_high_has_unit(low.end, high.begin, source_end())) replace(to, {low.begin, high.end}, std::move(turned));
}

} // namespace calque::detail
