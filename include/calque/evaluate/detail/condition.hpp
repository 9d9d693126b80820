// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/clock_text.hpp>
#include <calque/evaluate/evaluate.hpp>
#include <calque/evaluate/field_path.hpp>
#include <calque/evaluate/predicate.hpp>
#include <calque/filter/filter.hpp>
#include <calque/values/scan_time.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace calque::detail {

/// Reports a relation that has no rows in the record.
inline void report_relation(const record_listener& listener, std::string_view name, const related_rows& related) {
    if (!listener) return;
    const boost::json::value* const found = related.found;
    const bool usable = found == nullptr || found->is_null() || found->is_array();
    listener({name, found == nullptr ? found_as::absent : usable ? found_as::usable : found_as::unreadable, found});
}

/// A compiled comparison: the value's path, the test, and the results for null and for a relation without rows.
struct condition {
    field_path path;
    predicate asks;
    std::string name{}; ///< of the field; reported to the listener
    field_type type = field_type::dynamic;
    bool in_seconds = false;          ///< a text such as `05:03` is read as a number of seconds
    bool negated = false;             ///< holds if a non-null value fails the test
    bool of_null = false;             ///< result for null
    bool result_without_rows = false; ///< result for a to-many relation without rows
    bool needs_every_row = false;     ///< a to-many relation must match in every row, not just in one

    [[nodiscard]] bool holds(const boost::json::object& record, const record_listener& listener) const {
        const field_path::place place = path.reach(record);
        if (!place.many) return holds_for(place.value, listener);
        const auto rows = place.related.rows();
        if (rows.empty()) {
            report_relation(listener, name, place.related);
            return result_without_rows;
        }
        const auto in_row = [&](const boost::json::value& row) { return holds_for(path.in_row(place, row), listener); };
        return needs_every_row ? std::ranges::all_of(rows, in_row) : std::ranges::any_of(rows, in_row);
    }

    /// As `holds`, for one row of the relation that the first `row_keys` keys lead to.
    [[nodiscard]] bool holds_in_row(const boost::json::object* row, std::size_t row_keys, bool elsewhere,
                                    const record_listener& listener) const {
        return holds_for(path.in_row(row, row_keys, elsewhere), listener);
    }

private:
    [[nodiscard]] bool holds_for(const boost::json::value* found, const record_listener& listener) const {
        if (found == nullptr || found->is_null()) {
            if (listener) listener({name, found == nullptr ? found_as::absent : found_as::usable, found});
            return of_null;
        }
        if (in_seconds && found->is_string()) {
            const boost::json::string& text = found->get_string();
            if (const auto seconds = read_clock_text({text.data(), text.size()})) {
                const boost::json::value number(*seconds);
                return holds_for(&number, listener);
            }
        }
        const verdict answer = std::visit([&](const auto& ask) { return ask(*found); }, asks);
        if (listener) listener({name, is_readable(*found, answer) ? found_as::usable : found_as::unreadable, found});
        return answer == verdict::null ? of_null : (answer == verdict::yes) != negated;
    }

    [[nodiscard]] bool is_readable(const boost::json::value& found, verdict answer) const noexcept {
        switch (type) {
        case field_type::integer:
        case field_type::number: return found.is_number();
        case field_type::boolean: return found.is_bool();
        case field_type::string: return found.is_string();
        case field_type::datetime: return found.is_string() && answer != verdict::null;
        case field_type::dynamic: return true;
        }
        return true;
    }
};

/// A compiler of comparisons.
class condition_compiler {
public:
    condition_compiler(const schema_view& fields, const server_assumptions& assumed, instant moment,
                       std::size_t regex_steps) noexcept
        : fields_{fields}, assumed_{assumed}, now_{moment}, regex_steps_{regex_steps} {}

    /// *Errors*: throws `system_error` with `errc::bad_regex`.
    [[nodiscard]] condition make(const comparison& from, bool in_row) const {
        condition made = make(from.field(), predicate_of(from, *from.field().row));
        if (from.op() == op::isnull) {
            made.of_null = made.negated = from.value() == value{true};
            made.result_without_rows = made.of_null && assumed_.isnull_to_many_no_rows;
        } else if (from.op() == op::neq) {
            made.negated = true;
            made.needs_every_row = !in_row && !assumed_.neq_to_many_is_some_row;
            made.of_null = assumed_.neq_keeps_nulls || made.needs_every_row;
            made.result_without_rows = made.needs_every_row;
        }
        return made;
    }

    [[nodiscard]] condition make(const membership& from) const {
        return make(from.field(), one_of(from.items(), *from.field().row));
    }

private:
    [[nodiscard]] condition make(const field_view& where, predicate test) const {
        const field& row = *where.row;
        condition made{field_path{fields_, row, where.key}, std::move(test)};
        made.name = std::string{row.name}.append(where.key);
        made.type = row.type;
        made.in_seconds = row.unit == field_unit::seconds;
        return made;
    }

