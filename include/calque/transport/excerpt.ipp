// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/display.hpp>
#include <calque/transport/api_failure.hpp>

#include <cstddef>

namespace calque::detail {

CALQUE_DECL std::string excerpt(std::string_view text, std::size_t limit) {
    std::string out;
    const char* at = text.data();
    const char* const end = at + text.size();
    bool space = false;
    for (std::size_t count = 0; at != end;) {
        if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r') {
            space = !out.empty();
            ++at;
            continue;
        }
        count += space ? 2 : 1;
        if (count > limit) return out += "…";
        if (space) out += ' ';
        space = false;
        const shown_character each = show_character(at, end, 0);
        out += each.text;
        at += each.bytes;
    }
    return out;
}

} // namespace calque::detail
