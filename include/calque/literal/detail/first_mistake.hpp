// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/mistake.hpp>
#include <calque/diagnostic/code_description.hpp>
#include <calque/filter/value_words.hpp>
#include <calque/native/native_words.hpp>
#include <calque/support/scan_string.hpp>
#include <calque/text/grammar/parse_context.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace calque::detail {

/// The reporter of the checker: keeps the first semantic mistake, else the furthest syntax error, in short words.
///
/// `parse` reports every mistake of the same text, with edits.
class first_mistake {
    // Defined before its use: in constant expressions, clang needs the bodies of templates first.
    template <class... Parts>
    constexpr void tell(diagnostic_code code, const token& where, const Parts&... parts) {
        if (found_) return;
        found_ = mistake{.code = code,
                         .begin = static_cast<std::size_t>(where.begin - source_.data()),
                         .end = static_cast<std::size_t>(where.end - source_.data()),
                         .message = in_words(parts...)};
    }
    /// Reports with the description of the code.
    constexpr void tell(diagnostic_code code, const token& where) { tell(code, where, describe(code).cause); }
    constexpr void tell(diagnostic_code code, const char* begin, const char* end, std::string_view words) {
        tell(code, token{begin, end}, words);
    }
    constexpr void tell(diagnostic_code code, const char* begin, const char* end, value_problem why) {
        tell(code, token{begin, end}, words_of(why));
    }

public:
    static constexpr bool reports = true;

    constexpr first_mistake(std::string_view source, const schema_view& fields, const parse_options& options) noexcept
        : source_{source}, schema_{fields}, options_{options} {}

    /// Returns the mistake. A parse that failed without a reported mistake failed at its furthest position.
    [[nodiscard]] constexpr mistake take() {
        if (!found_) tell_syntax();
        return *std::move(found_);
    }
    [[nodiscard]] constexpr bool has_mistake() const noexcept { return found_.has_value(); }

    // syntax: what the grammar expected
    constexpr void expected(const char* at, expectation what) {
        if (furthest_ == nullptr || at > furthest_) waiting_count_ = 0;
        if (furthest_ != nullptr && at < furthest_) return;
        furthest_ = at;
        for (std::size_t i = 0; i < waiting_count_; ++i)
            if (waiting_[i] == what) return;
        if (waiting_count_ < waiting_.size()) waiting_[waiting_count_++] = what;
    }
    constexpr void opened(const char*) const noexcept {}
    constexpr void closed() const noexcept {}
    [[nodiscard]] constexpr bool looks_reversed(const char*, const path_scan&) const noexcept { return false; }
    constexpr void begun(const token&, const field*, const surroundings&) const noexcept {}
    constexpr void compared(const token&) const noexcept {}

    // syntax: malformed tokens
    constexpr void broken_path(const char* at, const path_scan& path) {
        tell(diagnostic_code::unexpected_token, at, path.end,
             path.status == path_status::empty_segment ? "a name is missing beside a dot"
                                                       : "a quoted part of this name is malformed");
    }
    constexpr void broken_string(const char* at, const string_scan& scan, const char*) {
        switch (scan.status) {
        case string_status::none:
        case string_status::ok: break;
        case string_status::unterminated: return tell(diagnostic_code::unterminated_string, {at, at + 1});
        case string_status::bad_escape: return tell(diagnostic_code::bad_escape, {scan.end, scan.end + 1});
        case string_status::control_character:
            return tell(diagnostic_code::control_character, scan.end, scan.end + 1,
                        "a text contains a control character, or its closing quote is missing");
        case string_status::invalid_utf8: return tell(diagnostic_code::invalid_utf8, {scan.end, scan.end + 1});
        case string_status::too_long: return string_too_long(at);
        }
    }
    constexpr void broken_number(const char* at, const number_scan& scan, const char*) {
        if (scan.status == number_status::out_of_range)
            return tell(diagnostic_code::number_out_of_range, at, scan.end, "this number does not fit 64 bits");
        if (scan.status == number_status::inexact)
            return tell(diagnostic_code::number_out_of_range, at, scan.end, inexact_number_message);
        tell(diagnostic_code::malformed_number, at, scan.end,
             scan.status == number_status::leading_zero ? "a number has no leading zeros"
                                                        : "a digit is missing in this number");
    }
    constexpr void broken_duration(const token& where, const number_scan&) {
        tell(diagnostic_code::malformed_number, where.begin, where.end,
             "a duration is a whole number and one of s, m, h, d, w");
    }
    constexpr void broken_datetime(const char* at, const datetime_scan& scan, const char*) {
        const bool half = scan.status == datetime_status::no_time || scan.status == datetime_status::no_zone;
        tell(half ? diagnostic_code::missing_zone : diagnostic_code::malformed_datetime, at, scan.end,
             half ? value_problem::missing_zone : value_problem::malformed_datetime);
    }
    constexpr void broken_relative(const char* at, const relative_scan& scan, const char*) {
        tell(diagnostic_code::malformed_relative, at, scan.end,
             scan.status == relative_status::too_far ? "this offset is too far"
                                                     : words_of(value_problem::malformed_relative));
    }
    constexpr void unknown_relation(const token& where) {
        tell(diagnostic_code::unknown_relation, where, '`', where.text(), "` is not a to-many relation of ",
             schema_.name);
    }

