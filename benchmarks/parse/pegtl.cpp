// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/support/scan_string.hpp>

#include <cstddef>
#include <string_view>
#include <tao/pegtl.hpp>

#include "same_checks.hpp"

namespace throughput {
namespace {

using calque::op;
using tao::pegtl::apply_mode;
using tao::pegtl::rewind_mode;

/// The language in PEGTL's style. A token includes the blanks after it; alternatives differ in their first character,
/// so hardly anything is read twice.
namespace rules {

using namespace tao::pegtl;

struct comment : seq<one<'#'>, star<not_one<'\n'>>> {};
struct blanks : star<sor<one<' ', '\n', '\t', '\r'>, comment>> {};

/// A token, and the blanks after it.
template <class Token>
struct lexeme : seq<Token, blanks> {};

/// A keyword in any case.
template <char... Letters>
struct word : seq<istring<Letters...>, not_at<identifier_other>> {};

struct not_word : word<'n', 'o', 't'> {};
struct and_sign : lexeme<sor<word<'a', 'n', 'd'>, string<'&', '&'>>> {};
struct or_sign : lexeme<sor<word<'o', 'r'>, string<'|', '|'>>> {};
struct not_sign : lexeme<sor<not_word, one<'!'>>> {};

// Values: numbers, times and texts ------------------------------------------------------------------------------------

struct sign : one<'-', '+'> {};
struct whole : sor<one<'0'>, plus<digit>> {};
struct fraction : seq<one<'.'>, plus<digit>> {};
struct exponent : seq<one<'e', 'E'>, opt<sign>, plus<digit>> {};
struct duration_unit : one<'s', 'm', 'h', 'd', 'w'> {};
struct number : seq<opt<sign>, whole, opt<fraction>, opt<exponent>, opt<duration_unit>, not_at<identifier_other>> {};

template <char Separator>
struct two_digits : seq<one<Separator>, digit, digit> {};
struct date : seq<rep<4, digit>, two_digits<'-'>, two_digits<'-'>> {};
struct clock : seq<one<'T', 't'>, digit, digit, two_digits<':'>, two_digits<':'>, opt<fraction>> {};
struct zone : sor<one<'Z', 'z'>, seq<sign, digit, digit, two_digits<':'>>> {};
struct datetime : seq<date, clock, zone, not_at<identifier_other>> {};

struct anchor : sor<word<'t', 'o', 'd', 'a', 'y'>, word<'n', 'o', 'w'>> {};
struct offset_unit : one<'s', 'm', 'h', 'd', 'w', 'M', 'y'> {};
struct offset : seq<lexeme<sign>, plus<digit>, offset_unit, not_at<identifier_other>> {};
struct relative : seq<lexeme<anchor>, opt<offset>> {};

struct true_word : word<'t', 'r', 'u', 'e'> {};
struct false_word : word<'f', 'a', 'l', 's', 'e'> {};

struct high_surrogate : seq<one<'u'>, one<'d', 'D'>, ranges<'8', '9', 'a', 'b', 'A', 'B'>, xdigit, xdigit> {};
struct low_surrogate : seq<one<'u'>, one<'d', 'D'>, ranges<'c', 'f', 'C', 'F'>, xdigit, xdigit> {};
struct code_point : seq<one<'u'>, rep<4, xdigit>> {};
struct escaped : sor<one<'"', '\'', '\\', '/', 'b', 'f', 'n', 'r', 't'>, seq<high_surrogate, one<'\\'>, low_surrogate>,
                     seq<not_at<sor<high_surrogate, low_surrogate>>, code_point>> {};
struct escape : seq<one<'\\'>, escaped> {};
struct beyond_ascii : utf8::range<0x80, 0x10ffff> {};
template <char Quote>
struct plain;
template <>
struct plain<'"'> : plus<ranges<' ', '!', '#', '[', ']', '~'>> {};
template <>
struct plain<'\''> : plus<ranges<' ', '&', '(', '[', ']', '~'>> {};
template <char Quote>
struct quoted : seq<one<Quote>, star<sor<plain<Quote>, escape, beyond_ascii>>, one<Quote>> {};
struct text : sor<quoted<'"'>, quoted<'\''>> {};

struct value : lexeme<sor<text, datetime, number, relative, true_word, false_word>> {};

// Conditions ----------------------------------------------------------------------------------------------------------

struct plain_path : seq<identifier, star<one<'.'>, identifier>, not_at<one<'.'>>> {};
struct quoted_path : list<sor<identifier, disable<text>>, one<'.'>> {};
struct field : lexeme<sor<plain_path, quoted_path>> {};

template <op Operation, class Spelling>
struct spelled : seq<Spelling> {};
struct compare_sign
    : lexeme<sor<spelled<op::eq, seq<one<'='>, opt<one<'='>>>>, spelled<op::gte, string<'>', '='>>,
                 spelled<op::gt, one<'>'>>, spelled<op::lte, string<'<', '='>>, spelled<op::neq, string<'<', '>'>>,
                 spelled<op::lt, one<'<'>>, spelled<op::neq, string<'!', '='>>, spelled<op::regex, one<'~'>>>> {};
struct compare_word
    : lexeme<
          sor<spelled<op::eq, word<'e', 'q'>>, spelled<op::neq, word<'n', 'e', 'q'>>, spelled<op::gt, word<'g', 't'>>,
              spelled<op::gte, word<'g', 't', 'e'>>, spelled<op::lt, word<'l', 't'>>,
              spelled<op::lte, word<'l', 't', 'e'>>, spelled<op::regex, word<'r', 'e', 'g', 'e', 'x'>>>> {};
struct text_match : lexeme<sor<spelled<op::contains, word<'c', 'o', 'n', 't', 'a', 'i', 'n', 's'>>,
                               spelled<op::startswith, word<'s', 't', 'a', 'r', 't', 's', 'w', 'i', 't', 'h'>>,
                               spelled<op::endswith, word<'e', 'n', 'd', 's', 'w', 'i', 't', 'h'>>,
                               spelled<op::regex, word<'m', 'a', 't', 'c', 'h', 'e', 's'>>>> {};

struct null_word : word<'n', 'u', 'l', 'l'> {};
struct is_null : seq<null_word> {};
struct is_not_null : seq<lexeme<not_word>, null_word> {};
struct isnull_false : word<'f', 'a', 'l', 's', 'e'> {};
struct isnull_true : opt<word<'t', 'r', 'u', 'e'>> {};
struct null_test : sor<seq<lexeme<word<'i', 's'>>, sor<is_null, is_not_null>>,
                       seq<lexeme<word<'i', 's', 'n', 'u', 'l', 'l'>>, sor<isnull_false, isnull_true>>> {};

struct in_word : word<'i', 'n'> {};
template <char Open>
struct list_open : one<Open> {};
template <char Close>
struct list_close : one<Close> {};
template <char Open, char Close>
struct value_list : seq<lexeme<list_open<Open>>, opt<list_tail<value, lexeme<one<','>>>>, lexeme<list_close<Close>>> {};
struct range_start : success {};
struct range_dots : string<'.', '.'> {};
struct value_range : seq<range_start, value, lexeme<range_dots>, value> {};
struct membership : seq<lexeme<in_word>, sor<value_list<'[', ']'>, value_list<'(', ')'>, value_range>> {};
struct negation : lexeme<not_word> {};

/// Words as operators are rare, so they come last.
struct condition
    : seq<field, sor<seq<compare_sign, value>, lexeme<null_test>,
                     seq<opt<negation>, sor<membership, seq<text_match, lexeme<text>>>>, seq<compare_word, value>>> {};

// Groups --------------------------------------------------------------------------------------------------------------

struct or_expr;
struct unary;

struct nested : seq<or_expr> {};
struct negated : seq<unary> {};
template <char Close>
struct row : seq<or_expr, one<Close>> {};
struct same_row_name : seq<word<'s', 'a', 'm', 'e', '_', 'r', 'o', 'w'>, at<blanks, one<'('>>> {};
struct same_row : seq<lexeme<same_row_name>, lexeme<one<'('>>, row<')'>> {};
struct relation_name : seq<identifier, at<blanks, one<'{'>>> {};
struct relation : seq<lexeme<relation_name>, lexeme<one<'{'>>, row<'}'>> {};
struct group : seq<lexeme<one<'('>>, nested, one<')'>> {};
struct primary : sor<lexeme<group>, lexeme<same_row>, condition, lexeme<relation>> {};
struct unary : sor<seq<not_sign, negated>, primary> {};
struct and_expr : list<unary, and_sign> {};
struct or_expr : list<and_expr, or_sign> {};
struct filter : seq<blanks, or_expr, eof> {};

} // namespace rules

template <class Input>
[[nodiscard]] token token_of(const Input& in) noexcept {
    return {in.begin(), in.end()};
}

// Actions for matched rules -------------------------------------------------------------------------------------------

template <class Rule>
struct action : tao::pegtl::nothing<Rule> {};

/// Passes a token with its position to a check.
template <auto Do>
struct with_token {
    template <class Input>
    static bool apply(const Input& in, checks& on) {
        return Do(on, token_of(in));
    }
};
constexpr auto plain_condition = [](checks& on, const token& where) { return begin_condition(on, where, false); };
constexpr auto quoted_condition = [](checks& on, const token& where) { return begin_condition(on, where, true); };
constexpr auto enter_same_row = [](checks& on, const token& where) { return on.enter_row(where, {}); };
constexpr auto number_or_duration = [](checks& on, const token& where) {
    const bool unit = calque::detail::is_class(where.end[-1], calque::detail::word_start_char);
    return unit ? add_duration(on, where) : add_number(on, where);
};
constexpr auto datetime_value = [](checks& on, const token& where) { return add_datetime(on, where); };
constexpr auto relative_value = [](checks& on, const token& where) { return add_relative(on, where); };
template <bool Truth>
constexpr auto boolean = [](checks& on, const token& where) { return add_boolean(on, where, Truth); };
template <bool Null>
constexpr auto tests_null = [](checks& on, const token& where) { return on.add_null_test(where, Null); };
template <op Operation>
constexpr auto compares = [](checks& on, const token& where) { return on.set_operator(where, Operation); };
constexpr auto close_list = [](checks& on, const token& where) { return on.close_list(where); };
constexpr auto is_member = [](checks& on, const token& where) {
    on.set_membership(where);
    return true;
};

template <>
struct action<rules::plain_path> : with_token<plain_condition> {};
template <>
struct action<rules::quoted_path> : with_token<quoted_condition> {};
template <>
struct action<rules::relation_name> : with_token<begin_relation> {};
template <>
struct action<rules::same_row_name> : with_token<enter_same_row> {};
template <op Operation, class Spelling>
struct action<rules::spelled<Operation, Spelling>> : with_token<compares<Operation>> {};
template <>
struct action<rules::number> : with_token<number_or_duration> {};
template <>
struct action<rules::datetime> : with_token<datetime_value> {};
template <>
struct action<rules::relative> : with_token<relative_value> {};
template <>
struct action<rules::true_word> : with_token<boolean<true>> {};
template <>
struct action<rules::false_word> : with_token<boolean<false>> {};
template <>
struct action<rules::is_null> : with_token<tests_null<true>> {};
template <>
struct action<rules::is_not_null> : with_token<tests_null<false>> {};
template <>
struct action<rules::isnull_true> : with_token<tests_null<true>> {};
template <>
struct action<rules::isnull_false> : with_token<tests_null<false>> {};
template <>
struct action<rules::in_word> : with_token<is_member> {};
template <char Close>
struct action<rules::list_close<Close>> : with_token<close_list> {};

template <char Open>
struct action<rules::list_open<Open>> {
    static bool apply0(checks& on) { return on.open_list(); }
};
template <>
struct action<rules::range_start> {
    static void apply0(checks& on) { on.begin_range(); }
};
template <>
struct action<rules::range_dots> {
    static bool apply0(checks& on) { return on.continue_range(); }
};
template <>
struct action<rules::negation> {
    static void apply0(checks& on) { on.set_negated(); }
};

/// Appends a part of a text that is not an escape.
struct append_part {
    template <class Input>
    static void apply(const Input& in, checks& on) {
        on.arena().append(in.begin(), in.size());
    }
};
template <char Quote>
struct action<rules::plain<Quote>> : append_part {};
template <>
struct action<rules::beyond_ascii> : append_part {};
template <>
struct action<rules::escaped> {
    template <class Input>
    static void apply(const Input& in, checks& on) {
        (void)calque::detail::scan_escape(in.begin(), in.end(), on.arena());
    }
};

// Actions around a rule -----------------------------------------------------------------------------------------------

/// An action that has a state of its own while its rule is tried: `Around::begin` initializes it or refuses,
/// `Around::end` decides.
template <class Around>
struct around : tao::pegtl::maybe_nothing {
    template <class Rule, apply_mode Apply, rewind_mode Rewind, template <class...> class Action,
              template <class...> class Control, class Input>
    [[nodiscard]] static bool match(Input& in, checks& on) {
        if constexpr (Apply == apply_mode::action) {
            auto marker = in.template mark<Rewind>();
            constexpr rewind_mode inside = decltype(marker)::next_rewind_mode;
            Around state;
            return marker(state.begin(on, in.current()) &&
                          tao::pegtl::match<Rule, Apply, inside, Action, Control>(in, on) &&
                          state.end(on, in.current()));
        } else {
            return tao::pegtl::match<Rule, Apply, Rewind, Action, Control>(in, on);
        }
    }
};

struct add_text {
    const char* start = nullptr;
    std::size_t arena = 0;

