// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/misspelling.hpp>
#include <calque/support/scan.hpp>
#include <calque/support/typing_distance.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace calque::detail {

/// Returns the set of characters in a word as bits, ignoring case and count; some characters share a bit. A typing
/// error changes at most two bits.
[[nodiscard]] inline std::uint64_t letter_set(std::string_view word) noexcept {
    std::uint64_t out = 0;
    for (const char c : word) out |= std::uint64_t{1} << ((static_cast<unsigned>(c) | 0x20u) & 63u);
    return out;
}

/// A word that may have been meant.
struct suggestion {
    std::string text;
    std::size_t rank;  ///< smaller is nearer
    bool part = false; ///< one word is a dotted part of the other
};

/// Collects candidates near enough to a word, nearest first; equally near ones in order of insertion.
class suggester {
public:
    explicit suggester(std::string_view word) : word_{word}, letters_{letter_set(word)} {}

    /// Considers a candidate; `penalty` ranks it after equally near, likelier ones.
    void consider(std::string_view candidate, std::size_t penalty = 0) {
        consider(candidate, [&] { return penalty; });
    }

    /// Considers a candidate; calls `penalty` only if the candidate is near.
    template <class Penalty>
        requires std::is_invocable_r_v<std::size_t, const Penalty&>
    void consider(std::string_view candidate, const Penalty& penalty) {
        const std::size_t shorter = std::min(word_.size(), candidate.size());
        const std::size_t difference = std::max(word_.size(), candidate.size()) - shorter;
        const std::size_t allowed = std::max<std::size_t>(1, shorter / 3);
        std::size_t distance = difference > allowed ? difference : distance_up_to(allowed, candidate);
        if (distance == 0 && candidate == word_) return; // spelt correctly, but not allowed here
        const bool part = difference > 1 && (is_part(word_, candidate) || is_tail(candidate, word_));
        if (part) distance = std::min<std::size_t>(distance, 1);
        else if (distance > allowed) return;
        if (distance > 0 && !is_misspelling(word_, candidate)) return;
        const auto same = [&](const suggestion& each) { return each.text == candidate; };
        if (std::any_of(found_.begin(), found_.end(), same)) return;
        const std::size_t rank = distance * 4 + penalty();
        const auto farther = [&](const suggestion& each) { return each.rank > rank; };
        found_.insert(std::find_if(found_.begin(), found_.end(), farther), {std::string{candidate}, rank, part});
    }

    [[nodiscard]] std::vector<suggestion> best(std::size_t count) {
        if (found_.size() > count) found_.resize(count);
        return std::move(found_);
    }

    /// Returns whether the best candidate is surely meant: near, and nearer than the second by a typing error.
    [[nodiscard]] bool has_clear_best() {
        if (found_.empty() || (found_.size() > 1 && found_[0].rank + 4 > found_[1].rank)) return false;
        if (found_[0].part && !same_word(word_.substr(0, word_.find('.')), "call")) return false; // such as `user.id`
        // `adn` means `and`, but `nin` and `on` may not be misspellings of `in`.
        const std::size_t distance = found_[0].rank / 4;
        return distance * 4 <= word_.size() || (distance == 1 && is_permutation(found_[0].text));
    }

private:
    /// Returns the typing distance, up to `most`. For most words, comparing the letter sets is enough.
    [[nodiscard]] std::size_t distance_up_to(std::size_t most, std::string_view other) const {
        if (static_cast<std::size_t>(std::popcount(letters_ ^ letter_set(other))) > 2 * most) return most + 1;
        return typing_distance(word_, other, most);
    }

    [[nodiscard]] static bool is_tail(std::string_view part, std::string_view path) {
        return path.size() > part.size() && path[path.size() - part.size() - 1] == '.' && path.ends_with(part);
    }
    /// Returns whether a name is the start or the end of a path. Frequent mistakes are a missing relation
    /// (`agent_name` for `agent.agent_name`), a relation without its field, and a superfluous relation
    /// (`call.duration`).
    [[nodiscard]] static bool is_part(std::string_view part, std::string_view path) {
        return is_tail(part, path) || (path.size() > part.size() && path[part.size()] == '.' && path.starts_with(part));
    }

    [[nodiscard]] bool is_permutation(std::string_view other) const {
        return word_.size() == other.size() && std::is_permutation(word_.begin(), word_.end(), other.begin(),
                                                                   [](char a, char b) { return lower(a) == lower(b); });
    }

    std::string_view word_;
    std::uint64_t letters_;
    std::vector<suggestion> found_;
};

} // namespace calque::detail
