// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

// The keys and operators of other tools' filter JSON.
namespace calque::detail {

/// The keys of conditions and groups.
enum class json_key : std::uint8_t { field, op, value, kind, conditions };
inline constexpr std::array<std::string_view, 5> json_keys{"field", "op", "value", "operator", "conditions"};

[[nodiscard]] constexpr std::string_view name_of(json_key key) noexcept {
    return json_keys[static_cast<std::size_t>(key)];
}

/// What a word means here.
template <class Meaning>
struct foreign_word {
    std::string_view word;
    Meaning meaning;
    bool surely = true; ///< it means nothing else anywhere
};

/// Keys of others that hold the same; which one of two it is, what else is there tells.
inline constexpr std::array<foreign_word<json_key>, 44> foreign_keys{{
    {"name", json_key::field},
    {"key", json_key::field},
    {"property", json_key::field},
    {"column", json_key::field},
    {"attribute", json_key::field},
    {"path", json_key::field},
    {"fieldname", json_key::field},
    {"lhs", json_key::field},
    {"left", json_key::field},
    {"member", json_key::field},
    {"operator", json_key::op},
    {"operation", json_key::op},
    {"comparison", json_key::op},
    {"comparator", json_key::op},
    {"cmp", json_key::op},
    {"predicate", json_key::op},
    {"condition", json_key::op},
    {"type", json_key::op},
    {"val", json_key::value},
    {"values", json_key::value},
    {"operand", json_key::value},
    {"rhs", json_key::value},
    {"right", json_key::value},
    {"target", json_key::value},
    {"data", json_key::value},
    {"op", json_key::kind},
    {"combinator", json_key::kind},
    {"logic", json_key::kind},
    {"logical", json_key::kind},
    {"logicaloperator", json_key::kind},
    {"connective", json_key::kind},
    {"conjunction", json_key::kind},
    {"join", json_key::kind},
    {"condition", json_key::kind},
    {"type", json_key::kind},
    {"match", json_key::kind},
    {"bool", json_key::kind},
    {"rules", json_key::conditions},
    {"filters", json_key::conditions},
    {"children", json_key::conditions},
    {"clauses", json_key::conditions},
    {"criteria", json_key::conditions},
    {"items", json_key::conditions},
    {"predicates", json_key::conditions},
}};

/// Operators of others as the language writes them behind a field.
inline constexpr std::array<foreign_word<std::string_view>, 75> foreign_operators{{
    {"equals", "="},
    {"equal", "="},
    {"equalto", "="},
    {"isequalto", "="},
    {"exact", "="},
    {"is", "=", false},
    {"same", "=", false},
    {"iexact", "=", false},
    {"ne", "!="},
    {"noteq", "!="},
    {"notequal", "!="},
    {"notequals", "!="},
    {"notequalto", "!="},
    {"isnot", "!=", false},
    {"not", "!=", false},
    {"greater", ">"},
    {"greaterthan", ">"},
    {"morethan", ">"},
    {"after", ">", false},
    {"ge", ">="},
    {"greaterthanorequal", ">="},
    {"greaterthanorequals", ">="},
    {"greaterthanorequalto", ">="},
    {"greaterorequal", ">="},
    {"greaterequal", ">="},
    {"atleast", ">="},
    {"min", ">=", false},
    {"since", ">=", false},
    {"onorafter", ">=", false},
    {"less", "<"},
    {"lessthan", "<"},
    {"before", "<", false},
    {"le", "<="},
    {"lessthanorequal", "<="},
    {"lessthanorequals", "<="},
    {"lessthanorequalto", "<="},
    {"lessorequal", "<="},
    {"lessequal", "<="},
    {"atmost", "<="},
    {"max", "<=", false},
    {"until", "<=", false},
    {"onorbefore", "<=", false},
    {"includes", "contains"},
    {"contain", "contains"},
    {"icontains", "contains", false},
    {"has", "contains", false},
    {"like", "contains", false},
    {"ilike", "contains", false},
    {"beginswith", "startswith"},
    {"startwith", "startswith"},
    {"istartswith", "startswith", false},
    {"prefix", "startswith", false},
    {"endwith", "endswith"},
    {"iendswith", "endswith", false},
    {"suffix", "endswith", false},
    {"matches", "regex", false},
    {"match", "regex", false},
    {"regexp", "regex", false},
    {"iregex", "regex", false},
    {"rlike", "regex", false},
    {"oneof", "in"},
    {"anyof", "in"},
    {"isoneof", "in"},
    {"isanyof", "in"},
    {"isin", "in"},
    {"notin", "not in"},
    {"nin", "not in"},
    {"notoneof", "not in"},
    {"noneof", "not in"},
    {"isnotin", "not in"},
    {"between", "in", false},
    {"range", "in", false},
    {"notcontains", "not contains"},
    {"doesnotcontain", "not contains"},
    {"notlike", "not contains", false},
}};

/// Words about null, whose value says nothing more.
inline constexpr std::array<foreign_word<std::string_view>, 14> foreign_null_tests{{
    {"null", "is null"},
    {"isnone", "is null"},
    {"empty", "is null", false},
    {"isempty", "is null", false},
    {"missing", "is null"},
    {"notexists", "is null"},
    {"doesnotexist", "is null"},
    {"isnotnull", "is not null"},
    {"notnull", "is not null"},
    {"isnotempty", "is not null", false},
    {"notempty", "is not null", false},
    {"exists", "is not null"},
    {"present", "is not null"},
    {"isset", "is not null"},
}};

/// A word without what languages write around and inside of it: `$not_in` and `notIn` are `notin`.
[[nodiscard]] inline std::string bare_letters(std::string_view word) {
    std::string out;
    for (const char c : word)
        if (c != '_' && c != '-' && c != ' ' && c != '$') out += lower(c);
    return out;
}

template <class Table>
[[nodiscard]] auto find_foreign(const Table& all, std::string_view bare) noexcept -> decltype(all.data()) {
    for (const auto& each : all)
        if (each.word == bare) return &each;
    return nullptr;
}

} // namespace calque::detail
