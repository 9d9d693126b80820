// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/write.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail {

enum class json_kind : std::uint8_t { none, null, boolean, number, string, array, object };

/// Returns the name of a kind with its article, for messages.
[[nodiscard]] constexpr std::string_view with_article(json_kind kind) noexcept {
    switch (kind) {
    case json_kind::none: return "nothing";
    case json_kind::null: return "null";
    case json_kind::boolean: return "a boolean";
    case json_kind::number: return "a number";
    case json_kind::string: return "a string";
    case json_kind::array: return "an array";
    case json_kind::object: return "an object";
    }
    return {};
}

/// How a value is stored. `decimal` and `time` are numbers and strings already parsed, without loss of characters.
enum class scalar_form : std::uint8_t { none, null, no, yes, decimal, number, string, time, array, object };

/// One value of a response; a default-constructed token means a missing value.
///
/// *Lifetimes*: `text` is a view that the creator of the token must keep valid.
struct scalar_token {
    scalar_form form = scalar_form::none;
    bool negative = false;         ///< decimal: its sign
    bool zulu = false;             ///< time: written with `Z`
    bool escaped = false;          ///< string: it has escapes
    std::uint8_t scale = 0;        ///< decimal, time: digits after the decimal point
    std::int16_t zone_minutes = 0; ///< time: offset from UTC
    std::uint64_t bits = 0;        ///< decimal: all digits as one number; time: microseconds since 1970
    std::string_view text{};       ///< other forms: as written, a string without its quotes

    [[nodiscard]] constexpr json_kind kind() const noexcept {
        switch (form) {
        case scalar_form::none: return json_kind::none;
        case scalar_form::null: return json_kind::null;
        case scalar_form::no:
        case scalar_form::yes: return json_kind::boolean;
        case scalar_form::decimal:
        case scalar_form::number: return json_kind::number;
        case scalar_form::string:
        case scalar_form::time: return json_kind::string;
        case scalar_form::array: return json_kind::array;
        case scalar_form::object: return json_kind::object;
        }
        return json_kind::none;
    }

    /// Returns whether the value is missing or null.
    [[nodiscard]] constexpr bool is_missing_or_null() const noexcept { return form <= scalar_form::null; }
};

/// The maximum number of digits of a decimal; they fit 60 bits.
inline constexpr std::size_t max_decimal_digits = 18;

/// Appends a decimal as it was written.
template <class Text>
void append_decimal(Text& out, const scalar_token& decimal) {
    const digit_text digits{decimal.bits, decimal.scale + std::size_t{1}};
    const std::string_view all = digits.view();
    if (decimal.negative) out.push_back('-');
    out.append(all.substr(0, all.size() - decimal.scale));
    if (decimal.scale == 0) return;
    out.push_back('.');
    out.append(all.substr(all.size() - decimal.scale));
}

/// Appends a time as it was written, without quotes.
template <class Text>
void append_time_scalar(Text& out, const scalar_token& time) {
    using namespace std::chrono;
    const sys_time<microseconds> utc{microseconds{static_cast<std::int64_t>(time.bits)}};
    const auto local = utc + minutes{time.zone_minutes};
    const auto day = floor<days>(local);
    const year_month_day date{day};
    const hh_mm_ss clock{local - day};
    const auto part = [&](auto number, std::size_t width, char behind) {
        out.append(digit_text{static_cast<std::uint64_t>(number), width}.view());
        if (behind != 0) out.push_back(behind);
    };
    part(static_cast<int>(date.year()), 4, '-');
    part(static_cast<unsigned>(date.month()), 2, '-');
    part(static_cast<unsigned>(date.day()), 2, 'T');
    part(clock.hours().count(), 2, ':');
    part(clock.minutes().count(), 2, ':');
    part(clock.seconds().count(), 2, 0);
    if (time.scale > 0) {
        out.push_back('.');
        out.append(digit_text{static_cast<std::uint64_t>(clock.subseconds().count()), 6}.view().substr(0, time.scale));
    }
    if (time.zulu) return out.push_back('Z');
    const int zone = time.zone_minutes < 0 ? -time.zone_minutes : time.zone_minutes;
    out.push_back(time.zone_minutes < 0 ? '-' : '+');
    part(zone / 60, 2, ':');
    part(zone % 60, 2, 0);
}

/// Appends a value as JSON, as it was written.
template <class Text>
void append_scalar(Text& out, const scalar_token& token) {
    switch (token.form) {
    case scalar_form::none: return;
    case scalar_form::null: return out.append(std::string_view{"null"}), void();
    case scalar_form::no: return out.append(std::string_view{"false"}), void();
    case scalar_form::yes: return out.append(std::string_view{"true"}), void();
    case scalar_form::decimal: return append_decimal(out, token);
    case scalar_form::number:
    case scalar_form::array:
    case scalar_form::object: return out.append(token.text), void();
    case scalar_form::string:
    case scalar_form::time:
        out.push_back('"');
        if (token.form == scalar_form::time) append_time_scalar(out, token);
        else out.append(token.text);
        out.push_back('"');
        return;
    }
}

} // namespace calque::detail
