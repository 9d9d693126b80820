// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/cap.hpp>
#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/insertion_sort.hpp>
#include <calque/text/report/explain.ipp>
#include <calque/text/report/explain_condition.ipp>
#include <calque/text/report/explain_dialects.ipp>
#include <calque/text/report/explain_habits.ipp>
#include <calque/text/report/explain_value.ipp>
#include <calque/text/report/explain_wrapping.ipp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/reporter_fields.ipp>
#include <calque/text/report/reporter_limits.ipp>
#include <calque/text/report/reporter_tokens.ipp>
#include <calque/text/report/reporter_values.ipp>
#include <calque/text/report/reporter_warnings.ipp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <utility>

// Collects, orders and caps the diagnostics.
namespace calque::detail {

CALQUE_COLD_DECL diagnostic& reporter::report(diagnostic_code code, const token& where, std::string message) {
    if (fatal_) return discarded_ = {}; // the parser only tries other alternatives for broken input
    if (severity_of(code) == severity::error) {
        ++errors_;
        constexpr std::size_t max_failures = 3;
        if (failures_.size() < max_failures) {
            failure& each = failures_.emplace_back();
            each = {code, range(where), offset(ended_ ? furthest_ : where.begin), ended_, 0, conditions_};
            for (const expectation what : waiting_) each.waiting |= 1u << static_cast<unsigned>(what);
        }
    }
    // Keeps more errors than are returned, because backtracking may report one twice.
    const std::size_t most = max_diagnostics * (severity_of(code) == severity::warning ? 1 : 4);
    if (found_.size() >= most) return discarded_ = {};
    found_.push_back({.code = code, .range = range(where), .message = std::move(message)});
    return found_.back();
}

CALQUE_COLD_DECL diagnostic& reporter::fatal(diagnostic_code code, const token& where, std::string message) {
    diagnostic& to = report(code, where, std::move(message));
    fatal_ = true;
    return to;
}

CALQUE_COLD_DECL void reporter::replace(diagnostic& to, const token& where, std::string text, bool safe) const {
    to.edits.push_back({range(where), std::move(text), safe});
}

/// Offers the words nearest to the token as edits, in `expected` and in the help; does nothing if none is near.
CALQUE_COLD_DECL void reporter::suggest(diagnostic& to, const token& where, suggester& near) const {
    if (is_part_of_word(where, source_)) return;
    const bool clear = near.has_clear_best();
    std::vector<std::string> names;
    for (suggestion& each : near.best(3)) {
        replace(to, where, each.text, clear && names.empty());
        names.push_back(detail::quoted(each.text));
    }
    if (names.empty()) return;
    to.help = "did you mean " + alternatives(names) + "?";
    if (to.expected.empty()) to.expected = std::move(names);
}

CALQUE_COLD_DECL void reporter::note(diagnostic& to, const token& where, std::string text) const {
    to.note = diagnostic_note{range(where), std::move(text)};
}

CALQUE_COLD_DECL void reporter::expected(const char* at, expectation what) {
    if (furthest_ != nullptr && at < furthest_) return;
    if (at != furthest_) waiting_.clear();
    furthest_ = at;
    if (std::find(waiting_.begin(), waiting_.end(), what) == waiting_.end()) waiting_.push_back(what);
}

/// Returns whether a quoted text is at the position of a field, alone or followed by a comparison and a field.
CALQUE_COLD_DECL bool reporter::looks_reversed(const char* at, const path_scan& path) const {
    if (*at != '"' && *at != '\'') { // `topic = "x" and contains "y"`
        const std::string_view joined = word_before(at).text();
        if (last_row_ == nullptr || (!is_and(joined) && !is_or(joined)) || schema_.find(path.text)) return false;
        const char* const next = skip_blank(path.end, source_end());
        return word_operator(path.text) && next != source_end() && (is_quote(*next) || is_class(*next, digit_char));
    }
    if (schema_.find(path.text)) return false;
    const char* const operation = skip_blank(path.end, source_end());
    const operator_scan found = scan_operator(operation, source_end());
    if (!found.operation) { // `topic = "x" or "y"`
        const std::string_view joined = word_before(at).text();
        return last_row_ != nullptr && (is_and(joined) || is_or(joined)) && operand_ends(path.end);
    }
    const char* const word = skip_blank(found.end, source_end());
    std::string scratch;
    const path_scan field_path = scan_path(word, source_end(), path.text.size() + 256, scratch);
    return field_path.status == path_status::ok && static_cast<bool>(schema_.find(field_path.text));
}

CALQUE_COLD_DECL std::vector<diagnostic> reporter::take() {
    if (!has_errors()) offer_parentheses();
    insertion_sort(found_, [](const diagnostic& a, const diagnostic& b) { return a.range.begin < b.range.begin; });
    const auto same = [](const diagnostic& a, const diagnostic& b) { return a.code == b.code && a.range == b.range; };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    cap_diagnostics(found_);
    return std::move(found_);
}

} // namespace calque::detail
