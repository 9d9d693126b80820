// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/parse_result.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/text/mend/mend.hpp>
#include <calque/text/mend/parse_text.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace calque {

namespace detail {
/// Reads a filter's text, for `result_access`.
template <class Schema>
struct text_parser {
    reading operator()(std::string_view text, const parse_options& options, filter_data& out,
                       std::vector<diagnostic>& problems) const {
        return read_text(text, schema_of<Schema>, options, out, problems);
    }
    static void explain(std::string_view text, const parse_options& options, std::vector<diagnostic>& out) {
        filter_data ignored;
        parse_text(text, schema_of<Schema>, options, ignored, out);
    }
};
} // namespace detail

/// Parses a filter's text and checks it against a schema.
///
/// Returns the filter with its warnings, or every independent error. Throws only `std::bad_alloc`.
/// *Errors*: the diagnostics `E101` to `E501`. *Lifetimes*: the result does not refer to `text`.
/// *Example*: `calque::parse("timestamp >= today-7d and duration >= 60").value()`.
template <schema Schema = call_log>
[[nodiscard]] parse_result<Schema> parse(std::string_view text, const parse_options& options = {}) {
    return detail::result_access::make<Schema>(text, options, detail::text_parser<Schema>{});
}

/// Parses a text as `parse` does, into an existing result, and reuses its memory.
///
/// For programs that parse many filters: usually nothing is allocated if a text is a filter without warnings and no
/// longer than earlier texts. *Errors*, *Lifetimes*: as `parse`; the previous contents of the result are lost.
/// *Example*: `auto kept = calque::parse(first); calque::parse_into(kept, second);`
template <schema Schema>
void parse_into(parse_result<Schema>& kept, std::string_view text, const parse_options& options = {}) {
    detail::result_access::fill(kept, text, options, detail::text_parser<Schema>{});
}

/// A text that is checked when used, as made by `runtime`.
struct runtime_text {
    std::string_view text;
    parse_options options{};

    /// Returns the filter. *Errors*: throws `filter_error` if the text is not a filter.
    template <schema Schema>
    // NOLINTNEXTLINE(google-explicit-constructor): it is passed as a filter
    operator filter<Schema>() const {
        return parse<Schema>(text, options).value();
    }
};

/// Passes a text known only at run time to a function that takes a checked literal, a `filter_string`.
///
/// *Errors*: the function throws `filter_error`, with all diagnostics, if the text is not a filter of its schema.
/// *Lifetimes*: the text must outlive the call. *Example*: `client.bulk_data(ids, calque::runtime(typed))`.
[[nodiscard]] inline runtime_text runtime(std::string_view text, const parse_options& options = {}) {
    return {text, options};
}

} // namespace calque
