// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/place.hpp>
#include <calque/walk/detail/record_id.hpp>

namespace calque::detail {

CALQUE_DECL std::string_view id_of_record(std::string_view record) {
    const text_range whole = json_walk{record}.find({});
    const text_range found = json_walk{record}.find("/id");
    if (found == whole) return {};
    const std::string_view id = record.substr(found.begin, found.end - found.begin);
    return id.starts_with('{') || id.starts_with('[') || id == "null" ? std::string_view{} : id;
}

} // namespace calque::detail
