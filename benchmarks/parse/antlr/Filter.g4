// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// The filter language for ANTLR. The next token decides every alternative except the one after a list's comma, so the
// parser hardly ever needs its automaton; the actions call calque's checks, which build the filter.
grammar Filter;

@parser::postinclude {
#include "same_checks.hpp"
}

@parser::members {
/// The checks, and the text that the tokens refer to.
throughput::checks* on = nullptr;
const char* source = nullptr;

throughput::token place(antlr4::Token* first, antlr4::Token* last) const {
    return {source + first->getStartIndex(), source + last->getStopIndex() + 1};
}
throughput::token place(antlr4::Token* one) const { return place(one, one); }

/// Ends the parse if a check fails.
static void check(bool ok) {
    if (!ok) throw antlr4::ParseCancellationException{};
}
}

filter : or_expr EOF ;

or_expr
@init {
    const calque::detail::or_level level = on->begin_or();
}
    : and_expr (OR and_expr)* { on->close_or(level, source); } ;

and_expr
@init { const std::size_t from = on->mark(); }
    : unary (AND unary)* { on->close_and(from); } ;

unary
    : (NOT | BANG) { check(on->enter(source)); on->toggle_negation(); }
      unary { on->toggle_negation(); on->leave(); }
    | primary ;

primary
    : '(' { check(on->enter(source)); } or_expr ')' { on->leave(); }
    | SAME_ROW { check(on->enter_row(place($SAME_ROW), {})); } '(' row ')'
    | PATH
      ( '{' { check(throughput::begin_relation(*on, place($PATH))); } row '}'
      | { check(throughput::begin_condition(*on, place($PATH), false)); } condition
      )
    | quoted=(QUOTED_PATH | STRING) { check(throughput::begin_condition(*on, place($quoted), true)); } condition ;

row
@init { const std::size_t from = on->mark(); }
    : { check(on->enter(source)); } or_expr { check(on->close_row(from)); on->leave(); } ;

/// The part after the field.
condition
    : compare { check(on->set_operator(place($compare.start), $compare.operation)); } value
    | IS
      ( NULL_WORD { check(on->add_null_test(place($IS, $NULL_WORD), true)); }
      | NOT NULL_WORD { check(on->add_null_test(place($IS, $NULL_WORD), false)); }
      )
    | ISNULL
      ( FALSE { check(on->add_null_test(place($ISNULL, $FALSE), false)); }
      | TRUE { check(on->add_null_test(place($ISNULL, $TRUE), true)); }
      | { check(on->add_null_test(place($ISNULL), true)); }
      )
    | (NOT { on->set_negated(); })?
      ( IN { on->set_membership(place($IN)); } (list | range)
      | text_match { check(on->set_operator(place($text_match.start), $text_match.operation)); } text
      ) ;

compare returns [calque::op operation]
    : EQ { $operation = calque::op::eq; }
    | NEQ { $operation = calque::op::neq; }
    | GT { $operation = calque::op::gt; }
    | GTE { $operation = calque::op::gte; }
    | LT { $operation = calque::op::lt; }
    | LTE { $operation = calque::op::lte; }
    | REGEX { $operation = calque::op::regex; } ;

text_match returns [calque::op operation]
    : CONTAINS { $operation = calque::op::contains; }
    | STARTSWITH { $operation = calque::op::startswith; }
    | ENDSWITH { $operation = calque::op::endswith; }
    | MATCHES { $operation = calque::op::regex; } ;

list
    : '[' { check(on->open_list()); } items? close=']' { check(on->close_list(place($close))); }
    | '(' { check(on->open_list()); } items? close=')' { check(on->close_list(place($close))); } ;

items : value (',' value)* ','? ;

range : { on->begin_range(); } value DOTS { check(on->continue_range()); } value ;

value
    : text
    | NUMBER { check(throughput::add_number(*on, place($NUMBER))); }
    | DURATION { check(throughput::add_duration(*on, place($DURATION))); }
    | DATETIME { check(throughput::add_datetime(*on, place($DATETIME))); }
    | RELATIVE { check(throughput::add_relative(*on, place($RELATIVE))); }
    | TRUE { check(throughput::add_boolean(*on, place($TRUE), true)); }
    | FALSE { check(throughput::add_boolean(*on, place($FALSE), false)); } ;

text : STRING { check(throughput::add_string(*on, place($STRING))); } ;

// Tokens. A number or a time followed by letters is a single token, which no rule accepts.

BLANKS : [ \t\r\n]+ -> skip ;
COMMENT : '#' ~[\n]* -> skip ;

AND : A N D | '&&' ;
OR : O R | '||' ;
NOT : N O T ;
BANG : '!' ;
IN : I N ;
IS : I S ;
ISNULL : I S N U L L ;
NULL_WORD : N U L L ;
TRUE : T R U E ;
FALSE : F A L S E ;
SAME_ROW : S A M E '_' R O W ;

EQ : '=' '='? | E Q ;
NEQ : '!=' | '<>' | N E Q ;
GT : '>' | G T ;
GTE : '>=' | G T E ;
LT : '<' | L T ;
LTE : '<=' | L T E ;
REGEX : '~' | R E G E X ;
CONTAINS : C O N T A I N S ;
STARTSWITH : S T A R T S W I T H ;
ENDSWITH : E N D S W I T H ;
MATCHES : M A T C H E S ;
DOTS : '..' ;

NUMBER : [-+]? ('0' | [1-9] [0-9]*) ('.' [0-9]+)? ([eE] [-+]? [0-9]+)? ;
DURATION : NUMBER [smhdw] ;
DATETIME : TWO TWO '-' TWO '-' TWO [Tt] TWO ':' TWO ':' TWO ('.' [0-9]+)? ([Zz] | [-+] TWO ':' TWO) ;
RELATIVE : (N O W | T O D A Y) (GAP [-+] GAP [0-9]+ [smhdwMy])? ;
TORN : (NUMBER | DATETIME | RELATIVE) [A-Za-z0-9_]+ ;

STRING : '"' (~["\\\u0000-\u001F\u007F] | '\\' ~[\n])* '"' | '\'' (~['\\\u0000-\u001F\u007F] | '\\' ~[\n])* '\'' ;
PATH : WORD ('.' WORD)* ;
QUOTED_PATH : (WORD | STRING) ('.' (WORD | STRING))+ ;
OTHER : . ;

fragment WORD : [A-Za-z_] [A-Za-z0-9_]* ;
fragment TWO : [0-9] [0-9] ;
fragment GAP : ([ \t\r\n] | '#' ~[\n]* '\n')* ;
fragment A : [aA] ;
fragment C : [cC] ;
fragment D : [dD] ;
fragment E : [eE] ;
fragment F : [fF] ;
fragment G : [gG] ;
fragment H : [hH] ;
fragment I : [iI] ;
fragment L : [lL] ;
fragment M : [mM] ;
fragment N : [nN] ;
fragment O : [oO] ;
fragment Q : [qQ] ;
fragment R : [rR] ;
fragment S : [sS] ;
fragment T : [tT] ;
fragment U : [uU] ;
fragment W : [wW] ;
fragment X : [xX] ;
fragment Y : [yY] ;
