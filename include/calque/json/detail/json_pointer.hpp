// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_tokens.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace calque::detail {

/// Appends a step to a JSON pointer, with `~` and `/` escaped as in RFC 6901.
inline void append_step(std::string& pointer, std::string_view step) {
    pointer += '/';
    for (const char c : step) {
        if (c == '~') pointer += "~0";
        else if (c == '/') pointer += "~1";
        else pointer += c;
    }
}

/// Returns the JSON pointer to the value that begins at `place`, or else to the innermost value around it.
template <std::size_t Deepest>
[[nodiscard]] std::string json_pointer_to(std::string_view text, std::size_t place) {
    const char *const end = text.data() + text.size(), *const wanted = text.data() + place;
    std::string out, decoded;
    for (const char* at = skip_space(text.data(), end); at != end && at < wanted;) {
        if (*at != '{' && *at != '[') break;
        const bool object = *at == '{';
        const char* inner = nullptr;
        std::size_t index = 0;
        (void)for_each_json_element(at + 1, end, object ? '}' : ']', [&](const char* each) -> const char* {
            const char* const value = object ? skip_json_key(each, end) : each;
            const char* const behind = value == nullptr ? nullptr : skip_json_value<Deepest>(value, end);
            if (behind == nullptr || behind <= wanted) return ++index, behind;
            if (value <= wanted) {
                append_step(out, object ? std::string{json_key_name(each, value, decoded)} : std::to_string(index));
                inner = value;
            }
            return nullptr;
        });
        if (inner == nullptr) break;
        at = inner;
    }
    return out;
}

} // namespace calque::detail
