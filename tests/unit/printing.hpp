// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <ostream>

namespace calque {

/// Lets Boost.Test print a code in a failed check.
inline std::ostream& boost_test_print_type(std::ostream& out, errc code) {
    return out << make_error_code(code).message();
}

} // namespace calque
