// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "options.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>

#include "failure.hpp"
#include "text.hpp"

namespace cli {
namespace {

namespace po = boost::program_options;

po::options_description describe(std::span<const option> options) {
    po::options_description described;
    const auto add = [&](std::string_view name, bool takes_text, char letter = 0) {
        std::string copy{name};
        if (letter != 0) (copy += ',') += letter;
        if (takes_text) described.add_options()(copy.c_str(), po::value<std::string>());
        else described.add_options()(copy.c_str(), "");
    };
    add("help,h", false);
    for (const option& each : options) add(each.name, !each.argument.empty(), each.letter);
    return described;
}

std::string listed(std::span<const option> options) {
    std::string out;
    for (const option& each : options) {
        out.append("--").append(each.name);
        if (!each.argument.empty()) out.append(" ").append(each.argument);
        out += ", ";
    }
    return out + "--help";
}

std::string quoted(std::string_view text) { return '`' + clipped(printable(text), 60) + '`'; }

/// Accepts long names only in full: abbreviations would break when an option is added.
po::parsed_options parse(const std::vector<std::string>& words, const po::options_description& described) {
    namespace style = po::command_line_style;
    return po::command_line_parser(words)
        .options(described)
        .style(style::unix_style & ~style::allow_guessing & ~style::allow_sticky)
        .run();
}

/// Words that may be options, and words after `--`, which may not.
struct sorted_words {
    std::vector<std::string> plain;
    std::vector<std::string> after_dashes;
};

sorted_words sort(const std::vector<std::string>& words) {
    sorted_words out;
    for (bool behind = false; const std::string& word : words) {
        const bool dashes = word == "--" && !behind;
        if (!dashes) (behind ? out.after_dashes : out.plain).push_back(word);
        behind = dashes;
    }
    return out;
}

/// Returns true if a word that begins with a dash must be a filter, not an option: `-5 < id`.
bool is_filter(std::string_view word) {
    word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const std::string_view name = word.substr(0, word.find('='));
    return name.find_first_of(letters) != 0 ||
           name.find_first_not_of(std::string{letters} + "0123456789-_") != std::string_view::npos;
}

std::string unknown_option(const std::string& word, std::span<const option> options, std::string_view filter_command) {
    std::string out = "there is no option " + quoted(word) + "; ";
    if (filter_command.empty() || !is_filter(word)) return out + "the options are " + listed(options);
    out += "a FILTER that begins with `-` follows `--`: calque ";
    return out.append(filter_command).append(" -- '-5 < id'");
}

std::string_view argument_of(std::string_view name, std::span<const option> options) {
    for (const option& each : options)
        if (each.name == name) return each.argument;
    return {};
}

std::optional<std::int64_t> read_whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

} // namespace

arguments::arguments(const std::vector<std::string>& words, std::span<const option> options,
                     std::string_view filter_command) try {
    const po::options_description described = describe(options);
    sorted_words sorted = sort(words);
    for (const po::option& each : parse(sorted.plain, described).options) {
        if (each.position_key >= 0) {
            words_.insert(words_.end(), each.value.begin(), each.value.end());
            continue;
        }
        std::string value = each.value.empty() ? std::string{} : each.value.front();
        if (!values_.emplace(each.string_key, std::move(value)).second)
            throw usage_error{"--" + each.string_key + " is given twice"};
    }
    std::ranges::move(sorted.after_dashes, std::back_inserter(words_));
} catch (const po::unknown_option& unknown) {
    throw usage_error{unknown_option(unknown.get_option_name(), options, filter_command)};
} catch (const po::error_with_option_name& wrong) {
    std::string name = wrong.get_option_name();
    name.erase(0, name.find_first_not_of('-'));
    const std::string_view wanted = argument_of(name, options);
    throw usage_error{"--" + name +
                      (wanted.empty() ? std::string{" takes no value"} : " needs its " + std::string{wanted})};
}

std::optional<std::string> arguments::text(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) return {};
    return found->second;
}

std::optional<std::int64_t> arguments::whole_number(std::string_view name, std::int64_t least,
                                                    std::int64_t most) const {
    const std::optional<std::string> given = text(name);
    if (!given) return {};
    const std::optional<std::int64_t> number = read_whole(*given);
    if (number && *number >= least && *number <= most) return number;
    std::string wanted = "from " + std::to_string(least);
    if (most != std::numeric_limits<std::int64_t>::max()) wanted += " to " + std::to_string(most);
    throw usage_error{"--" + std::string{name} + " needs a whole number " + wanted + "; found " + quoted(*given)};
}

std::optional<std::vector<std::int64_t>> arguments::whole_numbers(std::string_view name, std::int64_t least) const {
    const std::optional<std::string> given = text(name);
    if (!given) return {};
    std::vector<std::int64_t> numbers;
    for (std::size_t begin = 0; begin <= given->size();) {
        const std::size_t end = std::min(given->find(',', begin), given->size());
        const std::string_view item = std::string_view{*given}.substr(begin, end - begin);
        const std::optional<std::int64_t> number = read_whole(item);
        if (!number || *number < least) {
            std::string message = "--" + std::string{name} + " needs whole numbers from " + std::to_string(least) +
                                  " separated by commas, such as 1,2,3; found " + quoted(*given);
            if (item.size() != given->size()) message += ", where " + quoted(item) + " is not one";
            throw usage_error{message};
        }
        numbers.push_back(*number);
        begin = end + 1;
    }
    return numbers;
}

} // namespace cli
