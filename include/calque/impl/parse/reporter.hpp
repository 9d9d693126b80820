// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan_number.hpp>
#include <calque/detail/scan_time.hpp>
#include <calque/impl/parse/parse_context.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The reporter of the second pass: turns what the grammar and the checks tell it into diagnostics.
///
/// Of syntax it keeps the furthest failure; of meaning it keeps everything, up to `max_reports`.
class reporter {
public:
    static constexpr bool speaks = true;
    static constexpr std::size_t max_reports = 20;

    reporter(std::string_view source, const schema_view& fields, bool strict) noexcept
        : source_{source}, schema_{fields}, strict_{strict} {}

    // syntax: what the grammar was waiting for, and which groups are open
    void expected(const char* at, expectation what);
    void opened(const char* at) { open_.push_back(at); }
    void closed() {
        if (!open_.empty()) open_.pop_back();
    }
    [[nodiscard]] bool looks_reversed(const char* at, const path_scan& path) const;

    // the condition at hand, for explanations that need it
    void begun(const token& where, const field* row) noexcept {
        last_field_ = where;
        last_row_ = row;
        last_operator_ = {};
    }
    void compared(const token& where) noexcept { last_operator_ = where; }

    // syntax: tokens that are broken inside
    void broken_path(const char* at, const path_scan& path);
    void broken_string(const char* at, const string_scan& scan, const char* end);
    void broken_number(const char* at, const number_scan& scan, const char* end);
    void broken_duration(const token& where, const number_scan& number);
    void broken_datetime(const char* at, const datetime_scan& scan, const char* end);
    void broken_relative(const char* at, const relative_scan& scan, const char* end);
    void unknown_relation(const token& where);

    // limits
    void too_deep(const char* at, std::size_t limit);
    void too_many_conditions(const token& where, std::size_t limit, bool distributed);
    void too_many_items(const token& where, std::size_t limit);

    // meaning
    void unknown_field(const token& where, const path_scan& path, std::string_view scope);
    void nested_key(const token& where, const field& row, std::string_view key);
    void nested_same_row(const token& where);
    void not_in_relation(const token& where, const field& row, std::string_view relation_name, const token& same_row);
    void operator_not_allowed(const token& where, const field& row, const token& field_token, op operation);
    void value_does_not_fit(const token& where, const literal& what, value_problem why, const field& row,
                            const token& field_token, op operation, const token& operator_token);
    void empty_list(const token& where, const token& field_token);
    void mixed_list(const token& where, value_kind first, value_kind other);
    void empty_range(const token& low, const token& high);
    void inexact_not(const token& where, inexact why, std::string_view field_name);

    // warnings
    void undocumented_operator(const token& where, const field& row, const token& field_token, op operation);
    void undocumented_relative(const token& where, const relative_time& time, op operation);
    void includes_today(const token& where, const token& operator_token, const relative_time& time);
    void mixed_connectives(const token& where);
    void maybe_minutes(const token& where, const relative_time& time);
    void compared_as_text(const token& where, const token& field_token);

    /// The parse failed: adds the syntax error, unless a broken token or a limit already says it.
    void explain_failure();

    /// All that was found, in the order of the text, without repetitions.
    [[nodiscard]] std::vector<diagnostic> take();
    [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }

private:
    [[nodiscard]] std::size_t offset(const char* at) const noexcept {
        return static_cast<std::size_t>(at - source_.data());
    }
    [[nodiscard]] text_range range(const token& where) const noexcept {
        return {offset(where.begin), offset(where.end)};
    }
    [[nodiscard]] const char* source_end() const noexcept { return source_.data() + source_.size(); }

    /// Adds a diagnostic to fill in; a spare one where the cap is reached.
    diagnostic& report(diagnostic_code code, const token& where, std::string message);
    diagnostic& fatal(diagnostic_code code, const token& where, std::string message);
    void replace(diagnostic& to, const token& where, std::string text) const;
    void note(diagnostic& to, const token& where, std::string text) const;

    // explain.ipp: what a syntax error most likely is
    void explain_end();
    void explain_at(const token& found);
    [[nodiscard]] token token_at(const char* at) const;
    bool explain_look_alike(const char* at);
    bool explain_bracket(const token& found);
    bool explain_after_condition(const token& found);
    bool explain_operator(const token& found);
    bool explain_value(const token& found);
    bool explain_field(const token& found);
    void explain_plainly(const token& found);
    [[nodiscard]] bool waits_for(expectation what) const;
    [[nodiscard]] std::vector<std::string> expectations() const;

    std::string_view source_;
    const schema_view& schema_;
    bool strict_;
    std::vector<diagnostic> found_;
    diagnostic spare_;
    std::size_t errors_ = 0;
    bool fatal_ = false;
    std::vector<const char*> open_;
    const char* furthest_ = nullptr;
    std::vector<expectation> waiting_;
    token last_field_{}; ///< of the last condition that was begun
    token last_operator_{};
    const field* last_row_ = nullptr;
};

} // namespace calque::detail
