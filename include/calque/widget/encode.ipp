// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/json/json_size.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/support/text_cursor.hpp>
#include <calque/widget/widget.hpp>

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace calque {

namespace detail {

/// A writer of values and members as one line of JSON, separated by commas.
class widget_writer {
public:
    explicit widget_writer(std::string& out) noexcept : out_{out} {}

    template <class... Members>
    void object(const Members&... members) {
        out_ += '{';
        (members(), ...);
        close('}');
    }

    template <class Items, class Write>
    void array(const Items& items, const Write& write) {
        out_ += '[';
        for (const auto& each : items) {
            write(each);
            out_ += ',';
        }
        close(']');
    }

    template <class T>
    [[nodiscard]] auto member(std::string_view key, const T& held) {
        return [this, key, &held] {
            append_json_string(out_, key);
            out_ += ':';
            value(held);
            out_ += ',';
        };
    }

    /// A member that is omitted if it has no value.
    template <class T>
    [[nodiscard]] auto member_if(std::string_view key, const std::optional<T>& held) {
        return [this, key, &held] {
            if (held) member(key, *held)();
        };
    }

    void value(std::monostate) { out_ += "null"; }
    void value(bool flag) { out_ += flag ? "true" : "false"; }
    void value(const std::string& text) { append_json_string(out_, text); }
    void value(const datetime& time) { append_json_value(out_, calque::value{time}); }
    void value(const raw_json& json) { out_ += json.text; }

    template <class Number>
        requires(std::integral<Number> || std::floating_point<Number>)
    void value(Number number) {
        if constexpr (std::floating_point<Number>)
            if (!std::isfinite(number)) return value(std::monostate{}); // JSON cannot represent this number
        char digits[32];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }

    template <class T>
    void value(const std::optional<T>& held) {
        if (held) value(*held);
        else value(std::monostate{});
    }

    void value(const scalar& held) {
        std::visit([this](const auto& each) { value(each); }, held);
    }

    void value(const line_point& row) {
        object(member("id", row.id), member("timestamp", row.timestamp), member("value", row.value));
    }
    void value(const bar_point& row) {
        object(member("time_interval", row.time_interval), member("value", row.value),
               member("sample_count", row.sample_count));
    }
    void value(const pie_slice& row) {
        object(member("label", row.label), member("value", row.value), member("percentage", row.percentage));
    }

    template <class Row>
    void value(const std::vector<Row>& rows) {
        array(rows, [this](const Row& each) { value(each); });
    }

    void value(const chart_data& data) {
        std::visit([this](const auto& each) { value(each); }, data);
    }

    void value(const widget_metadata& what) {
        object(member("display_name", what.display_name), member("data_type", what.data_type),
               member("filter_value", what.filter_value), member_if("series_dimension", what.series_dimension),
               member_if("normalization", what.normalization));
    }

    void value(const widget_data& widget) {
        if (!widget.source.text.empty()) return value(widget.source);
        object(member("widget_id", widget.widget_id), member("field_name", widget.field_name),
               member("chart_type", widget.chart_type), member("data", widget.data),
               member("aggregation_function", widget.aggregation_function), member("time_period", widget.time_period),
               member("group_by", widget.group_by), member("can_group_by", widget.can_group_by),
               member("metadata", widget.metadata));
    }

private:
    void close(char bracket) {
        if (out_.back() == ',') out_.back() = bracket;
        else out_ += bracket;
    }

    std::string& out_;
};

inline void check(const bulk_widget_request& request) {
    const auto refuse = [](const char* why) { throw system_error{errc::bad_request_setting, why}; };
    if (request.widget_ids.empty()) refuse("a bulk widget request needs at least one widget id");
    if (request.page && *request.page < 1) refuse("the page of a bulk widget request counts from 1");
    if (request.page_size && *request.page_size < 1) refuse("the page size of a bulk widget request is at least 1");
}

} // namespace detail

CALQUE_DECL std::string encode_body(const bulk_widget_request& request) {
    detail::check(request);
    const detail::filter_data* const filters =
        request.filters ? &detail::filter_access::data(*request.filters) : nullptr;
    const schema_view& fields = schema_of<call_log>;
    const detail::json_capacity capacity =
        filters != nullptr ? detail::json_capacity_of(*filters, fields) : detail::json_capacity{};
    constexpr std::size_t frame = sizeof R"({"widget_ids":[],"filters":})", id = detail::longest_whole + 1;
    std::string out(frame + id * request.widget_ids.size() + capacity.size, '\0');
    detail::text_cursor to{out.data()};
    to.append(R"({"widget_ids":[)");
    for (const std::int64_t each : request.widget_ids) {
        detail::append_whole(to, each);
        to.push_back(',');
    }
    to.pop_back();
    to.push_back(']');
    if (filters != nullptr) {
        to.append(R"(,"filters":)");
        detail::json_writer{to, *filters, fields, capacity.plain}.write(0);
    }
    to.push_back('}');
    out.resize(static_cast<std::size_t>(to.at() - out.data()));
    return out;
}

CALQUE_DECL std::string encode_target(const bulk_widget_request& request) {
    detail::check(request);
    std::string out = "/dashboards/widgets/bulk_data/";
    char joint = '?';
    const auto add = [&](std::string_view name, const std::optional<std::int64_t>& number) {
        if (!number) return;
        out.append(1, joint).append(name).append("=").append(std::to_string(*number));
        joint = '&';
    };
    add("page", request.page);
    add("page_size", request.page_size);
    return out;
}

CALQUE_DECL std::string to_json(const bulk_widget_response& response) {
    std::string out;
    detail::widget_writer writer{out};
    const auto count = response.count.value_or(static_cast<std::int64_t>(response.results.size()));
    writer.object(writer.member("count", count), writer.member("results", response.results));
    return out;
}

} // namespace calque
