// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// An option of a command.
struct option {
    std::string_view name;     ///< without the dashes
    std::string_view argument; ///< the argument's name in the help; empty for a switch
    std::string_view help;
    char letter = 0; ///< the short name, if it has one
};

/// The parsed command line of a command.
class arguments {
public:
    /// Parses a command line against the options of a command.
    ///
    /// The word after `--` is not an option, even if it begins with a dash; options may follow it.
    ///
    /// *Errors*: throws `usage_error`, which names the invalid word and lists the options; for a word that must be a
    /// filter, it shows how to pass it to `filter_command`, which is empty for a command without a filter.
    arguments(const std::vector<std::string>& words, std::span<const option> options,
              std::string_view filter_command = {});

    /// Returns true if an option was given.
    [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }

    /// Returns the argument of an option.
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;

    /// Returns an option's whole number. *Errors*: throws `usage_error` if it is not a number or out of range.
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view name, std::int64_t least,
                                                           std::int64_t most) const;

    /// Returns an option's whole numbers, separated by commas. *Errors*: as above.
    [[nodiscard]] std::optional<std::vector<std::int64_t>> whole_numbers(std::string_view name,
                                                                         std::int64_t least) const;

    /// Returns the words that belong to no option.
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> words_;
};

} // namespace cli
