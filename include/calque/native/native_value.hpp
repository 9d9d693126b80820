// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/bind.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/schema/field.hpp>
#include <calque/support/scan.hpp>
#include <calque/values/relative_time.hpp>
#include <calque/values/scan_number.hpp>
#include <calque/values/value.hpp>

#include <bit>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

// Converts C++ arguments to values of a filter. As for text, `bind` checks whether they fit a field.
namespace calque::detail {

/// The kind of value a C++ type is read as; those from `character` on are not values of a filter.
enum class native_kind : std::uint8_t {
    boolean,
    whole,
    real,
    text,
    seconds,            ///< a duration in whole seconds, minutes, days, …
    fractional_seconds, ///< a duration that may have fractions of a second
    datetime,
    relative,
    character,         ///< `'a'`
    null,              ///< `nullptr` or `std::nullopt`
    calendar_duration, ///< months and years, which have no fixed length
    unknown,
};

template <class Arg>
inline constexpr bool is_character =
    std::same_as<Arg, char> || std::same_as<Arg, wchar_t> || std::same_as<Arg, char8_t> ||
    std::same_as<Arg, char16_t> || std::same_as<Arg, char32_t>;

/// Returns the kind of a `duration<Count, Period>`.
template <class Count, class Period>
[[nodiscard]] consteval native_kind duration_kind() noexcept {
    if (!std::is_arithmetic_v<Count>) return native_kind::unknown;
    if (std::ratio_equal_v<Period, std::chrono::months::period> ||
        std::ratio_equal_v<Period, std::chrono::years::period>)
        return native_kind::calendar_duration;
    return std::integral<Count> && Period::type::den == 1 ? native_kind::seconds : native_kind::fractional_seconds;
}

template <class Arg>
struct time_kind {
    static constexpr native_kind value = native_kind::unknown;
};
template <class Count, class Period>
struct time_kind<std::chrono::duration<Count, Period>> {
    static constexpr native_kind value = duration_kind<Count, Period>();
};
template <class Count, class Period>
struct time_kind<std::chrono::sys_time<std::chrono::duration<Count, Period>>> {
    static constexpr native_kind value = std::is_arithmetic_v<Count> ? native_kind::datetime : native_kind::unknown;
};

/// Returns the kind of an unqualified type.
template <class Arg>
[[nodiscard]] consteval native_kind kind_of_native() noexcept {
    if constexpr (std::same_as<Arg, bool>) return native_kind::boolean;
    else if constexpr (is_character<Arg>) return native_kind::character;
    else if constexpr (std::integral<Arg>)
        return sizeof(Arg) <= sizeof(std::uint64_t) ? native_kind::whole : native_kind::unknown;
    else if constexpr (std::floating_point<Arg>) return native_kind::real;
    else if constexpr (std::same_as<Arg, std::nullptr_t> || std::same_as<Arg, std::nullopt_t>) return native_kind::null;
    else if constexpr (std::same_as<Arg, calque::datetime>) return native_kind::datetime;
    else if constexpr (std::is_convertible_v<const Arg&, relative_time>) return native_kind::relative;
    else if constexpr (std::is_convertible_v<const Arg&, std::string_view>) return native_kind::text;
    else return time_kind<Arg>::value;
}
template <class Arg>
inline constexpr native_kind native_kind_of = kind_of_native<std::remove_cvref_t<Arg>>();

/// If you see an error that names this concept, an argument has a C++ type that is not a value of a filter. Allowed
/// are: bool, integers, floating-point numbers, types that convert to `std::string_view`, durations and system clock
/// times of `<chrono>`, `calque::datetime` and `calque::relative_time`.
template <class Arg>
concept native_value = native_kind_of<Arg> < native_kind::character;

/// Returns why no value of a kind fits a field and operator, or `none` if some value does.
[[nodiscard]] constexpr value_problem problem_of(native_kind kind, const field& row, op operation) noexcept {
    const auto with = [&](literal_kind what, value_kind value) {
        return bind({.kind = what, .value = value}, {}, row, operation).problem;
    };
    switch (kind) {
    case native_kind::boolean: return with(literal_kind::boolean, value_kind::boolean);
    case native_kind::whole: return with(literal_kind::number, value_kind::integer);
    case native_kind::real: return with(literal_kind::number, value_kind::number);
    case native_kind::text: return with(literal_kind::string, value_kind::string);
    case native_kind::seconds: return with(literal_kind::duration, value_kind::integer);
    case native_kind::fractional_seconds: {
        const value_problem why = with(literal_kind::duration, value_kind::number);
        return why == value_problem::none ? with(literal_kind::number, value_kind::number) : why;
    }
    case native_kind::datetime: return with(literal_kind::datetime, value_kind::datetime);
    case native_kind::relative: return with(literal_kind::relative, value_kind::relative);
    case native_kind::character:
    case native_kind::null:
    case native_kind::calendar_duration:
    case native_kind::unknown: break;
    }
    return is_text_match(operation) ? value_problem::text_operator : value_problem::wrong_type;
}

/// Returns why no value of a C++ type fits a field and operator, or `none`.
template <class Arg>
[[nodiscard]] constexpr value_problem fits(const field& row, op operation) noexcept {
    return problem_of(native_kind_of<Arg>, row, operation);
}

/// Why the value of an argument cannot be used in a filter, although its type can.
enum class native_problem : std::uint8_t {
    none,
    not_finite,        ///< infinity or not a number
    duration_overflow, ///< a duration beyond 64 bits of seconds
    null_pointer,      ///< a `const char*` that is null
    not_utf8,
    too_long,         ///< a text longer than `parse_limits::string_bytes`
    outside_calendar, ///< not representable in RFC 3339: the year is not 1 to 9999, or the zone is a day or more
    not_relative,     ///< a relative time with invalid members
};

/// An argument as `bind` takes it; `text` is the text of a string, valid as long as the argument.
struct native_reading {
    literal what{};
    std::string_view text{};
    native_problem problem = native_problem::none;
};

[[nodiscard]] constexpr native_reading read_real(double number, literal_kind kind = literal_kind::number) noexcept {
    constexpr double most = std::numeric_limits<double>::max();
    if (!(number >= -most && number <= most))
        return {.what = {.bits = std::bit_cast<std::uint64_t>(number)}, .problem = native_problem::not_finite};
    number_scan stored;
    store_double(number, stored);
    return {.what = {.kind = kind, .value = stored.kind, .bits = stored.bits}};
}

[[nodiscard]] constexpr native_reading read_whole(std::integral auto number) noexcept {
    number_scan stored;
    const bool negative = std::cmp_less(number, 0);
    const auto bits = static_cast<std::uint64_t>(number);
    store_whole(negative ? ~bits + 1 : bits, negative, stored);
    return {.what = {.kind = literal_kind::number, .value = stored.kind, .bits = stored.bits}};
}

[[nodiscard]] constexpr native_reading read_text(std::string_view text) noexcept {
    native_reading out{.what = {.kind = literal_kind::string, .value = value_kind::string}, .text = text};
    if (text.size() > parse_limits{}.string_bytes) out.problem = native_problem::too_long;
    else if (!is_utf8(text)) out.problem = native_problem::not_utf8;
    return out;
}

/// Reads a duration: whole seconds are exact, any other duration becomes the nearest number of seconds.
template <class Count, class Period>
[[nodiscard]] constexpr native_reading read_duration(const std::chrono::duration<Count, Period>& time) noexcept {
    constexpr std::int64_t up = Period::type::num, down = Period::type::den;
    if constexpr (std::integral<Count>) {
        using limits = std::numeric_limits<std::int64_t>;
        const Count count = time.count();
        if (std::cmp_greater(count, limits::max())) return {.problem = native_problem::duration_overflow};
        const auto units = static_cast<std::int64_t>(count);
        const std::int64_t multiple = units / down;
        if (multiple > limits::max() / up || multiple < limits::min() / up)
            return {.problem = native_problem::duration_overflow};
        if (units % down == 0)
            return {.what = {.kind = literal_kind::duration,
                             .value = value_kind::integer,
                             .bits = static_cast<std::uint64_t>(multiple * up)}};
    }
    const double seconds = static_cast<double>(time.count()) * static_cast<double>(up) / static_cast<double>(down);
    return read_real(seconds, literal_kind::duration);
}

/// The half-open range of instants whose year RFC 3339 can represent.
inline constexpr instant first_year{std::chrono::sys_days{std::chrono::year{1} / 1 / 1}};
inline constexpr instant end_of_calendar{std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1}};

