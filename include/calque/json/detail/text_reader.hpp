// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/parse_result.hpp>
#include <calque/json/detail/value_reader.hpp>
#include <calque/support/scan_run.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace calque::detail {

/// Returns an upper bound of the nodes of filter JSON: every condition, every group and every list value but the
/// first has commas of its own, so there are no more nodes than commas.
[[nodiscard]] inline std::size_t max_json_nodes(std::string_view text) noexcept { return count_characters(text, ','); }

/// Reads valid filter JSON in one pass.
///
/// Stops at the first error, and at what is too rare for a fast path: a key that has escapes or is repeated, or a
/// `value` before `field` or `op`. `json_explainer` reads every text accepted here as the same filter, and adds the
/// warnings.
class json_text_reader : json_value_reader<null_reporter> {
public:
    json_text_reader(std::string_view text, const schema_view& fields, const parse_options& options, filter_data& out,
                     null_reporter& silence)
        : json_value_reader{text, fields, options, out, silence}, text_{text} {}

    reading read() {
        on_.tree().data().nodes.reserve(max_json_nodes(text_));
        on_.bound_text(text_.size());
        const char* const behind = node_at(skip_space(text_.data(), end_));
        if (behind == nullptr || skip_space(behind, end_) != end_ || on_.is_refused()) return reading::refused;
        return on_.has_warnings() ? reading::with_warnings : reading::done;
    }

private:
    enum class key : std::uint8_t { field, op, value, kind, conditions };

    /// Reads a condition or a group.
    const char* node_at(const char* at) {
        at = symbol(at, '{');
        if (at == nullptr) return nullptr;
        key first{};
        at = key_at(skip_space(at, end_), first);
        if (at == nullptr) return nullptr;
        return first == key::kind || first == key::conditions ? group(at, first) : condition(at, first);
    }

    /// Reads a key and its colon, up to the value.
    const char* key_at(const char* at, key& out) const noexcept {
        const auto is = [&](std::string_view written, key which) {
            out = which;
            return word(at, written);
        };
        const char* behind = nullptr;
        switch (end_ - at > 2 ? at[1] : '\0') {
        case 'f': behind = is(R"("field")", key::field); break;
        case 'v': behind = is(R"("value")", key::value); break;
        case 'c': behind = is(R"("conditions")", key::conditions); break;
        case 'o':
            behind = is(R"("op")", key::op);
            if (behind == nullptr) behind = is(R"("operator")", key::kind);
            break;
        default: break;
        }
        if (behind == nullptr) return nullptr;
        behind = symbol(skip_space(behind, end_), ':');
        return behind == nullptr ? nullptr : skip_space(behind, end_);
    }

    /// Reads the key of the next member, or the end of the object; sets `more` accordingly.
    const char* next_member(const char* at, key& next, bool& more) const noexcept {
        at = skip_space(at, end_);
        if (at == end_) return nullptr;
        more = *at == ',';
        if (more) return key_at(skip_space(at + 1, end_), next);
        return *at == '}' ? at + 1 : nullptr;
    }

    const char* group(const char* at, key member) {
        const std::size_t from = on_.mark();
        node_kind kind{};
        bool joined = false, filled = false;
        for (bool more = true; more;) {
            if (member == key::kind && !joined) {
                joined = true;
                std::string_view name;
                at = plain_text(at, name);
                const auto read = group_of(name);
                // Conditions read earlier were not checked as those of one row.
                if (!read || (filled && *read == node_kind::same_row)) return nullptr;
                kind = *read;
            } else if (member == key::conditions && !filled) {
                filled = true;
                if (joined && kind == node_kind::same_row && !on_.enter_row({})) return nullptr;
                if (!on_.enter(at)) return nullptr;
                at = children(at);
                on_.leave();
            } else {
                return nullptr;
            }
            if (at == nullptr) return nullptr;
            at = next_member(at, member, more);
            if (at == nullptr) return nullptr;
        }
        if (!joined || !filled || on_.mark() == from) return nullptr;
        const bool row = kind == node_kind::same_row;
        on_.tree().close_group(from, row ? node_kind::all_of : kind);
        return !row || on_.close_row(from, at) ? at : nullptr;
    }

    const char* children(const char* at) {
        at = symbol(at, '[');
        if (at == nullptr) return nullptr;
        return for_each_json_element(at, end_, ']', [&](const char* each) { return node_at(each); });
    }

    // Kept out of line, so that recursion needs little stack per level.
    [[gnu::noinline]] const char* condition(const char* at, key member) {
        bool named = false, operated = false, valued = false;
        op operation{};
        for (bool more = true; more;) {
            if (member == key::field && !named) {
                named = true;
                path_scan path;
                const char* const behind = string(at, path);
                if (behind == nullptr) return nullptr;
                const token where{at, behind};
                on_.begin_condition(where);
                const schema_view::match found = on_.schema().find(path.text);
                if (!found || !on_.set_field(where, path, found)) return nullptr;
                at = behind;
            } else if (member == key::op && !operated) {
                operated = true;
                std::string_view text;
                at = plain_text(at, text);
                const auto read = op_of(text);
                if (!read) return nullptr;
                operation = *read;
            } else if (member == key::value && !valued && named && operated) {
                valued = true;
                if (!on_.set_operator({}, operation)) return nullptr;
                at = operand(at);
            } else {
                return nullptr;
            }
            if (at == nullptr) return nullptr;
            at = next_member(at, member, more);
            if (at == nullptr) return nullptr;
        }
        return valued ? at : nullptr;
    }

    /// Reads a string that is one plain word, as all names of the grammar are.
    const char* plain_text(const char* at, std::string_view& out) const noexcept {
        if (at == end_ || *at != '"') return nullptr;
        const char* const quote = scan_word(at + 1, end_);
        out = {at + 1, static_cast<std::size_t>(quote - at - 1)};
        return symbol(quote, '"');
    }

    std::string_view text_;
};

} // namespace calque::detail
