// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/look_alike.hpp>
#include <calque/support/typing_distance.hpp>
#include <calque/text/report/detail/unit_words.hpp>
#include <calque/text/report/skim.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What of a text carries its meaning, whether or not the text is right: numbers, words, signs and negations. Quotes are
// passed over, because an edit may put them in or take them off.
namespace calque::detail {

/// Whether a character belongs to a word as people type them: those of other scripts do as well.
[[nodiscard]] constexpr bool is_typed(char c) noexcept {
    return is_class(c, word_char) || static_cast<unsigned char>(c) >= 0x80;
}

/// The bytes at `at` that belong to a word as people type them, or 0. A mark does as well, some only between two others:
/// `customer-ended-call`, `AT&T`, `don't`, `C++`.
[[nodiscard, gnu::cold]] inline std::size_t typed_length(const char* at, const char* end) noexcept {
    if (at == end) return 0;
    if (is_class(*at, word_char)) return 1;
    constexpr std::string_view marks = "-/:@+*%$?!^\\";
    const auto is_mark = [&](char c) { return marks.find(c) != std::string_view::npos; };
    const char next = end - at > 1 ? at[1] : '\0';
    const bool goes_on = is_typed(next) || is_mark(next);
    if (is_mark(*at)) return *at == '!' && next == '=' ? 0 : 1;
    if (*at == '.' || *at == '&' || *at == '\'') return goes_on ? 1 : 0;
    if (static_cast<unsigned char>(*at) < 0x80) return 0;
    const std::size_t length = utf8_length(at, end);
    const look_alike each = length > 0 ? find_look_alike(utf8_decode(at, length)) : look_alike{};
    return each.name.empty() || (!each.meant.empty() && is_class(each.meant.front(), word_char)) ? length : 0;
}

/// The end of the word that begins at `at`, as people type them.
[[nodiscard, gnu::cold]] inline const char* typed_end(const char* at, const char* end) noexcept {
    while (const std::size_t length = typed_length(at, end)) at += length;
    return at;
}

/// The end of the numbers that stand side by side, as in `+49 151 1234`, from behind the first of them.
[[nodiscard, gnu::cold]] inline const char* numbers_end(const char* at, const char* end) noexcept {
    for (const char* next = skip_blank(at, end); next != end && is_class(*next, digit_char); next = skip_blank(at, end))
        at = typed_end(next, end);
    return at;
}

/// A text with the plain character in the place of each look-alike.
[[nodiscard, gnu::cold]] inline std::string in_plain_characters(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::string{text};
    std::string out;
    for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
        const std::size_t length = utf8_length(at, end);
        const look_alike each = length > 1 ? find_look_alike(utf8_decode(at, length)) : look_alike{};
        if (each.name.empty()) out.append(at, std::max<std::size_t>(length, 1));
        else out += each.meant;
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

/// Whether a word says that there is nothing, so that null may be meant by it.
[[nodiscard, gnu::cold]] inline bool names_nothing(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 11> names{
        "nil", "none", "empty", "undefined", "missing", "unset", "absent", "blank", "unknown", "nothing", "nan"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return same_word(word, each); });
}
[[nodiscard, gnu::cold]] inline bool may_be_null(std::string_view word) {
    return names_nothing(word) || typing_distance(word, "null", 1) <= 1;
}

/// Whether a word says that there is something: `is set`.
[[nodiscard, gnu::cold]] inline bool names_something(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 6> names{"set", "present", "defined", "given", "known", "something"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return same_word(word, each); });
}

[[nodiscard, gnu::cold]] inline std::string in_lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), lower);
    return text;
}

/// Whether a word, in lower case, turns around what it stands before, or what it joins.
[[nodiscard, gnu::cold]] inline bool is_negation(std::string_view word) noexcept {
    static constexpr std::array<std::string_view, 46> words{
        "no",      "non",     "nor",       "never", "neither", "without", "unless", "except",  "excludes", "excluding",
        "exclude", "ne",      "neq",       "nin",   "isnt",    "arent",   "doesnt", "dont",    "didnt",    "wasnt",
        "hasnt",   "havent",  "cannot",    "cant",  "wont",    "nt",      "isn",    "isnot",   "is_not",   "lacks",
        "unequal", "differs", "different", "other", "unlike",  "nonnull", "negate", "negated", "invert",   "inverted",
        "inverse", "nand",    "xor",       "xnor",  "nis",     "xr"};
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    if (word.ends_with("n't")) return true;
    if (word == "now" || word == "note" || word == "notes") return false;
    return word.starts_with("not") || word.starts_with("neq") ||
           (word.size() < 5 && typing_distance(word, "not", 1) <= 1); // `notin`, `nto`
}

