// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/config.hpp>
#include <calque/values/datetime.hpp>
#include <calque/values/relative_time.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace calque {

/// Returns RFC 3339 text with `T`, at most six fraction digits, and `Z` for no offset.
[[nodiscard]] std::string to_string(const datetime& time);

/// Reads a date and time in RFC 3339 or a common variant: a space for the `T`, a comma for the point, no seconds,
/// `+0000`, `+01` or `UTC` for the zone.
///
/// A time without a zone is UTC if `naive_is_utc` is set, as is inferred for the API. Digits after the microsecond
/// are dropped. Returns nothing if the text is not a date and time.
[[nodiscard]] std::optional<datetime> read_datetime(std::string_view text, bool naive_is_utc = false);

/// The kinds of values in a filter.
enum class value_kind : std::uint8_t { none, boolean, integer, unsigned_integer, number, string, datetime, relative };

/// A typed value of a filter; a string is a view into the filter.
///
/// A whole number is an `int64_t` if it fits, otherwise a `uint64_t` if it fits; all other numbers are `double`.
/// *Lifetimes*: valid until the filter it was read from is changed or destroyed.
using value = std::variant<bool, std::int64_t, std::uint64_t, double, std::string_view, datetime, relative_time>;

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/values/value.ipp>
#endif
