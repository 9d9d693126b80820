// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/records.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(records_tests)

calque::record_page decoded(std::string_view body) {
    calque::response_decoder<calque::record_page> decoder;
    decoder.feed(body);
    calque::decode_failure failure;
    return decoder.finish(failure).value();
}

/// A record keeps its text, except for whitespace.
BOOST_AUTO_TEST_CASE(record_is_its_compact_text) {
    const calque::record_page page = decoded(R"({"count": 2, "next": null, "results": [{ "id":1.50 },{"id":2}]})");
    BOOST_TEST_REQUIRE(page.results.size() == 2u);
    BOOST_TEST(page.results[0].text == R"({"id":1.50})");
    BOOST_TEST(page.results[1].text == R"({"id":2})");
    BOOST_TEST(page.count.value() == 2);
    BOOST_TEST(!page.next_absent);
}

BOOST_AUTO_TEST_CASE(bare_array_is_a_page_without_envelope) {
    const calque::record_page page = decoded(R"([{"id":1}])");
    BOOST_TEST(page.results.size() == 1u);
    BOOST_TEST(!page.count.has_value());
    BOOST_TEST((page == decoded(R"( [ {"id":1} ] )")));
}

BOOST_AUTO_TEST_SUITE_END()
