// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Boost.JSON from its headers, for a standard library that its package is not built for; CMake's option
// CALQUE_BOOST_JSON_FROM_SOURCE compiles it.
#include <boost/json/src.hpp>
