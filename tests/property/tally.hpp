// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>

namespace property {

/// The counts of a proof by brute force; reports the first ten failures.
struct tally {
    std::size_t expressions = 0;
    std::size_t refused = 0;
    std::size_t records = 0;
    std::size_t comparisons = 0;
    std::size_t failures = 0;

    void fail(const std::string& what) {
        if (++failures <= 10) BOOST_ERROR(what);
    }
    void print(std::string_view title) const {
        std::cout << title << ": " << expressions << " expressions under `not`, " << refused << " of them refused, "
                  << records << " records, " << comparisons << " comparisons\n";
        BOOST_TEST(failures == 0u);
        BOOST_TEST(refused > 0u);
        BOOST_TEST(expressions > refused);
    }
};

} // namespace property
