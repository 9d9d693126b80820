// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/incoming.hpp>
#include <calque/stand_in/detail/samples.hpp>
#include <calque/stand_in/detail/selection.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The list of call logs (api/README.md, "Endpoints" and "Records").
namespace calque::detail::stand_in_parts {

/// Formats seconds as the list does: "MM:SS", with more digits of minutes for an hour and longer (api/README.md,
/// "Where the sources disagree").
[[nodiscard]] inline std::string minutes_text(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::clamp(seconds, 0.0, 1e9));
    const auto two_digits = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two_digits(whole / 60) + ':' + two_digits(whole % 60);
}

/// The fields of a call that a row of the list has at another location than the filter's paths.
struct moved_fields {
    field_path agent = call_path("agent.id");
    field_path agent_name = call_path("agent.agent_name");
    field_path metric = call_path(catalog_metric);
    field_path metric_name = call_path("metric_evaluations.metric.name");
    field_path metric_value = call_path(catalog_metric_value);
};

/// A row of the list: the members of api/README.md, "Records", null if the record does not have them.
///
/// Inferred: `agent` is the agent's id; `metrics` has the ids of the metrics and `evaluation` their results; a record
/// without `created_at` and `updated_at` was created at the time of the call.
class call_log_row {
public:
    call_log_row(const boost::json::object& call, const moved_fields& moved) : call_{call}, moved_{moved} {}

    void write(json_out& out) const {
        out.open('{');
        for (const auto* name : {"id", "call_id", "trace_id"}) out.key(name).value(find(name));
        out.key("agent").value(moved_.agent.reach(call_).value);
        out.key("agent_name").value(moved_.agent_name.reach(call_).value);
        out.key("timestamp").value(find("timestamp"));
        write_duration(out.key("duration"));
        out.key("success").value(find("success"));
        write_status(out.key("status"));
        for (const auto* name :
             {"is_reviewed", "feedback", "call_ended_reason", "customer_number", "dropoff_point", "topic"})
            out.key(name).value(find(name));
        write_evaluations(out);
        for (const auto* name : {"transcript", "transcript_object", "error_message"}) out.key(name).value(find(name));
        for (const auto* name : {"created_at", "updated_at"})
            out.key(name).value(call_.contains(name) ? find(name) : find("timestamp"));
        out.close('}');
    }

private:
    [[nodiscard]] const boost::json::value* find(std::string_view name) const { return call_.if_contains(name); }

    void write_duration(json_out& out) const {
        const auto* const found = find("duration");
        if (found != nullptr && found->is_number()) out.text(minutes_text(found->to_number<double>()));
        else out.scalar(found);
    }

    /// Writes success, failure, reviewed_success or reviewed_failure; null if unknown (inferred).
    void write_status(json_out& out) const {
        const auto* const success = find("success");
        const auto* const reviewed = find("is_reviewed");
        if (success == nullptr || !success->is_bool()) out.null();
        else if (reviewed != nullptr && *reviewed == true)
            out.text(success->get_bool() ? "reviewed_success" : "reviewed_failure");
        else out.text(success->get_bool() ? "success" : "failure");
    }

    void write_evaluations(json_out& out) const {
        json_out results;
        out.key("metrics").open('[');
        results.open('[');
        const field_path::place evaluations = moved_.metric.reach(call_);
        for (const boost::json::value& row : evaluations.related.rows()) {
            const auto in_row = [&](const field_path& path) {
                return path.in_row(row.if_object(), path.row_keys(), evaluations.related.elsewhere);
            };
            const auto* const metric = in_row(moved_.metric);
            if (metric == nullptr) continue;
            out.value(metric);
            results.open('{').key("id").value(metric).key("name").value(in_row(moved_.metric_name));
            results.key("value").value(in_row(moved_.metric_value)).close('}');
        }
        out.close(']').key("evaluation").open('{').key("metrics").raw(std::move(results.close(']')).take()).close('}');
    }

    const boost::json::object& call_;
    const moved_fields& moved_;
};

/// Returns the period of a list of call logs, both ends included (inferred): the requested one, 30 days if only the
/// end is given, and otherwise the last 30 days. A `timestamp` in the filter does not affect it (inferred).
///
/// *Errors*: throws `refusal` if it is longer than 33 days (api/README.md, "Constraints"; the text is inferred).
[[nodiscard]] inline std::pair<instant, instant> list_window(const incoming& from) {
    using std::chrono::days;
    const instant end = from.asked.time("timestamp_to").value_or(from.moment);
    const instant begin = from.asked.time("timestamp_from").value_or(end - days{30});
    if (end - begin > days{33})
        throw refusal{detail_response(400, "The requested timestamp range is too wide. Maximum allowed range is 33 "
                                           "days.")};
    return {begin, end};
}

/// Handles `GET /observability/v2/call-logs/`: latest first. Every project has the same call logs.
///
/// *Errors*: throws `refusal`.
[[nodiscard]] inline http_response call_logs(const served_records& records, const incoming& from) {
    const auto [begin, end] = list_window(from);
    const std::vector<std::int64_t> ids = from.asked.integers("call_ids");
    const auto agent = from.asked.integer("agent_id");
    const std::string* const assistant = from.asked.find("assistant_id");
    (void)from.asked.integer("project_id");
    selection chosen{from.moment};
    if (const auto wanted = from.asked.filter_of<call_log>("filters_v2")) chosen.add(*wanted);

    const field_path id_of = call_path(catalog_id);
    const field_path agent_of = call_path("agent.id");
    const std::vector<std::string> assistant_of{"agent", "assistant_id"};
    const auto is_requested = [&](const boost::json::object& call) {
        const auto* const id = id_of.reach(call).value;
        const auto is_id = [&](std::int64_t each) { return id != nullptr && *id == each; };
        if (!ids.empty() && std::ranges::none_of(ids, is_id)) return false;
        const auto* const of = agent_of.reach(call).value;
        if (agent && (of == nullptr || *of != *agent)) return false;
        if (assistant == nullptr) return true;
        const auto* const name = follow(&call, assistant_of);
        return name != nullptr && name->is_string() && std::string_view{name->get_string()} == *assistant;
    };
    const auto calls = chosen.of(records.calls);
    std::vector<sample> rows = sampler{catalog_id, 0}.take(calls);
    std::erase_if(rows,
                  [&](const sample& each) { return each.at < begin || each.at > end || !is_requested(*each.record); });
    std::ranges::sort(rows, [](const sample& a, const sample& b) {
        return std::pair{a.at, a.call} > std::pair{b.at, b.call};
    });
    const moved_fields moved;
    return answer_records(from, rows.size(), [&](json_out& out, std::size_t i) {
        call_log_row{*rows[i].record, moved}.write(out);
    });
}

} // namespace calque::detail::stand_in_parts
