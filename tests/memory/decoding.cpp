// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Tests how much memory decoding needs beside its result.
#include <calque/widget.hpp>

#include <chrono>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "heap.hpp"

namespace {

/// Returns a page of one chart with `rows` rows; the chart type comes first, as in the API's responses, or last.
std::string page(std::size_t rows, std::string_view more, bool type_first) {
    std::string out = R"({"count":1,"next":null,"previous":null,"results":[{"widget_id":1,)";
    if (type_first) out += R"("chart_type":"line",)";
    out += R"("data":[)";
    for (std::size_t i = 0; i < rows; ++i) {
        const calque::datetime at{calque::instant{std::chrono::seconds{1'762'128'000 + 37 * static_cast<long>(i)}}, 0};
        if (i != 0) out += ',';
        out += R"({"id":)" + std::to_string(1'000'000 + i) + R"(,"timestamp":")" + to_string(at) + R"(","value":)" +
               std::to_string(i % 600) + "." + std::to_string(i * 7'919 % 1'000) + std::string{more} + "}";
    }
    out += "]";
    if (!type_first) out += R"(,"chart_type":"line")";
    return out + "}]}";
}

/// Decodes a body in chunks; returns true if the peak is at most `times` times the result, plus one megabyte.
bool stays_within(std::string_view what, double times, const std::string& body, bool typed) {
    constexpr std::size_t chunk = 16 * 1024;
    constexpr double megabyte = 1024 * 1024;
    const std::size_t before = heap.peak = heap.held;
    calque::decode_failure failure;
    std::optional<calque::bulk_widget_response> result;
    {
        calque::response_decoder<calque::bulk_widget_response> decoder;
        for (std::size_t at = 0; at < body.size(); at += chunk) decoder.feed(std::string_view{body}.substr(at, chunk));
        result = decoder.finish(failure);
    }
    const auto size = static_cast<double>(heap.held - before);
    const auto most = static_cast<double>(heap.peak - before);
    const bool decoded = result && result->results.at(0).data.index() == (typed ? 0u : 3u);
    std::cout << what << ": body " << body.size() << ", result " << size << ", peak " << most << " bytes, "
              << most / size << " times the result\n";
    const bool ok = decoded && most <= times * size + megabyte;
    if (!ok) std::cerr << what << ": more than " << times << " times the result and a megabyte, or not decoded\n";
    return ok;
}

} // namespace

bool decoding_takes_little_memory() {
    constexpr std::size_t rows = 100'000;
    bool ok = stays_within("line points", 1.3, page(rows, "", true), true);
    ok &= stays_within("line points before their chart type", 1.3, page(rows, "", false), true);
    // Data kept as JSON is collected in blocks, and copied into one text at the end.
    ok &= stays_within("grouped line points", 2.0, page(rows, R"(,"group":"EU")", true), false);
    ok &=
        stays_within("grouped line points before their chart type", 2.0, page(rows, R"(,"group":"EU")", false), false);
    return ok;
}
