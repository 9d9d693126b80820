// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/evaluate.hpp>
#include <calque/json/json.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/stand_in/detail/broken_pattern.hpp>
#include <calque/stand_in/detail/catalog.hpp>
#include <calque/stand_in/detail/refusal.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace calque::detail::stand_in_parts {

/// A conjunction of filters that selects records.
class selection {
public:
    explicit selection(instant moment) : now_{moment} {}

    /// *Errors*: throws `refusal` if a pattern is invalid.
    template <schema Schema>
    void add(const filter<Schema>& what) {
        auto made = make_evaluator(what, {.now = now_});
        if (!made) {
            const std::string where = broken_pattern<Schema>(what.root());
            throw refusal{detail_response(400, "Invalid filter at " + where + ": invalid regular expression")};
        }
        filters_.push_back(*std::move(made));
    }

    /// As `add`, for a filter whose times must not start more than 30 days ago (api/README.md, "Constraints").
    template <schema Schema>
    void add_recent(const filter<Schema>& what) {
        bounded_ = check_start(what) || bounded_;
        add(what);
    }

    /// Returns whether `add_recent` was given a filter with a lower bound on the time.
    [[nodiscard]] bool is_bounded() const noexcept { return bounded_; }

    /// *Errors*: throws `refusal` if there is no such filter (api/README.md, "Constraints"; the text is inferred).
    void demand_bound() const {
        if (bounded_) return;
        throw refusal{detail_response(400, "A lower bound on timestamp is required: a filter with gt or gte.")};
    }

    /// *Errors*: throws `refusal` if a pattern takes too many steps.
    [[nodiscard]] bool holds(const boost::json::object& record) const {
        for (const evaluator& decide : filters_) {
            const auto answer = decide.try_match(record);
            if (answer.has_error())
                throw refusal{detail_response(400, "Invalid filter: regular expression is too complex")};
            if (!*answer) return false;
        }
        return true;
    }

    /// Returns the selected records in their original order.
    [[nodiscard]] std::vector<const boost::json::object*> of(const std::vector<boost::json::value>& records) const {
        std::vector<const boost::json::object*> selected;
        for (const boost::json::value& each : records)
            if (holds(each.get_object())) selected.push_back(&each.get_object());
        return selected;
    }

private:
    /// Returns whether there is a lower bound anywhere; each one must be within the last 30 days.
    template <schema Schema>
    [[nodiscard]] bool check_start(const filter<Schema>& what) const {
        const filter_data& data = filter_access::data(what);
        bool bounded = false;
        for (const node& each : data.nodes) {
            if (each.kind != node_kind::comparison || Schema::fields[each.field].name != catalog_time) continue;
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

    instant now_;
    std::vector<evaluator> filters_;
    bool bounded_ = false;
};

/// Returns the stored filter of every widget of the catalog and of the dashboard.
[[nodiscard]] inline filter<call_log> stored_filter() {
    return from_json<call_log>(boost::json::value{{"field", catalog_time}, {"op", "gte"}, {"value", "today-7d"}})
        .value();
}

/// Returns a stored widget's calls: the override, combined with the widget's own filter if the override has no lower
/// bound on the time (inferred).
///
/// *Errors*: throws `refusal`.
[[nodiscard]] inline selection widget_selection(const std::optional<filter<call_log>>& wanted, instant moment) {
    selection chosen{moment};
    if (wanted) chosen.add_recent(*wanted);
    if (!chosen.is_bounded()) chosen.add_recent(stored_filter());
    return chosen;
}

} // namespace calque::detail::stand_in_parts
