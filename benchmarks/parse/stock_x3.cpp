// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>

#include <boost/fusion/include/adapt_struct.hpp>
#include <boost/optional.hpp>
#include <boost/spirit/home/x3.hpp>
#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <boost/spirit/home/x3/support/utility/utf8.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contender.hpp"

// The language in the style of X3's tutorial: rules with attributes, a tree that owns its texts, a skipper, symbol
// tables. Nothing is checked against a schema, and a number of more than 15 digits may be slightly inexact.
namespace throughput::ast {

namespace x3 = boost::spirit::x3;
using calque::op;

struct number : x3::variant<double, std::int64_t, std::uint64_t> {
    using base_type::base_type;
    using base_type::operator=;
};
struct quantity {
    number amount;
    boost::optional<char> unit;
};
struct datetime {
    std::string date;
    std::string clock;
};
struct offset {
    char sign = 0;
    std::uint64_t amount = 0;
    char unit = 0;
};
enum class anchor : std::uint8_t { now, today };
struct relative {
    anchor from = anchor::now;
    boost::optional<offset> by;
};
struct value : x3::variant<std::string, quantity, datetime, relative, bool> {
    using base_type::base_type;
    using base_type::operator=;
};

struct comparison {
    op operation = op::eq;
    value with;
};
enum class null_test : std::uint8_t { null, not_null };
struct membership {
    bool negated = false;
    std::vector<value> items;
};
struct range {
    bool negated = false;
    value low;
    value high;
};
struct text_match {
    bool negated = false;
    op operation = op::contains;
    std::string text;
};
struct test : x3::variant<comparison, null_test, membership, range, text_match> {
    using base_type::base_type;
    using base_type::operator=;
};
struct condition {
    std::vector<std::string> field;
    test what;
};

struct disjunction;
struct rows;
struct primary : x3::variant<condition, x3::forward_ast<disjunction>, x3::forward_ast<rows>> {
    using base_type::base_type;
    using base_type::operator=;
};
struct operand {
    std::vector<char> nots;
    primary what;
};
struct conjunction : std::vector<operand> {};
struct disjunction : std::vector<conjunction> {};
struct rows {
    std::string relation; ///< empty for `same_row`
    disjunction what;
};

} // namespace throughput::ast

BOOST_FUSION_ADAPT_STRUCT(throughput::ast::quantity, amount, unit)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::datetime, date, clock)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::offset, sign, amount, unit)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::relative, from, by)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::comparison, operation, with)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::membership, negated, items)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::range, negated, low, high)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::text_match, negated, operation, text)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::condition, field, what)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::operand, nots, what)
BOOST_FUSION_ADAPT_STRUCT(throughput::ast::rows, relation, what)

