// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/reply.hpp>

#include <boost/test/unit_test.hpp>

#include <utility>

BOOST_AUTO_TEST_SUITE(reply_tests)

struct answer {
    int number = 0;
    friend bool operator==(const answer&, const answer&) = default;
};

/// A reply is a result and also carries the report.
BOOST_AUTO_TEST_CASE(reply_is_its_result) {
    calque::reply<answer> got{{7}, {}};
    BOOST_TEST(got.number == 7);
    const answer alone = got;
    BOOST_TEST((alone == answer{7}));
    calque::reply<answer> other = got;
    BOOST_TEST((other == got));
    other.report.attempts.push_back({});
    BOOST_TEST((other != got));
}

BOOST_AUTO_TEST_SUITE_END()
