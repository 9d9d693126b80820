// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_string.hpp>

#include <cstddef>
#include <string>

namespace calque::detail {

/// Replaces each lone surrogate escape in JSON with U+FFFD; returns whether there was one.
///
/// Programs that cut texts between UTF-16 units write them, and RFC 8259 leaves their meaning to the reader.
[[nodiscard, gnu::cold]] inline bool replace_lone_surrogates(std::string& json) {
    bool found = false;
    const char* const end = json.data() + json.size();
    for (std::size_t at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
        const char* const escape = json.data() + at;
        if (const char* const behind = skip_json_escape(escape, end)) {
            at = static_cast<std::size_t>(behind - json.data());
            continue;
        }
        const bool surrogate =
            end - escape > 5 && escape[1] == 'u' && lower(escape[2]) == 'd' && scan_hex4(escape + 2, end) >= 0xd800;
        if (surrogate) json.replace(at + 2, 4, "fffd");
        found = found || surrogate;
        at += surrogate ? 6 : 2;
    }
    return found;
}

} // namespace calque::detail