    bool begin(checks& on, const char* at) {
        start = at;
        arena = on.arena().size();
        return true;
    }
    bool end(checks& on, const char* at) const {
        return on.arena().size() - arena <= on.limits().string_bytes && add_decoded(on, {start, at}, arena);
    }
};
struct join_and {
    std::size_t from = 0;

    bool begin(checks& on, const char*) {
        from = on.mark();
        return true;
    }
    bool end(checks& on, const char*) const {
        on.close_and(from);
        return true;
    }
};
struct join_or {
    calque::detail::or_level level{};
    const char* start = nullptr;

    bool begin(checks& on, const char* at) {
        level = on.begin_or();
        start = at;
        return true;
    }
    bool end(checks& on, const char*) const {
        on.close_or(level, start);
        return true;
    }
};
struct count_depth {
    static bool begin(checks& on, const char* at) { return on.enter(at); }
    static bool end(checks& on, const char*) {
        on.leave();
        return true;
    }
};
struct invert {
    static bool begin(checks& on, const char* at) {
        on.toggle_negation();
        return on.enter(at);
    }
    static bool end(checks& on, const char*) {
        on.leave();
        on.toggle_negation();
        return true;
    }
};
struct join_row {
    std::size_t from = 0;

    bool begin(checks& on, const char* at) {
        from = on.mark();
        return on.enter(at);
    }
    bool end(checks& on, const char*) const {
        on.leave();
        return on.close_row(from);
    }
};

template <>
struct action<rules::text> : around<add_text> {};
template <>
struct action<rules::and_expr> : around<join_and> {};
template <>
struct action<rules::or_expr> : around<join_or> {};
template <>
struct action<rules::nested> : around<count_depth> {};
template <>
struct action<rules::negated> : around<invert> {};
template <char Close>
struct action<rules::row<Close>> : around<join_row> {};

bool parse(std::string_view source, checks& on) {
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*> in{
        source.data(), source.data() + source.size(), "filter"};
    return tao::pegtl::parse<rules::filter, action>(in, on);
}

} // namespace

const contender pegtl = filter_contender<parse>("PEGTL");

} // namespace throughput
