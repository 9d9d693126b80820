// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/detail/terminal.hpp>
#include <calque/text/grammar/tokens.hpp>
#include <calque/text/grammar/value_tokens.hpp>

#include <boost/spirit/home/x3/directive/with.hpp>
#include <boost/spirit/home/x3/nonterminal/rule.hpp>
#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/list.hpp>
#include <boost/spirit/home/x3/operator/optional.hpp>
#include <boost/spirit/home/x3/operator/sequence.hpp>

namespace calque::detail::grammar {

// Directives ---------------------------------------------------------------------------------------------------------

/// A directive that acts before and after its subject: `Action::begin` prepares or refuses, `Action::end` decides the
/// result.
template <class Action, class Subject>
struct around : x3::unary_parser<Subject, around<Action, Subject>> {
    using base = x3::unary_parser<Subject, around<Action, Subject>>;
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr explicit around(const Subject& inner) : base{inner} {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
               Attribute& attribute) const {
        auto& on = x3::get<context_tag>(context);
        Action action;
        return action.begin(on, first) && action.end(on, this->subject.parse(first, last, context, rule, attribute));
    }
};

template <class Action>
struct directive {
    template <class Subject>
    constexpr auto operator[](const Subject& subject) const {
        return around<Action, typename x3::extension::as_parser<Subject>::value_type>{x3::as_parser(subject)};
    }
};

/// `outlined[…]` keeps its subject, which does not recurse, out of the frames of the recursive rules: an inlined
/// condition would use its stack space on every level of parentheses.
template <class Subject>
struct outlined_directive : x3::unary_parser<Subject, outlined_directive<Subject>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr explicit outlined_directive(const Subject& inner)
        : x3::unary_parser<Subject, outlined_directive<Subject>>{inner} {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    [[gnu::noinline]] bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
                                 Attribute& attribute) const {
        // Local copies whose address does not escape stay in registers.
        Iterator at = first;
        const Iterator end = last;
        if (!this->subject.parse(at, end, context, rule, attribute)) return false;
        first = at;
        return true;
    }
};
struct make_outlined {
    template <class Subject>
    constexpr auto operator[](const Subject& subject) const {
        return outlined_directive<typename x3::extension::as_parser<Subject>::value_type>{x3::as_parser(subject)};
    }
};
inline constexpr make_outlined outlined{};

/// `if_first<Token>[…]` parses its subject, which begins with the token, only if the next character can begin it.
/// Most alternatives are rejected this way, without a call.
template <class Token, class Subject>
struct if_first_directive : x3::unary_parser<Subject, if_first_directive<Token, Subject>> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr explicit if_first_directive(const Subject& inner)
        : x3::unary_parser<Subject, if_first_directive<Token, Subject>>{inner} {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    [[gnu::always_inline]] bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
                                      Attribute& attribute) const {
        using context_type = std::remove_cvref_t<decltype(x3::get<context_tag>(context))>;
        if (!context_type::reports && (first == last || !Token::may_begin(*first))) return false;
        return this->subject.parse(first, last, context, rule, attribute);
    }
};
template <class Token>
struct make_if_first {
    template <class Subject>
    constexpr auto operator[](const Subject& subject) const {
        return if_first_directive<Token, typename x3::extension::as_parser<Subject>::value_type>{
            x3::as_parser(subject)};
    }
};
template <class Token>
inline constexpr make_if_first<Token> if_first{};

/// `all_of[unary % AND]` makes an `and` group of what its subject appends, if that is more than one node.
struct join_and {
    std::size_t from = 0;

    bool begin(auto& on, const char*) {
        from = on.mark();
        return true;
    }
    bool end(auto& on, bool ok) const {
        if (ok) on.close_and(from);
        return ok;
    }
};
inline constexpr directive<join_and> all_of{};

/// `any_of[and % OR]` makes an `or` group of what its subject appends, if that is more than one node.
struct join_or {
    or_level level{};
    const char* start = nullptr;

    bool begin(auto& on, const char* at) {
        level = on.begin_or();
        start = at;
        return true;
    }
    bool end(auto& on, bool ok) const {
        if (ok) on.close_or(level, start);
        return ok;
    }
};
inline constexpr directive<join_or> any_of{};

/// `nested[…]` counts one level of depth.
struct count_depth {
    bool begin(auto& on, const char* at) const { return on.enter(at); }
    bool end(auto& on, bool ok) const {
        on.leave();
        return ok;
    }
};
inline constexpr directive<count_depth> nested{};

