// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/records.hpp>
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bodies.hpp"

BOOST_AUTO_TEST_SUITE(responses_tests)

// Responses are decoded to the generated values, in whatever chunks they arrive.

namespace {

template <class Result>
std::optional<Result> decode(const std::vector<std::string_view>& chunks, calque::decode_failure& failure,
                             const calque::decode_options& options) {
    calque::response_decoder<Result> decoder{options};
    for (const std::string_view each : chunks) decoder.feed(each);
    return decoder.finish(failure);
}

/// Formats a failure.
std::string told(const calque::decode_failure& failure) { return failure.pointer + ": " + failure.message; }

} // namespace

BOOST_AUTO_TEST_CASE(pages_decode_to_the_generated_values) {
    property::bodies draw{20'251'103};
    std::size_t failures = 0;
    std::size_t typed = 0;
    std::size_t raw = 0;
    for (int i = 0; i < 6'000 && failures < 10; ++i) {
        auto page = draw.page();
        const std::string body = draw.spaced(page.json);
        const bool keep_source = draw.random().once_in(3);
        for (calque::widget_data& each : page.value.results) {
            if (!keep_source) each.source = {};
            ++(std::holds_alternative<calque::raw_json>(each.data) ? raw : typed);
        }
        calque::decode_failure failure;
        const auto read = decode<calque::bulk_widget_response>(draw.cut(body), failure, {.keep_source = keep_source});
        if (read == page.value) continue;
        ++failures;
        BOOST_ERROR("not what was drawn (" << told(failure) << "): " << body);
    }
    BOOST_TEST(typed > 1'000u);
    BOOST_TEST(raw > 1'000u);
}

BOOST_AUTO_TEST_CASE(broken_pages_fail_equally_in_any_chunks) {
    property::bodies draw{30'251'103};
    property::randomness& random = draw.random();
    std::size_t refused = 0;
    std::size_t failures = 0;
    for (int i = 0; i < 6'000 && failures < 10; ++i) {
        std::string body = draw.spaced(draw.page().json);
        for (std::size_t times = 1 + random.below(2); times > 0 && !body.empty(); --times) {
            const std::size_t at = random.below(body.size());
            switch (random.below(4)) {
            case 0: body.resize(at); break;
            case 1: body[at] = static_cast<char>(random.bits()); break;
            case 2: body.erase(at, 1 + random.below(4)); break;
            default:
                body.insert(at, random.word({"{", "}", "[", "]", ",", ":", "\"", "\\", "0", "e", "-", "null", "\xc3"}));
            }
        }
        const calque::decode_options options{
            .max_depth = 6 + random.below(4), .max_bytes = 500 + random.below(4'000), .max_rows = 30};
        calque::decode_failure whole_failure;
        calque::decode_failure failure;
        const auto whole = decode<calque::bulk_widget_response>({body}, whole_failure, options);
        const auto read = decode<calque::bulk_widget_response>(draw.cut(body), failure, options);
        if (!whole) ++refused;
        if (read == whole && told(failure) == told(whole_failure) && failure.code == whole_failure.code) continue;
        ++failures;
        BOOST_ERROR(told(failure) << " instead of " << told(whole_failure) << ": " << body);
    }
    BOOST_TEST(refused > 3'000u);
    BOOST_TEST(refused < 6'000u);
}

BOOST_AUTO_TEST_SUITE_END()
