// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/detail/jitter.hpp>

#include <random>

namespace calque::detail {

CALQUE_DECL std::uint64_t call_seeds::anywhere() {
    std::random_device source;
    return std::uint64_t{source()} << 32 | source();
}

} // namespace calque::detail
