// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>
#include <calque/text/grammar/parse_context.hpp>
#include <calque/text/report/failure.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The reporter of the second pass: turns the events of the grammar and the checks into diagnostics.
///
/// Keeps only the furthest syntax failure, but all semantic errors, up to `max_diagnostics`.
class reporter {
public:
    static constexpr bool reports = true;

    reporter(std::string_view source, const schema_view& fields, const parse_options& options) noexcept
        : source_{source}, schema_{fields}, limits_{options.limits}, strict_{options.strict} {}

    // syntax: what the grammar expected, and which groups are open
    void expected(const char* at, expectation what);
    void opened(const char* at) { open_.push_back(at); }
    void closed() {
        if (!open_.empty()) open_.pop_back();
    }
    [[nodiscard]] bool looks_reversed(const char* at, const path_scan& path) const;

    // the current condition, for explanations that need it
    void begun(const token& where, const field* row, const surroundings& around) noexcept {
        last_field_ = where;
        last_row_ = row;
        last_operator_ = {};
        conditions_ = {condition_start{offset(where.begin), around}, conditions_[0]};
    }
    void compared(const token& where) noexcept { last_operator_ = where; }

    // syntax: malformed tokens
    void broken_path(const char* at, const path_scan& path);
    void broken_string(const char* at, const string_scan& scan, const char* end);
    void broken_number(const char* at, const number_scan& scan, const char* end);
    void broken_duration(const token& where, const number_scan& number);
    void broken_datetime(const char* at, const datetime_scan& scan, const char* end);
    void broken_relative(const char* at, const relative_scan& scan, const char* end);
    void unknown_relation(const token& where);

    // limits
    void too_deep(const char* at, std::size_t limit, std::string_view once = {});
    void too_many_conditions(const token& where, std::size_t count, bool exact, std::string_view once = {});
    void too_many_items(const token& where);
    void string_too_long(const char* at);
    void name_too_long(const token& where, std::size_t size);

    // meaning
    void unknown_field(const token& where, const path_scan& path, std::string_view scope);
    void nested_key(const token& where, const field& row, std::string_view key);
    void nested_same_row(const token& where);
    void not_in_relation(const token& where, const field& row, std::string_view relation_name, const token& same_row);
    void operator_not_allowed(const token& where, const field& row, const token& field_token, op operation);
    void value_does_not_fit(const token& where, const literal& what, value_problem why, const field& row,
                            const token& field_token, const token& operator_token);
    void empty_list(const token& where, const token& field_token);
    void mixed_list(const token& where, value_kind first, value_kind other);
    void empty_range(const token& low, const token& high);
    void inexact_not(const token& where, inexact why, std::string_view field_name);
    void undocumented_complement(const token& where, const field& row, const token& field_token, op operation);

    // warnings
    void unlisted_field(const token& where, const path_scan& path);
    void undocumented_operator(const token& where, const field& row, const token& field_token, op operation);
    void undocumented_relative(const token& where, const relative_time& time);
    void includes_today(const token& where, const token& operator_token, const relative_time& time);
    void mixed_connectives(const token& where);
    void maybe_minutes(const token& where, const relative_time& time);
    void hidden_character(const char* at);
    void compared_as_text(const token& where, const token& field_token);

    /// Adds the syntax error of a failed parse, unless a malformed token or a limit already explains it.
    void explain_failure();

    /// Returns all diagnostics in text order, without duplicates.
    [[nodiscard]] std::vector<diagnostic> take();
    [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }

    /// Returns the details of the first few errors.
    [[nodiscard]] std::vector<failure> take_failures() noexcept { return std::move(failures_); }

private:
    [[nodiscard]] std::size_t offset(const char* at) const noexcept {
        return static_cast<std::size_t>(at - source_.data());
    }
    [[nodiscard]] text_range range(const token& where) const noexcept {
        return {offset(where.begin), offset(where.end)};
    }
    [[nodiscard]] const char* source_end() const noexcept { return source_.data() + source_.size(); }
    [[nodiscard]] std::size_t mismatch_penalty(const field& row, const token& field_token) const;
    void write_as_rfc3339(diagnostic& to, const token& where, std::string_view text) const;
    void offer_time(diagnostic& to, const token& where, std::string time, bool whole_day) const;
    void offer_day(diagnostic& to, const token& where, const std::string& start, bool lower_bound) const;
    void offer_relative(diagnostic& to, const token& where, std::string_view text) const;
    void number_for_time(diagnostic& to, const token& number);
    void suggest_unit(diagnostic& to, const token& unit, bool calendar) const;

