// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/detail/config.hpp>
#include <calque/diagnostic.hpp>
#include <calque/filter.hpp>
#include <calque/parse_result.hpp>

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace calque {

namespace detail {
CALQUE_DECL void append_json(std::string& out, const filter_data& data, const schema_view& fields);
CALQUE_DECL void append_json_string(std::string& out, std::string_view text);
CALQUE_DECL void append_json_value(std::string& out, const value& what);
CALQUE_DECL boost::json::value to_dom(const filter_data& data, const schema_view& fields,
                                      boost::json::storage_ptr storage);

/// Fills `out`, or says in `problems` what is wrong; returns whether `out` is a filter.
CALQUE_DECL bool from_dom(const boost::json::value& json, const schema_view& fields, const parse_options& options,
                          filter_data& out, std::vector<diagnostic>& problems);
CALQUE_DECL bool from_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                filter_data& out, std::vector<diagnostic>& problems);
} // namespace detail

/// Appends the filter JSON of the API to `out`, on one line; keys stand in the order field, op, value and operator, conditions.
template <schema Schema>
void append_json(std::string& out, const filter<Schema>& what) {
    detail::append_json(out, detail::filter_access::data(what), schema_of<Schema>);
}

/// The filter JSON of the API, on one line (api.md (b)).
template <schema Schema>
[[nodiscard]] std::string to_json(const filter<Schema>& what) {
    std::string out;
    append_json(out, what);
    return out;
}

/// Makes a Boost.JSON value of a filter: `boost::json::value_from(filter)`.
template <schema Schema>
void tag_invoke(boost::json::value_from_tag, boost::json::value& json, const filter<Schema>& what) {
    json = detail::to_dom(detail::filter_access::data(what), schema_of<Schema>, json.storage());
}

/// Reads filter JSON: a condition or a group, never both (api.md (b)).
///
/// A group of one is collapsed and nested groups of a kind are joined, which keeps the meaning.
/// *Errors*: diagnostics `E601` and `E602`, and those of the schema and of values, each with a JSON pointer to the place.
template <schema Schema = call_log>
[[nodiscard]] parse_result<Schema> from_json(const boost::json::value& json, const parse_options& options = {}) {
    detail::filter_data data;
    std::vector<diagnostic> problems;
    if (detail::from_dom(json, schema_of<Schema>, options, data, problems))
        return {detail::filter_access::make<Schema>(std::move(data)), std::move(problems)};
    return {std::move(problems), std::string{}};
}

/// Reads filter JSON from its text.
template <schema Schema = call_log, std::convertible_to<std::string_view> Text>
[[nodiscard]] parse_result<Schema> from_json(const Text& text, const parse_options& options = {}) {
    detail::filter_data data;
    std::vector<diagnostic> problems;
    const std::string_view view = text;
    if (detail::from_json_text(view, schema_of<Schema>, options, data, problems))
        return {detail::filter_access::make<Schema>(std::move(data)), std::move(problems)};
    return {std::move(problems), std::string{view.substr(0, options.limits.input_bytes)}};
}

/// Why a text is not JSON, and where.
struct json_failure {
    error_code code{};      ///< of boost::json::error; none where the text was read
    std::size_t offset = 0; ///< the byte of the text that could not be read
};

/// Reads one JSON text as Boost.JSON does, but with every number exact.
///
/// Boost.JSON's own conversion of fractions may be off by the last bit, so that a record's `0.1234567890123` would not
/// equal the filter's. `max_depth` bounds the nesting; the value lives in `storage`.
/// *Errors*: in `failure`; the value is then null. *Lifetimes*: the value does not refer to `text`.
[[nodiscard]] boost::json::value read_json(std::string_view text, json_failure& failure, std::size_t max_depth = 64,
                                           boost::json::storage_ptr storage = {});

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/json.ipp>
#endif
