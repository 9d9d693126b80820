// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/support/config.hpp>

#include <cstddef>
#include <ostream>
#include <string>

namespace calque {

/// The layout of a filter's text.
struct print_options {
    std::size_t width = 0;  ///< maximum columns, where its words allow; 0 prints one line
    std::size_t indent = 4; ///< columns by which nested lines are indented
};

namespace detail {
[[nodiscard]] CALQUE_DECL std::string print(const filter_data& data, const schema_view& fields,
                                            const print_options& options);
} // namespace detail

/// Returns the canonical text of a filter: lower-case keywords, `=` and `!=`, double quotes, the fewest parentheses.
///
/// `parse` of the result returns an equal filter if the filter is within the parser's limits. Control characters,
/// invisible characters and characters that reorder text are escaped.
/// *Errors*: none except `std::bad_alloc`. *Lifetimes*: the result does not refer to the filter.
/// *Example*: `print(filter, {.width = 80})`.
template <schema Schema>
[[nodiscard]] std::string print(const filter<Schema>& what, const print_options& options = {}) {
    return detail::print(detail::filter_access::data(what), schema_of<Schema>, options);
}

/// Writes the canonical text of a filter on one line.
template <schema Schema>
std::ostream& operator<<(std::ostream& out, const filter<Schema>& what) {
    return out << print(what);
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/print/print.ipp>
#endif
