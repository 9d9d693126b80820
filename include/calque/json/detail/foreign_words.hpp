// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <algorithm>
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

/// A word of another tool and its meaning here.
template <class Meaning>
struct foreign_word {
    std::string_view word;
    Meaning meaning;
    bool surely = true; ///< it has no other meaning anywhere
};

/// Equivalent keys of other tools; if a key has two meanings, the other members decide.
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

/// Operators of other tools, as the filter language writes them after a field.
inline constexpr std::array<foreign_word<std::string_view>, 89> foreign_operators{{
    {"equals", "="},
    {"equal", "="},
    {"equalto", "="},
    {"isequalto", "="},
    {"exact", "="},
    {"===", "="},
    {"is", "=", false},
    {"same", "=", false},
    {"iexact", "=", false},
    {"term", "=", false},
    {"ne", "!="},
    {"noteq", "!="},
    {"notequal", "!="},
    {"notequals", "!="},
    {"notequalto", "!="},
    {"doesnotequal", "!="},
    {"isnotequalto", "!="},
    {"!==", "!="},
    {"≠", "!="},
    {"isnot", "!=", false},
    {"greater", ">"},
    {"greaterthan", ">"},
    {"isgreaterthan", ">"},
    {"morethan", ">"},
    {"after", ">", false},
    {"above", ">", false},
    {"over", ">", false},
    {"ge", ">="},
    {"greaterthanorequal", ">="},
    {"greaterthanorequals", ">="},
    {"greaterthanorequalto", ">="},
    {"isgreaterthanorequalto", ">="},
    {"greaterorequal", ">="},
    {"greaterequal", ">="},
    {"atleast", ">="},
    {"≥", ">="},
    {"=>", ">="},
    {"min", ">=", false},
    {"since", ">=", false},
    {"onorafter", ">=", false},
    {"less", "<"},
    {"lessthan", "<"},
    {"islessthan", "<"},
    {"before", "<", false},
    {"below", "<", false},
    {"under", "<", false},
    {"le", "<="},
    {"lessthanorequal", "<="},
    {"lessthanorequals", "<="},
    {"lessthanorequalto", "<="},
    {"islessthanorequalto", "<="},
    {"lessorequal", "<="},
    {"lessequal", "<="},
    {"atmost", "<="},
    {"≤", "<="},
    {"=<", "<="},
    {"max", "<=", false},
    {"until", "<=", false},
    {"onorbefore", "<=", false},
    {"includes", "contains"},
    {"contain", "contains"},
    {"icontains", "contains", false},
    {"has", "contains", false},
    {"beginswith", "startswith"},
    {"startwith", "startswith"},
    {"starts", "startswith", false},
    {"istartswith", "startswith", false},
    {"prefix", "startswith", false},
    {"endwith", "endswith"},
    {"ends", "endswith", false},
    {"iendswith", "endswith", false},
    {"suffix", "endswith", false},
    {"matches", "regex", false},
    {"regexp", "regex", false},
    {"iregex", "regex", false},
    {"rlike", "regex", false},
    {"=~", "regex", false},
    {"oneof", "in"},
    {"anyof", "in"},
    {"isoneof", "in"},
    {"isanyof", "in"},
    {"isin", "in"},
    {"terms", "in", false},
    {"notin", "not in", false},
    {"nin", "not in", false},
    {"notoneof", "not in", false},
    {"noneof", "not in", false},
    {"isnotin", "not in", false},
    {"isnotoneof", "not in", false},
}};

/// Null tests of other tools, which take no value.
inline constexpr std::array<foreign_word<std::string_view>, 16> foreign_null_tests{{
    {"null", "is null"},
    {"isnone", "is null"},
    {"ismissing", "is null"},
    {"isnotset", "is null"},
    {"missing", "is null"},
    {"notexists", "is null"},
    {"doesnotexist", "is null"},
    {"empty", "is null", false},
    {"isempty", "is null", false},
    {"isnotnull", "is not null"},
    {"notnull", "is not null"},
    {"isset", "is not null"},
    {"present", "is not null"},
    {"notmissing", "is not null"},
    {"isnotempty", "is not null", false},
    {"notempty", "is not null", false},
}};

/// Keys under which other tools put a filter.
inline constexpr std::array<std::string_view, 11> wrapping_keys{
    "filter",         "filters", "filtersv2", "dashboardfilters", "effectivefilters", "alertfilters",
    "passconditions", "where",   "query",     "criteria",         "condition"};

/// Normalizes a word of another tool: `$not_in` and `notIn` become `notin`. A leading `-` stays.
[[nodiscard]] inline std::string bare_letters(std::string_view word) {
    std::string out;
    for (const char c : word)
        if (c != '_' && c != ' ' && c != '$' && (c != '-' || out.empty())) out += lower(c);
    return out;
}

/// Returns whether a word consists only of letters, digits and `_`.
[[nodiscard]] constexpr bool is_plain_word(std::string_view word) noexcept {
    for (const char c : word)
        if (!is_class(c, word_char)) return false;
    return !word.empty();
}

template <class Table>
[[nodiscard]] auto find_foreign(const Table& all, std::string_view bare) noexcept -> decltype(all.data()) {
    for (const auto& each : all)
        if (each.word == bare) return &each;
    return nullptr;
}

/// Returns whether another tool uses this name for a key.
[[nodiscard]] inline bool is_foreign_key(std::string_view bare, json_key key) noexcept {
    return std::any_of(foreign_keys.begin(), foreign_keys.end(),
                       [&](const auto& each) { return each.word == bare && each.meaning == key; });
}

} // namespace calque::detail
