// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/case_fold.hpp>
#include <calque/support/scan.hpp>
#include <calque/values/error.hpp>

#include <boost/regex.hpp>

#include <cstddef>
#include <iterator>
#include <locale>
#include <stdexcept>
#include <string>
#include <string_view>

namespace calque::detail {

/// A text being searched, and the number of characters that may still be examined.
struct searched_text {
    const char* begin;
    const char* end;
    std::size_t steps_left;
};

/// An iterator over the code points of a UTF-8 text; a byte that is not UTF-8 becomes a value above all code points.
///
/// Each dereference counts as a step, and exceeding the limit throws. Boost.Regex has its own limit, but it grows
/// with the length of the pattern until it is useless; this one does not depend on the pattern.
class counted_points {
public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = wchar_t;
    using difference_type = std::ptrdiff_t;
    using pointer = const wchar_t*;
    using reference = wchar_t;

    counted_points() = default;
    counted_points(searched_text& text, const char* at) noexcept : text_{&text}, at_{at} {}

    [[nodiscard]] wchar_t operator*() const {
        if (text_->steps_left == 0) throw std::length_error{"the search takes too many steps"};
        --text_->steps_left;
        if (const unsigned char byte = static_cast<unsigned char>(*at_); byte < 0x80) return byte;
        const std::size_t length = utf8_length(at_, text_->end);
        if (length == 0) return static_cast<wchar_t>(0x110000u + static_cast<unsigned char>(*at_));
        return static_cast<wchar_t>(utf8_decode(at_, length));
    }
    counted_points& operator++() noexcept {
        at_ += std::max<std::size_t>(utf8_length(at_, text_->end), 1);
        return *this;
    }
    counted_points operator++(int) noexcept {
        const counted_points before = *this;
        ++*this;
        return before;
    }
    counted_points& operator--() noexcept {
        at_ = previous_point(text_->begin, at_);
        return *this;
    }
    counted_points operator--(int) noexcept {
        const counted_points before = *this;
        --*this;
        return before;
    }
    [[nodiscard]] friend bool operator==(const counted_points& a, const counted_points& b) noexcept {
        return a.at_ == b.at_;
    }

private:
    searched_text* text_ = nullptr;
    const char* at_ = nullptr;
};

/// A compiled pattern of `matches`.
class pattern {
public:
    /// *Errors*: throws `system_error` with `errc::bad_regex`.
    pattern(std::string_view source, std::size_t steps) : steps_{steps} {
        std::wstring wide;
        for (const char *at = source.data(), *end = at + source.size(); at != end;) {
            const std::size_t length = utf8_length(at, end);
            if (length == 0) throw system_error{errc::bad_regex, "the pattern is not UTF-8"};
            wide.push_back(static_cast<wchar_t>(utf8_decode(at, length)));
            at += length;
        }
        try {
            // The classic locale, so that a pattern means the same on every machine.
            regex_.imbue(std::locale::classic());
            regex_.assign(wide, boost::regex_constants::perl);
        } catch (const std::runtime_error& failure) {
            throw system_error{errc::bad_regex, failure.what()};
        }
    }

    /// Returns whether the pattern matches anywhere in `text`.
    ///
    /// *Errors*: throws `system_error` with `errc::regex_too_complex`.
    [[nodiscard]] bool is_in(std::string_view text) const {
        searched_text searched{text.data(), text.data() + text.size(), steps_};
        try {
            return boost::regex_search(counted_points{searched, searched.begin}, counted_points{searched, searched.end},
                                       regex_, boost::regex_constants::match_single_line);
        } catch (const std::length_error& failure) {
            throw system_error{errc::regex_too_complex, failure.what()};
        } catch (const std::runtime_error& failure) {
            throw system_error{errc::regex_too_complex, failure.what()};
        }
    }

private:
    boost::wregex regex_;
    std::size_t steps_;
};

} // namespace calque::detail
