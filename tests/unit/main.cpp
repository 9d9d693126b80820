// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#define BOOST_TEST_MODULE calque
#include <boost/test/unit_test.hpp>
