// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/refused_text.hpp>

// How a mistake in an expression gets into the compiler's message: as the type `filter_mistake<…>`, which is never
// defined. What is no filter has that type, by a function without a body; an argument that does not fit is taken by a
// constructor that is deleted, whose last template argument it is. Either way the message names it, and nothing else that
// was in sight, and a `requires` tells that the expression cannot stand.
namespace calque::detail {

/// `filter_mistake<…>` of what `Words::words()` returns; `void` where nothing is wrong. Then nothing is put into words
/// either, so that right code costs little.
template <bool IsWrong, class Words>
struct mistake_type {
    static constexpr constant_words words{Words::words()};
    using type = typename in_pieces<filter_mistake, words>::type;
};
template <class Words>
struct mistake_type<false, Words> {
    using type = void;
};
template <bool IsWrong, class Words>
using mistake_if = typename mistake_type<IsWrong, Words>::type;
template <class Words>
using mistake_of = mistake_if<true, Words>;

} // namespace calque::detail
