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

/// The filter of a request, or none. Unlike `std::optional`, it refuses a filter of another schema in few words.
///
/// *Example*: `request.filters = "success = true"_filter;`, `if (request.filters) show(*request.filters);`
template <schema Schema>
class optional_filter {
public:
    using value_type = filter<Schema>;

    optional_filter() = default;
    optional_filter(std::nullopt_t) noexcept {} // NOLINT(google-explicit-constructor)
    // NOLINTNEXTLINE(google-explicit-constructor)
    optional_filter(std::optional<value_type> what) noexcept : filter_{std::move(what)} {}

    /// Takes a filter, or what converts to one of this schema, such as a literal.
    template <std::convertible_to<value_type> Filter>
        requires(!std::same_as<std::remove_cvref_t<Filter>, optional_filter>)
    // NOLINTNEXTLINE(google-explicit-constructor): a filter is one
    optional_filter(Filter&& what) : filter_{std::in_place, std::forward<Filter>(what)} {}

    /// Refused: a filter of another schema. The template arguments are the words of the compiler's message.
    template <filter_operand Other, detail::fixed_string Why = "a filter of another schema",
              detail::fixed_string Instead = "write calque::convert<Schema>(it)">
        requires(!std::same_as<typename Other::schema_type, Schema>)
    optional_filter(const Other&) = delete; // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool has_value() const noexcept { return filter_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    /// The filter. *Errors*: throws `std::bad_optional_access` if it is missing.
    [[nodiscard]] const value_type& value() const { return filter_.value(); }

    /// The filter; there must be one.
    [[nodiscard]] const value_type& operator*() const noexcept { return *filter_; }
    [[nodiscard]] const value_type* operator->() const noexcept { return &*filter_; }

    friend bool operator==(const optional_filter&, const optional_filter&) = default;

private:
    std::optional<value_type> filter_{};
};

} // namespace calque
