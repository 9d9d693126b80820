// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/tokens.hpp>
#include <calque/values/scan_number.hpp>

// The token classes of values.
namespace calque::detail::grammar {

/// `string`, decoded into the filter's text.
struct string_value {
    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        on.reserve_text(static_cast<std::size_t>(end - at));
        const std::size_t before = on.arena().size();
        const string_scan found = scan_string(at, end, on.limits().string_bytes, on.arena());
        switch (found.status) {
        case string_status::ok: break;
        case string_status::none: on.expected(at, expectation::string); return nullptr;
        default: on.broken([&](auto& to) { to.broken_string(at, found, end); }); return nullptr;
        }
        if (found.hidden != nullptr) on.warn_of_hidden(found.hidden);
        const text_slice text{static_cast<std::uint32_t>(before),
                              static_cast<std::uint32_t>(on.arena().size() - before)};
        const literal what{.kind = literal_kind::string, .value = value_kind::string, .bits = pack(text)};
        return on.add_literal({at, found.end}, what, text) ? found.end : nullptr;
    }
};

/// `number | duration | datetime`, which begin with a digit or a sign.
struct numeric_value {
    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (at == end || (!is_class(*at, digit_char) && *at != '-' && *at != '+')) {
            on.expected(at, expectation::value);
            return nullptr;
        }
        if (begins_like_datetime(at, end)) return datetime(on, at, end, scan_datetime(at, end));
        const number_scan number = scan_number(at, end);
        if (number.status != number_status::ok) {
            on.broken([&](auto& to) { to.broken_number(at, number, end); });
            return nullptr;
        }
        literal what{literal_kind::number, number.kind, 0, number.bits};
        const char* behind = number.end;
        if (behind != end && is_class(*behind, word_start_char)) {
            behind = scan_word(behind, end);
            if (!duration({number.end, behind}, number, what)) {
                on.broken([&](auto& to) { to.broken_duration({at, behind}, number); });
                return nullptr;
            }
        }
        return on.add_literal({at, behind}, what, {}) ? behind : nullptr;
    }

private:
    template <class On>
    static constexpr const char* datetime(On& on, const char* at, const char* end, const datetime_scan& time) {
        const bool torn = time.end != end && is_class(*time.end, word_char);
        if (time.status != datetime_status::ok || torn) {
            on.broken([&](auto& to) { to.broken_datetime(at, time, end); });
            return nullptr;
        }
        const literal what{.kind = literal_kind::datetime,
                           .value = value_kind::datetime,
                           .zone_minutes = time.time.zone_minutes,
                           .bits = static_cast<std::uint64_t>(time.time.at.time_since_epoch().count())};
        return on.add_literal({at, time.end}, what, {}) ? time.end : nullptr;
    }

    /// Reads `duration = integer unit`, with a unit of fixed length, as a number of seconds.
    static constexpr bool duration(const token& unit, const number_scan& number, literal& what) {
        const auto known = unit.text().size() == 1 ? unit_of(*unit.begin) : std::nullopt;
        const std::int64_t seconds = known ? seconds_of(*known) : 0;
        if (seconds == 0 || number.kind != value_kind::integer || !number.written_whole) return false;
        const auto amount = static_cast<std::int64_t>(number.bits);
        constexpr std::int64_t most = std::int64_t{1} << 43; // times a week stays below 2^63
        if (amount > most || amount < -most) return false;
        what.kind = literal_kind::duration;
        what.bits = static_cast<std::uint64_t>(amount * seconds);
        return true;
    }
};

/// `relative | "true" | "false"`, which begin with a letter.
struct word_value {
    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (const char* const behind = match_word(at, end, "true")) return boolean(on, at, behind, true);
        if (const char* const behind = match_word(at, end, "false")) return boolean(on, at, behind, false);
        const relative_scan relative = scan_relative(at, end);
        switch (relative.status) {
        case relative_status::ok: break;
        case relative_status::none: on.expected(at, expectation::value); return nullptr;
        default: on.broken([&](auto& to) { to.broken_relative(at, relative, end); }); return nullptr;
        }
        const literal what{.kind = literal_kind::relative, .value = value_kind::relative, .bits = pack(relative.time)};
        return on.add_literal({at, relative.end}, what, {}) ? relative.end : nullptr;
    }

private:
    template <class On>
    static constexpr const char* boolean(On& on, const char* at, const char* behind, bool truth) {
        const literal what{.kind = literal_kind::boolean, .value = value_kind::boolean, .bits = truth ? 1u : 0u};
        return on.add_literal({at, behind}, what, {}) ? behind : nullptr;
    }
};

/// `value = string | number | duration | datetime | relative | "true" | "false"`, distinguished by the first
/// character.
struct any_value {
    template <class On>
    [[gnu::always_inline]] constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (at != end && (*at == '"' || *at == '\'')) return string_value{}.scan(on, at, end);
        on.expected(at, expectation::string);
        if (at != end && is_class(*at, word_start_char)) return word_value{}.scan(on, at, end);
        return numeric_value{}.scan(on, at, end);
    }
};

} // namespace calque::detail::grammar
