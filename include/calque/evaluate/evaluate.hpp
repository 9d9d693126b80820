// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/support/config.hpp>
#include <calque/values/error.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace calque {

/// The kind of value that a condition found for its field in a record.
enum class found_as : std::uint8_t {
    usable,     ///< a value of the field's type, null, or a relation without rows
    absent,     ///< the record does not have the field
    unreadable, ///< a value of another type, such as `"soon"` for a duration, or an invalid time
};

/// What one condition found in one record. *Lifetimes*: valid during the call.
struct field_finding {
    std::string_view field; ///< as the filter names it; the relation, for a `same_row` group without rows
    found_as how;
    const boost::json::value* value; ///< the value found; null if absent
};

/// A callback that receives a finding for every condition evaluated on the way to a decision.
///
/// *Thread safety*: called by the evaluating thread, hence concurrently if several threads evaluate.
using record_listener = std::function<void(const field_finding&)>;

/// How a filter is evaluated.
struct evaluate_options {
    std::optional<instant> now{};                    ///< base of `now` and `today`; nothing: the system clock
    std::optional<server_assumptions> assumptions{}; ///< assumed behavior of the server; nothing: the schema's
    std::size_t regex_steps = 2'000'000;             ///< characters that one regex search may examine
    record_listener listener{};                      ///< receives what each evaluated condition finds
};

namespace detail {

struct evaluation_plan;
using evaluation_plan_ptr = std::shared_ptr<const evaluation_plan>;

/// Compiles a filter. *Errors*: throws `system_error`.
CALQUE_DECL evaluation_plan_ptr make_evaluation_plan(const filter_data& data, const schema_view& fields,
                                                     const evaluate_options& options);
CALQUE_DECL result<bool> run_evaluation(const evaluation_plan& plan, const boost::json::object& record);
CALQUE_DECL result<bool> run_evaluation(const evaluation_plan& plan, const boost::json::value& record);
CALQUE_DECL result<bool> run_evaluation_of_text(const evaluation_plan& plan, std::string_view record);

} // namespace detail

/// A compiled filter, which decides about records as the server does, as far as its behavior is known.
///
/// Relative times are resolved once and patterns are compiled once. Copies share the compiled filter.
/// *Thread safety*: one evaluator may be used by several threads at once. *Lifetimes*: the filter may be destroyed
/// after construction.
///
/// A field is looked up at the path that filters use, or at the locations that the schema's `record_places` lists.
/// Rows of lists, single calls and webhook payloads can therefore be evaluated as they arrive. The duration of a call
/// may be a text of minutes and seconds: `05:03` or `01:05:03`.
///
/// Rules for values:
/// - A dotted field is a path of keys. A missing key is null, and so is any key beneath a null or a null to-one
///   relation.
/// - Null matches `is null`, and also `!=` if the assumptions say so; nothing else.
/// - A value of another type than the filter's matches only `!=`. A time that cannot be read is null.
/// - `=`, `!=` and `in` on text are exact. `contains`, `startswith` and `endswith` ignore case, by Unicode simple
///   case folding. `matches` searches with Perl syntax, case-sensitively; `.` is one character, and `\w` and similar
///   are ASCII.
/// - Numbers are compared by their exact values; `read_json` reads records without rounding them. Fields that the API
///   compares as text are compared as text, byte by byte; an object or an array as its JSON.
/// - A condition on a to-many relation holds if it holds for some row; `same_row` holds if one row meets all its
///   conditions. An array in the position of a to-one relation is not a relation.
/// - Under `open_schema`, which has no types, an array on a path is a to-many relation. `<`, `<=`, `>` and `>=`
///   compare instants if both the filter's text and the record's read as times.
class evaluator {
public:
    /// Compiles a filter. *Errors*: throws `system_error` with `errc::bad_regex`.
    template <schema Schema>
    explicit evaluator(const filter<Schema>& what, const evaluate_options& options = {})
        : plan_{detail::make_evaluation_plan(detail::filter_access::data(what), schema_of<Schema>, options)} {}

    /// Returns whether the filter selects a record, which must be a JSON object.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_record` if it is not, or with `errc::regex_too_complex`.
    [[nodiscard]] bool operator()(const boost::json::value& record) const { return try_match(record).value(); }
    [[nodiscard]] bool operator()(const boost::json::object& record) const { return try_match(record).value(); }

    /// As the call operator, but returns an error instead of throwing. The result's `operator bool` reports success,
    /// not the decision.
    [[nodiscard]] result<bool> try_match(const boost::json::value& record) const {
        return detail::run_evaluation(*plan_, record);
    }
    [[nodiscard]] result<bool> try_match(const boost::json::object& record) const {
        return detail::run_evaluation(*plan_, record);
    }

    /// Returns whether the filter selects the record with this JSON text, such as one from `client.records`.
    ///
    /// Converts only the members that the filter needs, with exact numbers, which takes a fraction of the time of
    /// parsing the whole text. A lone surrogate is read as U+FFFD.
    ///
    /// *Errors*: `errc::bad_record` if the text is not a JSON object or is nested deeper than 128 levels;
    /// `errc::regex_too_complex`.
    [[nodiscard]] result<bool> try_match_json(std::string_view record) const {
        return detail::run_evaluation_of_text(*plan_, record);
    }

private:
    detail::evaluation_plan_ptr plan_;
};

/// Compiles a filter for many records. *Errors*: returns `errc::bad_regex`.
template <schema Schema>
[[nodiscard]] result<evaluator> make_evaluator(const filter<Schema>& what, const evaluate_options& options = {}) {
    try {
        return evaluator{what, options};
    } catch (const system_error& failure) {
        return failure.code();
    }
}

/// Returns whether a filter selects one record. For many records, create one `evaluator`.
///
/// *Errors*: throws `system_error` with `errc::bad_record`, `errc::bad_regex` or `errc::regex_too_complex`.
template <schema Schema>
[[nodiscard]] bool evaluate(const filter<Schema>& what, const boost::json::value& record,
                            const evaluate_options& options = {}) {
    return evaluator{what, options}(record);
}

/// Returns whether a filter selects one record at the instant `moment`.
template <schema Schema>
[[nodiscard]] bool evaluate(const filter<Schema>& what, const boost::json::value& record, instant moment) {
    return evaluate(what, record, evaluate_options{.now = moment});
}

/// As `evaluate`, but returns an error instead of throwing.
template <schema Schema>
[[nodiscard]] result<bool> try_evaluate(const filter<Schema>& what, const boost::json::value& record,
                                        const evaluate_options& options = {}) {
    const result<evaluator> decide = make_evaluator(what, options);
    if (!decide) return {boost::system::in_place_error, decide.error()};
    return decide->try_match(record);
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/evaluate/evaluate.ipp>
#endif
