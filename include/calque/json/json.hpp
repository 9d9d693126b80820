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

/// Fills `out`, or says in `problems` what is wrong; returns whether `out` is a filter.
CALQUE_DECL bool from_dom(const boost::json::value& json, const schema_view& fields, const parse_options& options,
                          filter_data& out, std::vector<diagnostic>& problems);
/// The fast pass of `from_json_text`, which may refuse a filter.
CALQUE_DECL reading read_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out);
/// The slow pass: whether it is a filter, and what there is to say.
CALQUE_DECL bool explain_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems);
/// The same as `from_dom`, of the JSON's text; with `hasty`, without what warnings say.
CALQUE_DECL reading from_json_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                   filter_data& out, std::vector<diagnostic>& problems, bool hasty);

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

/// Appends the filter JSON of the API to `out`, on one line; keys stand in the order field, op, value and operator,
/// conditions.
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

/// Diagnostics as JSON for programs: an array on one line, with an object for each diagnostic in the order given.
///
/// The keys of an object, in this order; those from `label` on are there only where there is something to say:
/// - `code`: the stable code such as `"E204"`; `severity`: `"error"` or `"warning"`; `message`: what is wrong
/// - `range`: the place in `source`, an object of `begin` and `end` in bytes from 0, `line` and `column` of the begin, and
///   `end_line` and `end_column`, all as `locate` counts; left out where a `pointer` is the only place
/// - `label`: a few words for under the place; `expected`: an array of what could stand there, nearest first
/// - `note`: a second place, an object of `range` and `text`; `help`: what to write instead
/// - `edits`: an array of objects of `begin` and `end` in bytes, `replacement` and `safe`, each a change that stands alone
/// - `pointer`: for filter JSON, the JSON pointer to the place
///
/// The result is UTF-8 whatever the texts are: a byte that is none becomes U+FFFD, and an edit that would need one is
/// left out. Other characters are not escaped unless JSON demands it.
/// *Errors*: none but `std::bad_alloc`. *Lifetimes*: the result refers to nothing.
[[nodiscard]] std::string to_json(std::span<const diagnostic> all, std::string_view source);

/// Reads filter JSON: a condition or a group, never both (api.md (b)).
///
/// A group of one is collapsed and nested groups of a kind are joined, which keeps the meaning. Depth counts groups: a
/// text that mixes `and` and `or` inside each of its parentheses makes two for each, so that the JSON of one with over 32
/// levels takes a larger `parse_limits::depth`.
/// *Errors*: diagnostics `E601` and `E602`, and those of the schema, of values and of limits, each with a JSON pointer to
/// the place.
template <schema Schema = call_log>
[[nodiscard]] parse_result<Schema> from_json(const boost::json::value& json, const parse_options& options = {}) {
    return detail::result_access::make<Schema>([&](auto& data, auto& problems) {
        return detail::from_dom(json, schema_of<Schema>, options, data, problems) ? detail::reading::done
                                                                                  : detail::reading::refused;
    });
}

/// Reads filter JSON from its text, in which no key of a condition or a group stands twice. A whole number of up to 64 bits
/// is exact, however it is written.
///
/// As a rule a filter is read in one pass, with two allocations at most; where there is something to say, it is read once
/// more. What is wrong has a place in the text, and edits where it is plain what was meant. *Errors*: `E401` and those above. *Lifetimes*: the result does not refer to `text`.
template <schema Schema = call_log, std::convertible_to<std::string_view> Text>
[[nodiscard]] parse_result<Schema> from_json(const Text& text, const parse_options& options = {}) {
    return detail::result_access::make<Schema>(std::string_view{text}, options, detail::json_text_parser<Schema>{});
}

/// Reads filter JSON from its text as `from_json` does, into a result that is there, and uses its memory again.
///
/// What `parse_into` is to `parse`. *Errors*, *Lifetimes*: those of `from_json`; what the result held before is gone.
/// *Example*: `auto kept = calque::from_json(first); calque::from_json_into(kept, second);`
template <schema Schema>
void from_json_into(parse_result<Schema>& kept, std::string_view text, const parse_options& options = {}) {
    detail::result_access::fill(kept, text, options, detail::json_text_parser<Schema>{});
}

/// Why a text is not JSON, and where.
struct json_failure {
    error_code code{};      ///< of boost::json::error; none where the text was read
    std::size_t offset = 0; ///< the byte of the text that could not be read
};

/// Reads one JSON text as Boost.JSON does, but with every number exact.
///
/// Boost.JSON's own conversion of fractions may be off by the last bit, so that a record's `0.1234567890123` would not
/// equal the filter's. A whole number of up to 64 bits that a double would round is an integer, however it is written.
/// `max_depth` bounds the nesting; the value lives in `storage`.
/// *Errors*: in `failure`, a number that no double holds among them (`1e400`, `1e-400`); the value is then null.
/// *Lifetimes*: the value does not refer to `text`.
[[nodiscard]] boost::json::value read_json(std::string_view text, json_failure& failure, std::size_t max_depth = 64,
                                           boost::json::storage_ptr storage = {});

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/json/json.ipp>
#endif
