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

/// RFC 3339 with `T`, at most six digits of fraction, and `Z` for no offset.
[[nodiscard]] std::string to_string(const datetime& time);

/// Reads a date and time, of RFC 3339 or as other programs write it: with a space or a comma for the `T` or the point,
/// without seconds, with `+0000`, `+01` or `UTC` for the zone.
///
/// Without a zone it is UTC where `naive_is_utc` says so, as is inferred of the API. Digits past the microsecond are cut.
/// Returns nothing where the text is no date and time.
[[nodiscard]] std::optional<datetime> read_datetime(std::string_view text, bool naive_is_utc = false);

/// The kinds of values that a filter holds.
enum class value_kind : std::uint8_t { none, boolean, integer, unsigned_integer, number, string, datetime, relative };

/// A typed value of a filter; the string is a view into the filter.
///
/// A whole number is an `int64_t` where it fits, else a `uint64_t`; a `double` is never a whole number that fits either.
/// *Lifetimes*: valid as long as the filter it was read from, unchanged.
using value = std::variant<bool, std::int64_t, std::uint64_t, double, std::string_view, datetime, relative_time>;

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/values/value.ipp>
#endif
