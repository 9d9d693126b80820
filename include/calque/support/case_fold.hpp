// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/detail/case_fold_table.hpp>
#include <calque/support/scan.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// Case-insensitive comparison, code point by code point, without copying the text.
namespace calque::detail {

/// Returns Unicode's simple case folding of a code point: always one code point, independent of the locale.
[[nodiscard]] constexpr char32_t fold_case(char32_t point) noexcept {
    if (point < 0x80) return point - U'A' < 26 ? point + 32 : point;
    const auto behind = std::ranges::upper_bound(fold_ranges, point, {}, &fold_range::first);
    if (behind == fold_ranges.begin()) return point;
    const fold_range& range = *(behind - 1);
    if (point > range.last || (point - range.first) % range.stride != 0) return point;
    return static_cast<char32_t>(static_cast<std::int32_t>(point) + range.delta);
}

/// Slow path of `next_folded`: non-ASCII bytes.
[[nodiscard]] constexpr char32_t next_wide_folded(const char*& at, const char* end) noexcept {
    const std::size_t length = utf8_length(at, end);
    if (length == 0) return 0x110000u + static_cast<unsigned char>(*at++);
    const char32_t point = utf8_decode(at, length);
    at += length;
    return fold_case(point);
}

/// Reads and folds the code point at `at`; an invalid byte yields 0x110000 + byte, above all code points.
[[nodiscard, gnu::always_inline]] inline constexpr char32_t next_folded(const char*& at, const char* end) noexcept {
    const auto byte = static_cast<unsigned char>(*at);
    if (byte >= 0x80) return next_wide_folded(at, end);
    ++at;
    return static_cast<char32_t>(byte) - U'A' < 26 ? byte + 32u : byte;
}

/// Returns the start of the last code point before `at`.
[[nodiscard]] constexpr const char* previous_point(const char* begin, const char* at) noexcept {
    const char* start = at - 1;
    while (start != begin && at - start < 4 && (static_cast<unsigned char>(*start) & 0xc0u) == 0x80u) --start;
    return utf8_length(start, at) == static_cast<std::size_t>(at - start) ? start : at - 1;
}

/// A text to search for, ignoring case. A search takes time linear in the searched text.
class folded_needle {
public:
    explicit folded_needle(std::string_view text) {
        for (const char *at = text.data(), *end = at + text.size(); at != end;) points_.push_back(next_folded(at, end));
        find_borders();
        find_leads();
    }

    /// Returns whether `text` contains the needle; every text contains an empty one.
    [[nodiscard]] bool is_in(std::string_view text) const noexcept {
        if (points_.empty()) return true;
        std::size_t matched = 0;
        for (const char *at = text.data(), *end = at + text.size(); at != end;) {
            if (matched == 0) {
                while (!leads_[static_cast<unsigned char>(*at)])
                    if (++at == end) return false;
            }
            const char32_t point = next_folded(at, end);
            while (matched != 0 && points_[matched] != point) matched = borders_[matched - 1];
            if (points_[matched] == point && ++matched == points_.size()) return true;
        }
        return false;
    }

    /// Returns whether `text` starts with the needle.
    [[nodiscard]] bool starts(std::string_view text) const noexcept {
        const char* at = text.data();
        const char* const end = at + text.size();
        return std::ranges::all_of(points_, [&](char32_t point) { return at != end && next_folded(at, end) == point; });
    }

    /// Returns whether `text` ends with the needle.
    [[nodiscard]] bool ends(std::string_view text) const noexcept {
        const char* const begin = text.data();
        const char* at = begin + text.size();
        for (std::size_t left = points_.size(); left > 0; --left) {
            if (at == begin) return false;
            const char* start = previous_point(begin, at);
            const char* read = start;
            if (next_folded(read, at) != points_[left - 1]) return false;
            at = start;
        }
        return true;
    }

private:
    /// Computes for each prefix the longest proper prefix that is also its suffix (Knuth-Morris-Pratt).
    void find_borders() {
        borders_.resize(points_.size());
        for (std::size_t i = 1, border = 0; i < points_.size(); ++i) {
            while (border != 0 && points_[i] != points_[border]) border = borders_[border - 1];
            if (points_[i] == points_[border]) ++border;
            borders_[i] = static_cast<std::uint32_t>(border);
        }
    }

    /// Marks the bytes that can start a match, so that all others are skipped quickly.
    void find_leads() {
        if (points_.empty()) return;
        const char32_t first = points_.front();
        if (first >= 0x110000) return leads_.fill(true);
        mark_lead(first);
        if (first - U'a' < 26) mark_lead(first - 32);
        for (const fold_range& range : fold_ranges) {
            const auto origin = static_cast<std::int64_t>(first) - range.delta;
            if (origin >= range.first && origin <= range.last) mark_lead(static_cast<char32_t>(origin));
        }
    }

    void mark_lead(char32_t point) noexcept {
        const unsigned lead = point < 0x80      ? point
                              : point < 0x800   ? 0xc0u | point >> 6
                              : point < 0x10000 ? 0xe0u | point >> 12
                                                : 0xf0u | point >> 18;
        leads_[lead & 0xffu] = true;
    }

    std::vector<char32_t> points_;
    std::vector<std::uint32_t> borders_;
    std::array<bool, 256> leads_{};
};

} // namespace calque::detail
