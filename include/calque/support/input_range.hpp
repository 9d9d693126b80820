// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <iterator>
#include <utility>

// Types usable in a range-based `for`. <ranges> has this concept too, but would slow down every user's compilation.
namespace calque::detail {

namespace range_walk {
using std::begin;
using std::end;

template <class Range>
using iterator = decltype(begin(std::declval<Range&>()));
template <class Range>
using sentinel = decltype(end(std::declval<Range&>()));
} // namespace range_walk

/// If you see an error that names this concept, a type has no `begin` and `end` that iterate over values.
template <class Range>
concept input_range = std::input_iterator<range_walk::iterator<Range>> &&
                      std::sentinel_for<range_walk::sentinel<Range>, range_walk::iterator<Range>>;

/// The type of a range's elements.
template <class Range>
using range_value = std::iter_value_t<range_walk::iterator<Range>>;

} // namespace calque::detail
