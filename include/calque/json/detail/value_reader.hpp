// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/condition_checker.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/json_tokens.hpp>
#include <calque/support/load_bytes.hpp>
#include <calque/values/scan_number.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

/// Returns the operator with this name in the JSON.
[[nodiscard]] inline std::optional<op> op_of(std::string_view name) noexcept {
    for (std::size_t i = 0; i < op_count; ++i) {
        const std::string_view each = json_name(static_cast<op>(i));
        if (each.size() == name.size() && each.front() == name.front() && each == name) return static_cast<op>(i);
    }
    return std::nullopt;
}

/// Returns the group kind with this name in the JSON.
[[nodiscard]] inline std::optional<node_kind> group_of(std::string_view name) noexcept {
    if (name == "and") return node_kind::all_of;
    if (name == "or") return node_kind::any_of;
    if (name == "same_row") return node_kind::same_row;
    return std::nullopt;
}

/// Returns the nesting limit of filter JSON: a group is an object and an array, and a list adds one array. One level
/// beyond the limit is read, so that the error is specific.
[[nodiscard]] constexpr std::size_t json_levels(std::size_t depth) noexcept { return 2 * depth + 8; }
inline constexpr std::size_t max_filter_json_depth = json_levels(max_nesting);

/// Reads names and values from the text of filter JSON and checks them.
///
/// Each reading function returns the position after what it read, or null to stop. If the reporter reports, the text
/// is known to be JSON.
template <class Reporter>
class json_value_reader {
protected:
    json_value_reader(std::string_view text, const schema_view& fields, const parse_options& options, filter_data& out,
                      Reporter& reporter)
        : end_{text.data() + text.size()}, on_{fields, options, out, reporter} {}

    const char* symbol(const char* at, char c) const noexcept { return at != end_ && *at == c ? at + 1 : nullptr; }

    /// Reads a word of the grammar, literally.
    const char* word(const char* at, std::string_view what) const noexcept {
        return matches_at(at, end_, what) ? at + what.size() : nullptr;
    }

    /// Reads a string such as a field's name; one with escapes is decoded at the end of the filter's text.
    const char* string(const char* at, path_scan& out) {
        if (at == end_ || *at != '"') return nullptr;
        const json_string_scan scan = scan_json_string(at + 1, end_);
        if (scan.status != json_string_status::whole) return nullptr;
        out.text = {at + 1, static_cast<std::size_t>(scan.at - at - 1)};
        if (scan.escaped) decode(out);
        return scan.at + 1;
    }

    /// Reads the value or list after the current operator, and adds the condition.
    const char* operand(const char* at) {
        const op operation = on_.operation();
        if (operation == op::in) return list(at);
        node each = on_.leaf(operation);
        if (operation == op::isnull) {
            const char* const behind = truth(at, each.bits);
            if (behind == nullptr) return refused(at, [&](auto& to, const token& where) { to.no_null_test(where); });
            each.value = value_kind::boolean;
            at = behind;
        } else {
            at = scalar(at, each);
        }
        if (at != nullptr) on_.tree().add(each);
        return at;
    }

private:
    [[gnu::noinline]] void decode(path_scan& text) {
        on_.reserve_text(text.text.size());
        std::string& texts = on_.arena();
        const std::size_t begin = texts.size();
        append_decoded(texts, text.text);
        text.text = std::string_view{texts}.substr(begin);
        text.quoted = true;
    }

    const char* list(const char* const begin) {
        if (begin == end_ || *begin != '[')
            return refused(begin, [&](auto& to, const token& where) { to.no_list(where); });
        on_.begin_list();
        const char* const behind = for_each_json_element(begin + 1, end_, ']', [&](const char* at) -> const char* {
            node item{.kind = node_kind::item};
            const char* const next = scalar(at, item);
            return next != nullptr && on_.add_item({at, next}, item) ? next : nullptr;
        });
        return behind != nullptr && on_.end_list({begin, behind}) ? behind : nullptr;
    }