namespace throughput {
namespace {

namespace grammar {

namespace x3 = boost::spirit::x3;
using calque::op;
using x3::_attr;
using x3::_pass;
using x3::_val;
using x3::attr;
using x3::char_;
using x3::lexeme;
using x3::lit;
using x3::matches;
using x3::no_case;

const auto blank = char_(" \t\r\n") | '#' >> *(char_ - '\n');
const auto word_start = char_("A-Za-z_");
const auto word_char = char_("A-Za-z0-9_");
const auto keyword = [](const char* word) { return lexeme[no_case[lit(word)] >> !word_char]; };

template <class Value>
struct words : x3::symbols<Value> {
    words(std::initializer_list<std::pair<const char*, Value>> all) {
        for (const auto& [word, value] : all) this->add(word, value);
    }
};
const words<op> compare_signs{{"=", op::eq},   {"==", op::eq}, {"!=", op::neq}, {"<>", op::neq}, {">", op::gt},
                              {">=", op::gte}, {"<", op::lt},  {"<=", op::lte}, {"~", op::regex}};
const words<op> compare_words{{"eq", op::eq}, {"neq", op::neq}, {"gt", op::gt},      {"gte", op::gte},
                              {"lt", op::lt}, {"lte", op::lte}, {"regex", op::regex}};
const words<op> match_words{
    {"contains", op::contains}, {"startswith", op::startswith}, {"endswith", op::endswith}, {"matches", op::regex}};
const words<ast::anchor> anchors{{"now", ast::anchor::now}, {"today", ast::anchor::today}};
const words<bool> truths{{"true", true}, {"false", false}};
const words<char> escapes{{"\"", '"'}, {"'", '\''}, {"\\", '\\'}, {"/", '/'}, {"b", '\b'},
                          {"f", '\f'}, {"n", '\n'}, {"r", '\r'},  {"t", '\t'}};

// Texts
const auto is_high = [](std::uint32_t code) { return code >= 0xd800 && code <= 0xdbff; };
const auto is_low = [](std::uint32_t code) { return code >= 0xdc00 && code <= 0xdfff; };
const auto whole_code = [](auto& context) {
    _pass(context) = !is_high(_attr(context)) && !is_low(_attr(context));
    _val(context) = _attr(context);
};
const auto high_code = [](auto& context) {
    _pass(context) = is_high(_attr(context));
    _val(context) = 0x10000 + (_attr(context) - 0xd800) * 0x400;
};
const auto low_code = [](auto& context) {
    _pass(context) = is_low(_attr(context));
    _val(context) += _attr(context) - 0xdc00;
};
const auto append = [](auto& context) { _val(context) += _attr(context); };
const auto append_code = [](auto& context) { _val(context) += x3::to_utf8(static_cast<char32_t>(_attr(context))); };

const x3::uint_parser<std::uint32_t, 16, 4, 4> hex4{};
const x3::rule<struct code_rule, std::uint32_t> code{"code"};
const auto code_def = 'u' >> hex4[whole_code] | 'u' >> hex4[high_code] >> "\\u" >> hex4[low_code];
const auto escape = '\\' >> (escapes[append] | code[append_code]);
const x3::rule<struct text_rule, std::string> text{"text"};
const auto text_def = lexeme['"' >> *((char_ - '"' - '\\')[append] | escape) >> '"'] |
                      lexeme['\'' >> *((char_ - '\'' - '\\')[append] | escape) >> '\''];

// Other values
struct fraction_policies : x3::strict_real_policies<double> {
    static constexpr bool allow_leading_dot = false;
    static constexpr bool allow_trailing_dot = false;
};
const x3::real_parser<double, fraction_policies> fraction{};
const x3::int_parser<std::int64_t> whole{};
const x3::uint_parser<std::uint64_t> large{};
const x3::rule<struct number_rule, ast::number> number{"number"};
const auto number_def = fraction | whole | (-lit('+') >> large);
const x3::rule<struct quantity_rule, ast::quantity> quantity{"quantity"};
const auto quantity_def = lexeme[number >> -char_("smhdw") >> !word_char];

const auto digit = char_("0-9");
const auto two = digit >> digit;
const x3::rule<struct date_rule, std::string> date{"date"};
const auto date_def = digit >> digit >> digit >> digit >> char_('-') >> two >> char_('-') >> two;
const x3::rule<struct clock_rule, std::string> clock{"clock"};
const auto clock_def =
    x3::raw[two >> ':' >> two >> ':' >> two >> -('.' >> +digit) >> (char_("Zz") | (char_("-+") >> two >> ':' >> two))];
const x3::rule<struct datetime_rule, ast::datetime> datetime{"datetime"};
const auto datetime_def = lexeme[date >> x3::omit[char_("Tt")] >> clock >> !word_char];

const x3::rule<struct offset_rule, ast::offset> offset{"offset"};
const auto offset_def = char_("-+") >> lexeme[large >> char_("smhdwMy") >> !word_char];
const x3::rule<struct relative_rule, ast::relative> relative{"relative"};
const auto relative_def = lexeme[no_case[anchors] >> !word_char] >> -offset;
const auto truth = lexeme[no_case[truths] >> !word_char];

const x3::rule<struct value_rule, ast::value> value{"value"};
const auto value_def = text | datetime | quantity | relative | truth;

// Conditions
const x3::rule<struct word_rule, std::string> word{"word"};
const auto word_def = lexeme[word_start >> *word_char];
const auto segment = word | text;
const x3::rule<struct field_rule, std::vector<std::string>> field{"field"};
const auto field_def = lexeme[segment % '.'];

const auto compare = compare_signs | lexeme[no_case[compare_words] >> !word_char];
const auto match = lexeme[no_case[match_words] >> !word_char];
const x3::rule<struct comparison_rule, ast::comparison> comparison{"comparison"};
const auto comparison_def = compare >> value;
const x3::rule<struct null_test_rule, ast::null_test> null_test{"null test"};
const auto null_test_def = keyword("is") >> (keyword("null") >> attr(ast::null_test::null) |
                                             keyword("not") >> keyword("null") >> attr(ast::null_test::not_null)) |
                           keyword("isnull") >> (keyword("false") >> attr(ast::null_test::not_null) |
                                                 -keyword("true") >> attr(ast::null_test::null));
const x3::rule<struct items_rule, std::vector<ast::value>> items{"items"};
const auto items_def = -(value % ',') >> -lit(',');
const x3::rule<struct membership_rule, ast::membership> membership{"membership"};
const auto membership_def = matches[keyword("not")] >> keyword("in") >> ('[' >> items >> ']' | '(' >> items >> ')');
const x3::rule<struct range_rule, ast::range> range{"range"};
const auto range_def = matches[keyword("not")] >> keyword("in") >> value >> ".." >> value;
const x3::rule<struct text_match_rule, ast::text_match> text_match{"text match"};
const auto text_match_def = matches[keyword("not")] >> match >> text;
const x3::rule<struct test_rule, ast::test> test{"test"};
const auto test_def = comparison | null_test | membership | range | text_match;
const x3::rule<struct condition_rule, ast::condition> condition{"condition"};
const auto condition_def = field >> test;

// Groups
const x3::rule<struct disjunction_rule, ast::disjunction> disjunction{"or"};
const x3::rule<struct conjunction_rule, ast::conjunction> conjunction{"and"};
const x3::rule<struct operand_rule, ast::operand> operand{"not"};
const x3::rule<struct primary_rule, ast::primary> primary{"primary"};
const x3::rule<struct rows_rule, ast::rows> rows{"rows"};
const auto rows_def = keyword("same_row") >> '(' >> attr(std::string{}) >> disjunction >> ')' | word >>
                                                                                                    '{' >> disjunction
                                                                                                    >> '}';
const auto primary_def = '(' >> disjunction >> ')' | condition | rows;
const auto operand_def = *((keyword("not") | '!') >> attr('!')) >> primary;
const auto conjunction_def = operand % (keyword("and") | "&&");
const auto disjunction_def = conjunction % (keyword("or") | "||");

BOOST_SPIRIT_DEFINE(code, text, number, quantity, date, clock, datetime, offset, relative, value, word, field,
                    comparison, null_test, items, membership, range, text_match, test, condition, rows, primary,
                    operand, conjunction, disjunction)

} // namespace grammar

bool read(std::string_view text, ast::disjunction& out) {
    auto first = text.begin();
    return boost::spirit::x3::phrase_parse(first, text.end(), grammar::disjunction, grammar::blank, out) &&
           first == text.end();
}

/// Writes a tree as text again, independently, so that calque can read which filter it is.
class writer {
public:
    explicit writer(std::string& out) : out_{out} {}

