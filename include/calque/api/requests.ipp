// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/requests.hpp>
#include <calque/json/json.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/values/value.hpp>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url.hpp>

#include <algorithm>
#include <string_view>
#include <tuple>

namespace calque {

namespace detail {

[[noreturn]] inline void refuse_request(const char* why) { throw system_error{errc::bad_request_setting, why}; }

inline void demand_positive(const std::optional<std::int64_t>& number, const char* why) {
    if (number && *number < 1) refuse_request(why);
}

/// A builder of a request's path and query.
class target_writer {
public:
    explicit target_writer(std::string_view path) { url_.set_path(path); }

    /// Escapes everything but letters, digits and `-._~`: servers read a plus sign as a space.
    void add(std::string_view name, std::string_view value) {
        const std::string encoded = boost::urls::encode(value, boost::urls::unreserved_chars);
        url_.encoded_params().append({name, encoded});
    }
    void add(std::string_view name, const std::optional<std::string>& value) {
        if (value) add(name, std::string_view{*value});
    }
    void add(std::string_view name, const std::optional<std::int64_t>& value) {
        if (value) add(name, std::string_view{std::to_string(*value)});
    }
    void add(std::string_view name, const std::optional<instant>& value) {
        if (value) add(name, std::string_view{to_string(datetime{*value})});
    }
    template <schema Schema>
    void add(std::string_view name, const optional_filter<Schema>& value) {
        if (value) add(name, std::string_view{to_json(*value)});
    }
    void add(std::string_view name, bool wanted) {
        if (wanted) add(name, std::string_view{"true"});
    }
    /// Adds several values as one parameter, joined by commas.
    template <class Values, class Text>
    void add_list(std::string_view name, const Values& values, const Text& text) {
        std::string joined;
        for (const auto& each : values) joined.append(joined.empty() ? "" : ",").append(text(each));
        if (!joined.empty()) add(name, std::string_view{joined});
    }
    void add_page(const std::optional<std::int64_t>& page, const std::optional<std::int64_t>& size) {
        demand_positive(page, "pages are counted from 1");
        demand_positive(size, "the page size must be at least 1");
        add("page", page);
        add("page_size", size);
    }

    [[nodiscard]] std::string take() const { return std::string{url_.buffer().data(), url_.buffer().size()}; }

private:
    boost::urls::url url_;
};

/// A builder of a body's JSON object.
class body_writer {
public:
    void add_raw(std::string_view name, std::string_view json) {
        out_ += out_.empty() ? '{' : ',';
        append_json_string(out_, name);
        out_.append(":").append(json);
    }
    void add(std::string_view name, std::string_view text) {
        std::string json;
        append_json_string(json, text);
        add_raw(name, json);
    }
    void add(std::string_view name, const std::optional<std::string>& text) {
        if (text) add(name, std::string_view{*text});
    }
    void add(std::string_view name, const std::optional<std::int64_t>& number) {
        if (number) add_raw(name, std::to_string(*number));
    }
    void add(std::string_view name, const std::optional<raw_json>& json) {
        if (json) add_raw(name, json->text);
    }
    void add(std::string_view name, const optional_filter<call_log>& filters) {
        if (filters) add_raw(name, to_json(*filters));
    }
    [[nodiscard]] std::string take() && { return std::move(out_ += '}'); }

private:
    std::string out_;
};

[[nodiscard]] inline http_request get(std::string target) {
    return {.method = "GET", .target = std::move(target), .headers = {{"Accept", "application/json"}}};
}

[[nodiscard]] inline http_request post(std::string target, std::string body) {
    return {.method = "POST",
            .target = std::move(target),
            .headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
            .body = std::move(body)};
}

} // namespace detail

CALQUE_DECL http_request encode(const bulk_widget_request& request) {
    return detail::post(encode_target(request), encode_body(request));
}

CALQUE_DECL http_request encode(const widget_data_request& request) {
    if (request.widget_id < 1) detail::refuse_request("a widget id must be positive");
    detail::target_writer target{"/dashboards/widgets/" + std::to_string(request.widget_id) + "/data/"};
    target.add("filters", request.filters);
    return detail::get(target.take());
}

CALQUE_DECL http_request encode(const preview_widget_request& request) {
    if (request.chart_type.empty()) detail::refuse_request("a preview needs a chart type");
    detail::body_writer body;
    body.add("chart_type", std::string_view{request.chart_type});
    body.add("field", std::string_view{request.field});
    body.add("aggregation_function", request.aggregation_function);
    body.add("time_period", request.time_period);
    body.add("metric", request.metric);
    body.add("dashboard", request.dashboard);
    body.add("group_by", request.group_by);
    body.add("filters", request.filters);
    body.add("dashboard_filters", request.dashboard_filters);
    for (const auto& [name, json] : request.more) body.add_raw(name, json.text);
    return detail::post("/dashboards/widgets/preview_data/", std::move(body).take());
}

CALQUE_DECL http_request encode(const call_log_request& request) {
    if (request.from && request.to && *request.from >= *request.to)
        detail::refuse_request("`from` must be before `to`");
    detail::target_writer target{"/observability/v2/call-logs/"};
    target.add("filters_v2", request.filters);
    target.add("timestamp_from", request.from);
    target.add("timestamp_to", request.to);
    target.add_list("call_ids", request.call_ids, [](std::int64_t id) { return std::to_string(id); });
    target.add("agent_id", request.agent_id);
    target.add("project_id", request.project_id);
    target.add("assistant_id", request.assistant_id);
    target.add("ql", request.ql);
    target.add("include_count", request.include_count);
    target.add_page(request.page, request.page_size);
    return detail::get(target.take());
}

CALQUE_DECL http_request encode(const run_request& request) {
    if (!request.project_id) detail::refuse_request("a request for runs needs a project id");
    detail::target_writer target{"/test_framework/v2/runs/"};
    target.add("project_id", request.project_id);
    target.add("filters_v2", request.filters);
    target.add_list("ordering", request.ordering, [](const std::string& field) { return field; });
    target.add("include_count", request.include_count);
    target.add_page(request.page, request.page_size);
    return detail::get(target.take());
}

CALQUE_DECL std::vector<std::pair<instant, instant>> split_window(instant from, instant to,
                                                                  std::chrono::seconds longest) {
    if (from >= to) detail::refuse_request("a window must begin before it ends");
    if (longest <= std::chrono::seconds::zero()) detail::refuse_request("a window must have a positive length");
    std::vector<std::pair<instant, instant>> out;
    while (to - from > longest) {
        out.emplace_back(to - longest, to);
        to -= longest;
    }
    out.emplace_back(from, to);
    return out;
}

CALQUE_DECL std::vector<call_log_request> split(const call_log_request& request, std::chrono::seconds longest,
                                                instant moment) {
    if (!request.from) return {request};
    const auto windows = split_window(*request.from, request.to.value_or(moment), longest);
    if (windows.size() == 1) return {request};
    std::vector<call_log_request> out(windows.size(), request);
    for (std::size_t i = 0; i < windows.size(); ++i) std::tie(out[i].from, out[i].to) = windows[i];
    return out;
}

CALQUE_DECL std::vector<run_request> split(const run_request& request, std::chrono::seconds, instant) {
    return {request};
}

} // namespace calque
