// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <iterator>
#include <utility>

// What can be walked with a range-based `for`. <ranges> has it, too, and much else that every user's file would read.
namespace calque::detail {

namespace range_walk {
using std::begin;
using std::end;

template <class Range>
using iterator = decltype(begin(std::declval<Range&>()));
template <class Range>
using sentinel = decltype(end(std::declval<Range&>()));
} // namespace range_walk

/// If you see an error that names this concept, it means that something has no `begin` and `end` to read values between.
template <class Range>
concept input_range = std::input_iterator<range_walk::iterator<Range>> &&
                      std::sentinel_for<range_walk::sentinel<Range>, range_walk::iterator<Range>>;

/// What a range holds.
template <class Range>
using range_value = std::iter_value_t<range_walk::iterator<Range>>;

} // namespace calque::detail
