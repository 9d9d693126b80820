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
    std::string_view argument; ///< what it takes, as the help shows it; empty for a switch
    std::string_view help;
    char letter = 0; ///< its short name, where it has one
};

/// What a command was given.
class arguments {
public:
    /// Reads a command line against the options of a command.
    ///
    /// The word behind `--` is no option, whatever it begins with; options may still follow it.
    /// *Errors*: throws `usage_error`, which names the word that is wrong and the options that there are; of what can
    /// only be a filter it says how `filter_command` takes it. That is empty for a command that takes none.
    arguments(const std::vector<std::string>& words, std::span<const option> options,
              std::string_view filter_command = {});

    /// Whether an option was given.
    [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }

    /// The text that an option was given.
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;

    /// The whole number that an option was given. *Errors*: throws `usage_error` where it is none or not in the range.
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view name, std::int64_t least,
                                                           std::int64_t most) const;

    /// The whole numbers, separated by commas, that an option was given. *Errors*: as above.
    [[nodiscard]] std::optional<std::vector<std::int64_t>> whole_numbers(std::string_view name,
                                                                         std::int64_t least) const;

    /// The words that belong to no option.
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> words_;
};

} // namespace cli
