// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/predicate.hpp>
#include <calque/schema/run.hpp>
#include <calque/stand_in/detail/incoming.hpp>
#include <calque/stand_in/detail/selection.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

// The list of test runs (api/README.md, "Endpoints").
namespace calque::detail::stand_in_parts {

/// Orders members of runs. Null and missing members come after all values, as in the API's database (inferred).
[[nodiscard]] inline std::weak_ordering order_members(const boost::json::value* a, const boost::json::value* b) {
    const auto is_null = [](const boost::json::value* each) { return each == nullptr || each->is_null(); };
    if (is_null(a) || is_null(b)) return is_null(a) <=> is_null(b);
    if (a->is_number() && b->is_number()) return std::weak_order(a->to_number<double>(), b->to_number<double>());
    if (a->is_string() && b->is_string()) return a->get_string().compare(b->get_string()) <=> 0;
    if (a->is_bool() && b->is_bool()) return a->get_bool() <=> b->get_bool();
    return static_cast<int>(a->kind()) <=> static_cast<int>(b->kind());
}

/// As above for times; an invalid time counts as null.
[[nodiscard]] inline std::weak_ordering order_times(const boost::json::value* a, const boost::json::value* b) {
    const auto read = [](const boost::json::value* each) {
        return each == nullptr ? std::nullopt : instant_reader{}(*each);
    };
    const auto first = read(a);
    const auto second = read(b);
    if (!first || !second) return !first <=> !second;
    return order_instants(*first, *second);
}

/// The `ordering` of a query: comma-separated fields, `-` for descending. Unknown names are ignored, as in the
/// framework. The default is latest first (inferred).
class run_order {
public:
    explicit run_order(const query& asked) {
        for (std::string_view each : asked.texts("ordering")) {
            const bool descends = each.starts_with('-');
            each.remove_prefix(descends ? 1 : 0);
            if (is_sortable(each)) keys_.push_back({each, descends});
        }
        if (keys_.empty()) keys_.push_back({catalog_time, true});
    }

    [[nodiscard]] bool operator()(const boost::json::object* a, const boost::json::object* b) const {
        for (const key& each : keys_) {
            const auto compare = each.name == catalog_time ? order_times : order_members;
            const std::weak_ordering order = compare(a->if_contains(each.name), b->if_contains(each.name));
            if (order != 0) return each.descends ? order > 0 : order < 0;
        }
        return std::less{}(a, b); // equal runs keep the order of the records, which are in one array
    }

private:
    struct key {
        std::string_view name;
        bool descends;
    };

    /// Returns whether runs can be sorted by a field: only by their own, not by those of a relation (api/README.md,
    /// "Inferred").
    [[nodiscard]] static bool is_sortable(std::string_view name) noexcept {
        const auto found = schema_of<run>.find_exact(name);
        return !name.empty() && found != no_field && run::fields[found].rows == relation::none;
    }

    std::vector<key> keys_;
};

/// Handles `GET /test_framework/v2/runs/`: completed and failed runs, as stored. Every project has the same runs.
///
/// *Errors*: throws `refusal`; the texts for a missing project and a missing lower bound are inferred.
[[nodiscard]] inline http_response runs(const served_records& records, const incoming& from) {
    if (from.asked.find("project_id") == nullptr)
        return detail_response(400, "Please provide one of the required query parameter: project_id");
    (void)from.asked.integer("project_id");
    selection chosen{from.moment};
    if (const auto wanted = from.asked.filter_of<run>("filters_v2")) chosen.add_recent(*wanted);
    chosen.demand_bound();
    auto rows = chosen.of(records.runs);
    std::erase_if(rows, [](const boost::json::object* each) {
        const auto* const status = each->if_contains("status");
        return status == nullptr || (*status != "completed" && *status != "failed");
    });
    std::ranges::sort(rows, run_order{from.asked});
    return answer_records(from, rows.size(), [&](json_out& out, std::size_t i) {
        out.open('{');
        for (const auto& [name, each] : *rows[i]) out.key({name.data(), name.size()}).value(&each);
        out.close('}');
    });
}

} // namespace calque::detail::stand_in_parts
