// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/filter.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/api_failure.hpp>

#include <string_view>
#include <vector>

namespace calque {

/// The context of a filter that the API refused.
struct blame_options {
    std::string_view source{}; ///< the text it was parsed from; gives diagnostics a range
    std::string_view member{}; ///< the request member that holds this filter; empty: the only one
};

namespace detail {
[[nodiscard]] CALQUE_DECL std::vector<diagnostic> blame(const filter_data& data, const schema_view& fields,
                                                        const api_failure& failure, const blame_options& options);
} // namespace detail

/// Returns the parts of a filter that the API's 400 response points to.
///
/// Each diagnostic has the code `refused_by_api`, the JSON pointer to the part in `to_json(what)`, and the server's
/// text in quotes. A message points to a part by a path in its location or its text (`filters.conditions.1.op`,
/// `/conditions/1`), by a key that is a field's name, or by a quoted field name or string value, which must match
/// exactly. At most 20 parts are reported. Nothing is guessed: a message that points to no part gives no diagnostic;
/// `failure` still has its text and, if known, help.
///
/// With `source`, a diagnostic also has the range of the whole condition in that text. As long as the text parses to
/// this filter, the range is correct whatever `not`, ranges and `same_row` expand to; a condition that expands to
/// several is reported once. If the filter was changed since, only conditions that occur once in the text have a
/// range; otherwise the range is empty.
/// *Errors*: none; the result is empty if the failure is not a 400 or points to no part of the filter.
/// *Lifetimes*: the result refers to nothing.
/// *Example*: `std::cerr << render(blame(filter, error.failure(), {.source = text}), text);`
template <schema Schema>
[[nodiscard]] std::vector<diagnostic> blame(const filter<Schema>& what, const api_failure& failure,
                                            const blame_options& options = {}) {
    return detail::blame(detail::filter_access::data(what), schema_of<Schema>, failure, options);
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/blame/blame.ipp>
#endif
