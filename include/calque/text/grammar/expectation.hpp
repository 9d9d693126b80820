// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstdint>
#include <string_view>

namespace calque::detail {

/// What the grammar can expect, one enumerator per token class that users can distinguish.
enum class expectation : std::uint8_t {
    field,
    not_word,
    open_paren,
    comparison,
    in_word,
    is_word,
    null_word,
    value,
    string,
    range_dots,
    list,
    comma,
    close_paren,
    close_bracket,
    close_brace,
    connective,
    end,
};

/// Returns the expected token in the user's words.
[[nodiscard]] constexpr std::string_view to_string(expectation what) noexcept {
    switch (what) {
    case expectation::field: return "a field";
    case expectation::not_word: return "`not`";
    case expectation::open_paren: return "`(`";
    case expectation::comparison: return "a comparison such as `=`";
    case expectation::in_word: return "`in`";
    case expectation::is_word: return "`is`";
    case expectation::null_word: return "`null`";
    case expectation::value: return "a value";
    case expectation::string: return "a text in quotes";
    case expectation::range_dots: return "`..`";
    case expectation::list: return "a list such as `[1, 2]`";
    case expectation::comma: return "`,`";
    case expectation::close_paren: return "`)`";
    case expectation::close_bracket: return "`]`";
    case expectation::close_brace: return "`}`";
    case expectation::connective: return "`and` or `or`";
    case expectation::end: return "the end of the filter";
    }
    return {};
}

} // namespace calque::detail
