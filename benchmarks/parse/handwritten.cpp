// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/support/scan.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/scan_string.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/scan_time.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "same_checks.hpp"

// Recursive descent with unlimited effort: every production decides by a single character, every token is read once,
// and there is no backtracking. This is possible because no field of the call logs has the name of a keyword.
namespace throughput {
namespace {

using calque::op;
using calque::detail::is_class;
using calque::detail::number_scan;

/// Encodes a word of up to eight characters, in lower case, as a number, by which words are compared.
[[nodiscard]] constexpr std::uint64_t word_key(const char* word, std::size_t size) noexcept {
    using calque::detail::read_word;
    constexpr std::uint64_t lower = 0x2020202020202020u;
    std::uint64_t key = 0;
    if (size >= 4) {
        key = read_word<std::uint32_t>(word) | std::uint64_t{read_word<std::uint32_t>(word + size - 4)}
                                                   << 8 * (size - 4);
    } else {
        for (std::size_t i = 0; i < size; ++i) key |= std::uint64_t{static_cast<unsigned char>(word[i])} << 8 * i;
    }
    return key | lower >> 8 * (8 - size);
}
[[nodiscard]] constexpr std::uint64_t word_key(std::string_view word) noexcept {
    return word_key(word.data(), word.size());
}

/// Powers of ten; a double represents all of these exactly.
constexpr std::array<double, 16> powers_of_ten{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                               1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Each production takes the position at which it begins, after blanks, and returns the position after itself and the
/// following blanks; null if the text is not a valid filter.
class reader {
public:
    reader(std::string_view text, checks& on) noexcept : on_{on}, end_{text.data() + text.size()} {}

    /// `filter = or EOF`
    bool filter(const char* at) { return or_expr(skip(at)) == end_; }

private:
    [[nodiscard]] const char* skip(const char* at) const noexcept { return calque::detail::skip_blank(at, end_); }

    /// Returns the end of a word that begins at `at` or before it.
    [[nodiscard]] const char* word_end(const char* at) const noexcept {
        at = calque::detail::skip_word_blocks(at, end_);
        while (at != end_ && is_class(*at, calque::detail::word_char)) ++at;
        return at;
    }

    /// `or = and { OR and }`
    const char* or_expr(const char* at) {
        const calque::detail::or_level level = on_.begin_or();
        const char* const begin = at;
        for (;;) {
            at = and_expr(at);
            if (at == nullptr) return nullptr;
            const char* const next = after_or(at);
            if (next == nullptr) break;
            at = skip(next);
        }
        on_.close_or(level, begin);
        return at;
    }

    /// `and = unary { AND unary }`
    const char* and_expr(const char* at) {
        const std::size_t from = on_.mark();
        for (;;) {
            at = unary(at);
            if (at == nullptr) return nullptr;
            const char* const next = after_and(at);
            if (next == nullptr) break;
            at = skip(next);
        }
        on_.close_and(from);
        return at;
    }

    /// Returns the position after an `or` at `at`, or null.
    [[nodiscard]] const char* after_or(const char* at) const noexcept {
        if (end_ - at < 2) return nullptr;
        if (*at == '|') return at[1] == '|' ? at + 2 : nullptr;
        return (*at | 0x20) == 'o' && (at[1] | 0x20) == 'r' ? after_word(at + 2) : nullptr;
    }
    /// Returns the position after an `and` at `at`, or null.
    [[nodiscard]] const char* after_and(const char* at) const noexcept {
        if (end_ - at < 2) return nullptr;
        if (*at == '&') return at[1] == '&' ? at + 2 : nullptr;
        return (*at | 0x20) == 'a' && (at[1] | 0x20) == 'n' && end_ - at > 2 && (at[2] | 0x20) == 'd'
                   ? after_word(at + 3)
                   : nullptr;
    }
    /// Returns `at` if a word ends there, otherwise null.
    [[nodiscard]] const char* after_word(const char* at) const noexcept {
        return at != end_ && is_class(*at, calque::detail::word_char) ? nullptr : at;
    }

    /// `unary = NOT unary | "(" or ")" | same_row | condition`
    const char* unary(const char* at) {
        if (at == end_) return nullptr;
        switch (*at) {
        case '(': return nested(skip(at + 1));
        case '!': return negated(skip(at + 1));
        case '"':
        case '\'': return quoted_condition(at);
        default: return is_class(*at, calque::detail::word_start_char) ? named(at) : nullptr;
        }
    }

    const char* nested(const char* at) {
        if (!on_.enter(at)) return nullptr;
        at = or_expr(at);
        if (at == nullptr || at == end_ || *at != ')') return nullptr;
        on_.leave();
        return skip(at + 1);
    }

    const char* negated(const char* at) {
        if (!on_.enter(at)) return nullptr;
        on_.toggle_negation();
        at = unary(at);
        on_.toggle_negation();
        on_.leave();
        return at;
    }

    /// Parses what begins with a letter: `not`, `same_row(`, `relation {` or a condition.
    const char* named(const char* at) {
        const char* behind = word_end(at + 1);
        const auto size = static_cast<std::size_t>(behind - at);
        if (size == 3 && word_key(at, 3) == word_key("not")) return negated(skip(behind));
        if (behind != end_ && *behind == '.') {
            do {
                if (++behind == end_) return nullptr;
                if (*behind == '"' || *behind == '\'') return quoted_condition(at);
                if (!is_class(*behind, calque::detail::word_start_char)) return nullptr;
                behind = word_end(behind + 1);
            } while (behind != end_ && *behind == '.');
            return condition({at, behind});
        }
        if (size == 8 && word_key(at, 8) == word_key("same_row")) return same_row({at, behind});
        if (const char* const next = skip(behind); next != end_ && *next == '{') return related({at, behind}, next);
        return condition({at, behind});
    }

    /// `same_row = "same_row" "(" or ")"`
    const char* same_row(const token& name) {
        const char* const open = skip(name.end);
        if (open == end_ || *open != '(' || !on_.enter_row(name, {})) return nullptr;
        return row(skip(open + 1), ')');
    }

    /// `same_row = relation "{" or "}"`
    const char* related(const token& name, const char* open) {
        return begin_relation(on_, name) ? row(skip(open + 1), '}') : nullptr;
    }

    const char* row(const char* at, char close) {
        if (!on_.enter(at)) return nullptr;
        const std::size_t from = on_.mark();
        at = or_expr(at);
        if (at == nullptr || at == end_ || *at != close || !on_.close_row(from)) return nullptr;
        on_.leave();
        return skip(at + 1);
    }

    const char* condition(const token& name) {
        return begin_condition(on_, name, false) ? rest(skip(name.end)) : nullptr;
    }

    const char* quoted_condition(const char* at) {
        const calque::detail::path_scan path =
            calque::detail::scan_quoted_path(at, end_, on_.limits().string_bytes, on_.arena());
        const bool ok =
            path.status == calque::detail::path_status::ok && on_.begin_condition({at, path.end}, path, end_);
        return ok ? rest(skip(path.end)) : nullptr;
    }

    /// Parses the part of a condition after the field.
    [[gnu::always_inline]] const char* rest(const char* at) {
        if (at == end_) return nullptr;
        const char next = end_ - at > 1 ? at[1] : '\0';
        switch (*at) {
        case '=': return comparison(at, next == '=' ? 2 : 1, op::eq);
        case '!': return next == '=' ? comparison(at, 2, op::neq) : nullptr;
        case '>': return next == '=' ? comparison(at, 2, op::gte) : comparison(at, 1, op::gt);
        case '<':
            if (next == '=') return comparison(at, 2, op::lte);
            return next == '>' ? comparison(at, 2, op::neq) : comparison(at, 1, op::lt);
        case '~': return comparison(at, 1, op::regex);
        default: return is_class(*at, calque::detail::word_start_char) ? word_rest(at) : nullptr;
        }
    }

    /// The same for a word: an operator's name, `is`, `in`, or `not`.
    const char* word_rest(const char* at) {
        const char* const behind = word_end(at + 1);
        const auto size = static_cast<std::size_t>(behind - at);
        const token word{at, behind};
        if (size > 8) return is_startswith(word) ? match(word, op::startswith) : nullptr;
        switch (word_key(at, size)) {
        case word_key("eq"): return comparison(at, 2, op::eq);
        case word_key("neq"): return comparison(at, 3, op::neq);
        case word_key("gt"): return comparison(at, 2, op::gt);
        case word_key("gte"): return comparison(at, 3, op::gte);
        case word_key("lt"): return comparison(at, 2, op::lt);
        case word_key("lte"): return comparison(at, 3, op::lte);
        case word_key("regex"): return comparison(at, 5, op::regex);
        case word_key("contains"): return match(word, op::contains);
        case word_key("endswith"): return match(word, op::endswith);
        case word_key("matches"): return match(word, op::regex);
        case word_key("in"): return membership(word);
        case word_key("is"): return null_test(word);
        case word_key("isnull"): return named_null_test(word);
        case word_key("not"): return negated_rest(skip(behind));
        default: return nullptr;
        }
    }

    /// Parses the part after `field not`.
    const char* negated_rest(const char* at) {
        on_.set_negated();
        const token word{at, word_end(at)};
        const auto size = static_cast<std::size_t>(word.end - at);
        if (size > 8) return is_startswith(word) ? match(word, op::startswith) : nullptr;
        if (size == 0) return nullptr;
        switch (word_key(at, size)) {
        case word_key("contains"): return match(word, op::contains);
        case word_key("endswith"): return match(word, op::endswith);
        case word_key("matches"): return match(word, op::regex);
        case word_key("in"): return membership(word);
        default: return nullptr;
        }
    }

    [[nodiscard]] static bool is_startswith(const token& word) noexcept {
        return calque::detail::same_word(word.text(), "startswith");
    }

    const char* comparison(const char* at, std::ptrdiff_t size, op operation) {
        return on_.set_operator({at, at + size}, operation) ? value(skip(at + size)) : nullptr;
    }

    const char* match(const token& word, op operation) {
        if (!on_.set_operator(word, operation)) return nullptr;
        const char* const at = skip(word.end);
        return at != end_ && (*at == '"' || *at == '\'') ? string(at) : nullptr;
    }

    /// `"is" [NOT] "null"`
    const char* null_test(const token& is) {
        token word{skip(is.end), nullptr};
        word.end = word_end(word.begin);
        const bool negated = is_word(word, "not");
        if (negated) {
            word.begin = skip(word.end);
            word.end = word_end(word.begin);
        }
        if (!is_word(word, "null")) return nullptr;
        return on_.add_null_test({is.begin, word.end}, !negated) ? skip(word.end) : nullptr;
    }

    /// Parses `isnull`, as in JSON, with an optional `true` or `false`.
    const char* named_null_test(const token& name) {
        const char* const at = skip(name.end);
        const token truth{at, word_end(at)};
        const bool no = is_word(truth, "false");
        if (!no && !is_word(truth, "true")) return on_.add_null_test(name, true) ? at : nullptr;
        return on_.add_null_test({name.begin, truth.end}, !no) ? skip(truth.end) : nullptr;
    }

    [[nodiscard]] static bool is_word(const token& word, std::string_view lower_case) noexcept {
        return word.text().size() == lower_case.size() &&
               word_key(word.begin, lower_case.size()) == word_key(lower_case);
    }

    /// Parses the part after `in`: `list | value ".." value`
    const char* membership(const token& in) {
        on_.set_membership(in);
        const char* at = skip(in.end);
        if (at == end_) return nullptr;
        if (*at == '[') return list(skip(at + 1), ']');
        if (*at == '(') return list(skip(at + 1), ')');
        on_.begin_range();
        at = value(at);
        if (at == nullptr || end_ - at < 2 || *at != '.' || at[1] != '.' || !on_.continue_range()) return nullptr;
        return value(skip(at + 2));
    }

    /// `list = "[" value {"," value} [","] "]" | "(" … ")"`
    const char* list(const char* at, char close) {
        if (!on_.open_list()) return nullptr;
        bool more = true;
        while (at != end_ && *at != close) {
            if (!more) return nullptr;
            at = value(at);
            if (at == nullptr) return nullptr;
            more = at != end_ && *at == ',';
            if (more) at = skip(at + 1);
        }
        return at != end_ && on_.close_list({at, at + 1}) ? skip(at + 1) : nullptr;
    }

    /// `value = string | number | duration | datetime | relative | "true" | "false"`
    const char* value(const char* at) {
        if (at == end_) return nullptr;
        switch (*at) {
        case '"':
        case '\'': return string(at);
        case '-':
        case '+':
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9': return number(at);
        case 't':
        case 'T': return end_ - at > 1 && (at[1] | 0x20) == 'o' ? relative(at) : boolean(at, true);
        case 'f':
        case 'F': return boolean(at, false);
        case 'n':
        case 'N': return relative(at);
        default: return nullptr;
        }
    }

    const char* string(const char* at) {
        const std::size_t begin = on_.arena().size();
        const calque::detail::string_scan scan =
            calque::detail::scan_string(at, end_, on_.limits().string_bytes, on_.arena());
        const bool ok = scan.status == calque::detail::string_status::ok && add_decoded(on_, {at, scan.end}, begin);
        return ok ? skip(scan.end) : nullptr;
    }

    const char* boolean(const char* at, bool truth) {
        const token word{at, word_end(at)};
        return is_word(word, truth ? "true" : "false") && add_boolean(on_, word, truth) ? skip(word.end) : nullptr;
    }

    const char* relative(const char* at) {
        const calque::detail::relative_scan scan = calque::detail::scan_relative(at, end_);
        return add_relative(on_, {at, scan.end}, scan) ? skip(scan.end) : nullptr;
    }

    const char* datetime(const char* at) {
        const calque::detail::datetime_scan scan = calque::detail::scan_datetime(at, end_);
        return after_word(scan.end) != nullptr && add_datetime(on_, {at, scan.end}, scan) ? skip(scan.end) : nullptr;
    }

    [[nodiscard]] bool is_digit(const char* at) const noexcept {
        return at != end_ && static_cast<unsigned char>(*at - '0') < 10;
    }

    /// `number | duration | datetime`: reads up to 15 digits directly, with at most one division.
    const char* number(const char* const begin) {
        const bool negative = *begin == '-';
        const char* const first = begin + (negative || *begin == '+' ? 1 : 0);
        const char* at = first;
        std::uint64_t digits = 0;
        while (is_digit(at)) digits = digits * 10 + static_cast<unsigned>(*at++ - '0');
        const std::ptrdiff_t count = at - first;
        if (count == 4 && first == begin && at != end_ && *at == '-') return datetime(begin);
        if (count == 0 || (count > 1 && *first == '0')) return nullptr;
        number_scan scan{at, calque::detail::number_status::ok};
        if (at != end_ && *at == '.' && !(end_ - at > 1 && at[1] == '.')) {
            const char* const fraction = ++at;
            while (is_digit(at)) digits = digits * 10 + static_cast<unsigned>(*at++ - '0');
            if (at == fraction) return nullptr;
            scan.written_whole = false;
            if (at - first > 16 || (at != end_ && (*at | 0x20) == 'e')) return long_number(begin);
            const double magnitude =
                static_cast<double>(digits) / powers_of_ten[static_cast<std::size_t>(at - fraction)];
            calque::detail::store_double(negative ? -magnitude : magnitude, scan);
        } else if (count > 19 || (at != end_ && (*at | 0x20) == 'e')) {
            return long_number(begin);
        } else if (!calque::detail::store_whole(digits, negative, scan)) {
            return nullptr;
        }
        scan.end = at;
        return number_end(begin, scan);
    }

    /// Parses a number that the fast path cannot: one with an exponent, or with more digits than a double holds.
    [[gnu::noinline]] const char* long_number(const char* begin) {
        const number_scan scan = calque::detail::scan_number(begin, end_);
        return scan.status == calque::detail::number_status::ok ? number_end(begin, scan) : nullptr;
    }

    /// Parses the part after a number's digits, which may be the unit of a duration.
    const char* number_end(const char* begin, const number_scan& scan) {
        const char* at = scan.end;
        if (at == end_ || !is_class(*at, calque::detail::word_start_char))
            return add_scanned(on_, {begin, at}, scan) ? skip(at) : nullptr;
        const char unit = *at++;
        return after_word(at) != nullptr && add_scanned(on_, {begin, at}, scan, unit) ? skip(at) : nullptr;
    }

    checks& on_;
    const char* end_;
};

bool parse(std::string_view text, checks& on) { return reader{text, on}.filter(text.data()); }

} // namespace

const contender handwritten = filter_contender<parse>("handwritten");

} // namespace throughput
