// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/cap.hpp>
#include <calque/filter/limit_words.hpp>
#include <calque/json/detail/foreign_words.hpp>
#include <calque/json/detail/json_reporter.hpp>
#include <calque/json/detail/value_reader.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/json_tokens.hpp>
#include <calque/text/grammar/constexpr_parser.hpp>
#include <calque/text/grammar/parse_condition.hpp>
#include <calque/text/report/reporter.hpp>

#include <algorithm>
#include <utility>

namespace calque::detail {

CALQUE_COLD_DECL diagnostic& json_reporter::report(diagnostic_code code, const token& where, std::string message,
                                                   std::string help) {
    if (out_.size() > 4 * max_diagnostics) cap_diagnostics(out_);
    return out_.emplace_back(
        diagnostic{.code = code, .range = range(where), .message = std::move(message), .help = std::move(help)});
}

CALQUE_COLD_DECL void json_reporter::replace(diagnostic& to, const token& where, std::string text, bool safe) const {
    if (to.help.empty()) to.help = "write " + detail::quoted(text);
    to.edits.push_back({range(where), std::move(text), safe});
}

// texts of the language ----------------------------------------------------------------------------------------------

CALQUE_COLD_DECL std::string json_reporter::name_as_text(std::string_view name) {
    std::string out;
    for (bool first = true;; first = false) {
        const std::string_view segment = name.substr(0, name.find('.'));
        const bool word = !segment.empty() && is_class(segment.front(), word_start_char) &&
                          scan_word(segment.data(), segment.data() + segment.size()) == segment.data() + segment.size();
        out += first ? "" : ".";
        out += word && !(first && is_reserved(segment)) ? std::string{segment} : as_literal(segment);
        if (segment.size() == name.size()) return out;
        name.remove_prefix(segment.size() + 1);
    }
}

CALQUE_COLD_DECL std::string json_reporter::as_text(const token& value) const {
    if (*value.begin == '[') {
        std::string out = "[";
        (void)for_each_json_element(value.begin + 1, value.end, ']', [&](const char* at) {
            const char* const behind = skip_json_value<max_nesting>(at, value.end);
            if (behind != nullptr) out.append(out.size() > 1 ? ", " : "").append(as_text({at, behind}));
            return behind;
        });
        return out + "]";
    }
    if (*value.begin != '"') return std::string{value.text()};
    const std::string text = text_in(value);
    const relative_scan time = scan_relative(text.data(), text.data() + text.size());
    const schema_view::match found = schema_.find(condition_.name);
    const bool is_time = time.status == relative_status::ok && time.end == text.data() + text.size() && found &&
                         schema_.fields[found.index].type == field_type::datetime;
    return is_time ? text : as_literal(text);
}

CALQUE_COLD_DECL std::string json_reporter::json_of(std::string_view text) const {
    filter_data data;
    null_reporter silence;
    parse_context<null_reporter> on{schema_, options_, data, silence};
    written_values values;
    if (!constexpr_parser{on, values, text.data(), text.data() + text.size()}.filter() || on.is_refused()) return {};
    std::string out;
    json_writer{out, data, schema_}.write(0);
    return out;
}

CALQUE_COLD_DECL void json_reporter::offer(diagnostic& to, std::string_view operation, std::string_view value,
                                           bool safe) const {
    std::string text = name_as_text(condition_.name).append(" ").append(operation);
    if (!value.empty()) text.append(" ").append(value);
    offer_text(to, condition_.value, text, false, safe);
}

/// Replaces only the part that differs, if it is a single one; otherwise the whole condition.
CALQUE_COLD_DECL void json_reporter::offer_text(diagnostic& to, const token& where, std::string_view text, bool item,
                                                bool safe) const {
    const std::string json = json_of(text);
    if (json.empty()) return;
    const std::string name = json_string(condition_.name);
    const std::string field_part = "{\"field\":", op_part = ",\"op\":", value_part = ",\"value\":";
    const std::size_t op_at = json.find(op_part), value_at = json.find(value_part);
    const auto replace_whole = [&] {
        if (!item && !condition_.odd) replace(to, condition_.whole, json, safe);
    };
    if (!json.starts_with(field_part)) return replace_whole(); // a group
    const std::string field = json.substr(field_part.size(), op_at - field_part.size());
    const std::string operation = json.substr(op_at + op_part.size(), value_at - op_at - op_part.size());
    std::string value = json.substr(value_at + value_part.size());
    value.pop_back();
    const bool same_field = field == name, same_op = operation == condition_.operation.text();
    if (item) {
        if (same_field && operation == "\"in\"" && value.starts_with('['))
            replace(to, where, value.substr(1, value.size() - 2), safe);
        return;
    }
    const bool same_value = as_text(condition_.value) == as_text({value.data(), value.data() + value.size()});
    if (same_op && same_value && !same_field) replace(to, condition_.field, field, safe);
    else if (same_field && same_value && !same_op) replace(to, condition_.operation, operation, safe);
    else if (same_field && same_op && !same_value) replace(to, condition_.value, value, safe);
    else replace_whole();
}

CALQUE_COLD_DECL json_reporter::condition_text json_reporter::text_about(const token& where) const {
    condition_text out;
    out.item = where.begin > condition_.value.begin && where.end < condition_.value.end;
    out.source = name_as_text(condition_.name);
    out.source += ' ';
    out.operation = out.source.size();
    const bool of_field = where.begin == condition_.field.begin; // symbols, for errors in the field
    if (out.item) out.source += "in";
    else if (of_field && condition_.meant != op::isnull) out.source += text_name(condition_.meant);
    else out.source += json_name(condition_.meant);
    out.source += out.item ? " [" : " ";
    out.value = out.source.size();
    out.source += as_text(out.item ? where : condition_.value);
    if (out.item) out.source += ']';
    return out;
}

template <class Tell>
void json_reporter::report_as_text(const token& where, const Tell& tell) {
    const condition_text text = text_about(where);
    const char* const begin = text.source.data();
    const token field{begin, begin + text.operation - 1};
    const token operation{begin + text.operation, begin + text.value - (text.item ? 2 : 1)};
    const token value{begin + text.value, begin + text.source.size() - (text.item ? 1 : 0)};
    reporter told{text.source, schema_, options_};
    const schema_view::match found = schema_.find(condition_.name);
    told.begun(field, found ? &schema_.fields[found.index] : nullptr, {});
    told.compared(operation);
    tell(told, field, operation, value);
    for (const diagnostic& each : told.take()) take(each, where, text);
}

CALQUE_COLD_DECL void json_reporter::take(const diagnostic& told, const token& where, const condition_text& text) {
    diagnostic& to = report(told.code, where, told.message);
    to.label = told.label;
    to.expected = told.expected;
    if (told.note) {
        const bool of_field = told.note->range.begin == 0;
        to.note = diagnostic_note{range(of_field ? condition_.field : condition_.operation), told.note->text};
    }
    for (const text_edit& each : told.edits) {
        std::string edited = text.source;
        edited.replace(each.range.begin, each.range.end - each.range.begin, each.replacement);
        const bool names = each.range.begin == 0 && each.range.end + 1 == text.operation &&
                           name_as_text(each.replacement) == each.replacement;
        if (names) replace(to, condition_.field, json_string(each.replacement), each.safe);
        else offer_text(to, where, edited, text.item, each.safe && where.begin != condition_.field.begin);
    }
    // The help "write `…`, …" shows filter text; replace that by the JSON of the edit.
    const bool shows_text = told.help.starts_with("write `") && !to.edits.empty();
    if (shows_text) to.help += told.help.substr(told.help.rfind('`') + 1);
    else to.help = told.help;
}

// reported by the reader of values -----------------------------------------------------------------------------------

CALQUE_COLD_DECL void json_reporter::no_null_test(const token& where) {
    auto& to = report(diagnostic_code::wrong_value_type, where, "`isnull` takes `true` or `false`",
                      "write `true` for \"is null\", `false` for \"is not null\"");
    const std::string text = as_text(where);
    const auto is = [&](std::string_view word) { return same_word(text, word) || same_word(text, as_literal(word)); };
    if (is("true") || is("1")) replace(to, where, "true", true);
    else if (is("false") || is("0")) replace(to, where, "false", true);
}

CALQUE_COLD_DECL void json_reporter::no_list(const token& where) {
    auto& to =
        report(diagnostic_code::wrong_value_type, where, "`in` takes an array", "write [ and ] around the value");
    const std::string value = as_text(where);
    const std::string inner = *where.begin == '"' ? text_in(where) : std::string{};
    std::string items; // from `a,b`
    for (std::string_view rest = inner; inner.find(',') != std::string::npos;) {
        const std::string_view each = rest.substr(0, rest.find(','));
        items +=
            (items.empty() ? "" : ", ") + as_literal(each.substr(std::min(each.find_first_not_of(' '), each.size())));
        if (each.size() == rest.size()) break;
        rest.remove_prefix(each.size() + 1);
    }
    if (!items.empty()) offer(to, "in", "[" + items + "]", false);
    const bool alone = *where.begin != '"' || (is_plain_word(inner) && !same_word(inner, "null"));
    if (*where.begin != '{' && *where.begin != 'n') offer(to, "in", "[" + value + "]", alone);
}

CALQUE_COLD_DECL void json_reporter::no_scalar(const token& where) {
    const bool equal = condition_.operates && condition_.meant == op::eq;
    const bool unequal = condition_.operates && condition_.meant == op::neq;
    if (*where.begin == 'n') {
        auto& to = report<diagnostic_code::compared_with_null>(
            where, equal     ? R"(write "op":"isnull","value":true)"
                   : unequal ? R"(write "op":"isnull","value":false)"
                             : R"(a condition of its own tests for it, with "op":"isnull")");
        if (equal || unequal) offer(to, equal ? "is null" : "is not null", {}, true);
        return;
    }
    auto& to = report(diagnostic_code::wrong_value_type, where, "a single value is needed here",
                      *where.begin == '[' ? "only `in` takes an array"
                                          : "write the value itself, without an object around it");
    if (*where.begin != '[') return;
    if (equal) offer(to, "in", as_text(where), false);
    else if (unequal) offer(to, "not in", as_text(where), false);
}

CALQUE_COLD_DECL void json_reporter::inexact_number(const token& where) {
    report(diagnostic_code::number_out_of_range, where, std::string{inexact_number_message},
           std::string{inexact_number_help});
}

CALQUE_COLD_DECL void json_reporter::foreign_time(const token& where, const std::string& meant) {
    std::string json = json_string(meant);
    auto& to =
        report(diagnostic_code::malformed_relative, where,
               detail::quoted(text_in(where)) + " is not a relative time of the API", "write " + detail::quoted(meant));
    replace(to, where, std::move(json), !meant.ends_with('M')); // `NOW-5M` may be minutes
}

CALQUE_COLD_DECL void json_reporter::text_too_long(const token& where, std::size_t size) {
    report(diagnostic_code::string_too_long, where,
           string_too_long_message("this text", size, options_.limits.string_bytes), std::string{string_too_long_help});
}

// reported by the checks ---------------------------------------------------------------------------------------------

CALQUE_COLD_DECL void json_reporter::too_deep(const char* at, std::size_t limit) {
    report(diagnostic_code::too_deep, {at, at + 1}, too_deep_message(limit), std::string{too_deep_help});
}

CALQUE_COLD_DECL void json_reporter::too_many_conditions(const token& where, std::size_t count, bool exact,
                                                         std::string_view once) {
    report(diagnostic_code::too_many_conditions, where,
           too_many_conditions_message(count, options_.limits.conditions, exact, once),
           std::string{too_many_conditions_help});
}

CALQUE_COLD_DECL void json_reporter::too_many_items(const token&) {
    std::size_t count = 0;
    const token& list = condition_.value;
    (void)for_each_json_element(list.begin + 1, list.end, ']',
                                [&](const char* at) { return ++count, skip_json_value<max_nesting>(at, list.end); });
    report(diagnostic_code::too_many_items, list, too_many_items_message(count, options_.limits.list_items),
           std::string{too_many_items_help});
}

CALQUE_COLD_DECL void json_reporter::name_too_long(const token& where, std::size_t size) {
    report(diagnostic_code::string_too_long, where,
           string_too_long_message("this name", size, options_.limits.string_bytes), std::string{string_too_long_help});
}

CALQUE_COLD_DECL void json_reporter::nested_same_row(const token& where) {
    report(diagnostic_code::not_one_relation, where, "`same_row` cannot stand inside another one",
           "join them into one");
}

CALQUE_COLD_DECL void json_reporter::unknown_field(const token& where, std::string_view name) {
    report_as_text(where, [&](reporter& to, const token& field, const token&, const token&) {
        to.unknown_field(field, {.end = field.end, .status = path_status::ok, .quoted = false, .text = name}, {});
    });
    const auto other = [](char c) { return !is_class(c, word_char) && c != '.' && c != ' '; };
    if (std::any_of(name.begin(), name.end(), other)) out_.back().edits.clear(); // `!success`, `duration<`
}

CALQUE_COLD_DECL void json_reporter::nested_key(const token& where, const field& row, std::string_view key) {
    report_as_text(
        where, [&](reporter& to, const token& field, const token&, const token&) { to.nested_key(field, row, key); });
}

CALQUE_COLD_DECL void json_reporter::not_in_relation(const token& where, const field& row,
                                                     std::string_view relation_name, const token& same_row) {
    report_as_text(where, [&](reporter& to, const token& field, const token&, const token&) {
        to.not_in_relation(field, row, relation_name, field);
    });
    diagnostic& told = out_.back();
    told.help = "move it out of the `same_row`";
    if (told.note) told.note->range = range(same_row);
}

CALQUE_COLD_DECL void json_reporter::operator_not_allowed(const token& where, const field& row, const token&,
                                                          op operation) {
    report_as_text(where, [&](reporter& to, const token& field, const token& written, const token&) {
        to.operator_not_allowed(written, row, field, operation);
    });
}

CALQUE_COLD_DECL void json_reporter::value_does_not_fit(const token& where, const literal& what, value_problem why,
                                                        const field& row, const token&, const token&) {
    report_as_text(where, [&](reporter& to, const token& field, const token& operation, const token& value) {
        to.value_does_not_fit(value, what, why, row, field, operation);
    });
}

CALQUE_COLD_DECL void json_reporter::empty_list(const token& where, const token&) {
    report<diagnostic_code::empty_list>(where, "list the values, or leave the condition out");
}

CALQUE_COLD_DECL void json_reporter::mixed_list(const token& where, value_kind first, value_kind other) {
    report_as_text(where, [&](reporter& to, const token&, const token&, const token& value) {
        to.mixed_list(value, first, other);
    });
}

CALQUE_COLD_DECL void json_reporter::unlisted_field(const token& where, const path_scan& path) {
    report_as_text(
        where, [&](reporter& to, const token& field, const token&, const token&) { to.unlisted_field(field, path); });
}

CALQUE_COLD_DECL void json_reporter::undocumented_operator(const token& where, const field& row, const token&,
                                                           op operation) {
    report_as_text(where, [&](reporter& to, const token& field, const token& written, const token&) {
        to.undocumented_operator(written, row, field, operation);
    });
}

CALQUE_COLD_DECL void json_reporter::undocumented_relative(const token& where, const relative_time& time) {
    report_as_text(where, [&](reporter& to, const token&, const token&, const token& value) {
        to.undocumented_relative(value, time);
    });
}

CALQUE_COLD_DECL void json_reporter::includes_today(const token& where, const token&, const relative_time& time) {
    report_as_text(where, [&](reporter& to, const token&, const token& operation, const token& value) {
        to.includes_today(value, operation, time);
    });
}

CALQUE_COLD_DECL void json_reporter::maybe_minutes(const token& where, const relative_time& time) {
    report_as_text(
        where, [&](reporter& to, const token&, const token&, const token& value) { to.maybe_minutes(value, time); });
}

CALQUE_COLD_DECL void json_reporter::compared_as_text(const token& where, const token&) {
    report_as_text(where, [&](reporter& to, const token& field, const token& operation, const token&) {
        to.compared_as_text(operation, field);
    });
}

} // namespace calque::detail