[[nodiscard]] constexpr native_reading read_datetime_value(const datetime& time) noexcept {
    constexpr std::chrono::minutes day{24 * 60};
    const std::chrono::minutes zone{time.zone_minutes};
    // Compares without the zone first, because adding it at the limit of the type would overflow.
    if (zone <= -day || zone >= day || time.at < first_year - day || time.at > end_of_calendar + day ||
        time.at + zone < first_year || time.at + zone >= end_of_calendar)
        return {.problem = native_problem::outside_calendar};
    return {.what = {.kind = literal_kind::datetime,
                     .value = value_kind::datetime,
                     .zone_minutes = time.zone_minutes,
                     .bits = std::bit_cast<std::uint64_t>(time.at.time_since_epoch().count())}};
}

/// Reads a time; digits beyond microseconds are cut.
template <class Duration>
[[nodiscard]] constexpr native_reading read_system_time(const std::chrono::sys_time<Duration>& time) noexcept {
    using approximate = std::chrono::duration<double>;
    const approximate about = time.time_since_epoch();
    constexpr approximate first = first_year.time_since_epoch(), behind = end_of_calendar.time_since_epoch();
    // Compares approximately first, because distant times may not fit in microseconds. NaN compares as false.
    if (!(about >= first && about <= behind)) return {.problem = native_problem::outside_calendar};
    return read_datetime_value({std::chrono::floor<std::chrono::microseconds>(time), 0});
}

