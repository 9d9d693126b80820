// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/scan.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// How many typing errors lie between two words: letters added, dropped, changed, or swapped with their neighbour.
/// Case does not count.
[[nodiscard]] inline std::size_t typing_distance(std::string_view a, std::string_view b) {
    if (a.size() > 64 || b.size() > 64) return 64;
    std::vector<std::size_t> two_up(b.size() + 1), up(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) up[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({up[j] + 1, row[j - 1] + 1, up[j - 1] + (same ? 0u : 1u)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], two_up[j - 2] + 1);
        }
        std::swap(two_up, up);
        std::swap(up, row);
    }
    return up[b.size()];
}

/// A word that might have been meant.
struct suggestion {
    std::string text;
    std::size_t rank; ///< the smaller, the nearer
};

/// Collects the candidates that are near enough to `word`, nearest first, equal ones in the order they came.
class suggester {
public:
    explicit suggester(std::string_view word) : word_{word} {}

    /// Considers a candidate; `penalty` pushes back the less likely of equally near ones.
    void consider(std::string_view candidate, std::size_t penalty = 0) {
        std::size_t distance = typing_distance(word_, candidate);
        const std::size_t allowed = std::max<std::size_t>(1, std::min(word_.size(), candidate.size()) / 3);
        // A name without its relation is a frequent slip: `agent_name` for `agent.agent_name`.
        const bool tail = candidate.size() > word_.size() && candidate.ends_with(word_) &&
                          candidate[candidate.size() - word_.size() - 1] == '.';
        if (tail) distance = std::min<std::size_t>(distance, 1);
        else if (distance > allowed) return;
        found_.push_back({std::string{candidate}, distance * 4 + penalty});
    }

    [[nodiscard]] std::vector<suggestion> best(std::size_t count) {
        std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
        if (found_.size() > count) found_.resize(count);
        return std::move(found_);
    }

private:
    std::string_view word_;
    std::vector<suggestion> found_;
};

} // namespace calque::detail
