// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/catalog.hpp>
#include <calque/stand_in/detail/json_out.hpp>
#include <calque/stand_in/detail/samples.hpp>
#include <calque/values/value.hpp>

#include <chrono>
#include <map>
#include <string>
#include <vector>

// The groups of a grouped chart (api/README.md, "Widgets").
namespace calque::detail::stand_in_parts {

/// Calls by the JSON of their group's value; all under the empty text if a chart is not grouped.
using call_groups = std::map<std::string, std::vector<const boost::json::object*>>;

/// Returns the start of an instant's interval, counted from the epoch; `interval` is in milliseconds and positive.
[[nodiscard]] inline instant start_of_interval(std::int64_t interval, instant at) {
    const std::chrono::milliseconds since = std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch();
    std::int64_t rest = since.count() % interval;
    if (rest < 0) rest += interval;
    return instant{since - std::chrono::milliseconds{rest}};
}

/// Groups calls by the value of a field or by intervals of time (inferred). Calls without a time are in no interval.
[[nodiscard]] inline call_groups groups_of(const catalog_widget& widget, selected_calls calls) {
    call_groups groups;
    if (widget.group_interval != 0) {
        for (const sample& each : sampler{catalog_id, 0}.take(calls)) {
            json_out start;
            start.text(to_string(datetime{start_of_interval(widget.group_interval, each.at), 0}));
            groups[std::move(start).take()].push_back(each.record);
        }
    } else if (!widget.group_field.empty()) {
        const field_path path = call_path(record_field(widget.group_field));
        for (const boost::json::object* call : calls) {
            json_out value;
            groups[std::move(value.scalar(path.reach(*call).value)).take()].push_back(call);
        }
    } else groups[{}].assign(calls.begin(), calls.end());
    return groups;
}

/// Writes the grouping of a chart as it was requested.
inline void write_grouping(json_out& out, const catalog_widget& widget) {
    if (widget.group_interval != 0)
        out.open('{').key("type").text("bucket").key("interval").number(widget.group_interval).close('}');
    else if (!widget.group_field.empty())
        out.open('{').key("type").text("field").key("field").text(widget.group_field).close('}');
    else out.null();
}

} // namespace calque::detail::stand_in_parts
