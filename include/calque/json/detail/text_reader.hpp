// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/context.hpp>
#include <calque/json/detail/problems.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/load_bytes.hpp>
#include <calque/support/scan.hpp>
#include <calque/support/scan_run.hpp>
#include <calque/values/scan_number.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

/// Room for the nodes of filter JSON: as every condition has commas of its own, and so has every group and every value
/// of a list but the first, there are no more nodes than commas.
[[nodiscard]] inline std::size_t most_json_nodes(std::string_view text) noexcept { return count_characters(text, ','); }

/// Reads filter JSON from its text in one pass, without a tree of the JSON, as long as nothing is wrong with it.
///
/// It gives up at the first error, and where it is rarely worth a second way: where a key has escapes, stands
/// twice, or `value` comes before `field` or `op`. What it accepts, Boost.JSON and `json_reader` accept as the same
/// filter, with warnings where it has some.
class json_text_reader {
public:
    json_text_reader(const schema_view& fields, const parse_options& options, filter_data& out)
        : on_{fields, options, out, problems_} {}

    reading read(std::string_view text) {
        on_.tree().data().nodes.reserve(most_json_nodes(text));
        on_.tree().bound_text(text.size());
        end_ = text.data() + text.size();
        const char* const behind = node_at(skip_space(text.data(), end_), 0);
        if (behind == nullptr || skip_space(behind, end_) != end_ || problems_.failed()) return reading::refused;
        return problems_.warned() ? reading::doubted : reading::done;
    }

private:
    enum class key : std::uint8_t { field, op, value, kind, conditions };

    // What follows reads something at `at` and returns the place behind it, or null where it gives up.

    const char* symbol(const char* at, char c) const noexcept { return at != end_ && *at == c ? at + 1 : nullptr; }

    /// A word that the grammar has, as it stands.
    const char* word(const char* at, std::string_view what) const noexcept {
        return stands_at(at, end_, what) ? at + what.size() : nullptr;
    }

    /// A condition or a group.
    const char* node_at(const char* at, std::size_t depth) {
        at = symbol(at, '{');
        if (at == nullptr) return nullptr;
        key first{};
        at = key_at(skip_space(at, end_), first);
        if (at == nullptr) return nullptr;
        return first == key::kind || first == key::conditions ? group(at, first, depth) : condition(at, first);
    }

    /// A key and its colon, up to the value.
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

    /// Whether another member follows, whose key is then read, or the object ends here.
    const char* next_member(const char* at, key& next, bool& more) const noexcept {
        at = skip_space(at, end_);
        if (at == end_) return nullptr;
        more = *at == ',';
        if (more) return key_at(skip_space(at + 1, end_), next);
        return *at == '}' ? at + 1 : nullptr;
    }

    const char* group(const char* at, key member, std::size_t depth) {
        const std::size_t from = on_.tree().mark();
        std::optional<node_kind> kind;
        bool filled = false;
        for (bool more = true; more;) {
            if (member == key::kind && !kind) {
                std::string_view name;
                at = plain_text(at, name);
                kind = group_of(name);
                // Conditions that stood before were not read as those of one row.
                if (!kind || (filled && *kind == node_kind::same_row)) return nullptr;
            } else if (member == key::conditions && !filled) {
                filled = true;
                if (!on_.open_group(kind.value_or(node_kind::all_of), depth)) return nullptr;
                at = children(at, depth + 1);
            } else {
                return nullptr;
            }
            if (at == nullptr) return nullptr;
            at = next_member(at, member, more);
            if (at == nullptr) return nullptr;
        }
        if (!kind || !filled) return nullptr;
        on_.close_group(*kind, from);
        return at;
    }

    const char* children(const char* at, std::size_t depth) {
        at = symbol(at, '[');
        while (at != nullptr) {
            at = node_at(skip_space(at, end_), depth);
            if (at == nullptr) return nullptr;
            at = skip_space(at, end_);
            if (at == end_) return nullptr;
            if (*at == ']') return at + 1;
            at = symbol(at, ',');
        }
        return nullptr;
    }

