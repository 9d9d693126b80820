// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/values/error.hpp>

#include <stdexcept>
#include <string>

namespace cli {

/// The program's exit codes.
enum exit_code : int {
    exit_done = 0,    ///< success
    exit_none = 1,    ///< success, but no record is selected; only if an option asks for this code
    exit_usage = 2,   ///< the filter, the input or the command line is wrong
    exit_outside = 3, ///< the API, the network or the system failed
};

/// The command line or the input is wrong; the text gives the error and what is expected.
struct usage_error : std::runtime_error {
    using runtime_error::runtime_error;
};

/// The API, the network or the system failed; the text gives the error and the remedy.
struct outside_error : std::runtime_error {
    using runtime_error::runtime_error;
};

/// The filter is invalid, and its diagnostics have been shown.
struct filter_refused {};

/// No record is selected, and an option asks for the exit code of that.
struct none_selected {};

/// The reader of the output has closed it.
struct output_closed {};

/// Returns the message of a library error without the error code's number, which is meant for programs.
[[nodiscard]] inline std::string words_of(const calque::system_error& error) {
    std::string words = error.what();
    const std::string numbered = error.code().what();
    if (words.ends_with(numbered))
        words.replace(words.size() - numbered.size(), std::string::npos, error.code().message());
    return words;
}

} // namespace cli
