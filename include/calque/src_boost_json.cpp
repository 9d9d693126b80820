// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Builds Boost.JSON from its headers, for a standard library that its package was not built for; compiled if CMake's
// option CALQUE_BOOST_JSON_FROM_SOURCE is on.
#include <boost/json/src.hpp>