    // limits
    constexpr void too_deep(const char* at, std::size_t limit, std::string_view = {}) {
        tell(diagnostic_code::too_deep, {at, at}, "groups are nested deeper than ", limit, " levels");
    }
    constexpr void too_many_conditions(const token& where, std::size_t count, bool, std::string_view = {}) {
        tell(diagnostic_code::too_many_conditions, where, "the filter has ", count,
             " conditions or more; the limit is ", options_.limits.conditions);
    }
    constexpr void too_many_items(const token& where) {
        tell(diagnostic_code::too_many_items, where, "the list has more than ", options_.limits.list_items, " values");
    }
    constexpr void name_too_long(const token& where, std::size_t) { string_too_long(where.begin); }

    // semantics
    constexpr void unknown_field(const token& where, const path_scan& path, std::string_view scope) {
        for (const field& row : schema_.fields) {
            if (!row.opens_namespace() || row.name.size() != path.text.size() + 1 || !row.name.starts_with(path.text))
                continue;
            return tell(diagnostic_code::missing_key, where, '`', path.text, "` needs a key, as in `", path.text,
                        ".region`");
        }
        const field_index near = nearest_field(schema_, path.text);
        if (near == no_field)
            return tell(diagnostic_code::unknown_field, where, "there is no field `", path.text, "` in ",
                        scope.empty() ? schema_.name : scope);
        tell(diagnostic_code::unknown_field, where, "there is no field `", path.text, "`; did you mean `",
             schema_.fields[near].name, "`?");
        about(mistake_subject::suggestion, schema_.fields[near]);
    }
    constexpr void nested_key(const token& where, const field& row, std::string_view) {
        tell(diagnostic_code::nested_key, where, "the API reads one key after `", row.name, "`, not a path");
    }
    constexpr void nested_same_row(const token& where) {
        tell(diagnostic_code::not_one_relation, where, "`same_row` does not stand inside another");
    }
    constexpr void not_in_relation(const token& where, const field& row, std::string_view relation_name, const token&) {
        if (relation_name.empty())
            return tell(diagnostic_code::not_one_relation, where, named(row).view(), " has no rows; `same_row` takes ",
                        "fields of one to-many relation");
        tell(diagnostic_code::not_one_relation, where, named(row).view(), " is not of the rows `", relation_name,
             "`; `same_row` takes fields of one to-many relation");
    }
    constexpr void operator_not_allowed(const token& where, const field& row, const token&, op operation) {
        tell(diagnostic_code::operator_not_allowed, where, named(row).view(), " does not take ", text_name(operation),
             "; it ", takes_operators(row).view());
        about(mistake_subject::field, row);
    }
    constexpr void value_does_not_fit(const token& where, const literal& what, value_problem why, const field& row,
                                      const token&, const token&) {
        const bool says_of_field = why == value_problem::fraction || why == value_problem::no_unit;
        if (const std::string_view words = words_of(why); !words.empty())
            tell(code_of(why), where, named(row).view(), says_of_field ? " " : ": ", words);
        else tell(code_of(why), where, named(row).view(), " takes ", wanted(row.type), ", not ", noun(what.kind));
        about(mistake_subject::field, row);
    }
    constexpr void empty_list(const token& where, const token&) { tell(diagnostic_code::empty_list, where); }
    constexpr void mixed_list(const token& where, value_kind first, value_kind other) {
        tell(diagnostic_code::mixed_list, where, "the list mixes ", noun(first), " and ", noun(other));
    }
    constexpr void empty_range(const token& low, const token& high) {
        tell(diagnostic_code::empty_range, {low.begin, high.end});
    }
    constexpr void inexact_not(const token& where, inexact why, std::string_view) {
        tell(diagnostic_code::inexact_not, where, cause_of<diagnostic_code::inexact_not>, ": ", reason(why));
    }

    // formats
    constexpr void missing_argument(const token& where, std::size_t count) {
        tell(diagnostic_code::unexpected_token, where, "there is no argument for this {}; arguments: ", count);
    }
    constexpr void extra_argument(const char* at, std::size_t used, std::size_t count) {
        tell(diagnostic_code::unexpected_end, {at, at}, "an argument is left over; arguments: ", count, ", {}: ", used);
    }
    constexpr void argument_does_not_fit(const token& where, const field& row, op operation, native_kind kind,
                                         value_problem why) {
        if (why == value_problem::text_operator)
            return tell(code_of(why), where, text_name(operation), " takes a text, not ", noun(kind));
        tell(code_of(why), where, refused_value_words(row, operation, kind).view());
    }
    constexpr void not_a_list(const token& where) {
        tell(diagnostic_code::wrong_value_type, where, "this {} takes one value, not a range of them");
    }