/// The parts of a text that an edit has to keep.
struct typed_text {
    std::vector<std::string> numbers; ///< also dates and durations, with their signs and units, without blanks
    std::vector<std::string> words;   ///< in lower case
    std::vector<std::string> symbols; ///< runs of `=<>!~`
    std::size_t negations = 0;
    std::size_t decimal_commas = 0;    ///< between two digits
    std::size_t ranges = 0;            ///< `..`, and behind `in` also `-` between two numbers
    std::size_t ellipses = 0;          ///< `...`, which may be `..` before `.5`
    std::size_t signs = 0;             ///< that stand before no number and no word
    std::size_t less = 0, greater = 0; ///< comparisons, as they stand behind their field
};

/// Reads a text as people type it. Any text will do.
class typed_reader {
public:
    explicit typed_reader(std::string_view text) : text_{in_plain_characters(text)} {}

    [[nodiscard, gnu::cold]] typed_text read() {
        while (at_ < text_.size()) {
            const char c = here();
            if (is_class(c, blank_char) || is_quote(c) || c == '`') ++at_;
            else if (begins_number()) number();
            else if (is_typed(c)) word();
            else if (is_class(c, symbol_char)) symbol();
            else mark();
        }
        return std::move(out_);
    }

private:
    enum class before : std::uint8_t { other, number, now, word };

    [[nodiscard]] char here(std::size_t ahead = 0) const noexcept {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] char previous() const noexcept { return at_ > 0 ? text_[at_ - 1] : '\0'; }
    [[nodiscard]] static bool is_digit(char c) noexcept { return is_class(c, digit_char); }
    [[nodiscard]] std::size_t past_blanks(std::size_t from) const noexcept {
        while (from < text_.size() && is_class(text_[from], blank_char)) ++from;
        return from;
    }

    /// A digit, or a sign, a point or a currency before one; a sign may stand apart from its number.
    [[nodiscard, gnu::cold]] bool begins_number() const noexcept {
        if (is_digit(here())) return true;
        if (before_ == before::now) return false; // its sign is told apart from the amount
        std::size_t at = at_;
        if (!is_typed(previous()))
            while (at < text_.size() && (text_[at] == '-' || text_[at] == '+')) at = past_blanks(at + 1);
        const auto character = [&](std::size_t i) { return i < text_.size() ? text_[i] : '\0'; };
        if (character(at) == '$') ++at;
        if (character(at) == '.' && previous() != '.' && !is_typed(previous())) ++at;
        return at > at_ && is_digit(character(at));
    }

    [[gnu::cold]] void number() {
        const bool apart = before_ == before::number && is_class(previous(), blank_char);
        std::string raw;
        for (; !is_digit(here()) && here() != '.'; ++at_)
            if (!is_class(here(), blank_char)) raw += here();
        const std::size_t begin = raw.size();
        for (; is_typed(here()) || is_joint(raw, begin); ++at_) raw += here();
        if (here() == '%' || here() == '$') raw += text_[at_++];
        take_off_connective(raw);
        if (const std::size_t next = past_blanks(at_); is_digit(raw.back())) { // `7 days`
            const char* const word = text_.data() + next;
            const char* const end = scan_word(word, text_.data() + text_.size());
            const std::string_view unit{word, static_cast<std::size_t>(end - word)};
            if (unit_named(unit) != 0) {
                raw += unit;
                at_ = next + unit.size();
            }
        }
        const bool goes_on = apart && !list_ && ends_with_unit(raw) && ends_with_unit(out_.numbers.back());
        if (goes_on) out_.numbers.back() += raw; // `1h 30m`
        else out_.numbers.push_back(std::move(raw));
        before_ = before::number;
    }

    [[nodiscard]] static bool ends_with_unit(std::string_view number) noexcept {
        const std::size_t amount = number.find_last_of("0123456789") + 1;
        return unit_named(number.substr(amount)) != 0;
    }

    /// Whether a mark joins two parts of one number, date or time.
    [[nodiscard, gnu::cold]] bool is_joint(const std::string& raw, std::size_t begin) {
        const char c = here(), next = here(1);
        const bool date =
            raw.size() > begin + 3 && std::all_of(raw.begin() + static_cast<std::ptrdiff_t>(begin),
                                                  raw.begin() + static_cast<std::ptrdiff_t>(begin) + 4, is_digit);
        switch (c) {
        case '.': return is_typed(next) || (raw.size() == begin && is_digit(next));
        case ':':
        case '/':
        case '\'':
        case '+': return is_digit(next) || (date && next == c); // `10::30`
        case '-': return (is_typed(next) && (!list_ || date || lower(raw.back()) == 'e')) || (date && next == c);
        case ' ': { // `2025/11/3 9:30 +01:00`
            const auto marks = std::count_if(raw.begin(), raw.end(), [](char each) { return !is_typed(each); });
            if ((next == '-' || next == '+') && is_digit(here(2))) return raw.find(':') != std::string::npos;
            if (marks < 2 || !is_digit(next)) return false;
            return here(2) == ':' || (is_digit(here(2)) && here(3) == ':');
        }
        default: return false;
        }
    }

