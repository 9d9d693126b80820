// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "limits.hpp"
#include "options.hpp"
#include "output.hpp"

namespace cli {

/// A command of the program.
struct command {
    std::string_view name;
    std::string_view synopsis;       ///< the usage line, after the name
    std::string_view summary;        ///< one line
    std::string_view details;        ///< the rest of the help text
    std::span<const option> options; ///< its own options, without the common `--help`
    std::span<const limit> limits;   ///< the limits that it has options for
    void (*run)(const arguments& given, output& out);

    /// Returns its own options and those of its limits.
    [[nodiscard]] std::vector<option> all_options() const {
        std::vector<option> all{options.begin(), options.end()};
        for (const limit& each : limits) all.push_back(each.what);
        return all;
    }

    /// Returns true if the first argument is a filter.
    [[nodiscard]] constexpr bool takes_filter() const { return synopsis.starts_with("FILTER"); }
};

extern const command json_command;
extern const command check_command;
extern const command text_command;
extern const command match_command;
extern const command widgets_command;
extern const command serve_command;

/// All commands, in the order of the help.
inline constexpr std::array all_commands{&json_command,  &text_command,    &check_command,
                                         &match_command, &widgets_command, &serve_command};

} // namespace cli
