// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/clock_text.hpp>
#include <calque/evaluate/field_path.hpp>
#include <calque/evaluate/predicate.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/stand_in/detail/catalog.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace calque::detail::stand_in_parts {

using selected_calls = std::span<const boost::json::object* const>;

/// Returns the path of a field of the call log.
[[nodiscard]] inline field_path call_path(std::string_view name) {
    const auto found = schema_of<call_log>.find(name);
    return {schema_of<call_log>, call_log::fields[found.index], found.key};
}

/// One value of a call.
struct sample {
    instant at;
    std::int64_t call = 0;
    const boost::json::value* value = nullptr; ///< null if missing
    const boost::json::object* record = nullptr;

    [[nodiscard]] bool has_value() const noexcept { return value != nullptr && !value->is_null(); }

    /// Returns the value as a number: true is 1, and a text such as `05:03` its seconds.
    [[nodiscard]] std::optional<double> number() const {
        if (value == nullptr) return std::nullopt;
        if (const bool* const flag = value->if_bool()) return *flag ? 1.0 : 0.0;
        if (const auto* const text = value->if_string()) {
            const auto seconds = read_clock_text({text->data(), text->size()});
            return seconds ? std::optional{static_cast<double>(*seconds)} : std::nullopt;
        }
        return value->is_number() ? std::optional{value->to_number<double>()} : std::nullopt;
    }
};

/// An extractor of the values of one field, or of one metric, from call logs.
class sampler {
public:
    sampler(std::string_view field, std::int64_t metric) : value_{call_path(record_field(field))}, metric_{metric} {}

    /// Returns one sample for each call, or for each evaluation of the metric. Omits calls without a time.
    [[nodiscard]] std::vector<sample> take(selected_calls calls) const {
        std::vector<sample> out;
        out.reserve(calls.size());
        for (const boost::json::object* call : calls) {
            const auto* const time = time_.reach(*call).value;
            const auto at = time != nullptr ? instant_reader{}(*time) : std::nullopt;
            if (!at) continue;
            sample made{*at, number_of_call(*call), nullptr, call};
            const field_path::place place = value_.reach(*call);
            if (!place.many) {
                made.value = place.value;
                out.push_back(made);
                continue;
            }
            for (const boost::json::value& row : place.related.rows()) {
                if (!of_metric(row, place.related.elsewhere)) continue;
                made.value = value_.in_row(place, row);
                out.push_back(made);
            }
        }
        return out;
    }

private:
    [[nodiscard]] std::int64_t number_of_call(const boost::json::object& call) const {
        const auto* const number = id_.reach(call).value;
        const auto* const whole = number != nullptr ? number->if_int64() : nullptr;
        return whole != nullptr ? *whole : 0;
    }

    [[nodiscard]] bool of_metric(const boost::json::value& row, bool elsewhere) const {
        const auto* const number = metric_path_.in_row(row.if_object(), metric_path_.row_keys(), elsewhere);
        return metric_ == 0 || (number != nullptr && *number == metric_);
    }

    field_path value_;
    std::int64_t metric_;
    field_path time_ = call_path(catalog_time);
    field_path id_ = call_path(catalog_id);
    field_path metric_path_ = call_path(catalog_metric);
};

/// Returns the start of the hour, day, week (Monday) or month of an instant, in UTC.
[[nodiscard]] inline instant start_of(std::string_view period, instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    if (period == "hour") return std::chrono::floor<std::chrono::hours>(at);
    if (period == "week") return day - (std::chrono::weekday{day} - std::chrono::Monday);
    if (period != "month") return day;
    const std::chrono::year_month_day date{day};
    return std::chrono::sys_days{date.year() / date.month() / 1};
}

} // namespace calque::detail::stand_in_parts
