// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail {

/// A handler for Boost.JSON's parser that keeps nothing: only the verdict is wanted.
struct json_checker {
    using string_view = boost::json::string_view;
    using error_code = boost::json::error_code;

    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t, error_code&) { return true; }
    bool on_string_part(string_view, std::size_t, error_code&) { return true; }
    bool on_string(string_view, std::size_t, error_code&) { return true; }
    bool on_key_part(string_view, std::size_t, error_code&) { return true; }
    bool on_key(string_view, std::size_t, error_code&) { return true; }
    bool on_number_part(string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, string_view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, string_view, error_code&) { return true; }
    bool on_double(double, string_view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(string_view, error_code&) { return true; }
    bool on_comment(string_view, error_code&) { return true; }
};

/// What keeps a text from being exactly one JSON value of at most that depth; empty where it is one.
[[nodiscard]] inline std::string json_mistake(std::string_view text, std::size_t max_depth) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "expected JSON, found an empty text";
    boost::json::parse_options options;
    options.max_depth = max_depth;
    boost::json::basic_parser<json_checker> parser{options};
    boost::json::error_code problem;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), problem);
    const std::string where = " (byte " + std::to_string(read) + ")";
    if (problem == boost::json::error::incomplete) return "the JSON ends too early" + where;
    if (problem == boost::json::error::too_deep)
        return "the JSON is nested deeper than " + std::to_string(max_depth) + where;
    if (problem) return "expected JSON: " + problem.message() + where;
    if (read != text.size()) return "there is more text behind the JSON" + where;
    return {};
}

} // namespace calque::detail
