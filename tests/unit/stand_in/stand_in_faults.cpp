// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/stand_in/detail/faults.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

BOOST_AUTO_TEST_SUITE(stand_in_faults_tests)

namespace stand_in_parts = calque::detail::stand_in_parts;
using stand_in_parts::fault;

namespace {

/// Returns the first requests as a text: a dot for each served request, otherwise the digit of the fault kind.
std::string first(std::size_t count, double rate, std::uint64_t seed) {
    stand_in_parts::fault_plan plan{{.rate = rate, .seed = seed}};
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        const auto met = plan.next();
        text += met ? static_cast<char>('0' + static_cast<int>(*met)) : '.';
    }
    return text;
}

std::size_t faults(const std::string& text) {
    return text.size() - static_cast<std::size_t>(std::count(text.begin(), text.end(), '.'));
}

} // namespace

BOOST_AUTO_TEST_CASE(faults_alternate_and_their_positions_depend_only_on_the_seed) {
    BOOST_TEST(first(16, 1, 1) == "0123456012345601");
    BOOST_TEST(first(60, 0.2, 1) == first(60, 0.2, 1));
    BOOST_TEST(first(60, 0.2, 1) != first(60, 0.2, 2));
    // Exact positions, so that a machine with other random numbers is noticed.
    BOOST_TEST(first(40, 0.2, 7) == ".0......1.2..........3....4....5....6..0");
}

BOOST_AUTO_TEST_CASE(rate_is_the_share_of_requests) {
    BOOST_TEST(faults(first(10'000, 0, 1)) == 0u);
    BOOST_TEST(faults(first(10'000, -1, 1)) == 0u);
    BOOST_TEST(faults(first(10'000, std::numeric_limits<double>::quiet_NaN(), 1)) == 0u);
    BOOST_TEST(faults(first(10'000, 1, 1)) == 10'000u);
    BOOST_TEST(faults(first(10'000, 2, 1)) == 10'000u);
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        BOOST_TEST(faults(first(10'000, 0.1, seed)) > 900u);
        BOOST_TEST(faults(first(10'000, 0.1, seed)) < 1'100u);
    }
}

BOOST_AUTO_TEST_CASE(fault_is_an_error_status_or_a_broken_delivery) {
    const auto made = [](fault kind) {
        return stand_in_parts::reply_of(kind, [] { return calque::http_response{200, {}, "whole"}; });
    };
    const auto status = [&](fault kind) {
        BOOST_TEST((made(kind).how == stand_in_parts::delivery::whole));
        return made(kind).response.status;
    };
    BOOST_TEST(status(fault::internal_error) == 500u);
    BOOST_TEST(status(fault::bad_gateway) == 502u);
    BOOST_TEST(status(fault::unavailable) == 503u);
    BOOST_TEST(status(fault::throttled) == 429u);
    for (const fault kind : {fault::unavailable, fault::throttled})
        BOOST_TEST(calque::find_header(made(kind).response.headers, "Retry-After") == "0");
    BOOST_TEST((made(fault::reset).how == stand_in_parts::delivery::reset));
    BOOST_TEST((made(fault::hang_up).how == stand_in_parts::delivery::hang_up));
    BOOST_TEST((made(fault::cut_short).how == stand_in_parts::delivery::cut_short));
    BOOST_TEST(made(fault::cut_short).response.body == "whole");
}

BOOST_AUTO_TEST_SUITE_END()
