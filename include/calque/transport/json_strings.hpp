// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace calque::detail {

/// Returns the position after the closing quote of a JSON string; `at` is the position after the opening one.
[[nodiscard]] inline std::size_t end_of_json_string(std::string_view json, std::size_t at) noexcept {
    for (; at < json.size() && json[at] != '"'; ++at)
        if (json[at] == '\\') ++at;
    return std::min(at + 1, json.size());
}

[[nodiscard]] inline bool is_member_name(std::string_view json, std::size_t behind) noexcept {
    const std::size_t next = json.find_first_not_of(" \t\r\n", behind);
    return next != std::string_view::npos && json[next] == ':';
}

/// Applies `change` to each unescaped string of a JSON text, as a `std::string&`, and keeps the JSON valid. If
/// `names` is set, member names are included. Unchanged strings keep their spelling.
template <class Change>
void change_json_strings(std::string& json, bool names, const Change& change) {
    std::string out;
    std::size_t kept = 0; // `json` is copied to `out` up to here
    for (std::size_t at = json.find('"'); at != std::string::npos; at = json.find('"', at)) {
        const std::size_t end = end_of_json_string(json, at + 1);
        error_code problem;
        const auto parsed = boost::json::parse(std::string_view{json}.substr(at, end - at), problem);
        if (names || !is_member_name(json, end)) {
            // Strings that Boost.JSON rejects, such as half of a surrogate pair, stay escaped.
            const std::string before =
                problem ? json.substr(at + 1, end - at - 2) : std::string{std::string_view{parsed.get_string()}};
            std::string changed = before;
            change(changed);
            if (changed != before) {
                out.append(json, kept, at - kept).append(boost::json::serialize(boost::json::value(changed)));
                kept = end;
            }
        }
        at = end;
    }
    if (kept != 0) json = out.append(json, kept);
}

} // namespace calque::detail
