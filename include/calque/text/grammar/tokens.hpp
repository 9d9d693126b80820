// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/support/fixed_string.hpp>
#include <calque/text/grammar/parse_condition.hpp>

#include <string_view>

// The token classes of the language. Each has `scan(context, at, end)`, which acts on the parse_context and returns
// the end of the token, or null. Both the X3 grammar and the compile-time checker are built from them.
namespace calque::detail::grammar {

/// A keyword, given here in lower case, or its symbol.
template <fixed_string Word, fixed_string Symbol, expectation What>
struct keyword {
    [[nodiscard]] static constexpr bool may_begin(char c) noexcept {
        return (c | 0x20) == Word.text[0] || c == Symbol.text[0];
    }

    template <class On>
    [[gnu::always_inline]] constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (const char* const behind = match_word(at, end, Word.view())) return behind;
        if (std::string_view{at, static_cast<std::size_t>(end - at)}.starts_with(Symbol.view()))
            return at + Symbol.size();
        on.expected(at, What);
        return nullptr;
    }
};

/// A character that opens or closes a group.
template <char Character, expectation What>
struct bracket {
    static constexpr bool opens = Character == '(';

    [[nodiscard]] static constexpr bool may_begin(char c) noexcept { return c == Character; }

    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (at == end || *at != Character) {
            on.expected(at, What);
            return nullptr;
        }
        if constexpr (On::reports) opens ? on.reporter().opened(at) : on.reporter().closed();
        return at + 1;
    }
};

/// The `,` between the values of a list.
struct separator {
    [[nodiscard]] static constexpr bool may_begin(char c) noexcept { return c == ','; }

    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (at != end && *at == ',') return at + 1;
        on.expected(at, expectation::comma);
        return nullptr;
    }
};

/// `field = segment {"." segment}`; does not match a name before `{`, which is a relation.
struct field_name {
    template <class On>
    [[gnu::always_inline]] constexpr const char* scan(On& on, const char* at, const char* end) const {
        const path_scan path = scan_path(at, end, on.limits().string_bytes, on.arena(),
                                         [&] { on.reserve_text(static_cast<std::size_t>(end - at)); });
        if (path.status != path_status::ok) return fail(on, at, path);
        if constexpr (On::reports) {
            if (const char* const next = skip_blank(path.end, end); next != end) {
                if (*next == '{' || (*next == '(' && same_word(path.text, "same_row"))) return nullptr;
            }
            if (!path.quoted && is_reserved(path.text)) {
                on.expected(at, expectation::field);
                return nullptr;
            }
            if (on.reporter().looks_reversed(at, path)) {
                on.expected(at, expectation::field);
                return nullptr;
            }
        }
        return on.begin_condition({at, path.end}, path, end) ? path.end : nullptr;
    }

private:
    template <class On>
    static constexpr const char* fail(On& on, const char* at, const path_scan& path) {
        if (path.status == path_status::none) on.expected(at, expectation::field);
        else on.broken([&](auto& to) { to.broken_path(at, path); });
        return nullptr;
    }
};

/// `relation "{"`, the name of a to-many relation and its brace; fields inside are relative to it.
struct relation_open {
    static constexpr bool is_rare = true;

    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        const char* const behind = scan_word(at, end);
        const char* const brace = skip_blank(behind, end);
        if (behind == at || brace == end || *brace != '{') return nullptr;
        const token name{at, behind};
        for (const field& row : on.schema().fields) {
            if (row.rows != relation::to_many || row.through != name.text()) continue;
            if constexpr (On::reports) on.reporter().opened(brace);
            return on.enter_row(name, row.through, row.separator()) ? brace + 1 : nullptr;
        }
        on.broken([&](auto& to) { to.unknown_relation(name); });
        return nullptr;
    }
};

/// `same_row "("`.
struct same_row_open {
    static constexpr bool is_rare = true;
    [[nodiscard]] static constexpr bool may_begin(char c) noexcept { return (c | 0x20) == 's'; }

    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        const char* const behind = at == end ? nullptr : match_word(at, end, "same_row");
        if (behind == nullptr) return nullptr;
        const char* const paren = skip_blank(behind, end);
        if (paren == end || *paren != '(') return nullptr;
        if constexpr (On::reports) on.reporter().opened(paren);
        return on.enter_row({at, behind}, {}) ? paren + 1 : nullptr;
    }
};

