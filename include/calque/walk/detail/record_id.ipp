// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_tokens.hpp>
#include <calque/walk/detail/record_id.hpp>

#include <cstddef>
#include <string>

namespace calque::detail {

CALQUE_DECL std::string_view id_of_record(std::string_view record) {
    constexpr std::size_t deepest = 1024;
    const char* const end = record.data() + record.size();
    const char* const begin = skip_space(record.data(), end);
    if (begin == end || *begin != '{') return {};
    std::string_view id;
    std::string decoded;
    (void)for_each_json_element(begin + 1, end, '}', [&](const char* at) -> const char* {
        const char* const value = skip_json_key(at, end);
        if (value == nullptr) return nullptr;
        const char* const behind = skip_json_value<deepest>(value, end);
        if (behind != nullptr && json_key_name(at, value, decoded) == "id")
            id = {value, static_cast<std::size_t>(behind - value)};
        return behind;
    });
    return id.starts_with('{') || id.starts_with('[') || id == "null" ? std::string_view{} : id;
}

} // namespace calque::detail
