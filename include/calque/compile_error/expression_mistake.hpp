// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/refused_text.hpp>

// Reports a mistake in an expression in the compiler's message, as the type `filter_mistake<…>`, which is never
// defined. An invalid expression has this type, declared as the result of a function without a body. An invalid
// argument selects a deleted constructor with this type as its last template argument. Either way the message names
// only this type and no other candidates, and `requires` sees that the expression is invalid.
namespace calque::detail {

/// `filter_mistake<…>` with the text of `Words::words()`, or `void` if nothing is wrong; then no text is made either,
/// so that valid code compiles fast.
template <bool IsWrong, class Words>
struct mistake_type {
    static constexpr constant_message words{Words::words()};
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
