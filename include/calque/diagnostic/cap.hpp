// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace calque::detail {

/// The maximum number of diagnostics of one parse.
inline constexpr std::size_t max_diagnostics = 20;

/// Keeps the first diagnostics if there are too many; drops warnings before errors, which say why there is no filter.
inline void cap_diagnostics(std::vector<diagnostic>& all) {
    if (all.size() <= max_diagnostics) return;
    const auto is_error = [](const diagnostic& each) { return each.level() == severity::error; };
    std::size_t errors =
        std::min(static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is_error)), max_diagnostics);
    std::size_t warnings = max_diagnostics - errors;
    std::erase_if(all, [&](const diagnostic& each) {
        std::size_t& left = is_error(each) ? errors : warnings;
        return left == 0 || left-- == 0;
    });
}

} // namespace calque::detail
