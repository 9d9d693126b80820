// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/text/report/reporter.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

// Conditions in the style of other languages: prose, SQL, Lucene, Django lookups, calls and indexes.
namespace calque::detail {

/// Returns the end of the words at `at`, with any blanks between them, or null. An apostrophe may be typographic.
[[nodiscard, gnu::cold]] inline const char* match_phrase(const char* at, const char* end, std::string_view words) {
    for (const char c : words) {
        if (at == end) return nullptr;
        if (c == ' ') {
            if (!is_class(*at, blank_char)) return nullptr;
            at = skip_blank(at, end);
        } else if (c == '\'' && *at != '\'') {
            const std::string_view rest{at, static_cast<std::size_t>(end - at)};
            if (!rest.starts_with("\u2019")) return nullptr;
            at += 3;
        } else if (lower(*at++) != c) {
            return nullptr;
        }
    }
    return at != end && is_typed(*at) ? nullptr : at;
}

/// An operator in words and its meaning; a phrase precedes its own prefixes.
struct phrase {
    std::string_view words, meant;
};
inline constexpr std::array<phrase, 49> phrases{{{"does not contain", "not contains"},
                                                 {"doesn't contain", "not contains"},
                                                 {"doesnt contain", "not contains"},
                                                 {"does not start with", "not startswith"},
                                                 {"does not end with", "not endswith"},
                                                 {"does not match", "not matches"},
                                                 {"does not equal", "!="},
                                                 {"doesn't equal", "!="},
                                                 {"is not equal to", "!="},
                                                 {"not equal to", "!="},
                                                 {"not equals", "!="},
                                                 {"not less than", ">="},
                                                 {"not more than", "<="},
                                                 {"not greater than", "<="},
                                                 {"greater or equal", ">="},
                                                 {"less or equal", "<="},
                                                 {"begins with", "startswith"},
                                                 {"is greater than or equal to", ">="},
                                                 {"greater than or equal to", ">="},
                                                 {"is less than or equal to", "<="},
                                                 {"less than or equal to", "<="},
                                                 {"is greater than", ">"},
                                                 {"greater than", ">"},
                                                 {"is more than", ">"},
                                                 {"more than", ">"},
                                                 {"is longer than", ">"},
                                                 {"longer than", ">"},
                                                 {"is less than", "<"},
                                                 {"less than", "<"},
                                                 {"is shorter than", "<"},
                                                 {"shorter than", "<"},
                                                 {"is at least", ">="},
                                                 {"at least", ">="},
                                                 {"no less than", ">="},
                                                 {"is at most", "<="},
                                                 {"at most", "<="},
                                                 {"no more than", "<="},
                                                 {"is equal to", "="},
                                                 {"equal to", "="},
                                                 {"is not one of", "not in"},
                                                 {"is none of", "not in"},
                                                 {"is not in", "not in"},
                                                 {"isn't in", "not in"},
                                                 {"isnt in", "not in"},
                                                 {"is one of", "in"},
                                                 {"is any of", "in"},
                                                 {"one of", "in"},
                                                 {"any of", "in"},
                                                 {"is in", "in"}}};

/// Explains an operator in words: `is greater than 60`, `does not contain "x"`.
CALQUE_COLD_DECL bool reporter::explain_phrase() {
    if (last_field_.begin == nullptr || last_row_ == nullptr) return false;
    const char* const at = skip_blank(last_field_.end, source_end());
    for (const phrase& each : phrases) {
        const char* const end = match_phrase(at, source_end(), each.words);
        if (end == nullptr) continue;
        const token typed{at, end};
        auto& to =
            report(diagnostic_code::unexpected_token, typed, detail::quoted(typed.text()) + " is not a comparison");
        to.expected = expectations();
        to.help = "write " + detail::quoted(each.meant);
        correct(to, typed, std::string{each.meant});
        return true;
    }
    return false;
}

/// Explains `LIKE 'x%'`.
CALQUE_COLD_DECL bool reporter::explain_like(const token& found) {
    if (!same_word(found.text(), "like") && !same_word(found.text(), "ilike")) return false;
    const token pattern = next_word(found.end);
    std::string_view text = pattern.text();
    const bool plain = text.find_first_of("%_*[") == std::string_view::npos;
    if (text.empty() || (plain && value_ends(pattern.end))) return false;
    auto& to = report(diagnostic_code::unexpected_token, found, detail::quoted(found.text()) + " is not a comparison");
    to.expected = expectations();
    to.help = "texts are searched without wildcards: `contains`, `startswith` or `endswith`, without `%`";
    if (!is_quote(text.front()) || text.size() < 3 || !value_ends(pattern.end)) return true; // `'it''s%'`, `'a' || 'b'`
    const char quote = text.front();
    text = text.substr(1, text.size() - 2);
    const bool open_begin = text.starts_with('%'), open_end = text.size() > 1 && text.ends_with('%');
    text = text.substr(open_begin ? 1 : 0, text.size() - (open_begin ? 1 : 0) - (open_end ? 1 : 0));
    if ((!open_begin && !open_end) || text.empty() || text.find_first_of("%_*[\\") != std::string_view::npos)
        return true;
    const std::string_view word = open_begin ? open_end ? "contains" : "endswith" : "startswith";
    if (last_row_ == nullptr || last_row_->tier(*word_operator(word)) == op_tier::refused) return true;
    const std::string meant = std::string{word} + " " + quote + std::string{text} + quote;
    to.help = "write " + detail::quoted(meant);
    correct(to, {found.begin, pattern.end}, meant);
    return true;
}

/// Explains Lucene conditions: `duration:[60 TO 120]`, `duration:>60`, `topic:ref*`.
CALQUE_COLD_DECL bool reporter::explain_colon(const token& found) {
    if (found.text() != ":" || last_row_ == nullptr) return false;
    const token next = next_word(found.end);
    if (next.text().empty()) return false;
    auto& to = report(diagnostic_code::unexpected_token, found, "`:` is not a comparison");
    to.expected = expectations();
    const std::string name{last_field_.text()};
    const auto write = [&](const char* end, const std::string& meant) {
        to.help = "write " + detail::quoted(name + meant);
        replace(to, {last_field_.end, end}, meant);
    };
    if (next.text() == "[" || next.text() == "{") {
        to.help = "write a range as " + detail::quoted(name + " in 60..120") + ", which includes both ends";
        const char* const close = std::find(next.end, source_end(), ']');
        const std::string_view inside{next.end, static_cast<std::size_t>(close - next.end)};
        const std::size_t to_word = inside.find(" TO ");
        if (next.text() != "[" || close == source_end() || to_word == std::string_view::npos) return true;
        const std::string_view low = inside.substr(0, to_word), high = inside.substr(to_word + 4);
        if (low == "*" && high != "*") write(close + 1, " <= " + std::string{high});
        else if (high == "*" && low != "*") write(close + 1, " >= " + std::string{low});
        else if (low != "*") write(close + 1, " in " + std::string{low} + ".." + std::string{high});
        return true;
    }
    if (symbol_operator(next.text())) {
        write(next.end, " " + std::string{next.text()});
        return true;
    }
    if (!is_typed(*next.begin) && !is_quote(*next.begin) && *next.begin != '-') { // `topic:(a OR b)`, `topic:*`
        to.help = "write the comparison, as in " + detail::quoted(name + " = …");
        return true;
    }
    const char* const end = typed_end(next.begin, source_end());
    if (is_typed(*next.begin) && end[-1] == '*' && last_row_->type == field_type::string) {
        write(end, " startswith \"" + std::string{next.begin, end - 1} + "\"");
        return true;
    }
    to.help = "did you mean `=`?";
    if (operand_ends(is_quote(*next.begin) ? next.end : end) &&
        std::string_view{next.begin, end}.find('*') == std::string_view::npos)
        replace(to, found, "=");
    return true;
}

/// A lookup that Django appends to a field's name, and its meaning here.
struct django_lookup {
    std::string_view name, meant;
};
inline constexpr std::array<django_lookup, 19> django_lookups{{{"exact", "="},
                                                               {"iexact", "="},
                                                               {"eq", "="},
                                                               {"ne", "!="},
                                                               {"gt", ">"},
                                                               {"gte", ">="},
                                                               {"lt", "<"},
                                                               {"lte", "<="},
                                                               {"contains", "contains"},
                                                               {"icontains", "contains"},
                                                               {"startswith", "startswith"},
                                                               {"istartswith", "startswith"},
                                                               {"endswith", "endswith"},
                                                               {"iendswith", "endswith"},
                                                               {"regex", "~"},
                                                               {"in", "in"},
                                                               {"range", ".."},
                                                               {"isnull", "is null"},
                                                               {"starts_with", "startswith"}}};

[[nodiscard, gnu::cold]] inline std::string_view meant_by(std::string_view name) {
    const auto found = std::find_if(django_lookups.begin(), django_lookups.end(),
                                    [&](const django_lookup& each) { return same_word(name, each.name); });
    return found == django_lookups.end() ? std::string_view{} : found->meant;
}

/// Returns the condition that a lookup or a call expresses about a value, or an empty string.
[[nodiscard, gnu::cold]] inline std::string as_condition(std::string_view name, std::string_view meant,
                                                         std::string_view value) {
    std::string out{name};
    if (meant == "is null") {
        if (!value.empty() && !same_word(value, "true") && !same_word(value, "false") && value != "0" && value != "1")
            return {};
        const bool no = same_word(value, "false") || value == "0";
        return out += no ? " is not null" : " is null";
    }
    if (meant == "..") {
        const std::size_t comma = value.find(',');
        if (value.size() < 3 || !is_opening(value.front()) || std::count(value.begin(), value.end(), ',') != 1)
            return {};
        const std::string_view high = value.substr(comma + 1, value.size() - comma - 2);
        const std::size_t begin = std::min(high.find_first_not_of(' '), high.size());
        return out.append(" in ").append(value.substr(1, comma - 1)).append("..").append(high.substr(begin));
    }
    return out.append(" ").append(meant).append(" ").append(value);
}

/// Returns the value at `at`; a list includes its brackets.
CALQUE_COLD_DECL token reporter::value_at(const char* at) const {
    const token first = next_word(at);
    if (first.text() != "[" && first.text() != "(") {
        const bool quoted = !first.text().empty() && is_quote(*first.begin);
        return {first.begin, quoted ? first.end : std::max(first.end, typed_end(first.begin, source_end()))};
    }
    const char* const close = std::find(first.end, source_end(), closing_of(*first.begin));
    return {first.begin, close == source_end() ? close : close + 1};
}

/// Reports a name that expresses a condition together with what follows it.
CALQUE_COLD_DECL bool reporter::explain_as(const token& typed, std::string meant, bool whole) {
    if (meant.empty() || (whole && !operand_ends(typed.end))) return false; // `contains(topic, "x") = false`
    auto& to = report(diagnostic_code::unknown_field, typed, "there is no field " + detail::quoted(typed.text()));
    to.help = "write " + detail::quoted(meant);
    correct(to, typed, std::move(meant));
    fatal_ = true; // what follows the name belongs to it
    return true;
}

/// Explains Django lookups: `duration__gte=60`, `agent__id=5`.
CALQUE_COLD_DECL bool reporter::explain_lookup(const token& where) {
    const std::string_view typed = where.text();
    const token equals = next_word(where.end);
    if (typed.find("__") == std::string_view::npos || equals.text() != "=") return false;
    std::string name;
    for (std::size_t i = 0; i < typed.size(); ++i)
        if (typed.substr(i, 2) == "__") name += '.', ++i;
        else name += typed[i];
    const std::size_t dot = name.rfind('.');
    const std::string_view meant = meant_by(std::string_view{name}.substr(dot + 1));
    if (schema_.find(name) && meant.empty()) return false; // reported as a similar name
    if (meant.empty() || !schema_.find(std::string_view{name}.substr(0, dot))) return false;
    const token value = value_at(equals.end);
    return explain_as({where.begin, value.end},
                      as_condition(std::string_view{name}.substr(0, dot), meant, value.text()));
}

/// Explains calls: `contains(topic, "x")`, `isnull(topic)`, `lower(topic)`, and `topic.contains("x")`.
CALQUE_COLD_DECL bool reporter::explain_call_of(const token& where) {
    if (where.end == source_end() || *where.end != '(') return false;
    const std::size_t dot = where.text().rfind('.');
    const std::string_view name = where.text().substr(dot + 1);
    const std::string_view meant = meant_by(name);
    if (dot != std::string_view::npos && is_negation(where.text().substr(0, dot))) return false;
    if (dot != std::string_view::npos && schema_.find(where.text().substr(0, dot))) {
        const token value = value_at(where.end + 1);
        const token close = next_word(value.end);
        if (meant.empty() || value.text().empty() || close.text() != ")") return false;
        return explain_as({where.begin, close.end}, as_condition(where.text().substr(0, dot), meant, value.text()));
    }
    const token field = next_word(where.end + 1);
    const token comma = next_word(field.end);
    if (field.text().empty() || !schema_.find(field.text())) return false;
    if (comma.text() == ")") {
        const auto next = scan_operator(skip_blank(comma.end, source_end()), source_end()).operation;
        if ((same_word(name, "lower") || same_word(name, "upper")) && next &&
            *next != op::regex) { // which ignores case
            return explain_as({where.begin, comma.end}, std::string{field.text()}, false);
        }
        return meant == "is null" && explain_as({where.begin, comma.end}, as_condition(field.text(), meant, {}));
    }
    if (meant.empty() || meant == ".." || comma.text() != ",") return false;
    const token value = value_at(comma.end);
    const token close = next_word(value.end);
    return close.text() == ")" && explain_as({where.begin, close.end}, as_condition(field.text(), meant, value.text()));
}

/// Explains indexes: `metadata['region']`, `metadata->>'region'`.
CALQUE_COLD_DECL bool reporter::explain_index(const token& where, const field& space) {
    const char* at = where.end;
    const std::string_view rest{at, static_cast<std::size_t>(source_end() - at)};
    const bool index = rest.starts_with("[");
    at += index ? 1 : rest.starts_with("->>") ? 3 : rest.starts_with("->") ? 2 : 0;
    const token key = next_word(at);
    if (at == where.end || key.text().size() < 3 || !is_quote(*key.begin)) return false;
    const token close = next_word(key.end);
    if (index && close.text() != "]") return false;
    const token typed{where.begin, index ? close.end : key.end};
    const std::string_view inside = key.text().substr(1, key.text().size() - 2);
    const bool plain = is_class(inside.front(), word_start_char) &&
                       std::all_of(inside.begin(), inside.end(), [](char c) { return is_class(c, word_char); });
    return explain_as(typed, std::string{space.name}.append(plain ? inside : key.text()), false);
}

/// Explains a superfluous word before a condition: `where`, `if`, `unless`.
CALQUE_COLD_DECL bool reporter::explain_prefix(const token& where) {
    const token next = next_word(where.end);
    if (next.text().empty() || !is_class(*next.begin, word_start_char) || !schema_.find(next.text())) return false;
    auto& to =
        report(diagnostic_code::unknown_field, where, detail::quoted(where.text()) + " does not begin a condition");
    to.expected = {"a field"};
    fatal_ = true; // what follows is a condition
    if (is_negation(where.text())) {
        to.help = "`not` negates what follows it: " + detail::quoted("not (" + std::string{next.text()} + " …)");
        return true;
    }
    static constexpr std::array<std::string_view, 9> fillers{"where",  "if",   "when", "only",  "having",
                                                             "filter", "show", "find", "select"};
    const auto is = [&](std::string_view each) { return same_word(where.text(), each); };
    to.help = "a condition begins with its field";
    if (std::none_of(fillers.begin(), fillers.end(), is)) return true;
    to.help = "leave it out";
    replace(to, {where.begin, next.begin}, "", is("where"));
    return true;
}

} // namespace calque::detail
