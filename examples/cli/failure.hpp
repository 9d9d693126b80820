// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <stdexcept>
#include <string>

namespace cli {

/// What the program's exit tells other programs.
enum exit_code : int {
    exit_done = 0,    ///< done
    exit_none = 1,    ///< done, and no record is selected; only where that was asked
    exit_usage = 2,   ///< the filter, the input or the command line is wrong
    exit_outside = 3, ///< the API, the network or the system failed
};

/// The command line or the input is wrong; the text says what, and what is expected.
struct usage_error : std::runtime_error {
    using runtime_error::runtime_error;
};

/// The API, the network or the system failed; the text says what, and what to do.
struct outside_error : std::runtime_error {
    using runtime_error::runtime_error;
};

/// The filter is wrong, and its diagnostics have been shown.
struct filter_refused {};

/// No record is selected, and the exit code was asked to say so.
struct none_selected {};

/// Who reads the output has read enough.
struct output_closed {};

/// What an error of the library says, without the number of its code: that is for programs.
[[nodiscard]] inline std::string words_of(const calque::system_error& error) {
    std::string words = error.what();
    const std::string numbered = error.code().what();
    if (words.ends_with(numbered))
        words.replace(words.size() - numbered.size(), std::string::npos, error.code().message());
    return words;
}

} // namespace cli
