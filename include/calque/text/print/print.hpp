// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/support/config.hpp>

#include <cstddef>
#include <ostream>
#include <string>

namespace calque {

/// How a filter's text is laid out.
struct print_options {
    std::size_t width = 0;  ///< columns to stay within, as far as its words allow; 0 keeps the filter on one line
    std::size_t indent = 4; ///< columns by which what stands in parentheses or brackets of its own lines is moved in
};

namespace detail {
[[nodiscard]] CALQUE_DECL std::string print(const filter_data& data, const schema_view& fields,
                                            const print_options& options);
} // namespace detail

/// The canonical text of a filter: lower-case keywords, `=` and `!=`, double quotes, the fewest parentheses.
///
/// `parse` of the result gives an equal filter, as long as the filter is within the limits of the parser. Characters of
/// texts that steer a terminal, hide or change the order of others are written as escapes.
/// *Errors*: none but `std::bad_alloc`. *Lifetimes*: the result does not refer to the filter.
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
