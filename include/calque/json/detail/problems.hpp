// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/cap.hpp>
#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/doubt_words.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Gathers what is wrong with a JSON document, each with the JSON pointer to the place at hand.
class json_problems {
public:
    explicit json_problems(std::vector<diagnostic>& out) noexcept : out_{out} {}

    [[nodiscard]] bool failed() const noexcept { return failed_; }

    /// Does something with the pointer one step deeper; `~` and `/` are escaped as RFC 6901 says.
    template <class Do>
    void inside(std::string_view step, const Do& work) {
        const std::size_t before = pointer_.size();
        append(step);
        work();
        pointer_.resize(before);
    }
    template <class Do>
    void inside(std::size_t step, const Do& work) {
        const std::size_t before = pointer_.size();
        append(step);
        work();
        pointer_.resize(before);
    }

    // Apart, and with views, so that the reader, which recurses, needs less stack for each level.
    [[gnu::noinline]] void fail(diagnostic_code code, std::string_view message, std::string_view help) {
        if (severity_of(code) == severity::error) failed_ = true;
        out_.push_back({.code = code,
                        .range = {},
                        .message = std::string{message},
                        .help = std::string{help},
                        .pointer = pointer_});
        cap_diagnostics(out_);
    }

    /// The same with words that are put together only where they are told.
    template <std::invocable Words>
    [[gnu::noinline]] void fail(diagnostic_code code, const Words& words) {
        const problem_words told = words();
        fail(code, told.message, told.help);
    }

private:
    [[gnu::noinline]] void append(std::string_view step) {
        pointer_ += '/';
        for (const char c : step) {
            if (c == '~') pointer_ += "~0";
            else if (c == '/') pointer_ += "~1";
            else pointer_ += c;
        }
    }
    [[gnu::noinline]] void append(std::size_t step) { append(std::to_string(step)); }

    std::vector<diagnostic>& out_;
    std::string pointer_;
    bool failed_ = false;
};

/// Where nothing is said, and a reading is given up for the first error.
class untold_problems {
public:
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] bool warned() const noexcept { return warned_; }
    void fail(diagnostic_code code, const auto&...) noexcept {
        (severity_of(code) == severity::error ? failed_ : warned_) = true;
    }

private:
    bool failed_ = false;
    bool warned_ = false;
};

} // namespace calque::detail
