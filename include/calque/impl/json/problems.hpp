// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
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
        pointer_ += '/';
        for (const char c : step) {
            if (c == '~') pointer_ += "~0";
            else if (c == '/') pointer_ += "~1";
            else pointer_ += c;
        }
        work();
        pointer_.resize(before);
    }

    void fail(diagnostic_code code, std::string message, std::string help) {
        if (severity_of(code) == severity::error) failed_ = true;
        if (out_.size() >= max_problems) return;
        out_.push_back(
            {.code = code, .range = {}, .message = std::move(message), .help = std::move(help), .pointer = pointer_});
    }

private:
    static constexpr std::size_t max_problems = 20;

    std::vector<diagnostic>& out_;
    std::string pointer_;
    bool failed_ = false;
};

} // namespace calque::detail
