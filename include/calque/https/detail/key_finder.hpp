// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/api_key.hpp>
#include <calque/https/detail/spellings.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// Returns the base64 digits of a text that do not depend on its surroundings, given the number of bytes before it
/// (modulo 3). With `to_the_end`, includes the last digit, for a text with nothing after it.
[[nodiscard]] inline std::string base64_of(std::string_view text, std::size_t before, bool to_the_end = false) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t bits = (before + text.size()) * 8;
    std::string out;
    out.reserve(bits / 6 + 1); // in advance: growth would leave copies
    for (std::size_t at = (before * 8 + 5) / 6 * 6; at + (to_the_end ? 0 : 6) < bits + (to_the_end ? 0 : 1); at += 6) {
        unsigned value = 0;
        for (std::size_t bit = at; bit < at + 6; ++bit) {
            const unsigned byte = bit < bits ? static_cast<unsigned char>(text[bit / 8 - before]) : 0u;
            value = value * 2 + (byte >> (7 - bit % 8) & 1u);
        }
        out += digits[value];
    }
    return out;
}

/// Finds a key in texts, in any spelling that a server may use: each character as itself or by any escape that
/// `spellings` knows; or the whole in base64 of either alphabet, alone or with a context such as `Bearer`.
///
/// *Thread safety*: several threads may call its functions at once.
class key_finder {
public:
    explicit key_finder(const std::optional<api_key>& key) {
        if (!key) return;
        const std::string_view text = api_key_access::text(*key);
        is_short_ = text.size() < 8;
        add(std::string{text}, false);
        if (text.size() < 4) { // within other text, too few of its base64 digits are fixed
            add(base64_of(text, 0, true), true);
            add(base64_of("Bearer " + std::string{text}, 0, true), true);
        } else {
            for (std::size_t before = 0; before < 3; ++before) add(base64_of(text, before), true);
        }
    }

    /// Returns whether there is no key.
    [[nodiscard]] bool empty() const noexcept { return needles_.empty(); }
    /// Returns whether the key is so short that it occurs in texts by chance.
    [[nodiscard]] bool is_short() const noexcept { return is_short_; }

    /// A match in a text.
    struct place {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool whole = false;   ///< the key is complete
        bool begun = false;   ///< the text ends within what may be the key, or a longer spelling of it
        bool telling = false; ///< enough of the key has begun to disclose some of it

        [[nodiscard]] explicit operator bool() const noexcept { return whole || begun; }
    };

    /// Returns the first match from `from` on: the key, or a beginning of it at the end of the text.
    [[nodiscard]] place find(std::string_view text, std::size_t from = 0) const {
        for (std::size_t at = from; at < text.size(); ++at) {
            if (!may_begin_[static_cast<unsigned char>(text[at])]) continue;
            if (const place found = match(text, at)) return found;
        }
        return {};
    }

    /// Returns whether a text contains the key.
    [[nodiscard]] bool stands_in(std::string_view text) const {
        place at = find(text);
        while (at && !at.whole) at = find(text, at.begin + 1);
        return at.whole;
    }

private:
    struct needle {
        needle(std::string what, bool is_base64) : text{std::move(what)}, base64{is_base64} {}

        /// Returns whether `c` matches the character `i`; a form's `+` is a blank, and base64 has two alphabets.
        [[nodiscard]] bool accepts(std::size_t i, char c) const noexcept {
            const char mine = text.view()[i];
            if (c == mine) return true;
            if (mine == '+') return c == ' ' || (base64 && c == '-');
            return mine == '/' && base64 && c == '_';
        }

        secret_text text;
        bool base64;
    };

    void add(std::string text, bool base64) {
        const needle& added = needles_.emplace_back(std::move(text), base64);
        for (std::size_t c = 0; c < may_begin_.size(); ++c)
            if (added.accepts(0, static_cast<char>(c)) || starts_escape(static_cast<char>(c))) may_begin_[c] = true;
    }

    /// Returns the longest match at a position.
    [[nodiscard]] place match(std::string_view text, std::size_t at) const {
        place out{.begin = at};
        std::optional<spellings> first;
        if (starts_escape(text[at])) first = read_spellings(text, at);
        for (const needle& each : needles_) {
            const auto can_begin = [&](const spelled_character& one) { return each.accepts(0, one.c); };
            if (first && !first->cut && std::none_of(first->all.begin(), first->all.begin() + first->count, can_begin))
                continue;
            const place found = match(text, at, each);
            if (found.whole) out.end = std::max(out.end, found.end);
            out.whole = out.whole || found.whole;
            out.begun = out.begun || found.begun;
            out.telling = out.telling || found.telling;
        }
        if (!out.whole) out.end = text.size();
        return out;
    }

    /// Follows all readings of a text at once, because they are ambiguous: `%25` is three characters of a key, or
    /// one.
    [[nodiscard]] static place match(std::string_view text, const std::size_t begin, const needle& what) {
        const std::size_t size = what.text.view().size();
        std::size_t i = 0;
        std::size_t at = begin;
        // The unescaped beginning, which is all of most texts.
        for (; i < size && at < text.size() && !starts_escape(text[at]); ++i, ++at)
            if (!what.accepts(i, text[at])) return {};
        place out{.begin = begin};
        std::vector<std::size_t> places{at};
        std::vector<std::size_t> behind;
        for (; i < size && !places.empty(); ++i) {
            behind.clear();
            for (const std::size_t each : places) {
                const spellings read =
                    each < text.size() ? read_spellings(text, each) : spellings{.count = 0, .cut = true};
                if (read.cut) out.begun = true, out.telling = out.telling || i >= std::min(telling, (size + 1) / 2);
                for (std::size_t way = 0; way < read.count; ++way) {
                    const auto [c, end] = read.all[way];
                    if (what.accepts(i, c) && std::ranges::find(behind, end) == behind.end()) behind.push_back(end);
                }
            }
            places.swap(behind);
        }
        out.whole = !places.empty();
        if (out.whole) out.end = std::ranges::max(places);
        return out;
    }

    static constexpr std::size_t telling = 4; ///< characters

    std::deque<needle> needles_;
    std::array<bool, 256> may_begin_{};
    bool is_short_ = false;
};

} // namespace calque::detail
