// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/schema.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/scan.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

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
        names_.reserve(schema_.fields.size() + 16);
        std::string_view last;
        for (const field& row : schema_.fields) {
            if (row.opens_namespace()) {
                sizes_.add_all_like(row.name);
                continue;
            }
            add(row.name);
            if (row.rows == relation::to_many) add(row.name_in_row());
            if (row.through != last) add(last = row.through);
        }
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
        return schema_.find(word) || std::find(names_.begin(), names_.end(), word) != names_.end();
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

    /// Calls `take` with every name of a field or relation but those in namespaces; some come twice. Their case counts.
    template <class Take>
    void for_each_name(const Take& take) const {
        for (const std::string_view each : names_) take(each);
    }

private:
    void add(std::string_view name) {
        names_.push_back(name);
        sizes_.add(name);
    }

    const schema_view& schema_;
    bool open_;
    std::vector<std::string_view> names_;
    word_sizes sizes_ = sizes_of_language;
};

} // namespace calque::detail