    // undocumented use is a mistake if `strict`; other warnings are ignored
    constexpr void undocumented_complement(const token& where, const field& row, const token&, op operation) {
        undocumented_operator(where, row, {}, operation);
    }
    constexpr void unlisted_field(const token& where, const path_scan& path) {
        if (!options_.strict) return;
        tell(diagnostic_code::undocumented, where, '`', path.text, "` is not a documented field of ", schema_.name);
    }
    constexpr void undocumented_operator(const token& where, const field& row, const token&, op operation) {
        if (!options_.strict) return;
        tell(diagnostic_code::undocumented, where, text_name(operation), " is not documented on ", named(row).view(),
             "; it ", takes_operators(row).view());
        about(mistake_subject::field, row);
    }
    constexpr void undocumented_relative(const token& where, const relative_time&) {
        if (options_.strict)
            tell(diagnostic_code::undocumented, where, '`', where.text(), "` is a form that is not documented");
    }
    constexpr void includes_today(const token&, const token&, const relative_time&) const noexcept {}
    constexpr void mixed_connectives(const token&) const noexcept {}
    constexpr void maybe_minutes(const token&, const relative_time&) const noexcept {}
    constexpr void hidden_character(const char*) const noexcept {}
    constexpr void compared_as_text(const token&, const token&) const noexcept {}

private:
    /// Attaches a field of the schema to the mistake just reported.
    constexpr void about(mistake_subject subject, const field& row) {
        if (found_->row != no_field || found_->subject != mistake_subject::nothing) return;
        found_->subject = subject;
        found_->row = static_cast<field_index>(&row - schema_.fields.data());
    }

    constexpr void string_too_long(const char* at) {
        tell(diagnostic_code::string_too_long, {at, at + 1}, "this text is longer than ", options_.limits.string_bytes,
             " bytes");
    }

    constexpr void tell_syntax() {
        const char* const end = source_.data() + source_.size();
        const char* const at = furthest_ == nullptr ? source_.data() : furthest_;
        compiler_text words = in_words("expected ");
        bool condition = false;
        for (std::size_t i = 0; i < waiting_count_; ++i) {
            const bool last = i + 1 == waiting_count_;
            if (i > 0) words += last ? " or " : ", ";
            words += waiting_[i] == expectation::connective && !last ? "`and`, `or`" : to_string(waiting_[i]);
            condition = condition || waiting_[i] == expectation::field;
        }
        if (at != end && condition) {
            // These are frequent mistakes at the start of a condition.
            if (is_class(*at, digit_char) || *at == '"' || *at == '\'') words += "; the field comes first";
            else if (*at == '=' || *at == '<' || *at == '>') words += " before this operator";
        }
        const std::size_t length = at == end ? 0 : 1;
        tell(at == end ? diagnostic_code::unexpected_end : diagnostic_code::unexpected_token, {at, at + length},
             words.view());
    }

    /// Returns the words about a value that do not depend on its field; empty if they do.
    [[nodiscard]] static constexpr std::string_view words_of(value_problem why) noexcept {
        switch (why) {
        case value_problem::fraction: return "takes whole numbers only";
        case value_problem::out_of_range: return "this number does not fit 64 bits with a sign";
        case value_problem::no_unit: return "has no unit of time";
        case value_problem::unordered: return "a truth value is neither less nor greater";
        case value_problem::text_operator: return "this operator takes a text in quotes";
        case value_problem::not_a_datetime:
        case value_problem::malformed_datetime: return "a time is written as 2025-11-03T00:00:00Z";
        case value_problem::missing_zone: return "a date needs a time and a zone, as in 2025-11-03T00:00:00Z";
        case value_problem::too_precise: return "a time has at most six digits of fraction";
        case value_problem::malformed_relative: return "an offset is a number and one of s, m, h, d, w, M, y";
        case value_problem::none:
        case value_problem::wrong_type:
        case value_problem::time_on_dynamic: return {};
        }
        return {};
    }

    [[nodiscard]] static constexpr std::string_view reason(inexact why) noexcept {
        switch (why) {
        case inexact::none: return {};
        case inexact::text_match: return "a text match has no opposite";
        case inexact::to_many: return "its complement means \"no row\"";
        case inexact::maybe_to_many: return "the field may stand for many rows";
        case inexact::today: return "`today` is another instant for < than for >=";
        case inexact::mixed_types: return "values of another type are neither less nor greater";
        case inexact::nullable: return "the field may be null, and takes no `is null`";
        case inexact::nulls_dropped: return "the server's != leaves out nulls";
        case inexact::no_operator: return "the field takes neither != nor both < and >";
        }
        return {};
    }

    std::string_view source_;
    const schema_view& schema_;
    const parse_options& options_;
    std::optional<mistake> found_{};
    const char* furthest_ = nullptr;
    std::array<expectation, 4> waiting_{};
    std::size_t waiting_count_ = 0;
};

} // namespace calque::detail
