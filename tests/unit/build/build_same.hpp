// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace support {

/// Checks that a filter built in C++ equals the parsed text.
template <class Filter>
void same(const Filter& built, std::string_view text) {
    using schema = typename Filter::schema_type;
    const auto read = calque::parse<schema>(text);
    BOOST_TEST_CONTEXT(text) {
        BOOST_TEST_REQUIRE(read.has_value());
        BOOST_TEST((*read == built), "is " << print(built));
    }
}

} // namespace support
