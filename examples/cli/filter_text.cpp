// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "filter_text.hpp"

#include <calque/parse.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include "failure.hpp"
#include "output.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace cli {
namespace {

/// Reads to the end, or to one byte more than the limit, which `parse` then reports.
filter_text read_all(int descriptor, const std::string& name, const calque::parse_limits& limits) {
    const std::size_t enough = limits.input_bytes + 1;
    std::array<char, 16 * 1024> chunk;
    std::string text;
    while (text.size() < enough) {
        const ssize_t count = ::read(descriptor, chunk.data(), std::min(chunk.size(), enough - text.size()));
        if (count == 0) break;
        if (count > 0) text.append(chunk.data(), static_cast<std::size_t>(count));
        else if (errno != EINTR)
            throw usage_error{"the filter cannot be read from " + name + ": " + std::generic_category().message(errno)};
    }
    const bool whole = text.size() < enough;
    return {std::move(text), name, whole, limits};
}

filter_text read_standard_input(standard_input input, const calque::parse_limits& limits) {
    if (input == standard_input::taken)
        throw usage_error{"standard input is for the records, so the filter cannot come from it too; "
                          "give the filter itself, or --file FILE"};
    filter_text read = read_all(STDIN_FILENO, "standard input", limits);
    read.name = "stdin";
    return read;
}

filter_text read_file(const std::string& path, const calque::parse_limits& limits) {
    const std::string name = printable(path);
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw usage_error{"the filter cannot be read from " + name + ": " + std::generic_category().message(errno)};
    try {
        filter_text read = read_all(file, name, limits);
        ::close(file);
        return read;
    } catch (...) {
        ::close(file);
        throw;
    }
}

} // namespace

filter_text read_filter_text(const arguments& given, standard_input input, other_words others) {
    const std::vector<std::string>& words = given.words();
    const std::optional<std::string> path = given.text(file_option.name);
    const calque::parse_limits limits = limits_of(given).filter;
    if (others == other_words::none && words.size() > 1)
        throw usage_error{"one filter is expected, found " + std::to_string(words.size()) +
                          " words; put quotes around it: 'timestamp >= today-7d and duration >= 60'"};
    if (others == other_words::none && path && !words.empty())
        throw usage_error{"the filter is given twice: by --file, and as `" + printable(words[0]) + '`'};
    if (!path && words.empty())
        throw usage_error{"a filter is expected, such as 'timestamp >= today-7d and duration >= 60'"};
    if (path) return *path == "-" ? read_standard_input(input, limits) : read_file(*path, limits);
    if (words[0] == "-") return read_standard_input(input, limits);
    return {.text = words[0], .name = "filter", .limits = limits};
}

filter_text read_filter_json(const arguments& given) {
    const std::vector<std::string>& words = given.words();
    const std::optional<std::string> path = given.text(file_option.name);
    if (words.size() > 1 || (!words.empty() && (path || words[0] != "-")))
        throw usage_error{"filter JSON is read from standard input, or with --file FILE; found `" +
                          clipped(printable(words[0]), 60) + '`'};
    const calque::parse_limits limits = limits_of(given).filter;
    return path && *path != "-" ? read_file(*path, limits) : read_standard_input(standard_input::free, limits);
}

std::vector<calque::diagnostic> diagnostics_of(std::vector<calque::diagnostic> found, const filter_text& source) {
    for (calque::diagnostic& each : found) {
        each.help = with_options(std::move(each.help));
        if (!source.whole && each.code == calque::diagnostic_code::input_too_long)
            each.message = "the filter has at least " + std::to_string(source.text.size()) + " bytes; the limit is " +
                           std::to_string(source.limits.input_bytes);
    }
    return found;
}

std::string rendered(std::span<const calque::diagnostic> all, const filter_text& source, int descriptor) {
    const terminal screen = terminal_of(descriptor);
    calque::render_options layout{.source_name = source.name, .color = screen.color};
    constexpr std::size_t line_number = 8; // and the other columns beside the text
    if (screen.interactive) layout.max_columns = screen.width - std::min(screen.width / 2, line_number);
    return calque::render(all, source.text, layout);
}

void print_diagnostics(std::vector<calque::diagnostic> found, const filter_text& source) {
    complain(rendered(diagnostics_of(std::move(found), source), source, STDERR_FILENO));
}

calque::filter<calque::call_log> parse_filter(const filter_text& source) {
    return demand(calque::parse(source.text, {.limits = source.limits}), source);
}

} // namespace cli