    [[nodiscard]] predicate predicate_of(const comparison& from, const field& row) const {
        switch (from.op()) {
        case op::isnull:
            return row.type == field_type::datetime ? predicate{is_instant{instants()}} : predicate{is_present{}};
        case op::contains: return text_has{texts(row), text_has::place::anywhere, folded_needle{text_of(from.value())}};
        case op::startswith: return text_has{texts(row), text_has::place::start, folded_needle{text_of(from.value())}};
        case op::endswith: return text_has{texts(row), text_has::place::end, folded_needle{text_of(from.value())}};
        case op::regex: return text_matches{texts(row), pattern{text_of(from.value()), regex_steps_}};
        case op::eq:
        case op::neq:
        case op::gt:
        case op::gte:
        case op::lt:
        case op::lte: return ordered(from.op(), from.value(), row);
        case op::in: break; // a membership, not a comparison
        }
        return is_never{};
    }

    [[nodiscard]] predicate ordered(op operation, const value& wanted, const field& row) const {
        const accepted_ordering order{operation};
        if (row.compared_as_text) return text_is{texts(row), order, text_of(wanted)};
        const auto equal_only = [&](predicate made) {
            return operation == op::eq || operation == op::neq ? std::move(made) : predicate{is_never{}};
        };
        return std::visit(overloaded{
                              [&](bool flag) { return equal_only(boolean_is{flag}); },
                              [&](std::string_view text) { return ordered_text(operation, text, row); },
                              [&](const datetime& time) -> predicate {
                                  return instant_is{instants(), order, time.at};
                              },
                              [&](const relative_time& time) -> predicate {
                                  return instant_is{instants(), order, instant_of(time, operation)};
                              },
                              [&](auto number) -> predicate {
                                  return number_is{order, number};
                              },
                          },
                          wanted);
    }

    [[nodiscard]] predicate ordered_text(op operation, std::string_view wanted, const field& row) const {
        text_is as_text{texts(row), accepted_ordering{operation}, std::string{wanted}};
        const bool equality = operation == op::eq || operation == op::neq;
        const auto time = row.name.empty() && !equality ? read_time(wanted, operation) : std::nullopt;
        if (!time) return as_text;
        return time_or_text_is{{instants(), as_text.order, *time}, std::move(as_text)};
    }

    /// Returns the instant that an absolute or relative time denotes, or nothing if the text is no time.
    [[nodiscard]] std::optional<instant> read_time(std::string_view text, op operation) const {
        const char* const end = text.data() + text.size();
        const relative_scan relative = scan_relative(text.data(), end);
        if (relative.status == relative_status::ok && relative.end == end) return instant_of(relative.time, operation);
        const auto absolute = read_datetime(text);
        return absolute ? std::optional{absolute->at} : std::nullopt;
    }

    [[nodiscard]] predicate one_of(const item_list& items, const field& row) const {
        is_one_of made{texts(row), instants()};
        for (const value& item : items) {
            if (row.compared_as_text) {
                made.texts.push_back(text_of(item));
                continue;
            }
            std::visit(overloaded{
                           [&](bool flag) { (flag ? made.with_true : made.with_false) = true; },
                           [&](std::string_view text) { made.texts.emplace_back(text); },
                           [&](const datetime& time) { made.instants.push_back(time.at); },
                           [&](const relative_time& time) { made.instants.push_back(instant_of(time, op::in)); },
                           [&](auto number) { made.numbers.emplace_back(number); },
                       },
                       item);
        }
        made.sort();
        return made;
    }

    /// `today` is the last second of the day for `<` and `<=`, otherwise the first (api/README.md, "Relative times").
    [[nodiscard]] instant instant_of(const relative_time& time, op operation) const {
        const bool upper = operation == op::lt || operation == op::lte;
        const bool keeps_edge = time.amount == 0 || assumed_.offset_keeps_day_edge;
        return resolve(time, now_, upper && keeps_edge ? day_edge::end : day_edge::start);
    }

    /// Returns a value as the filter JSON spells it, without quotes.
    [[nodiscard]] static std::string text_of(const value& what) {
        number_text buffer;
        return std::visit(overloaded{
                              [](bool flag) { return std::string{flag ? "true" : "false"}; },
                              [](std::string_view text) { return std::string{text}; },
                              [](const datetime& time) { return to_string(time); },
                              [](const relative_time& time) { return to_string(time); },
                              [&](auto number) { return std::string{write_number(buffer, number)}; },
                          },
                          what);
    }

    [[nodiscard]] text_reader texts(const field& row) const noexcept { return {row.compared_as_text}; }
    [[nodiscard]] instant_reader instants() const noexcept { return {assumed_.naive_datetimes_are_utc}; }

    const schema_view& fields_;
    server_assumptions assumed_;
    instant now_;
    std::size_t regex_steps_;
};

} // namespace calque::detail
