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

/// A line on standard error that is overwritten repeatedly and erased at the end; shown on a terminal only.
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
    /// Overwrites with blanks, because not every terminal supports an escape sequence for it.
    void rewrite(const std::string& line) {
        const std::size_t rest = length_ > line.size() ? length_ - line.size() : 0;
        complain('\r' + line + std::string(rest, ' ') + (line.empty() ? "\r" : ""));
        length_ = line.size();
    }

    bool shown_;
    std::size_t length_ = 0; ///< of the text on the screen
};

} // namespace cli