[[nodiscard]] constexpr native_reading read_relative(relative_time time) noexcept {
    if (time.sign == 0) time = {.anchor = time.anchor};
    const bool known = time.anchor <= time_anchor::today && time.unit <= time_unit::year &&
                       (time.sign == 0 || time.sign == '-' || time.sign == '+') && time.amount >= 0 &&
                       time.amount <= max_amount(time.unit);
    if (!known) return {.problem = native_problem::not_relative};
    return {.what = {.kind = literal_kind::relative, .value = value_kind::relative, .bits = pack(time)}};
}

/// Reads an argument; `bind` must still check that it fits its field.
template <native_value Arg>
[[nodiscard]] constexpr native_reading read_native(const Arg& from) noexcept {
    constexpr native_kind kind = native_kind_of<Arg>;
    if constexpr (kind == native_kind::boolean)
        return {.what = {.kind = literal_kind::boolean, .value = value_kind::boolean, .bits = from ? 1u : 0u}};
    else if constexpr (kind == native_kind::whole) return read_whole(from);
    else if constexpr (kind == native_kind::real) return read_real(static_cast<double>(from));
    else if constexpr (kind == native_kind::seconds || kind == native_kind::fractional_seconds)
        return read_duration(from);
    else if constexpr (kind == native_kind::relative) return read_relative(from);
    else if constexpr (std::same_as<Arg, calque::datetime>) return read_datetime_value(from);
    else if constexpr (kind == native_kind::datetime) return read_system_time(from);
    else {
        if constexpr (std::is_pointer_v<Arg>)
            if (from == nullptr) return {.problem = native_problem::null_pointer};
        return read_text(from);
    }
}

} // namespace calque::detail
