// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/json/value.hpp>

#include "contender.hpp"

namespace throughput {

/// Returns true if a tree equals a sample's JSON: the same members in the same order, with the same values.
///
/// `units` is the permitted error of fractions in units in the last place, for libraries that read them inexactly.
[[nodiscard]] bool is_json_of(const boost::json::value& made, const sample& what, int units = 0);

/// Converts to Boost.JSON's string view.
[[nodiscard]] inline boost::json::string_view as_json_text(std::string_view text) noexcept {
    return {text.data(), text.size()};
}

} // namespace throughput
