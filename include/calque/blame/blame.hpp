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

/// What is known of a filter that the API refused.
struct blame_options {
    std::string_view source{}; ///< the text that it was parsed from: diagnostics then have their range in it
    std::string_view
        member{}; ///< of the request's members that hold a filter the one of this filter; empty: the only one
};

namespace detail {
[[nodiscard]] CALQUE_DECL std::vector<diagnostic> blame(const filter_data& data, const schema_view& fields,
                                                        const api_failure& failure, const blame_options& options);
} // namespace detail

/// Which parts of a filter the API's answer points at, for a request that it refused with 400.
///
/// Each diagnostic has the code `refused_by_api`, the JSON pointer to the part in `to_json(what)`, and the server's words
/// in quotes. A message points at a part by a path, which its place in the answer or its text has
/// (`filters.conditions.1.op`, `/conditions/1`), by a key that is a field's name, or by a field's name or the string of a
/// value in quotes, letter by letter. Of all that is named so at most 20 parts are told. Nothing is guessed: a message
/// that points at no part gives no diagnostic, and `failure` still has its words and, where we know any, help.
///
/// With `source` there is also the range of the whole condition in that text. It is the right one whatever `not`, ranges
/// and `same_row` made of the text, as long as the text parses to this filter; one condition of the text that became
/// several of the filter is blamed once. Of a filter that was changed since, only conditions that stand in the text once
/// have a range; else it is empty.
/// *Errors*: none; empty where the failure is no 400, or points at no part of the filter.
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
