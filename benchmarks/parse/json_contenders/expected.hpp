// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/json/value.hpp>

#include "contender.hpp"

namespace throughput {

/// Whether a tree has what a sample's JSON has: the same members in the same order, with the same values.
///
/// `units` is by how many units in the last place a fraction may be off, for libraries that do not read them exactly.
[[nodiscard]] bool is_json_of(const boost::json::value& made, const sample& what, int units = 0);

/// Boost.JSON's kind of text.
[[nodiscard]] inline boost::json::string_view as_json_text(std::string_view text) noexcept {
    return {text.data(), text.size()};
}

} // namespace throughput