    void operator()(const ast::disjunction& all) { list(all, " or "); }

    using result_type = void;
    void operator()(const ast::conjunction& all) { list(all, " and "); }
    void operator()(const ast::operand& one) {
        for (std::size_t i = 0; i < one.nots.size(); ++i) out_ += "not ";
        if (const auto* group = boost::get<boost::spirit::x3::forward_ast<ast::disjunction>>(&one.what.get())) {
            out_ += '(';
            (*this)(group->get());
            out_ += ')';
        } else {
            boost::apply_visitor(*this, one.what);
        }
    }
    void operator()(const ast::rows& of) {
        out_ += of.relation.empty() ? "same_row(" : of.relation + "{";
        (*this)(of.what);
        out_ += of.relation.empty() ? ')' : '}';
    }
    void operator()(const ast::condition& one) {
        for (std::size_t i = 0; i < one.field.size(); ++i) {
            if (i > 0) out_ += '.';
            (*this)(one.field[i]);
        }
        out_ += ' ';
        boost::apply_visitor(*this, one.what);
    }

    void operator()(const ast::comparison& test) {
        out_ += calque::text_name(test.operation);
        out_ += ' ';
        (*this)(test.with);
    }
    void operator()(ast::null_test test) { out_ += test == ast::null_test::null ? "is null" : "is not null"; }
    void operator()(const ast::membership& test) {
        out_ += test.negated ? "not in [" : "in [";
        list(test.items, ", ");
        out_ += ']';
    }
    void operator()(const ast::range& test) {
        out_ += test.negated ? "not in " : "in ";
        (*this)(test.low);
        out_ += " .. ";
        (*this)(test.high);
    }
    void operator()(const ast::text_match& test) {
        if (test.negated) out_ += "not ";
        out_ += calque::text_name(test.operation);
        out_ += ' ';
        (*this)(test.text);
    }

    void operator()(const ast::value& what) { boost::apply_visitor(*this, what); }
    void operator()(const std::string& text) {
        constexpr std::string_view hex = "0123456789abcdef";
        out_ += '"';
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || byte == 0x7f) out_.append("\\u00") += {hex[byte >> 4], hex[byte & 15]};
            else if (c == '"' || c == '\\') out_.append("\\") += c;
            else out_ += c;
        }
        out_ += '"';
    }
    void operator()(const ast::quantity& what) {
        boost::apply_visitor(*this, what.amount);
        if (what.unit) out_ += *what.unit;
    }
    void operator()(double number) { append(number); }
    void operator()(std::int64_t number) { append(number); }
    void operator()(std::uint64_t number) { append(number); }
    void operator()(const ast::datetime& time) { out_ += time.date + "T" + time.clock; }
    void operator()(const ast::relative& time) {
        out_ += time.from == ast::anchor::now ? "now" : "today";
        if (!time.by) return;
        out_ += time.by->sign;
        append(time.by->amount);
        out_ += time.by->unit;
    }
    void operator()(bool truth) { out_ += truth ? "true" : "false"; }

private:
    void list(const auto& all, std::string_view between) {
        for (bool first = true; const auto& each : all) {
            if (!first) out_ += between;
            first = false;
            (*this)(each);
        }
    }
    void append(auto number) {
        std::array<char, 32> digits{};
        out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
    }

    std::string& out_;
};

bool is_right(const sample& of) {
    ast::disjunction tree;
    if (!read(of.text, tree)) return false;
    std::string again;
    writer{again}(tree);
    // The text written has more quotes and spaces than the original.
    const auto filter = calque::parse<calque::call_log>(again, {.limits = {.input_bytes = 4 * of.text.size() + 64}});
    return filter && *filter == of.filter;
}

} // namespace

const contender stock_x3{
    .name = "stock X3",
    .does = work::tree_of_text,
    .run =
        [](const sample& of) {
            ast::disjunction tree;
            return read(of.text, tree);
        },
    .is_right = is_right,
};

} // namespace throughput