/// `compare | "is" [NOT] "null" | [NOT] "in" | [NOT] match`, and the JSON's `isnull`, optionally followed by `true`
/// or `false`: everything that may follow a field, in one token. The context remembers which operand must follow.
struct operation {
    template <class On>
    [[gnu::always_inline]] constexpr const char* scan(On& on, const char* at, const char* end) const {
        const operator_scan found = scan_operator(at, end);
        if (found.operation) {
            on.follow(is_match(at, *found.operation) ? operand::text : operand::value);
            return on.set_operator({at, found.end}, *found.operation) ? found.end : nullptr;
        }
        const std::string_view word{at, static_cast<std::size_t>(found.end - at)};
        if (same_word(word, "in")) return membership(on, at, found.end);
        if (same_word(word, "is")) return null_test(on, at, found.end, end);
        if (same_word(word, "isnull")) return named_null_test(on, at, found.end, end);
        on.expected(at, expectation::comparison);
        on.expected(at, expectation::is_word);
        if (same_word(word, "not")) return negated(on, skip_blank(found.end, end), end);
        on.expected(at, expectation::in_word);
        return nullptr;
    }

private:
    /// Returns whether it is `contains`, `startswith`, `endswith` or `matches`; `~` and `regex` take the operands of
    /// `=`.
    [[gnu::always_inline]] static constexpr bool is_match(const char* at, op operation) noexcept {
        return is_text_match(operation) && is_class(*at, word_start_char) && !same_word({at, 5}, "regex");
    }

    template <class On>
    static constexpr const char* membership(On& on, const char* at, const char* behind) {
        on.follow(operand::set);
        on.set_membership({at, behind});
        return behind;
    }

    template <class On>
    static constexpr const char* negated(On& on, const char* at, const char* end) {
        on.set_negated();
        const operator_scan found = scan_operator(at, end);
        if (found.operation && is_match(at, *found.operation)) {
            on.follow(operand::text);
            return on.set_operator({at, found.end}, *found.operation) ? found.end : nullptr;
        }
        if (same_word({at, static_cast<std::size_t>(found.end - at)}, "in")) return membership(on, at, found.end);
        on.expected(at, expectation::in_word);
        on.expected(at, expectation::comparison);
        return nullptr;
    }

    template <class On>
    static constexpr const char* null_test(On& on, const char* at, const char* behind, const char* end) {
        on.follow(operand::none);
        const char* word = skip_blank(behind, end);
        const char* const negation = match_word(word, end, "not");
        if (negation != nullptr) word = skip_blank(negation, end);
        else on.expected(word, expectation::not_word);
        const char* const null = match_word(word, end, "null");
        if (null == nullptr) {
            on.expected(word, expectation::null_word);
            return nullptr;
        }
        return on.add_null_test({at, null}, negation == nullptr) ? null : nullptr;
    }

    template <class On>
    static constexpr const char* named_null_test(On& on, const char* at, const char* behind, const char* end) {
        on.follow(operand::none);
        const char* const value = skip_blank(behind, end);
        const char* const no = match_word(value, end, "false");
        const char* const yes = match_word(value, end, "true");
        const char* const done = no != nullptr ? no : yes != nullptr ? yes : behind;
        return on.add_null_test({at, done}, no == nullptr) ? done : nullptr;
    }
};

/// `"[" …` or `"(" …`, the start or the end of a list.
template <bool Open, char Character>
struct list_edge {
    [[nodiscard]] static constexpr bool may_begin(char c) noexcept { return c == Character; }

    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (at == end || *at != Character) {
            on.expected(at, Open               ? expectation::list
                            : Character == ']' ? expectation::close_bracket
                                               : expectation::close_paren);
            return nullptr;
        }
        if constexpr (On::reports) Open ? on.reporter().opened(at) : on.reporter().closed();
        const bool ok = Open ? on.open_list() : on.close_list({at, at + 1});
        return ok ? at + 1 : nullptr;
    }
};

/// The `..` of a range.
struct range_dots {
    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (end - at < 2 || at[0] != '.' || at[1] != '.') {
            on.expected(at, expectation::range_dots);
            return nullptr;
        }
        return on.continue_range() ? at + 2 : nullptr;
    }
};

/// The end of the text.
struct end_of_filter {
    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (at == end) return at;
        on.expected(at, expectation::end);
        return nullptr;
    }
};

using or_word = keyword<"or", "||", expectation::connective>;
using and_word = keyword<"and", "&&", expectation::connective>;
using not_word = keyword<"not", "!", expectation::not_word>;
using open_paren = bracket<'(', expectation::open_paren>;
using close_paren = bracket<')', expectation::close_paren>;
using close_brace = bracket<'}', expectation::close_brace>;

} // namespace calque::detail::grammar
