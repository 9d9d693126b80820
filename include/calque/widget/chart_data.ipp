// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/widget/encode.ipp>
#include <calque/widget/widget.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_to.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace calque {

namespace detail {

/// What the data of a widget is, in the words of a message.
[[nodiscard]] inline std::string_view kind_of(const chart_data& data) noexcept {
    switch (data.index()) {
    case 0: return "a line chart";
    case 1: return "a bar chart";
    case 2: return "a pie chart";
    default: return "JSON of another shape";
    }
}

[[noreturn]] inline void refuse_chart(const widget_data& of, std::string_view wanted) {
    std::string why = of.widget_id ? "widget " + std::to_string(*of.widget_id) : std::string{"the widget"};
    why.append(" has ").append(kind_of(of.data)).append(", not ").append(wanted);
    throw system_error{errc::bad_response, why};
}

template <class Row>
[[nodiscard]] const std::vector<Row>& rows_of_chart(const widget_data& of, std::string_view wanted) {
    if (const auto* const rows = std::get_if<std::vector<Row>>(&of.data)) return *rows;
    refuse_chart(of, wanted);
}

/// A number of an object, if it is there and fits.
template <class Number>
[[nodiscard]] std::optional<Number> figure(const boost::json::object& from, std::string_view name) {
    const boost::json::value* const found = from.if_contains(name);
    if (found == nullptr) return std::nullopt;
    const auto number = boost::json::try_value_to<Number>(*found);
    return number ? std::optional{*number} : std::nullopt;
}

} // namespace detail

CALQUE_DECL std::string to_string(const scalar& what) {
    if (const auto* const text = std::get_if<std::string>(&what)) return *text;
    std::string out;
    detail::widget_writer{out}.value(what);
    return out;
}

CALQUE_DECL const std::vector<line_point>& widget_data::as_line() const& {
    return detail::rows_of_chart<line_point>(*this, "a line chart");
}

CALQUE_DECL const std::vector<bar_point>& widget_data::as_bar() const& {
    return detail::rows_of_chart<bar_point>(*this, "a bar chart");
}

CALQUE_DECL const std::vector<pie_slice>& widget_data::as_pie() const& {
    return detail::rows_of_chart<pie_slice>(*this, "a pie chart");
}

CALQUE_DECL stat_figures widget_data::as_stat() const {
    const auto* const raw = std::get_if<raw_json>(&data);
    json_failure problem;
    const boost::json::value json = raw != nullptr ? read_json(raw->text, problem) : boost::json::value{};
    const boost::json::object* const found = json.if_object();
    if (found == nullptr || chart_type != "stat") detail::refuse_chart(*this, "the figures of a stat");
    return {.total_calls = detail::figure<std::int64_t>(*found, "total_calls"),
            .success_rate = detail::figure<double>(*found, "success_rate"),
            .avg_duration = detail::figure<double>(*found, "avg_duration"),
            .p95_latency = detail::figure<double>(*found, "p95_latency")};
}

} // namespace calque
