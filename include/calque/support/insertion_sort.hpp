// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace calque::detail {

/// Sorts a short, mostly sorted vector; stable. For each type it generates a tenth of the code of std::stable_sort,
/// which has buffers and rotations.
template <class Thing, class Less>
void insertion_sort(std::vector<Thing>& all, const Less& less) {
    for (std::size_t i = 1; i < all.size(); ++i)
        for (std::size_t at = i; at > 0 && less(all[at], all[at - 1]); --at) std::swap(all[at], all[at - 1]);
}

} // namespace calque::detail