/// `inverted[…]` flips the polarity of conditions and groups, so that `not` is pushed inward as they are made.
struct invert {
    bool begin(auto& on, const char*) const {
        on.toggle_negation();
        return true;
    }
    bool end(auto& on, bool ok) const {
        on.toggle_negation();
        return ok;
    }
};
inline constexpr directive<invert> inverted{};

/// `row[… >> close]` makes what its subject appends the conditions of one related row.
struct join_row {
    std::size_t from = 0;

    bool begin(auto& on, const char*) {
        from = on.mark();
        return true;
    }
    bool end(auto& on, bool ok) const { return ok && on.close_row(from); }
};
inline constexpr directive<join_row> row{};

// Terminals ----------------------------------------------------------------------------------------------------------

inline constexpr terminal<or_word> or_{};
inline constexpr terminal<and_word> and_{};
inline constexpr terminal<not_word> not_{};
inline constexpr terminal<open_paren> open_paren_{};
inline constexpr terminal<close_paren> close_paren_{};
inline constexpr terminal<close_brace> close_brace_{};
inline constexpr terminal<separator> comma{};
inline constexpr terminal<string_value> string{};

/// Holds if the current operator requires the operand `What`.
template <operand What>
struct wants_operand {
    static bool holds(const auto& on) { return on.follows() == What; }
};
template <operand What>
inline constexpr eps_if<wants_operand<What>> wants{};

/// Begins a range, before its lower bound; always holds.
struct range_begins {
    static bool holds(auto& on) {
        on.begin_range();
        return true;
    }
};
inline constexpr eps_if<range_begins> range_start{};
template <char Edge>
inline constexpr terminal<list_edge<true, Edge>> open_list{};
template <char Edge>
inline constexpr terminal<list_edge<false, Edge>> close_list{};

// Productions --------------------------------------------------------------------------------------------------------

struct or_rule_tag;
struct unary_rule_tag;
inline constexpr x3::rule<or_rule_tag> or_expr{"or"};
inline constexpr x3::rule<unary_rule_tag> unary{"unary"};

/// `value = string | number | duration | datetime | relative | "true" | "false"`
inline constexpr terminal<any_value> value_{};

/// `list = "[" value {"," value} [","] "]" | "(" … ")"`
template <char Open, char Close>
inline constexpr auto list_in = open_list<Open> >> -((value_ % comma) >> -comma) >> close_list<Close>;
inline constexpr auto list = list_in<'[', ']'> | list_in<'(', ')'>;

/// `range = value ".." value`
inline constexpr auto range = range_start >> value_ >> terminal<range_dots>{} >> value_;

// The alternatives below differ in how they begin: by a character, a keyword, or the brace after a relation's name.
// They are distinguished before anything is appended, so no alternative ever rolls back nodes of another and the tree
// only grows. A property test checks this (no_roll_back.cpp).

/// `condition = field compare value | field [NOT] "in" (list | range) | field "is" [NOT] "null" |
///              field [NOT] match string`
inline constexpr auto condition = terminal<field_name>{} >> terminal<operation>{} >>
                                  ((wants<operand::value> >> value_) | (wants<operand::set> >> (list | range)) |
                                   (wants<operand::text> >> string) | wants<operand::none>);

/// `same_row = "same_row" "(" or ")" | relation "{" or "}"`
inline constexpr auto same_row =
    if_first<same_row_open>[terminal<same_row_open>{} >> nested[row[or_expr >> close_paren_]]];
inline constexpr auto relation_rows = terminal<relation_open>{} >> nested[row[or_expr >> close_brace_]];

/// `primary = "(" or ")" | same_row | condition`
inline constexpr auto primary = if_first<open_paren>[open_paren_ >> nested[or_expr] >> close_paren_] | same_row |
                                outlined[condition] | relation_rows;

/// `unary = NOT unary | primary`
inline constexpr auto unary_def = if_first<not_word>[not_ >> nested[inverted[unary]]] | primary;

/// `and = unary { AND unary }`
inline constexpr auto and_expr = all_of[unary % and_];

/// `or = and { OR and }`
inline constexpr auto or_expr_def = any_of[and_expr % or_];

/// `filter = or EOF`
inline constexpr auto filter_ = or_expr >> terminal<end_of_filter>{};

BOOST_SPIRIT_DEFINE(or_expr, unary)

} // namespace calque::detail::grammar
