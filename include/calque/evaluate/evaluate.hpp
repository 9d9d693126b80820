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

/// What a condition found in a record where its field's value stands.
enum class found_as : std::uint8_t {
    usable,     ///< a value of the field's type, null, or a relation without rows
    absent,     ///< nothing: the record does not have the field
    unreadable, ///< a value of another type, such as `"soon"` for a duration, or a time that cannot be read
};

/// What one condition found in one record. *Lifetimes*: valid during the call.
struct field_finding {
    std::string_view field; ///< as the filter names it; of a `same_row` group without rows the relation
    found_as how;
    const boost::json::value* value; ///< what was found; null where nothing was
};

/// Is told what a filter's conditions find, for each condition that has to be looked at to decide.
///
/// *Thread safety*: it is called by the thread that evaluates; several may at once.
using record_listener = std::function<void(const field_finding&)>;

/// How a filter is evaluated.
struct evaluate_options {
    std::optional<instant> now{};                    ///< what `now` and `today` count from; nothing: the system clock
    std::optional<server_assumptions> assumptions{}; ///< what is assumed of the server; nothing: what the schema says
    std::size_t regex_steps = 2'000'000;             ///< characters that one search of a pattern may look at
    record_listener listener{};                      ///< is told of fields that records lack or have unreadable
};

namespace detail {

struct evaluation_plan;
using evaluation_plan_ptr = std::shared_ptr<const evaluation_plan>;

/// Compiles a filter; throws `system_error`.
CALQUE_DECL evaluation_plan_ptr make_evaluation_plan(const filter_data& data, const schema_view& fields,
                                                     const evaluate_options& options);
CALQUE_DECL result<bool> run_evaluation(const evaluation_plan& plan, const boost::json::object& record);
CALQUE_DECL result<bool> run_evaluation(const evaluation_plan& plan, const boost::json::value& record);
CALQUE_DECL result<bool> run_evaluation_of_text(const evaluation_plan& plan, std::string_view record);

} // namespace detail

/// Decides which records a filter selects, as the server is understood to do it.
///
/// Relative times are resolved once, patterns compiled once. Copies share the compiled filter.
/// *Thread safety*: one evaluator may be used by several threads at once. *Lifetimes*: the filter may be gone.
///
/// A record has each field at the path that filters name, or where the schema's `record_places` say that records of the
/// API have it: rows of lists, single calls and what a webhook sends are read as they come. The duration of a call may be
/// a text of minutes and seconds, `05:03` or `01:05:03`.
///
/// What a record holds decides as follows.
/// - A dotted field is a path of keys. A missing key, and one behind a null or a to-one relation that is null, is null.
/// - Null matches `is null`, and `!=` where the assumptions say so; nothing else.
/// - A value of another type than the filter's matches nothing but `!=`; a time that cannot be read is null.
/// - `=`, `!=` and `in` on text are exact. `contains`, `startswith` and `endswith` disregard case, by Unicode's simple
///   folding. `matches` searches: Perl's syntax, case-sensitive, `.` is one character, `\w` and kin are ASCII.
/// - Numbers are ordered by their exact values; `read_json` reads records without rounding them.
///   What the API compares as text is compared as text, byte by byte; an object or an array as its JSON.
/// - A condition on a to-many relation holds where it does for some row; `same_row` where one row meets all of it.
///   An array in the place of a to-one relation is no relation.
/// - Under `open_schema`, which knows no types, an array on the way of a path is a to-many relation, and `<` and kin
///   compare instants where both the filter's text and the record's read as times.
class evaluator {
public:
    /// Compiles a filter. *Errors*: throws `system_error` with `errc::bad_regex`.
    template <schema Schema>
    explicit evaluator(const filter<Schema>& what, const evaluate_options& options = {})
        : plan_{detail::make_evaluation_plan(detail::filter_access::data(what), schema_of<Schema>, options)} {}

    /// Whether the filter selects a record, which is a JSON object.
    ///
    /// *Errors*: throws `system_error` with `errc::bad_record` where it is none, and with `errc::regex_too_complex`.
    [[nodiscard]] bool operator()(const boost::json::value& record) const { return try_match(record).value(); }
    [[nodiscard]] bool operator()(const boost::json::object& record) const { return try_match(record).value(); }

    /// As the call operator, with the error in the result, whose `operator bool` is whether there is none.
    [[nodiscard]] result<bool> try_match(const boost::json::value& record) const {
        return detail::run_evaluation(*plan_, record);
    }
    [[nodiscard]] result<bool> try_match(const boost::json::object& record) const {
        return detail::run_evaluation(*plan_, record);
    }

    /// Whether the filter selects the record whose JSON this is, such as one of `client.records`.
    ///
    /// Of the text only what the filter asks for becomes values, with exact numbers, so that it takes a fraction of the
    /// time that making a value of all of it does. Half of a surrogate pair is read as U+FFFD.
    ///
    /// *Errors*: `errc::bad_record` where it is no JSON object, or is nested deeper than 128 levels;
    /// `errc::regex_too_complex`.
    [[nodiscard]] result<bool> try_match_json(std::string_view record) const {
        return detail::run_evaluation_of_text(*plan_, record);
    }

private:
    detail::evaluation_plan_ptr plan_;
};

/// Compiles a filter for many records, with the error in the result: `errc::bad_regex`.
template <schema Schema>
[[nodiscard]] result<evaluator> make_evaluator(const filter<Schema>& what, const evaluate_options& options = {}) {
    try {
        return evaluator{what, options};
    } catch (const system_error& failure) {
        return failure.code();
    }
}

/// Whether a filter selects one record; for many records make one `evaluator`.
///
/// *Errors*: throws `system_error` with `errc::bad_record`, `errc::bad_regex` or `errc::regex_too_complex`.
template <schema Schema>
[[nodiscard]] bool evaluate(const filter<Schema>& what, const boost::json::value& record,
                            const evaluate_options& options = {}) {
    return evaluator{what, options}(record);
}

/// Whether a filter selects one record at the instant `now`.
template <schema Schema>
[[nodiscard]] bool evaluate(const filter<Schema>& what, const boost::json::value& record, instant moment) {
    return evaluate(what, record, evaluate_options{.now = moment});
}

/// As `evaluate`, with the error in the result.
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
