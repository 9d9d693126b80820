// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/suggest.hpp>
#include <calque/impl/parse/words.hpp>
#include <calque/schema.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace calque::detail {

/// The words of the language, and two or three of them that people write as one.
inline constexpr std::array<std::string_view, 28> language_words{
    "and",      "or",     "not",    "in",       "is",          "null",     "true",
    "false",    "now",    "today",  "contains", "startswith",  "endswith", "matches",
    "eq",       "neq",    "gt",     "gte",      "lt",          "lte",      "regex",
    "same_row", "isnull", "not in", "is null",  "is not null", "not null", "not contains"};

/// Whether a text begins as numbers and dates do and yet is none, whatever it stands behind: `12000and`.
[[nodiscard]] constexpr bool is_spoilt_number(std::string_view word) noexcept {
    if (word.empty() || !is_class(word.front(), digit_char)) return false;
    std::size_t letters = word.size();
    while (is_class(word[letters - 1], word_start_char)) --letters;
    if (word.size() - letters < 2) return false;
    for (const char c : word.substr(0, letters))
        if (!is_class(c, digit_char) && c != '.') return false;
    return true;
}

/// The lengths of words, a bit each, by their first letter: it tells of most texts that they are none of the words.
class word_sizes {
public:
    constexpr word_sizes() = default;
    constexpr explicit word_sizes(std::span<const std::string_view> words) noexcept {
        for (const std::string_view each : words) add(each);
    }

    constexpr void add(std::string_view word) noexcept { sizes_[letter(word)] |= bit(word); }
    constexpr void add_all_like(std::string_view word) noexcept { sizes_[letter(word)] = ~std::uint64_t{0}; }
    [[nodiscard]] constexpr bool may_hold(std::string_view word) const noexcept {
        return !word.empty() && (sizes_[letter(word)] & bit(word)) != 0;
    }

private:
    [[nodiscard]] static constexpr std::size_t letter(std::string_view word) noexcept {
        return word.empty() ? 0 : static_cast<unsigned char>(word.front()) & 31u;
    }
    [[nodiscard]] static constexpr std::uint64_t bit(std::string_view word) noexcept {
        return std::uint64_t{1} << std::min<std::size_t>(word.size(), 63);
    }

    std::array<std::uint64_t, 32> sizes_{};
};
inline constexpr word_sizes sizes_of_language{language_words};

/// The words that may stand in a filter outside of quotes: those of the language, fields and relations.
class vocabulary {
public:
    explicit vocabulary(const schema_view& schema) : schema_{schema}, open_{schema.is_open()} {
        for_each_name([&](std::string_view word) { sizes_.add(word); });
        for (const field& row : schema_.fields)
            if (row.opens_namespace()) sizes_.add_all_like(row.name);
    }

    /// Whether any word is a field.
    [[nodiscard]] bool is_open() const noexcept { return open_; }
    [[nodiscard]] const schema_view& schema() const noexcept { return schema_; }

    /// Whether a text is a word of the language or a field, so that a longer word may hold it by mistake. In an open
    /// schema, which knows no fields, only a word of the language.
    [[nodiscard]] bool knows(std::string_view word) const {
        if (!sizes_.may_hold(word)) return false;
        const auto same = [&](std::string_view each) { return same_word(word, each); };
        if (std::any_of(language_words.begin(), language_words.end(), same)) return true;
        if (open_) return false;
        if (schema_.find(word)) return true;
        return std::any_of(schema_.fields.begin(), schema_.fields.end(), [&](const field& row) {
            return row.through == word || (row.rows == relation::to_many && row.name.size() > row.through.size() &&
                                           row.name.substr(row.through.size() + 1) == word);
        });
    }

    /// Whether two texts may stand side by side, as words, numbers or dates.
    [[nodiscard]] bool may_stand_apart(std::string_view first, std::string_view second) const {
        const auto seems = [&](std::string_view word) {
            return open_ || is_class(word.front(), digit_char) || sizes_.may_hold(word);
        };
        return seems(first) && seems(second) && may_stand(first) && may_stand(second);
    }

    /// Whether a text is a word that may stand somewhere, or may be a number or a date.
    [[nodiscard]] bool may_stand(std::string_view word) const {
        if (word.empty() || open_) return !word.empty();
        return is_class(word.front(), digit_char) ? !is_spoilt_number(word) : knows(word);
    }

    /// Calls `take` with every word but those in namespaces; some come twice.
    template <class Take>
    void for_each(const Take& take) const {
        for (const std::string_view each : language_words) take(each);
        for_each_name(take);
    }

    /// The same of fields and relations alone, whose case counts.
    template <class Take>
    void for_each_name(const Take& take) const {
        std::string_view last;
        for (const field& row : schema_.fields) {
            if (row.opens_namespace()) continue;
            take(row.name);
            if (row.rows == relation::to_many) take(row.name.substr(row.through.size() + 1)); // inside braces
            if (row.through != last) take(last = row.through);
        }
    }

private:
    const schema_view& schema_;
    bool open_;
    word_sizes sizes_ = sizes_of_language;
};

