// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/code_description.hpp>
#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/bind.hpp>
#include <calque/filter/node.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/config.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/token.hpp>
#include <calque/values/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// The parts of a condition in filter JSON, and its field's name.
struct json_condition {
    token whole{};
    token field{};
    token operation{};
    token value{};
    std::string name{};
    bool odd = false;      ///< has other members, which may have a meaning
    bool operates = false; ///< the operator is known
    op meant = op::eq;
};

/// Returns a text as a JSON string.
[[nodiscard]] inline std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

/// Returns the decoded text of a JSON string.
[[nodiscard]] inline std::string text_in(const token& string) {
    return decoded_string({string.begin + 1, string.end - 1});
}

/// Reports what is wrong with filter JSON.
///
/// Delegates what the checks find in a condition to the reporter of texts, with the same condition as text, and
/// converts its edits back to JSON. Both formats thus report the same reasons and edits.
class json_reporter {
public:
    static constexpr bool reports = true;

    json_reporter(std::string_view source, const schema_view& fields, const parse_options& options,
                  std::vector<diagnostic>& out) noexcept
        : source_{source}, schema_{fields}, options_{options}, out_{out} {}

    /// Adds a diagnostic; the reference is valid until the next one is added.
    diagnostic& report(diagnostic_code code, const token& where, std::string message, std::string help = {});

    /// Adds a diagnostic whose message is the fixed text of its code.
    template <diagnostic_code Code>
    diagnostic& report(const token& where, std::string help) {
        return report(Code, where, std::string{cause_of<Code>}, std::move(help));
    }

    /// Offers an edit of the JSON; sets `help` to what to write, unless it is already set.
    void replace(diagnostic& to, const token& where, std::string text, bool safe) const;

    /// Sets the parts of the current condition.
    void begin(json_condition what) { condition_ = std::move(what); }
    void set_operator(op meant) noexcept {
        condition_.operates = true;
        condition_.meant = meant;
    }
    [[nodiscard]] const json_condition& condition() const noexcept { return condition_; }

    /// Offers the JSON of the current condition with `operation` and `value`, given as in the filter language; does
    /// nothing if that is not a valid filter.
    void offer(diagnostic& to, std::string_view operation, std::string_view value, bool safe) const;

    /// Calls `offer` for the last diagnostic, without a value.
    void offer_last(std::string_view operation) const { offer(out_.back(), operation, {}, false); }

    /// Returns a JSON value as the filter language writes it.
    [[nodiscard]] std::string as_text(const token& value) const;
    [[nodiscard]] static std::string name_as_text(std::string_view name);

    /// Returns the JSON of a filter text; empty if it is not a filter.
    [[nodiscard]] std::string json_of(std::string_view text) const;

    // reported by the reader of values
    void no_null_test(const token& where);
    void no_list(const token& where);
    void no_scalar(const token& where);
    void inexact_number(const token& where);
    void foreign_time(const token& where, const std::string& meant);
    void text_too_long(const token& where, std::size_t size);

    // reported by the checks
    void too_deep(const char* at, std::size_t limit);
    void too_many_conditions(const token& where, std::size_t count, bool exact, std::string_view once = {});
    void too_many_items(const token& where);
    void name_too_long(const token& where, std::size_t size);
    void nested_same_row(const token& where);
    void unknown_field(const token& where, std::string_view name);
    void nested_key(const token& where, const field& row, std::string_view key);
    void not_in_relation(const token& where, const field& row, std::string_view relation_name, const token& same_row);
    void operator_not_allowed(const token& where, const field& row, const token& field_token, op operation);
    void value_does_not_fit(const token& where, const literal& what, value_problem why, const field& row,
                            const token& field_token, const token& operator_token);
    void empty_list(const token& where, const token& field_token);
    void mixed_list(const token& where, value_kind first, value_kind other);
    void unlisted_field(const token& where, const path_scan& path);
    void undocumented_operator(const token& where, const field& row, const token& field_token, op operation);
    void undocumented_relative(const token& where, const relative_time& time);
    void includes_today(const token& where, const token& operator_token, const relative_time& time);
    void maybe_minutes(const token& where, const relative_time& time);
    void compared_as_text(const token& where, const token& field_token);

private:
    /// The current condition as text, and the offsets of its parts.
    struct condition_text {
        std::string source{};
        std::size_t operation = 0;
        std::size_t value = 0;
        bool item = false; ///< the value is a list of only the reported item
    };
    [[nodiscard]] condition_text text_about(const token& where) const;

    /// Lets the reporter of texts report: calls `tell` with it and the tokens of field, operator and value.
    template <class Tell>
    void report_as_text(const token& where, const Tell& tell);
    void take(const diagnostic& told, const token& where, const condition_text& text);

    /// Offers the JSON of an edited text of the condition.
    void offer_text(diagnostic& to, const token& where, std::string_view text, bool item, bool safe) const;

    [[nodiscard]] text_range range(const token& where) const noexcept {
        return {static_cast<std::size_t>(where.begin - source_.data()),
                static_cast<std::size_t>(where.end - source_.data())};
    }

    std::string_view source_;
    const schema_view& schema_;
    const parse_options& options_;
    std::vector<diagnostic>& out_;
    json_condition condition_{};
};

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/json/detail/json_reporter.ipp>
#endif