    const char* scalar(const char* at, node& out) {
        literal what;
        path_scan text; // of a string
        const char* behind = nullptr;
        switch (at == end_ ? '\0' : *at) {
        case '"':
            what = {.kind = literal_kind::string, .value = value_kind::string};
            behind = string(at, text);
            break;
        case 't':
        case 'f':
            what = {.kind = literal_kind::boolean, .value = value_kind::boolean};
            behind = truth(at, what.bits);
            break;
        case 'n':
        case '[':
        case '{': return refused(at, [&](auto& to, const token& where) { to.no_scalar(where); });
        default: what.kind = literal_kind::number; behind = number(at, what);
        }
        if (behind == nullptr) return nullptr;
        if constexpr (Reporter::reports)
            if (what.kind == literal_kind::number && what.value == value_kind::none) return behind; // already reported
        const token where{at, behind};
        if (text.text.size() > on_.limits().string_bytes) {
            on_.broken([&](auto& to) { to.text_too_long(where, text.text.size()); });
            return nullptr;
        }
        if (!on_.fit(where, what, text.text, out)) return nullptr;
        if (out.value == value_kind::relative && !check_spelling(where, text.text, out)) return nullptr;
        if (what.kind == literal_kind::string) keep(text, out);
        return behind;
    }

    /// Keeps the text of a string value; for other values, discards what was decoded.
    void keep(const path_scan& text, node& of) {
        std::string& texts = on_.arena();
        const std::size_t begin = texts.size() - text.text.size();
        if (of.value != value_kind::string) {
            if (text.quoted) texts.resize(begin);
        } else if (text.quoted) {
            of.bits = pack(on_.tree().keep_text(begin, text.text));
        } else {
            on_.reserve_text(text.text.size());
            of.bits = pack(on_.tree().add_text(text.text));
        }
    }

    /// Reads `true` or `false`; does not check what follows, because no caller accepts the rest of a longer word.
    const char* truth(const char* at, std::uint64_t& out) const noexcept {
        const char* const yes = word(at, "true");
        out = yes != nullptr ? 1 : 0;
        return yes != nullptr ? yes : word(at, "false");
    }

    /// Reads a number; in any notation, it is an integer if it fits one.
    const char* number(const char* at, literal& out) {
        if (at == end_ || *at == '+') return nullptr; // only the filter language has a plus sign
        const number_scan scan = scan_json_number(at, end_);
        if (scan.status != number_status::ok) {
            if constexpr (!Reporter::reports) return nullptr;
            const char* const behind = skip_json_value<1>(at, end_);
            on_.wrong([&](auto& to) { to.inexact_number({at, behind}); });
            return behind;
        }
        // Any exponent of zero would be valid, but not for Boost.JSON, which the slow pass uses.
        constexpr std::ptrdiff_t longest_zero = 8;
        if (!Reporter::reports && scan.bits == 0 && scan.end - at > longest_zero) return nullptr;
        out.value = scan.kind;
        out.bits = scan.bits;
        return scan.end;
    }

    /// Checks that a relative time is spelled as the API spells it.
    bool check_spelling(const token& where, std::string_view written, const node& read) {
        const std::string wanted = to_string(unpack_relative(read.bits));
        return written == wanted || on_.wrong([&](auto& to) { to.foreign_time(where, wanted); });
    }

    /// Reports a value that is not allowed here; returns the position after it.
    template <class Tell>
    const char* refused(const char* at, const Tell& tell) {
        if constexpr (!Reporter::reports) return nullptr;
        const char* const behind = skip_json_value<max_filter_json_depth>(at, end_);
        return on_.wrong([&](auto& to) { tell(to, token{at, behind}); }) ? behind : nullptr;
    }

protected:
    const char* end_;
    condition_checker<Reporter> on_;
};

} // namespace calque::detail
