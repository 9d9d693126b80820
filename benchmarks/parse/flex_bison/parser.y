// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// The productions of the filter language for bison; its actions call calque's checks, which build the filter.

%code requires {
#include <cstddef>

#include "same_checks.hpp"
}

%define api.pure full
%define api.prefix {filter_}
%define api.token.prefix {TOKEN_}
%parse-param {void* scanner} {throughput::checks& on}
%lex-param {void* scanner}

%union {
    struct {
        const char* begin;
        const char* end;
        calque::op operation;
    } word;
    struct {
        std::size_t from;
        std::size_t bare_ands;
    } level;
    std::size_t from;
}

%code provides {
int filter_lex(FILTER_STYPE* value, void* scanner);
}

%code {
namespace {

template <class Word>
throughput::token place(const Word& word) {
    return {word.begin, word.end};
}

/// An error ends the parse; its message is not needed.
void filter_error(void*, const throughput::checks&, const char*) {}

} // namespace

#define CHECK(step)                                                                                                    \
    if (!(step)) YYABORT
}

%token <word> AND OR NOT BANG IN IS ISNULL NULL TRUE FALSE SAME_ROW COMPARE MATCH DOTS
%token <word> NUMBER DURATION DATETIME RELATIVE STRING PATH QUOTED_PATH
%token <word> '(' ')' '[' ']' '{' '}' ','
%nterm <word> not_sign
%nterm <level> begin_or
%nterm <from> begin_and begin_row

%%

filter: or_expr;

or_expr: begin_or ands {
        on.close_or({$begin_or.from, $begin_or.bare_ands}, nullptr);
    };
begin_or: %empty {
        const calque::detail::or_level level = on.begin_or();
        $$ = {level.from, level.bare_ands};
    };
ands: and_expr | ands OR and_expr;

and_expr: begin_and unaries { on.close_and($begin_and); };
begin_and: %empty { $$ = on.mark(); };
unaries: unary | unaries AND unary;

unary:
    not_sign {
        CHECK(on.enter($not_sign.begin));
        on.toggle_negation();
    } unary {
        on.toggle_negation();
        on.leave();
    }
  | primary;
not_sign: NOT | BANG;

primary:
    '(' { CHECK(on.enter($1.begin)); } or_expr ')' { on.leave(); }
  | SAME_ROW '(' { CHECK(on.enter_row(place($1), {})); } begin_row or_expr ')' {
        CHECK(on.close_row($begin_row));
        on.leave();
    }
  | PATH '{' { CHECK(throughput::begin_relation(on, place($1))); } begin_row or_expr '}' {
        CHECK(on.close_row($begin_row));
        on.leave();
    }
  | condition;
begin_row: %empty {
        CHECK(on.enter(nullptr));
        $$ = on.mark();
    };

condition:
    field COMPARE { CHECK(on.set_operator(place($2), $2.operation)); } value
  | field IS NULL { CHECK(on.add_null_test({$2.begin, $3.end}, true)); }
  | field IS NOT NULL { CHECK(on.add_null_test({$2.begin, $4.end}, false)); }
  | field ISNULL { CHECK(on.add_null_test(place($2), true)); }
  | field ISNULL TRUE { CHECK(on.add_null_test({$2.begin, $3.end}, true)); }
  | field ISNULL FALSE { CHECK(on.add_null_test({$2.begin, $3.end}, false)); }
  | field maybe_not IN { on.set_membership(place($3)); } set
  | field maybe_not MATCH { CHECK(on.set_operator(place($3), $3.operation)); } text;

field:
    PATH { CHECK(throughput::begin_condition(on, place($1), false)); }
  | QUOTED_PATH { CHECK(throughput::begin_condition(on, place($1), true)); }
  | STRING { CHECK(throughput::begin_condition(on, place($1), true)); };

maybe_not: %empty | NOT { on.set_negated(); };

set:
    '[' open_list items ']' { CHECK(on.close_list(place($4))); }
  | '(' open_list items ')' { CHECK(on.close_list(place($4))); }
  | begin_range value DOTS { CHECK(on.continue_range()); } value;
open_list: %empty { CHECK(on.open_list()); };
begin_range: %empty { on.begin_range(); };
items: %empty | values | values ',';
values: value | values ',' value;

value:
    text
  | NUMBER { CHECK(throughput::add_number(on, place($1))); }
  | DURATION { CHECK(throughput::add_duration(on, place($1))); }
  | DATETIME { CHECK(throughput::add_datetime(on, place($1))); }
  | RELATIVE { CHECK(throughput::add_relative(on, place($1))); }
  | TRUE { CHECK(throughput::add_boolean(on, place($1), true)); }
  | FALSE { CHECK(throughput::add_boolean(on, place($1), false)); };
text: STRING { CHECK(throughput::add_string(on, place($1))); };
