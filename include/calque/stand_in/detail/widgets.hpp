// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/charts.hpp>
#include <calque/stand_in/detail/incoming.hpp>
#include <calque/stand_in/detail/request_body.hpp>
#include <calque/stand_in/detail/selection.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

// The data of stored widgets (api/README.md, "Endpoints" and "Chart data").
namespace calque::detail::stand_in_parts {

/// Handles `POST /dashboards/widgets/bulk_data/`: a page of widgets. *Errors*: throws `refusal`.
[[nodiscard]] inline http_response bulk_data(const served_records& records, const incoming& from) {
    const boost::json::object body = read_form(from.request);
    const std::vector<std::int64_t> ids = read_widget_ids(body);
    const selection chosen = widget_selection(read_filters(body), from.moment);
    std::vector<const catalog_widget*> widgets;
    for (const std::int64_t id : ids)
        if (const auto found = std::ranges::find(catalog, id, &catalog_widget::id); found != catalog.end())
            widgets.push_back(&*found);
    const auto calls = chosen.of(records.calls);
    return answer_page(
        from, widgets.size(), [&](json_out& out) { out.key("count").number(widgets.size()); },
        [&](json_out& out, std::size_t i) { write_widget(out, *widgets[i], calls); });
}

/// Handles `GET /dashboards/widgets/{id}/data/`: one widget, without pages. *Errors*: throws `refusal`.
[[nodiscard]] inline http_response widget_data(const served_records& records, const incoming& from) {
    const auto found = std::ranges::find(catalog, from.id, &catalog_widget::id);
    if (found == catalog.end()) return detail_response(404, "Not found.");
    const selection chosen = widget_selection(from.asked.filter_of<call_log>("filters"), from.moment);
    json_out out;
    write_widget(out, *found, chosen.of(records.calls));
    return json_response(200, std::move(out).take());
}

} // namespace calque::detail::stand_in_parts
