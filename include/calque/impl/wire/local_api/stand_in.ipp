// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/wire/stand_in.hpp>
#include <calque/evaluate.hpp>
#include <calque/impl/wire/local_api/charts.hpp>
#include <calque/impl/wire/local_api/request_body.hpp>

#include <boost/url/params_view.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail::serving {

inline constexpr std::string_view bulk_data_path = "/dashboards/widgets/bulk_data/";

/// The filters of one request: the override, and the widgets' own where the override has no lower bound on the time.
class request_filters {
public:
    /// *Errors*: throws `refusal` where the start is too long ago (api.md (b), constraint 2), or a pattern is broken.
    request_filters(const std::optional<filter<call_log>>& wanted, instant now) : now_{now} {
        bool bounded = false;
        if (wanted) {
            bounded = check_start(filter_access::data(*wanted));
            wanted_.emplace(compile(*wanted));
        }
        if (!bounded) own_.emplace(compile(own_filter()));
    }

    [[nodiscard]] bool select(const boost::json::object& call) const {
        return holds(own_, call) && holds(wanted_, call);
    }

private:
    /// What every widget of the catalog is stored with.
    [[nodiscard]] static filter<call_log> own_filter() {
        return from_json<call_log>(boost::json::value{{"field", catalog_time}, {"op", "gte"}, {"value", "today-7d"}})
            .value();
    }

    /// Whether there is a lower bound anywhere; each one must lie within the last 30 days.
    [[nodiscard]] bool check_start(const filter_data& data) const {
        bool bounded = false;
        for (const node& each : data.nodes) {
            if (each.kind != node_kind::comparison || call_log::fields[each.field].name != catalog_time) continue;
            if (each.operation != op::gt && each.operation != op::gte) continue;
            bounded = true;
            const value bound = data.value_of(each);
            const auto* const relative = std::get_if<relative_time>(&bound);
            const auto* const absolute = std::get_if<datetime>(&bound);
            const instant start = relative != nullptr   ? resolve(*relative, now_)
                                  : absolute != nullptr ? absolute->at
                                                        : now_;
            if (start < now_ - std::chrono::days{30})
                throw refusal{detail_response(400,
                                              "Timestamp filter value is too far in the past. Maximum allowed range "
                                              "is 30 days.")};
        }
        return bounded;
    }

    [[nodiscard]] evaluator compile(const filter<call_log>& what) const {
        auto made = make_evaluator(what, {.now = now_});
        if (made) return *std::move(made);
        throw refusal{detail_response(400, "Invalid filter: invalid regular expression")};
    }

    [[nodiscard]] static bool holds(const std::optional<evaluator>& decide, const boost::json::object& call) {
        if (!decide) return true;
        const auto answer = decide->try_match(call);
        if (answer.has_error())
            throw refusal{detail_response(400, "Invalid filter: regular expression is too complex")};
        return *answer;
    }

    instant now_;
    std::optional<evaluator> own_;
    std::optional<evaluator> wanted_;
};

/// The `page` and `page_size` of a query.
class page_choice {
public:
    /// A `page_size` that is no positive number counts as missing, a large one as the maximum, as in the framework.
    page_choice(boost::urls::params_view query, std::size_t usual_size, std::size_t max_size) : size_{usual_size} {
        for (const auto& param : query) {
            if (param.key == "page") page_ = positive(param.value).value_or(0);
            if (param.key != "page_size") continue;
            const auto size = positive(param.value);
            if (!size) continue;
            size_ = std::min(*size, max_size);
            named_size_ = size_;
        }
    }

    /// The items of the page as a half-open range; nothing where there is no such page.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> range(std::size_t count) const noexcept {
        if (page_ == 0 || (page_ > 1 && page_ - 1 >= pages(count))) return std::nullopt;
        const std::size_t begin = (page_ - 1) * size_;
        return std::pair{begin, std::min(begin + size_, count)};
    }

    /// The query of a neighbouring page, or nothing where there is none.
    [[nodiscard]] std::optional<std::string> neighbour(std::size_t count, bool next) const {
        if (next ? page_ >= pages(count) : page_ <= 1) return std::nullopt;
        const std::size_t page = next ? page_ + 1 : page_ - 1;
        std::string query;
        if (page != 1) query = "page=" + std::to_string(page);
        if (named_size_) query += (query.empty() ? "page_size=" : "&page_size=") + std::to_string(*named_size_);
        return query.empty() ? query : "?" + query;
    }

private:
    [[nodiscard]] std::size_t pages(std::size_t count) const noexcept { return (count + size_ - 1) / size_; }

    [[nodiscard]] static std::optional<std::size_t> positive(std::string_view text) noexcept {
        std::size_t number = 0;
        const char* const end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, number);
        if (read.ec != std::errc{} || read.ptr != end || number == 0) return std::nullopt;
        return number;
    }

    std::size_t page_ = 1;
    std::size_t size_;
    std::optional<std::size_t> named_size_{};
};

