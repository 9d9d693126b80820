// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/json_explainer.hpp>
#include <calque/schema/scan_operator.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/suggest.hpp>

// Operators of other tools.
namespace calque::detail {

/// Looks up an operator of the API by name; sets `out` and returns true if found.
[[nodiscard]] inline bool read_op(std::string_view name, op& out) noexcept {
    const auto found = op_of(name);
    if (found) out = *found;
    return found.has_value();
}

/// Returns what an operator of this or another tool means in the filter language; empty if unknown.
[[nodiscard]] inline foreign_word<std::string_view> meaning_of(std::string_view text) {
    const std::string bare = bare_letters(text);
    if (const auto same = op_of(bare); same && *same != op::isnull)
        return {text, text_name(*same), text.find(' ') == std::string_view::npos};
    if (const auto symbol = symbol_operator(text)) return {text, text_name(*symbol), *symbol != op::regex};
    if (bare == "between" || bare == "range") return {text, "..", false};
    const auto* const foreign = find_foreign(foreign_operators, bare);
    return foreign == nullptr ? foreign_word<std::string_view>{} : *foreign;
}

/// Returns two values as the bounds of a range; empty unless there are exactly two.
CALQUE_COLD_DECL std::string json_explainer::range_text(const token& value) const {
    std::string text = told_.as_text(value);
    if (text.size() < 2) return {};
    text = text.substr(1, text.size() - 2); // brackets, or the quotes of `"60,120"`
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos || text.find(',', comma + 1) != std::string::npos) return {};
    return text.substr(0, comma) + " .. " + text.substr(comma + 1);
}

/// Reports an unknown operator. If an operator of the API is clearly meant, sets `out` to it and returns true.
CALQUE_COLD_DECL bool json_explainer::foreign_operator(const token& where, op& out) {
    std::string all;
    for (std::size_t i = 0; i < op_count; ++i) (all += i > 0 ? " " : "") += json_name(static_cast<op>(i));
    if (*where.begin != '"') {
        refuse(where, "an operator is a text", "the operators are " + all);
        return false;
    }
    const std::string text = text_in(where), bare = bare_letters(text);
    diagnostic& to = refuse(where, detail::quoted(text) + " is not an operator of the API", "the operators are " + all);
    const auto meant = [&](op operation, bool surely) {
        to.help.clear();
        told_.replace(to, where, json_string(json_name(operation)), surely);
        out = operation;
        return true;
    };
    const auto offer = [&](std::string_view phrase, std::string_view value, bool surely) {
        told_.offer(to, phrase, value, surely);
        if (!to.edits.empty()) to.help = "write " + detail::quoted(to.edits.front().replacement);
        return false;
    };
    const token value = told_.condition().value;
    const std::string written = told_.as_text(value);
    const bool yes = written == "true", no = written == "false";
    if (bare == "isnull" || bare == "exists") {        // whose value is the expected result
        const bool plain = text.size() == bare.size(); // other tools have `is null` without a value
        return (yes || no) && offer((bare == "isnull") == yes ? "is null" : "is not null", {}, yes || plain);
    }
    if (const auto* const test = find_foreign(foreign_null_tests, bare)) // the value has no meaning
        return !no && offer(test->meaning, {}, yes && test->surely);
    if (bare == "like" || bare == "ilike") { // `%x%`
        std::string pattern = *value.begin == '"' ? text_in(value) : std::string{};
        const bool open_begin = pattern.starts_with('%'), open_end = pattern.size() > 1 && pattern.ends_with('%');
        pattern = pattern.substr(open_begin ? 1 : 0, pattern.size() - (open_begin ? 1u : 0u) - (open_end ? 1u : 0u));
        if (pattern.empty() || pattern.find_first_of("%_*") != std::string::npos) return false;
        return offer(open_begin == open_end ? "contains"
                     : open_end             ? "startswith"
                                            : "endswith",
                     as_literal(pattern), false);
    }
    if (const auto found = meaning_of(text); !found.word.empty()) {
        if (found.meaning == "..") return offer("in", range_text(value), false);
        if (found.meaning == "not in") {
            to.help = "write a condition with `neq` for each of them, joined by `and`";
            return offer(found.meaning, *value.begin == '[' ? written : "[" + written + "]", false);
        }
        const char* const begin = found.meaning.data();
        return meant(scan_operator(begin, begin + found.meaning.size()).operation.value_or(op::in), found.surely);
    }
    if (text.starts_with('!') || is_negation(bare) || bare.starts_with("not") || bare.starts_with("doesnot")) {
        to.help = "there is no `not`: use the opposite operator, as `neq` for `eq`; a text match has none";
        return false;
    }
    constexpr std::size_t shortest = 4; // shorter words are too similar to each other
    if (text.size() < shortest || !is_plain_word(text)) return false;
    suggester near{text};
    for (std::size_t i = 0; i < op_count; ++i) near.consider(json_name(static_cast<op>(i)));
    const bool clear = near.has_clear_best();
    for (const suggestion& each : near.best(1)) return read_op(each.text, out) && meant(out, clear);
    return false;
}

} // namespace calque::detail
