// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/support/config.hpp>

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace calque {

namespace detail {
CALQUE_DECL void append_json(std::string& out, const filter_data& data, const schema_view& fields);
CALQUE_DECL boost::json::value to_dom(const filter_data& data, const schema_view& fields,
                                      boost::json::storage_ptr storage);

/// Fills `out`, or reports errors in `problems`; returns whether `out` is a filter.
CALQUE_DECL bool from_dom(const boost::json::value& json, const schema_view& fields, const parse_options& options,
                          filter_data& out, std::vector<diagnostic>& problems);
/// The fast pass of `from_json_text`, which may refuse a valid filter.
CALQUE_DECL reading read_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out);
/// The slow pass: reports errors and warnings, and returns whether `out` is a filter.
CALQUE_DECL bool explain_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems);
/// Reads as `from_dom` does, but from text; with `defer_warnings`, does not explain warnings.
CALQUE_DECL reading from_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems, bool defer_warnings);

/// Reads filter JSON, for `result_access`.
template <class Schema>
struct json_text_parser {
    reading operator()(std::string_view text, const parse_options& options, filter_data& out,
                       std::vector<diagnostic>& problems) const {
        return from_json_text(text, schema_of<Schema>, options, out, problems, true);
    }
    static void explain(std::string_view text, const parse_options& options, std::vector<diagnostic>& out) {
        filter_data ignored;
        (void)from_json_text(text, schema_of<Schema>, options, ignored, out, false);
    }
};
} // namespace detail

/// Appends the API's filter JSON to `out`, on one line, with keys in the order field, op, value and operator,
/// conditions.
template <schema Schema>
void append_json(std::string& out, const filter<Schema>& what) {
    detail::append_json(out, detail::filter_access::data(what), schema_of<Schema>);
}

/// Returns the API's filter JSON on one line (api/README.md, "Filter JSON").
template <schema Schema>
[[nodiscard]] std::string to_json(const filter<Schema>& what) {
    std::string out;
    append_json(out, what);
    return out;
}

/// Converts a filter to a Boost.JSON value: `boost::json::value_from(filter)`.
template <schema Schema>
void tag_invoke(boost::json::value_from_tag, boost::json::value& json, const filter<Schema>& what) {
    json = detail::to_dom(detail::filter_access::data(what), schema_of<Schema>, json.storage());
}

/// Returns diagnostics as JSON for programs: an array on one line, with one object per diagnostic in the given order.
///
/// The keys of an object, in this order; those from `label` on are omitted if empty:
/// - `code`: the stable code such as `"E204"`; `severity`: `"error"` or `"warning"`; `message`: what is wrong
/// - `range`: the location in `source`, an object of `begin` and `end` in bytes from 0, `line` and `column` of the
///   begin, and `end_line` and `end_column`, all as `locate` counts; omitted if a `pointer` is the only location
/// - `label`: a few words to show under the location; `expected`: an array of what was expected there, nearest first
/// - `note`: a second location, an object of `range` and `text`; `help`: what to write instead
/// - `edits`: an array of objects of `begin` and `end` in bytes, `replacement` and `safe`, each an independent change
/// - `pointer`: for filter JSON, the JSON pointer to the location
///
/// The result is always UTF-8: an invalid byte becomes U+FFFD, and an edit that would insert one is omitted. Other
/// characters are escaped only if JSON requires it.
/// *Errors*: none except `std::bad_alloc`. *Lifetimes*: the result refers to nothing.
[[nodiscard]] std::string to_json(std::span<const diagnostic> all, std::string_view source);

/// Reads filter JSON: a condition or a group, never both (api/README.md, "Filter JSON").
///
/// A group of one condition is replaced by it, and nested groups of the same kind are merged; neither changes the
/// meaning. Depth counts groups: a text that mixes `and` and `or` in each of its parentheses has two per level, so
/// its JSON needs a larger `parse_limits::depth` if there are more than 32 levels.
/// *Errors*: diagnostics `E601` and `E602`, and those of the schema, of values and of limits, each with a JSON
/// pointer to the location.
template <schema Schema = call_log>
[[nodiscard]] parse_result<Schema> from_json(const boost::json::value& json, const parse_options& options = {}) {
    return detail::result_access::make<Schema>([&](auto& data, auto& problems) {
        return detail::from_dom(json, schema_of<Schema>, options, data, problems) ? detail::reading::done
                                                                                  : detail::reading::refused;
    });
}

/// Reads filter JSON from its text, in which no key of a condition or a group may be repeated. A whole number of up
/// to 64 bits is exact in any notation.
///
/// Most filters are read in one pass with at most two allocations; a second pass runs only if there is something to
/// report. Errors have a location in the text, and edits if the intention is clear. *Errors*: `E401` and those above.
/// *Lifetimes*: the result does not refer to `text`.
template <schema Schema = call_log, std::convertible_to<std::string_view> Text>
[[nodiscard]] parse_result<Schema> from_json(const Text& text, const parse_options& options = {}) {
    return detail::result_access::make<Schema>(std::string_view{text}, options, detail::json_text_parser<Schema>{});
}

/// Reads filter JSON from its text as `from_json` does, but into an existing result, whose memory it reuses.
///
/// Corresponds to `parse_into`. *Errors*, *Lifetimes*: those of `from_json`; the previous contents of the result are
/// lost.
/// *Example*: `auto kept = calque::from_json(first); calque::from_json_into(kept, second);`
template <schema Schema>
void from_json_into(parse_result<Schema>& kept, std::string_view text, const parse_options& options = {}) {
    detail::result_access::fill(kept, text, options, detail::json_text_parser<Schema>{});
}

/// The reason why a text is not JSON, and the location.
struct json_failure {
    error_code code{};      ///< of boost::json::error; none if the text was read
    std::size_t offset = 0; ///< offset of the byte that could not be read
};

/// Parses one JSON text as Boost.JSON does, but with every number exact.
///
/// Boost.JSON's own conversion of fractions may be off by the last bit, so that a record's `0.1234567890123` would
/// not equal the filter's. A whole number of up to 64 bits that a double would round becomes an integer, in any
/// notation. `max_depth` limits the nesting; the value is allocated in `storage`.
/// *Errors*: in `failure`, including a number that no double can represent (`1e400`, `1e-400`); the value is then
/// null.
/// *Lifetimes*: the value does not refer to `text`.
[[nodiscard]] boost::json::value read_json(std::string_view text, json_failure& failure, std::size_t max_depth = 64,
                                           boost::json::storage_ptr storage = {});

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/json/json.ipp>
#endif
