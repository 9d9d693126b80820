// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/client/widgets.hpp>

#include <cstddef>
#include <string>
#include <unistd.h>

#include "output.hpp"
#include "terminal.hpp"

namespace cli {

/// One line on a terminal's standard error that is written over and over, and gone at the end; elsewhere nothing.
class progress_line {
public:
    progress_line() : shown_{terminal_of(STDERR_FILENO).interactive} {}
    progress_line(const progress_line&) = delete;
    progress_line& operator=(const progress_line&) = delete;
    ~progress_line() { clear(); }

    void show(const calque::widgets_progress& at) {
        if (!shown_) return;
        rewrite("calque widgets: " + std::to_string(at.arrived) + " of " + std::to_string(at.asked) +
                (at.asked == 1 ? " widget, " : " widgets, ") + std::to_string(at.pages) +
                (at.pages == 1 ? " page" : " pages"));
    }

    void clear() {
        if (length_ > 0) rewrite("");
    }

private:
    /// With blanks in the place of an escape sequence, which not every terminal knows.
    void rewrite(const std::string& line) {
        const std::size_t rest = length_ > line.size() ? length_ - line.size() : 0;
        complain('\r' + line + std::string(rest, ' ') + (line.empty() ? "\r" : ""));
        length_ = line.size();
    }

    bool shown_;
    std::size_t length_ = 0; ///< of what is on the screen
};

} // namespace cli
