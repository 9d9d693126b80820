// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/values/value.hpp>
#include <calque/widget.hpp>

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "suite.hpp"

namespace throughput {
namespace {

using calque::bulk_widget_response;
using decoded = std::optional<bulk_widget_response>;
namespace json = boost::json;

/// Returns a page of one line chart, as the API sends it.
std::string page_of(std::size_t points) {
    std::string out =
        R"({"count":1,"next":null,"previous":null,"results":[{"widget_id":1,"field_name":"duration",)"
        R"("chart_type":"line","aggregation_function":null,"time_period":null,"group_by":null,"can_group_by":true,)"
        R"("metadata":{"display_name":"Duration","data_type":"numeric","filter_value":null},"data":[)";
    for (std::size_t i = 0; i < points; ++i) {
        const calque::datetime at{calque::instant{std::chrono::seconds{1'762'128'000 + 37 * static_cast<long>(i)}}, 0};
        if (i > 0) out += ',';
        out += R"({"id":)" + std::to_string(1'000'000 + i) + R"(,"timestamp":")" + to_string(at) + R"(","value":)" +
               std::to_string(i % 600) + "." + std::to_string(i * 7'919 % 1'000) + "}";
    }
    return out + "]}]}";
}

decoded decode(const std::string& body) {
    calque::decode_failure failure;
    return calque::decode_bulk_widgets(body, failure);
}

// Straightforward code with Boost.JSON for a known format: parses to a tree, and extracts the same structs from it.

std::string text_of(const json::value& from) {
    const json::string& text = from.as_string();
    return {text.data(), text.size()};
}

std::optional<std::string> maybe_text(const json::value& from) {
    return from.is_null() ? std::nullopt : std::optional{text_of(from)};
}

std::optional<calque::raw_json> maybe_json(const json::value& from) {
    return from.is_null() ? std::nullopt : std::optional{calque::raw_json{json::serialize(from)}};
}

calque::scalar scalar_of(const json::value& from) {
    switch (from.kind()) {
    case json::kind::bool_: return from.get_bool();
    case json::kind::int64: return from.get_int64();
    case json::kind::uint64: return from.get_uint64();
    case json::kind::double_: return from.get_double();
    case json::kind::string: return text_of(from);
    default: return {};
    }
}

calque::line_point point_of(const json::object& from) {
    const json::string& time = from.at("timestamp").as_string();
    return {from.at("id").as_int64(), calque::read_datetime({time.data(), time.size()}, true),
            scalar_of(from.at("value"))};
}

calque::widget_data widget_of(const json::object& from) {
    const json::array& rows = from.at("data").as_array();
    std::vector<calque::line_point> points;
    points.reserve(rows.size());
    for (const json::value& each : rows) points.push_back(point_of(each.as_object()));
    const json::object& metadata = from.at("metadata").as_object();
    return {.widget_id = from.at("widget_id").as_int64(),
            .field_name = text_of(from.at("field_name")),
            .chart_type = text_of(from.at("chart_type")),
            .data = std::move(points),
            .aggregation_function = maybe_text(from.at("aggregation_function")),
            .time_period = maybe_text(from.at("time_period")),
            .group_by = maybe_json(from.at("group_by")),
            .can_group_by = from.at("can_group_by").as_bool(),
            .metadata = {.display_name = text_of(metadata.at("display_name")),
                         .data_type = text_of(metadata.at("data_type")),
                         .filter_value = maybe_json(metadata.at("filter_value"))},
            .source = {}};
}

decoded extract(const std::string& body) {
    json::monotonic_resource memory;
    const json::value tree = json::parse(json::string_view{body.data(), body.size()}, &memory);
    const json::object& page = tree.as_object();
    bulk_widget_response out{.count = page.at("count").as_int64(),
                             .next = maybe_text(page.at("next")),
                             .previous = maybe_text(page.at("previous")),
                             .results = {}};
    for (const json::value& each : page.at("results").as_array()) out.results.push_back(widget_of(each.as_object()));
    return out;
}

/// Compares results, except for the last bit of a fraction, which Boost.JSON does not always read exactly.
bool is_same(const bulk_widget_response& exact, bulk_widget_response other) {
    if (exact.results.size() != 1 || other.results.size() != 1) return false;
    const auto* const left = std::get_if<std::vector<calque::line_point>>(&exact.results[0].data);
    auto* const right = std::get_if<std::vector<calque::line_point>>(&other.results[0].data);
    if (left == nullptr || right == nullptr || left->size() != right->size()) return false;
    for (std::size_t i = 0; i < left->size(); ++i) {
        const auto* const wanted = std::get_if<double>(&(*left)[i].value);
        auto* const made = std::get_if<double>(&(*right)[i].value);
        if (wanted != nullptr && made != nullptr) *made = std::nextafter(*made, *wanted);
    }
    return other == exact;
}

/// Returns the bytes that a result occupies, and the peak while it was made.
template <class Decode>
amounts memory_of(const std::string& body, const Decode& by) {
    const heap_watch heap;
    const decoded made = by(body);
    return {{"bytes", static_cast<double>(body.size())},
            {"held", static_cast<double>(heap.held())},
            {"peak", static_cast<double>(heap.peak())}};
}

} // namespace

bool enlist_decode() {
    constexpr std::size_t points = 100'000;
    static const std::string body = page_of(points);
    const decoded made = decode(body);
    if (!made || !is_same(*made, *extract(body))) {
        std::cerr << "calque::decode_bulk_widgets: does not get it right\n";
        return false;
    }
    const std::string sample = std::to_string(points) + " line points";
    register_run("calque::decode_bulk_widgets", sample, "rows_of_json", memory_of(body, decode),
                 [] { return decode(body); });
    register_run("Boost.JSON and extraction", sample, "rows_of_json", memory_of(body, extract),
                 [] { return extract(body); });
    return true;
}

} // namespace throughput