/// Whether the body is declared to be JSON; parameters such as the charset do not matter.
[[nodiscard]] inline bool is_json_type(std::string_view content_type) noexcept {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    const std::size_t end = type.find_last_not_of(" \t") + 1;
    return same_word(type.substr(0, end), "application/json");
}

/// Whether a `Host` header may stand in a link.
[[nodiscard]] inline bool is_plain_host(std::string_view host) noexcept {
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return is_class(c, word_char) || std::string_view{".-:[]"}.find(c) != std::string_view::npos;
    });
}

CALQUE_DECL const local_api_key* stand_in::key_of(const http_request& request) const noexcept {
    const std::string_view sent = find_header(request.headers, "X-CEKURA-API-KEY");
    const auto found = std::ranges::find(settings_.keys, sent, &local_api_key::text);
    return found == settings_.keys.end() ? nullptr : &*found;
}

CALQUE_DECL http_response stand_in::handle(const http_request& request) const {
    const auto target = boost::urls::parse_origin_form(request.target);
    if (!target) return detail_response(400, "Bad request target.");
    const std::string_view path = target->encoded_path();
    if (path != bulk_data_path) {
        if (path != bulk_data_path.substr(0, bulk_data_path.size() - 1)) return detail_response(404, "Not found.");
        const std::string_view rest = std::string_view{request.target}.substr(path.size());
        return {301, {{"Location", std::string{bulk_data_path}.append(rest)}}, {}};
    }
    const local_api_key* const key = key_of(request);
    if (!settings_.keys.empty() && key == nullptr) {
        const bool sent = !find_header(request.headers, "X-CEKURA-API-KEY").empty();
        http_response response = detail_response(401, sent ? "Incorrect authentication credentials."
                                                           : "Authentication credentials were not provided.");
        response.headers.push_back({"WWW-Authenticate", "Api-Key"});
        return response;
    }
    if (request.method != "POST") {
        http_response response = detail_response(405, "Method \"" + request.method + "\" not allowed.");
        response.headers.push_back({"Allow", "POST"});
        return response;
    }
    if (key != nullptr && key->read_only)
        return detail_response(403, "You do not have permission to perform this action.");
    try {
        return post(request, page_choice{target->params(), settings_.page_size, settings_.max_page_size});
    } catch (refusal& why) {
        return std::move(why.response);
    }
}

CALQUE_DECL http_response stand_in::post(const http_request& request, const page_choice& page) const {
    const std::string_view type = find_header(request.headers, "Content-Type");
    if (!is_json_type(type))
        return detail_response(415, "Unsupported media type \"" + std::string{type} + "\" in request.");
    // The framework takes an empty body for an empty form.
    const boost::json::value body = request.body.empty() ? boost::json::object{} : parse_body(request.body);
    if (!body.is_object())
        refuse_member("non_field_errors",
                      "Invalid data. Expected a dictionary, but got " + std::string{framework_name(body)} + ".");
    const std::vector<std::int64_t> ids = read_widget_ids(body.get_object());
    const auto wanted = read_filters(body.get_object());
    const instant now =
        settings_.now.value_or(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
    const request_filters filters{wanted, now};

    std::vector<const catalog_widget*> widgets;
    for (const std::int64_t id : ids)
        if (const auto found = std::ranges::find(catalog, id, &catalog_widget::id); found != catalog.end())
            widgets.push_back(&*found);
    const auto range = page.range(widgets.size());
    if (!range) return detail_response(404, "Invalid page.");

    std::vector<const boost::json::object*> selected;
    for (const boost::json::value& call : calls_)
        if (filters.select(call.get_object())) selected.push_back(&call.get_object());

    const std::string_view host = find_header(request.headers, "Host");
    const std::string scheme = settings_.origin.substr(0, settings_.origin.find("//") + 2);
    const std::string origin = is_plain_host(host) ? scheme + std::string{host} : settings_.origin;
    json_out out;
    const auto link = [&](std::string_view name, bool next) {
        out.key(name);
        if (const auto neighbour = page.neighbour(widgets.size(), next))
            out.text(origin + std::string{bulk_data_path} + *neighbour);
        else out.null();
    };
    out.open('{').key("count").number(widgets.size());
    link("next", true);
    link("previous", false);
    out.key("results").open('[');
    for (std::size_t i = range->first; i < range->second; ++i) write_widget(out, *widgets[i], selected);
    out.close(']').close('}');
    return json_response(200, std::move(out).take());
}

} // namespace calque::detail::serving
