// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/json/json.hpp>

namespace calque {

/// Checks a filter of one schema against another schema and returns the same filter of that schema, or the errors.
///
/// Turns an `open_filter`, whose fields the library did not know, into a filter that an endpoint accepts; there is no
/// implicit conversion.
/// *Errors*: those of `from_json`, each with a JSON pointer into `to_json(what)`.
/// *Lifetimes*: the result does not refer to `what`. *Example*: `calque::convert<calque::call_log>(open).value()`.
template <schema To, schema From>
[[nodiscard]] parse_result<To> convert(const filter<From>& what, const parse_options& options = {}) {
    return from_json<To>(to_json(what), options);
}

} // namespace calque
