// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/filter.hpp>

#include <string>
#include <string_view>

using filter = calque::filter<calque::call_log>;

// Each half of the program defines both functions: one half is header-only, the other links calque::client_compiled.
namespace header_only {
filter parsed(std::string_view text);
std::string json(const filter& what);
} // namespace header_only

namespace compiled {
filter parsed(std::string_view text);
std::string json(const filter& what);
} // namespace compiled