/// What one typing error may have made into a word, so that other changes of one letter need not be tried.
class spelling {
public:
    /// Any change will do.
    spelling() = default;

    /// Where the word does not have to become a name, only words of the language count.
    spelling(const vocabulary& words, std::string_view word, bool names) : word_{word} {
        if (!is_class(word.front(), word_start_char)) return;
        if (names && words.is_open()) return;
        any_ = false;
        for (const field& row : words.schema().fields)
            if (names && row.opens_namespace() && begins_nearly(row.name.substr(0, row.name.size() - 1))) {
                key_ = row.name.size() + 1;
                any_ = true;
            }
        const std::uint64_t letters = letters_of(word);
        const auto consider = [&](std::string_view each) {
            if (each.size() > word.size() + 1 || word.size() > each.size() + 1) return;
            if (std::popcount(letters ^ letters_of(each)) > 2) return;
            if (count_ == near_.size()) any_ = true;
            else near_[count_++] = each;
        };
        for (const std::string_view each : language_words)
            if (!same_word(word, each)) consider(each);
        if (names)
            words.for_each_name([&](std::string_view each) {
                if (word != each) consider(each);
            });
    }

    /// Calls `change` with the one change of letters that makes each of the near words: `change(begin, end, text)`.
    template <class Change>
    void for_each_change(const Change& change) const {
        for (std::size_t i = 0; i < count_; ++i) {
            const std::string_view each = near_[i];
            const auto alike = [](char a, char b) { return lower(a) == lower(b); };
            const std::size_t common = std::min(word_.size(), each.size());
            std::size_t at = 0;
            while (at < common && alike(word_[at], each[at])) ++at;
            if (word_.size() == each.size() + 1) {
                while (at > 0 && alike(word_[at - 1], word_[at])) --at; // of doubled letters the first one
                change(at, at + 1, std::string_view{});
            } else if (word_.size() + 1 == each.size()) {
                change(at, at, each.substr(at, 1));
            } else if (at + 1 < common) {
                change(at, at + 2, each.substr(at, 2));
            }
            if (at == common && word_.size() == each.size()) { // only one letter's case differs, if any
                for (at = 0; at < common && word_[at] == each[at];) ++at;
                if (at < common) change(at, at + 1, each.substr(at, 1));
            }
        }
    }

    /// Whether these are all the changes that may be of use.
    [[nodiscard]] bool is_complete() const noexcept {
        return !any_ && word_.size() > 1 &&
               std::none_of(word_.begin(), word_.end(), [](char c) { return is_class(c, digit_char); });
    }

    /// Whether the word may be one of the language with another text in place of its characters `begin` to `end`.
    [[nodiscard]] bool allows(std::size_t begin, std::size_t end, std::string_view text) const {
        // What a key in a namespace is called changes nothing.
        if (any_ && is_class(word_.empty() ? ' ' : word_.front(), digit_char))
            return !makes_spoilt_number(begin, end, text);
        if (any_) return key_ == 0 || begin <= key_ || !is_word(text) || !is_word(word_.substr(begin, end - begin));
        const std::size_t size = word_.size() - (end - begin) + text.size();
        if (size == 0 || !is_word(text)) return true; // it is gone, or has become two
        const char first = begin > 0 ? word_.front() : !text.empty() ? text.front() : word_[end];
        if (is_class(first, digit_char)) return !makes_spoilt_number(begin, end, text);
        for (std::size_t i = 0; i < count_; ++i) {
            const std::string_view each = near_[i];
            if (each.size() == size && same(word_.substr(0, begin), each.substr(0, begin)) &&
                same(text, each.substr(begin, text.size())) &&
                same(word_.substr(end), each.substr(begin + text.size())))
                return true;
        }
        return false;
    }

private:
    [[nodiscard]] static bool is_word(std::string_view text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return is_class(c, word_char) || c == '.'; });
    }
    [[nodiscard]] bool makes_spoilt_number(std::size_t begin, std::size_t end, std::string_view text) const {
        std::array<char, 32> changed{};
        if (word_.size() + text.size() > changed.size()) return false;
        char* to = std::copy_n(word_.begin(), begin, changed.begin());
        to = std::copy(text.begin(), text.end(), to);
        to = std::copy(word_.begin() + static_cast<std::ptrdiff_t>(end), word_.end(), to);
        return is_spoilt_number({changed.data(), static_cast<std::size_t>(to - changed.data())});
    }
    [[nodiscard]] static bool same(std::string_view a, std::string_view b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
    }
    [[nodiscard]] bool begins_nearly(std::string_view name) const {
        if (word_.size() + 1 < name.size()) return false;
        if (std::popcount(letters_of(word_.substr(0, name.size())) ^ letters_of(name)) > 4) return false;
        for (std::size_t size = name.size() - 1; size <= name.size() + 1; ++size)
            if (typing_distance(word_.substr(0, size), name, 1) <= 1) return true;
        return false;
    }

    std::string_view word_;
    bool any_ = true;
    std::size_t key_ = 0; ///< where the key in a namespace surely begins
    std::array<std::string_view, 6> near_{};
    std::size_t count_ = 0;
};

} // namespace calque::detail
