// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace calque::detail {

/// Reads the date of an HTTP header, in any of the three forms of RFC 9110, 5.6.7. The weekday must be a valid name,
/// but need not match the date.
class http_date_reader {
public:
    using seconds = std::chrono::sys_seconds;

    /// `moment` determines the century of a two-digit year.
    constexpr http_date_reader(std::string_view text, seconds moment) noexcept : rest_{text}, moment_{moment} {}

    /// Returns the date; nothing if the text is not one.
    [[nodiscard]] constexpr std::optional<seconds> read() noexcept {
        if (one_of(long_days) != nothing) old_date();
        else if (one_of(short_days) == nothing) return std::nullopt;
        else if (rest_.starts_with(',')) date();
        else date_of_c();
        if (!ok_ || !rest_.empty()) return std::nullopt;
        return two_digits_ ? in_nearest_century() : in_year(year_);
    }

private:
    template <std::size_t Size>
    using names = std::array<std::string_view, Size>;
    static constexpr names<7> short_days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr names<7> long_days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static constexpr names<12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static constexpr std::size_t nothing = std::string_view::npos;

    // Each starts after the weekday.

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    constexpr void date() noexcept {
        literal(", ");
        day_ = number(2);
        literal(" ");
        month();
        literal(" ");
        year_ = static_cast<int>(number(4));
        literal(" ");
        time();
        literal(" GMT");
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    constexpr void old_date() noexcept {
        literal(", ");
        day_ = number(2);
        literal("-");
        month();
        literal("-");
        year_ = static_cast<int>(number(2));
        two_digits_ = true;
        literal(" ");
        time();
        literal(" GMT");
    }

    /// `Sun Nov  6 08:49:37 1994`
    constexpr void date_of_c() noexcept {
        literal(" ");
        month();
        literal(" ");
        const bool padded = rest_.starts_with(' ');
        if (padded) literal(" ");
        day_ = number(padded ? 1 : 2);
        literal(" ");
        time();
        literal(" ");
        year_ = static_cast<int>(number(4));
    }

    constexpr void time() noexcept {
        const unsigned hour = number(2);
        literal(":");
        const unsigned minute = number(2);
        literal(":");
        const unsigned second = number(2);
        if (hour > 23 || minute > 59 || second > 60) ok_ = false; // 60 is a leap second
        time_ = std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
    }

    constexpr void month() noexcept {
        const std::size_t index = one_of(months);
        if (index == nothing) ok_ = false;
        else month_ = static_cast<unsigned>(index) + 1;
    }

    constexpr void literal(std::string_view what) noexcept {
        if (rest_.starts_with(what)) rest_.remove_prefix(what.size());
        else ok_ = false;
    }

    [[nodiscard]] constexpr unsigned number(std::size_t digits) noexcept {
        unsigned out = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (rest_.empty() || !is_class(rest_.front(), digit_char)) {
                ok_ = false;
                return 0;
            }
            out = out * 10 + static_cast<unsigned>(rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return out;
    }

    /// Consumes the name at the front, and returns its index.
    constexpr std::size_t one_of(std::span<const std::string_view> all) noexcept {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!rest_.starts_with(all[i])) continue;
            rest_.remove_prefix(all[i].size());
            return i;
        }
        return nothing;
    }

    [[nodiscard]] constexpr std::optional<seconds> in_year(int year) const noexcept {
        const std::chrono::year_month_day day{std::chrono::year{year}, std::chrono::month{month_},
                                              std::chrono::day{day_}};
        if (!day.ok()) return std::nullopt;
        return std::chrono::sys_days{day} + time_;
    }

    /// Uses the latest year that ends in the two digits and is at most 50 years ahead.
    [[nodiscard]] constexpr std::optional<seconds> in_nearest_century() const noexcept {
        const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(moment_)};
        const int latest = static_cast<int>(today.year()) + 50;
        const int year = latest - (latest - year_) % 100;
        const auto found = in_year(year);
        return found && *found > moment_ + std::chrono::years{50} ? in_year(year - 100) : found;
    }

    std::string_view rest_;
    seconds moment_;
    bool ok_ = true;
    bool two_digits_ = false;
    int year_ = 0;
    unsigned month_ = 0;
    unsigned day_ = 0;
    std::chrono::seconds time_{};
};

/// Reads the date of an HTTP header; `moment` determines the century of a two-digit year.
[[nodiscard]] constexpr std::optional<std::chrono::sys_seconds>
read_http_date(std::string_view text, std::chrono::sys_seconds moment) noexcept {
    return http_date_reader{text, moment}.read();
}

} // namespace calque::detail
