// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/parse/terminals.hpp>
#include <calque/impl/parse/value_terminals.hpp>

#include <boost/spirit/home/x3/directive/with.hpp>
#include <boost/spirit/home/x3/nonterminal/rule.hpp>
#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/list.hpp>
#include <boost/spirit/home/x3/operator/optional.hpp>
#include <boost/spirit/home/x3/operator/sequence.hpp>

namespace calque::detail::grammar {

// Directives ---------------------------------------------------------------------------------------------------------

/// A directive that acts before and behind its subject: `Action::begin` fills a state or refuses, `Action::end` gives
/// the verdict.
template <class Action, class Subject>
struct around : x3::unary_parser<Subject, around<Action, Subject>> {
    using base = x3::unary_parser<Subject, around<Action, Subject>>;
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;
    constexpr explicit around(const Subject& inner) : base{inner} {}

    template <class Iterator, class Context, class RuleContext, class Attribute>
    bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule,
               Attribute& attribute) const {
        auto& on = x3::get<context_tag>(context).get();
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

/// `all_of[unary % AND]` makes an `and` group of what its subject appends, if that is more than one node.
struct join_all {
    std::size_t from = 0;

    bool begin(auto& on, const char*) {
        from = on.mark();
        return true;
    }
    bool end(auto& on, bool ok) const {
        if (ok) on.close_all(from);
        return ok;
    }
};
inline constexpr directive<join_all> all_of{};

/// `any_of[and % OR]` makes an `or` group of what its subject appends, if that is more than one node.
struct join_any {
    std::size_t from = 0;
    std::size_t outer = 0;
    const char* start = nullptr;

    bool begin(auto& on, const char* at) {
        from = on.mark();
        outer = on.begin_any();
        start = at;
        return true;
    }
    bool end(auto& on, bool ok) const {
        if (ok) on.close_any(from, outer, start);
        return ok;
    }
};
inline constexpr directive<join_any> any_of{};

/// `nested[…]` counts one level of depth.
struct count_depth {
    bool begin(auto& on, const char* at) const { return on.enter(at); }
    bool end(auto& on, bool ok) const {
        on.leave();
        return ok;
    }
};
inline constexpr directive<count_depth> nested{};

/// `inverted[…]` turns the polarity of conditions and groups around, so that `not` is pushed inward as they are made.
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

/// `row[… >> close]` makes of what its subject appends the conditions of one related row.
struct join_row {
    std::size_t from = 0;

    bool begin(auto& on, const char*) {
        from = on.mark();
        return true;
    }
    bool end(auto& on, bool ok) const { return ok && on.close_row(from); }
};
inline constexpr directive<join_row> row{};

// Tokens -------------------------------------------------------------------------------------------------------------

inline constexpr keyword or_word{"or", "||", expectation::connective};
inline constexpr keyword and_word{"and", "&&", expectation::connective};
inline constexpr keyword not_word{"not", "!", expectation::not_word};
inline constexpr bracket open_paren{'(', expectation::open_paren, true};
inline constexpr bracket close_paren{')', expectation::close_paren, false};
inline constexpr bracket close_brace{'}', expectation::close_brace, false};
inline constexpr separator comma{};
inline constexpr operator_name<false> compare{};
inline constexpr operator_name<true> match{};

// Productions --------------------------------------------------------------------------------------------------------

struct or_rule_tag;
struct unary_rule_tag;
inline constexpr x3::rule<or_rule_tag> or_expr{"or"};
inline constexpr x3::rule<unary_rule_tag> unary{"unary"};

/// `value = string | number | duration | datetime | relative | "true" | "false"`
inline constexpr auto value_ = string_value{} | numeric_value{} | word_value{};

/// `list = "[" value {"," value} [","] "]" | "(" … ")"`
template <char Open, char Close>
inline constexpr auto list_in = list_edge<true>{Open} >> -((value_ % comma) >> -comma) >> list_edge<false>{Close};
inline constexpr auto list = list_in<'[', ']'> | list_in<'(', ')'>;

/// `range = value ".." value`
inline constexpr auto range = range_start{} >> value_ >> range_dots{} >> value_;

/// `condition = field compare value | field [NOT] "in" (list | range) | field "is" [NOT] "null" | field [NOT] match string`
inline constexpr auto condition = field_name{} >>
                                  ((compare >> value_) | null_test{} |
                                   (maybe_not{} >> ((membership{} >> (list | range)) | (match >> string_value{}))));

/// `same_row = "same_row" "(" or ")" | relation "{" or "}"`
inline constexpr auto same_row = same_row_open{} >> nested[row[or_expr >> close_paren]];
inline constexpr auto relation_rows = relation_open{} >> nested[row[or_expr >> close_brace]];

/// `primary = "(" or ")" | same_row | condition`
inline constexpr auto primary = (open_paren >> nested[or_expr] >> close_paren) | same_row | condition | relation_rows;

/// `unary = NOT unary | primary`
inline constexpr auto unary_def = (not_word >> nested[inverted[unary]]) | primary;

/// `and = unary { AND unary }`
inline constexpr auto and_expr = all_of[unary % and_word];

/// `or = and { OR and }`
inline constexpr auto or_expr_def = any_of[and_expr % or_word];

/// `filter = or EOF`
inline constexpr auto filter_ = or_expr >> end_of_filter{};

BOOST_SPIRIT_DEFINE(or_expr, unary)

} // namespace calque::detail::grammar
