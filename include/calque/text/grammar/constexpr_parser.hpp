// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/tokens.hpp>
#include <calque/text/grammar/value_tokens.hpp>

#include <cstddef>

namespace calque::detail {

/// The production rules again, for constant evaluation, in which X3's parsers cannot run. Tokens, checks and the tree
/// are those of the X3 grammar; only the rules below are duplicated.
///
/// `Values` reads a value, so that a format can have arguments in place of values.
template <class Context, class Values>
class constexpr_parser {
public:
    constexpr constexpr_parser(Context& on, Values& values, const char* begin, const char* end)
        : on_{on}, values_{values}, at_{skip_blank(begin, end)}, end_{end} {}

    /// `filter = or EOF`
    constexpr bool filter() { return or_expr() && take(grammar::end_of_filter{}) && values_.finish(*this); }

    /// Consumes a token and the blanks after it, if present.
    template <class Token>
    constexpr bool take(const Token& what) {
        const char* const behind = what.scan(on_, at_, end_);
        if (behind == nullptr) return false;
        on_.consumed(behind);
        at_ = skip_blank(behind, end_);
        return true;
    }

    [[nodiscard]] constexpr const char* at() const noexcept { return at_; }
    [[nodiscard]] constexpr const char* end() const noexcept { return end_; }
    [[nodiscard]] constexpr Context& context() const noexcept { return on_; }

private:
    /// `or = and { OR and }`
    constexpr bool or_expr() {
        const auto level = on_.begin_or();
        const char* const begin = at_;
        do {
            if (!and_expr()) return false;
        } while (take(grammar::or_word{}));
        on_.close_or(level, begin);
        return true;
    }

    /// `and = unary { AND unary }`
    constexpr bool and_expr() {
        const std::size_t from = on_.mark();
        do {
            if (!unary()) return false;
        } while (take(grammar::and_word{}));
        on_.close_and(from);
        return true;
    }

    /// `unary = NOT unary | primary`
    constexpr bool unary() {
        const char* const begin = at_;
        if (take(grammar::not_word{}) && negated()) return true;
        at_ = begin; // an open schema may have a field such as `not.x`
        return primary();
    }

    constexpr bool negated() {
        if (!on_.enter(at_)) return false;
        on_.toggle_negation();
        const bool ok = unary();
        on_.toggle_negation();
        on_.leave();
        return ok;
    }

    /// `primary = "(" or ")" | same_row | condition`
    constexpr bool primary() {
        if (take(grammar::open_paren{})) return nested() && take(grammar::close_paren{});
        if (take(grammar::same_row_open{})) return row(grammar::close_paren{});
        const char* const begin = at_;
        if (condition()) return true;
        at_ = begin;
        return take(grammar::relation_open{}) && row(grammar::close_brace{});
    }

    constexpr bool nested() {
        if (!on_.enter(at_)) return false;
        const bool ok = or_expr();
        on_.leave();
        return ok;
    }

    /// `same_row = "same_row" "(" or ")" | relation "{" or "}"`, after the opening token.
    template <class Close>
    constexpr bool row(Close close) {
        if (!on_.enter(at_)) return false;
        const std::size_t from = on_.mark();
        const bool ok = or_expr() && take(close) && on_.close_row(from);
        on_.leave();
        return ok;
    }

    /// `condition = field compare value | field [NOT] "in" (list | range) | field "is" [NOT] "null" |
    ///              field [NOT] match string`
    constexpr bool condition() {
        if (!take(grammar::field_name{}) || !take(grammar::operation{})) return false;
        switch (on_.follows()) {
        case operand::value: return values_.value(*this);
        case operand::text: return values_.text(*this);
        case operand::set: return membership();
        case operand::none: return true;
        }
        return false;
    }

    constexpr bool membership() {
        if (take(grammar::list_edge<true, '['>{})) return items<']'>();
        if (take(grammar::list_edge<true, '('>{})) return items<')'>();
        if (values_.list(*this)) return true;
        return range();
    }

    /// `list = "[" value {"," value} [","] "]" | "(" … ")"`, after the opening token.
    template <char Close>
    constexpr bool items() {
        bool more = true;
        while (more && values_.item(*this)) more = take(grammar::separator{});
        return take(grammar::list_edge<false, Close>{});
    }

    /// `range = value ".." value`
    constexpr bool range() {
        on_.begin_range();
        return values_.low(*this) && take(grammar::range_dots{}) && values_.high(*this);
    }

    Context& on_;
    Values& values_;
    const char* at_;
    const char* end_;
};

/// The values of a filter, all of which are literals.
struct written_values {
    /// `value = string | number | duration | datetime | relative | "true" | "false"`
    constexpr bool value(auto& from) const { return from.take(grammar::any_value{}); }
    constexpr bool low(auto& from) const { return value(from); }
    constexpr bool high(auto& from) const { return value(from); }
    constexpr bool item(auto& from) const { return value(from); }
    constexpr bool text(auto& from) const { return from.take(grammar::string_value{}); }

    /// Reads an argument in place of a whole list; a filter has none.
    constexpr bool list(auto&) const { return false; }

    /// Returns whether nothing is left over at the end.
    constexpr bool finish(auto&) const { return true; }
};

} // namespace calque::detail
