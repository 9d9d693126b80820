// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/support/fixed_string.hpp>

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace calque {

/// An optional filter of a request: a `std::optional` with a short error for a filter of another schema.
///
/// *Example*: `request.filters = "success = true"_filter;`, `if (request.filters) show(*request.filters);`
template <schema Schema>
class optional_filter : public std::optional<filter<Schema>> {
    using base = std::optional<filter<Schema>>;

public:
    optional_filter() = default;
    optional_filter(std::nullopt_t) noexcept {}                    // NOLINT(google-explicit-constructor)
    optional_filter(base what) noexcept : base{std::move(what)} {} // NOLINT(google-explicit-constructor)

    /// Accepts a filter, or a type that converts to a filter of this schema, such as a literal.
    template <class Filter>
        requires(!std::derived_from<std::remove_cvref_t<Filter>, base> && std::convertible_to<Filter, filter<Schema>>)
    // NOLINTNEXTLINE(google-explicit-constructor): a filter is one
    optional_filter(Filter&& what) : base{std::in_place, std::forward<Filter>(what)} {}

    /// Rejects a filter of another schema. The template arguments contain the error message.
    template <filter_operand Other, detail::fixed_string Why = "a filter of another schema",
              detail::fixed_string Instead = "write calque::convert<Schema>(it)">
        requires(!std::same_as<typename Other::schema_type, Schema>)
    optional_filter(const Other&) = delete; // NOLINT(google-explicit-constructor)

    /// Takes no conversions, so a filter and an optional filter compare as usual.
    template <std::same_as<optional_filter> Left, std::same_as<Left> Right>
    friend bool operator==(const Left& left, const Right& right) {
        return static_cast<const base&>(left) == static_cast<const base&>(right);
    }
};

} // namespace calque
