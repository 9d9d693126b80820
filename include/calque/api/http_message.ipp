// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/support/scan.hpp>

#include <algorithm>

namespace calque {

CALQUE_DECL std::string_view find_header(const std::vector<http_header>& headers, std::string_view name) {
    const auto same = [&](const http_header& each) {
        return std::equal(each.name.begin(), each.name.end(), name.begin(), name.end(),
                          [](char a, char b) { return detail::lower(a) == detail::lower(b); });
    };
    const auto found = std::find_if(headers.begin(), headers.end(), same);
    return found == headers.end() ? std::string_view{} : std::string_view{found->value};
}

} // namespace calque