    /// `60and`: the blank before the word is missing.
    [[gnu::cold]] void take_off_connective(std::string& number) {
        for (const std::string_view word : {"and", "or"}) {
            if (number.size() <= word.size() ||
                !same_word(std::string_view{number}.substr(number.size() - word.size()), word))
                continue;
            number.resize(number.size() - word.size());
            out_.words.emplace_back(word);
            list_ = false;
            return;
        }
    }

    [[gnu::cold]] void word() {
        const std::size_t begin = at_;
        const auto contracts = [&] { // `isn't`
            return here() == '\'' && lower(previous()) == 'n' && lower(here(1)) == 't' && !is_typed(here(2));
        };
        while (is_typed(here()) || contracts() || (here() == '.' && is_typed(here(1)))) ++at_;
        std::string word = text_.substr(begin, at_ - begin);
        if (before_ == before::now && std::any_of(word.begin(), word.end(), is_digit)) { // `today-d7`
            out_.numbers.push_back(std::move(word));
            before_ = before::number;
            return;
        }
        word = in_lower_case(std::move(word));
        const bool now = word == "now" || word == "today";
        const bool signed_next = here() == '-' || here() == '+'; // a misspelt `now`
        if (word == "false" || (!signed_next && is_negation(word))) ++out_.negations;
        if (word == "in" || word == "between" || word == "nin" || word == "notin") list_ = true;
        if (is_and(word) || is_or(word)) list_ = false;
        before_ = now ? before::now : is_and(word) || is_or(word) ? before::other : before::word;
        out_.words.push_back(std::move(word));
    }

    [[gnu::cold]] void symbol() {
        const bool turned = before_ == before::number || before_ == before::now;
        std::string run;
        for (; is_class(here(), symbol_char); ++at_) run += here();
        const bool less = run.find('<') != std::string::npos, greater = run.find('>') != std::string::npos;
        const std::size_t next = past_blanks(at_);
        const bool field = next < text_.size() && is_class(text_[next], word_start_char);
        const bool negated = run.find('!') != std::string::npos;
        out_.negations += static_cast<std::size_t>(std::count(run.begin(), run.end(), '!'));
        if ((less && greater && run != "<=>") || (run == "~" && before_ == before::other))
            ++out_.negations; // `<>`, and `~(…)`
        else if (negated && (less || greater || run.find('~') != std::string::npos))
            ++out_.negations; // `!~` and `!>` are more than `!=`
        if (less != greater) ++(less != (turned && field) ? out_.less : out_.greater); // `60 <= duration`
        out_.symbols.push_back(std::move(run));
        list_ = false;
        before_ = before::other;
    }

    [[gnu::cold]] void mark() {
        const char c = text_[at_++];
        if (c == ',' && at_ > 1 && is_digit(text_[at_ - 2]) && is_digit(here())) ++out_.decimal_commas;
        if (c == ']' || c == ')') list_ = false;
        const bool between = list_ && c == '-' && before_ == before::number;
        const bool bound = list_ || (at_ > 1 && is_digit(text_[at_ - 2])) || is_digit(here(1)); // no `agent..id`
        if ((c == '.' && here() == '.' && bound) || between) ++out_.ranges;
        std::size_t points = c == '.' ? 1 : 0;
        for (; c == '.' && here() == '.'; ++at_) ++points;
        if (points > 2) ++out_.ellipses;
        const bool sign = c == '-' || c == '+';
        if (sign && (before_ == before::now || (before_ == before::number && !list_))) out_.numbers.emplace_back(1, c);
        if (sign && before_ == before::now) return;
        const bool prefix = before_ == before::other && (is_class(here(), word_start_char) || here() == '(');
        if (c == '-' && prefix) ++out_.negations; // `-(…)`
        else if (sign && !between) ++out_.signs;  // `[1, -]`
        before_ = before::other;
    }

    std::string text_;
    std::size_t at_ = 0;
    bool list_ = false;             ///< behind `in`, where `-` may stand between two numbers
    before before_ = before::other; ///< what was read last, over blanks
    typed_text out_;
};

} // namespace calque::detail