    /// Adds a diagnostic for the caller to complete; returns a spare one after a fatal error or beyond the cap.
    diagnostic& report(diagnostic_code code, const token& where, std::string message);
    diagnostic& fatal(diagnostic_code code, const token& where, std::string message);
    /// Adds a diagnostic whose message is the fixed text of its code.
    template <diagnostic_code Code>
    diagnostic& report(const token& where) {
        return report(Code, where, std::string{cause_of<Code>});
    }
    template <diagnostic_code Code>
    diagnostic& fatal(const token& where) {
        return fatal(Code, where, std::string{cause_of<Code>});
    }
    /// Offers an edit that may be intended; `correct` offers one that certainly is.
    void replace(diagnostic& to, const token& where, std::string text, bool safe = false) const;
    void correct(diagnostic& to, const token& where, std::string text) const {
        replace(to, where, std::move(text), true);
    }
    void suggest(diagnostic& to, const token& where, suggester& near) const;
    void note(diagnostic& to, const token& where, std::string text) const;

    // explain.ipp, explain_condition.ipp, explain_value.ipp
    void explain_end();
    void explain_at(const token& found);
    bool explain_look_alike(const char* at);
    bool explain_bracket(const token& found);
    bool explain_after_condition(const token& found);
    bool explain_doubled_quote(const token& found);
    bool explain_rest_of_statement(const token& found);
    bool explain_operator(const token& found);
    bool explain_value(const token& found);
    bool explain_bare_list(const token& found);
    bool explain_null(const token& found);
    bool explain_truth(const token& found);
    bool explain_reversed(const token& found);
    bool explain_field(const token& found);
    bool explain_comma(const token& found);
    bool explain_between(const token& found);
    bool explain_call(const token& found);
    // explain_dialects.ipp
    bool explain_phrase();
    bool explain_like(const token& found);
    bool explain_colon(const token& found);
    bool explain_lookup(const token& where);
    bool explain_call_of(const token& where);
    bool explain_index(const token& where, const field& space);
    bool explain_prefix(const token& where);
    bool explain_as(const token& typed, std::string meant, bool whole = true);
    [[nodiscard]] token value_at(const char* at) const;
    [[nodiscard]] token operand_at(const char* at) const;
    // explain_wrapping.ipp
    bool explain_wrapping(const token& found);
    bool explain_comment(const token& found);
    bool explain_entity(const token& found);
    // explain_habits.ipp
    bool explain_elided_field(const token& found);
    bool explain_quoted_key(const token& found, bool words);
    bool explain_inner_not(const token& found);
    bool explain_is(const token& found);
    bool explain_separate_unit(const token& found);
    bool explain_range_in_brackets(const token& found);
    bool explain_one_text(const token& found);
    bool explain_filter_json(const token& found);
    bool explain_loose_date(const token& whole);
    bool explain_unjoined_value(const token& found);
    [[nodiscard]] token word_before(const char* at) const;
    [[nodiscard]] bool is_negated(const char* at) const;
    [[nodiscard]] token next_word(const char* at) const;
    [[nodiscard]] bool operand_ends(const char* at) const;
    [[nodiscard]] bool value_ends(const char* at) const;
    [[nodiscard]] bool word_follows(const char* at) const;
    [[nodiscard]] token bare_text(const token& first) const;
    void explain_plainly(const token& found);
    [[nodiscard]] bool expects(expectation what) const;
    [[nodiscard]] std::vector<std::string> expectations() const;

    void offer_parentheses();

    std::string_view source_;
    const schema_view& schema_;
    const parse_limits& limits_;
    bool strict_;
    std::vector<diagnostic> found_;
    diagnostic discarded_;
    std::size_t errors_ = 0;
    bool fatal_ = false;
    std::vector<const char*> open_;
    const char* furthest_ = nullptr;
    std::vector<expectation> waiting_;
    token last_field_{}; ///< of the last condition begun
    token last_operator_{};
    const field* last_row_ = nullptr;
    std::array<condition_start, 2> conditions_{}; ///< the last two begun
    std::vector<failure> failures_;
    bool ended_ = false; ///< the parse has failed; errors are at `furthest_`
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/report/reporter.ipp>
#endif
