// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/widget/check_json.hpp>
#include <calque/impl/widget/rows.hpp>
#include <calque/widget.hpp>

namespace calque {

namespace detail {

[[nodiscard]] inline chart_data read_chart(std::string_view chart_type, json_slice data, const json_place& where) {
    if (chart_type == "line") return read_rows<line_point>(data, where);
    if (chart_type == "bar") return read_rows<bar_point>(data, where);
    if (chart_type == "pie") return read_rows<pie_slice>(data, where);
    return raw_json{data.compact()};
}

[[nodiscard]] inline widget_metadata read_metadata(json_slice value, const json_place& where) {
    widget_metadata out;
    if (value.is_nothing()) return out;
    expect_kind(json_kind::object, value, where);
    value.for_each_member([&](std::string_view key, json_slice member) {
        const json_place at = where.member(key);
        if (key == "display_name") out.display_name = read_text(member, at).value_or(std::string{});
        else if (key == "data_type") out.data_type = read_text(member, at).value_or(std::string{});
        else if (key == "filter_value") out.filter_value = read_raw(member);
    });
    return out;
}

[[nodiscard]] inline widget_data read_widget(json_slice value, const json_place& where, bool keep_source) {
    expect_kind(json_kind::object, value, where);
    widget_data out;
    json_slice chart_type;
    json_slice data;
    value.for_each_member([&](std::string_view key, json_slice member) {
        const json_place at = where.member(key);
        if (key == "chart_type") chart_type = member;
        else if (key == "data") data = member;
        else if (key == "widget_id") out.widget_id = read_integer(member, at);
        else if (key == "field_name") out.field_name = read_text(member, at).value_or(std::string{});
        else if (key == "aggregation_function") out.aggregation_function = read_text(member, at);
        else if (key == "time_period") out.time_period = read_text(member, at);
        else if (key == "group_by") out.group_by = read_raw(member);
        else if (key == "can_group_by") out.can_group_by = read_flag(member, at);
        else if (key == "metadata") out.metadata = read_metadata(member, at);
    });
    if (chart_type.kind() == json_kind::none) stop(where, "expected the key `chart_type`");
    if (data.kind() == json_kind::none) stop(where, "expected the key `data`");
    expect_kind(json_kind::string, chart_type, where.member("chart_type"));
    out.chart_type = chart_type.string();
    out.data = read_chart(out.chart_type, data, where.member("data"));
    if (keep_source) out.source.text = value.compact();
    return out;
}

[[nodiscard]] inline std::vector<widget_data> read_widgets(json_slice value, const json_place& where,
                                                           bool keep_source) {
    expect_kind(json_kind::array, value, where);
    std::vector<widget_data> out;
    value.for_each_item([&](json_slice each) {
        out.push_back(read_widget(each, where.item(out.size()), keep_source));
        return true;
    });
    return out;
}

[[nodiscard]] inline bulk_widget_response read_envelope(json_slice value, bool keep_source) {
    const json_place top;
    bulk_widget_response out;
    json_slice results;
    out.next_absent = true;
    value.for_each_member([&](std::string_view key, json_slice member) {
        const json_place at = top.member(key);
        if (key == "results") results = member;
        else if (key == "count") out.count = read_integer(member, at);
        else if (key == "previous") out.previous = read_text(member, at);
        else if (key == "next") {
            out.next = read_text(member, at);
            out.next_absent = false;
        }
    });
    if (results.kind() == json_kind::none) stop(top, "expected the key `results`, or an array of widgets");
    out.results = read_widgets(results, top.member("results"), keep_source);
    return out;
}

} // namespace detail

CALQUE_DECL std::optional<bulk_widget_response> decode_bulk_widgets(std::string_view body, decode_failure& failure,
                                                                    const decode_options& options) {
    if (std::string mistake = detail::json_mistake(body, options.max_depth); !mistake.empty()) {
        failure = {{}, std::move(mistake)};
        return {};
    }
    const detail::json_slice top{body};
    try {
        if (top.kind() == detail::json_kind::object) return detail::read_envelope(top, options.keep_source);
        if (top.kind() != detail::json_kind::array)
            detail::stop_expecting("an object with `results`, or an array of widgets", top, {});
        bulk_widget_response bare;
        bare.results = detail::read_widgets(top, {}, options.keep_source);
        return bare;
    } catch (detail::decode_stop& stopped) {
        failure = std::move(stopped.failure);
        return {};
    }
}

} // namespace calque
