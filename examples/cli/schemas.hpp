// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/metric.hpp>
#include <calque/run.hpp>
#include <calque/schema.hpp>
#include <calque/transaction.hpp>

#include <optional>
#include <string>

#include "failure.hpp"
#include "options.hpp"
#include "text.hpp"

namespace cli {

/// The option that names the filter's schema; call logs by default.
inline constexpr option schema_option{"schema", "NAME",
                                      "the fields of the filter: call_log, run, transaction, metric, or open for any"};

namespace detail {
template <class First, class... Others, class Do>
void with_one_of(const std::string& name, const Do& work) {
    if (name == First::name) work.template operator()<First>();
    else if constexpr (sizeof...(Others) > 0) with_one_of<Others...>(name, work);
    else
        throw usage_error{"--schema needs call_log, run, transaction, metric or open; found `" +
                          clipped(printable(name), 60) + '`'};
}
} // namespace detail

/// Calls `work.operator()<Schema>()` for the schema that `--schema` names. *Errors*: throws `usage_error` for others.
template <class Do>
void with_schema(const arguments& given, const Do& work) {
    const std::optional<std::string> name = given.text(schema_option.name);
    detail::with_one_of<calque::call_log, calque::run, calque::transaction, calque::metric, calque::open_schema>(
        name ? *name : std::string{calque::call_log::name}, work);
}

} // namespace cli
