// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/suggest.hpp>
#include <calque/text/mend/detail/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

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
