// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/records.hpp>
#include <calque/widget.hpp>

#include <boost/json/parse.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "demand.hpp"

namespace {

using namespace calque;
using fuzz::demand;

template <class Result>
struct outcome {
    std::optional<Result> result;
    decode_failure failure;
};

template <class Result>
outcome<Result> decode(std::string_view text, const decode_options& options, std::size_t seed) {
    outcome<Result> out;
    response_decoder<Result> decoder{options};
    while (!text.empty()) {
        const std::size_t size = seed == 0 ? text.size() : std::min<std::size_t>(text.size(), seed % 23);
        decoder.feed(text.substr(0, size));
        text.remove_prefix(size);
        seed = seed * 6364136223846793005u + (seed != 0);
    }
    out.result = decoder.finish(out.failure);
    return out;
}

/// Decodes a text in one piece and in chunks, and checks that the outcomes are equal.
template <class Result>
outcome<Result> decode_twice(std::string_view text, const decode_options& options) {
    const outcome<Result> whole = decode<Result>(text, options, 0);
    const outcome<Result> parts = decode<Result>(text, options, std::hash<std::string_view>{}(text) | 1);
    demand(whole.result == parts.result, "chunks make no difference to the result");
    demand(whole.failure.message == parts.failure.message && whole.failure.pointer == parts.failure.pointer &&
               whole.failure.code == parts.failure.code,
           "chunks make no difference to the failure");
    demand(whole.result.has_value() == whole.failure.message.empty(), "there is a result or a failure");
    return whole;
}

/// Checks that records are decoded exactly if Boost.JSON accepts the text, and that they keep its meaning.
void check_records(std::string_view text) {
    const std::string list = "[" + std::string{text} + "]";
    const auto page = decode_twice<record_page>(list, {});
    boost::json::parse_options depth;
    depth.max_depth = 64;
    boost::json::error_code problem;
    const boost::json::value json = boost::json::parse(list, problem, {}, depth);
    // Boost.JSON refuses numbers with huge exponents; records keep the text of a number, so they accept it.
    if (problem == boost::json::error::exponent_overflow) return;
    demand(page.result.has_value() == !problem.failed(), "what is JSON is decoded, and nothing else");
    if (!page.result) return;
    demand(page.result->results.size() == json.as_array().size(), "every record is there");
    for (std::size_t i = 0; i < page.result->results.size(); ++i)
        demand(boost::json::parse(page.result->results[i].text, {}, depth) == json.as_array()[i], "a record is kept");
}

} // namespace

// Decodes any bytes as a response, in any chunks: no crash, and decoded data can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check_records(text);
    (void)decode_twice<record_page>(text, {.max_bytes = 100, .max_results = 3});
    (void)decode_twice<widget_data>(text, {.max_depth = 5, .max_rows = 3});
    const auto page = decode_twice<bulk_widget_response>(text, {.keep_source = fuzz::is_odd(text)});
    if (!page.result) return 0;
    demand(decode<bulk_widget_response>(to_json(*page.result), {}, 0).result.has_value(),
           "what was written can be read");
    for (const widget_data& each : page.result->results) {
        if (each.source.text.empty()) continue;
        demand(decode<widget_data>(each.source.text, {.keep_source = true}, 0).result == each,
               "a widget's source is the widget");
    }
    return 0;
}