    // Apart, because what recurses should need little stack for each level.
    [[gnu::noinline]] const char* condition(const char* at, key member) {
        const field* row = nullptr;
        std::optional<op> operation;
        bool valued = false;
        node head;
        for (bool more = true; more;) {
            if (member == key::field && row == nullptr) {
                json_text name;
                at = text(at, name);
                if (at != nullptr) row = on_.find_field(name, head);
                if (row == nullptr) return nullptr;
            } else if (member == key::op && !operation) {
                std::string_view name;
                at = plain_text(at, name);
                operation = op_of(name);
                if (!operation) return nullptr;
                head.operation = *operation;
            } else if (member == key::value && !valued && row != nullptr && operation) {
                valued = true;
                if (!on_.count_condition() || !on_.check_operator(*row, *operation)) return nullptr;
                at = operand(at, *row, head);
            } else {
                return nullptr;
            }
            if (at == nullptr) return nullptr;
            at = next_member(at, member, more);
            if (at == nullptr) return nullptr;
        }
        return valued && !problems_.failed() ? at : nullptr;
    }

    const char* operand(const char* at, const field& row, node head) {
        if (head.operation == op::in) return list(at, row, head);
        if (head.operation == op::isnull) {
            head.value = value_kind::boolean;
            at = truth(at, head.bits);
        } else {
            at = scalar(at, row, head);
        }
        if (at != nullptr) on_.tree().add(head);
        return at;
    }

    const char* list(const char* at, const field& row, const node& head) {
        const std::size_t place = on_.tree().mark();
        on_.tree().add(head);
        at = symbol(at, '[');
        for (std::size_t items = 1; at != nullptr && items <= on_.limits().list_items; ++items) {
            node item{.kind = node_kind::item, .operation = op::in};
            at = scalar(skip_space(at, end_), row, item);
            if (at == nullptr || !on_.add_item(place, item)) return nullptr;
            at = skip_space(at, end_);
            if (at == end_) return nullptr;
            if (*at == ']') {
                on_.tree().data().nodes[place].extent = static_cast<std::uint32_t>(items + 1);
                return at + 1;
            }
            at = symbol(at, ',');
        }
        return nullptr;
    }

    const char* scalar(const char* at, const field& row, node& out) {
        literal what;
        json_text written;
        switch (at == end_ ? '\0' : *at) {
        case '"':
            what = {.kind = literal_kind::string, .value = value_kind::string};
            at = text(at, written);
            break;
        case 't':
        case 'f':
            what = {.kind = literal_kind::boolean, .value = value_kind::boolean};
            at = truth(at, what.bits);
            break;
        default: at = number(at, what);
        }
        return at != nullptr && on_.fit(what, written, row, out) ? at : nullptr;
    }

    /// `true` or `false`; what stands behind them belongs to somebody else, who will not take more of a word.
    const char* truth(const char* at, std::uint64_t& out) const noexcept {
        const char* const yes = word(at, "true");
        out = yes != nullptr ? 1 : 0;
        return yes != nullptr ? yes : word(at, "false");
    }

    const char* number(const char* at, literal& out) const noexcept {
        if (at == end_ || *at == '+') return nullptr; // a plus sign is the filter language's alone
        const number_scan scan = scan_json_number(at, end_);
        if (scan.status != number_status::ok) return nullptr;
        // Of a zero any exponent would do, but not for Boost.JSON.
        constexpr std::ptrdiff_t longest_zero = 8;
        if (scan.bits == 0 && scan.end - at > longest_zero) return nullptr;
        out = json_number(scan);
        return scan.end;
    }

    /// A string; where it has escapes, it is decoded into the filter's texts.
    const char* text(const char* at, json_text& out) {
        if (at == end_ || *at != '"') return nullptr;
        const json_string_scan scan = scan_json_string(at + 1, end_);
        if (scan.status != json_string_status::whole) return nullptr;
        out.view = {at + 1, static_cast<std::size_t>(scan.at - at - 1)};
        if (scan.escaped) decode(out);
        return scan.at + 1;
    }

    [[gnu::noinline]] void decode(json_text& text) {
        on_.tree().make_room(text.view.size());
        std::string& texts = on_.tree().data().text;
        const std::size_t start = texts.size();
        append_decoded(texts, text.view);
        text = {std::string_view{texts}.substr(start), true};
    }

    /// A string of lower-case letters and `_`, as the grammar's own words are.
    const char* plain_text(const char* at, std::string_view& out) const noexcept {
        if (at == end_ || *at != '"') return nullptr;
        const char* const quote = scan_word(at + 1, end_);
        out = {at + 1, static_cast<std::size_t>(quote - at - 1)};
        return symbol(quote, '"');
    }

    const char* end_ = nullptr;
    untold_problems problems_;
    json_context<untold_problems> on_;
};

} // namespace calque::detail
