// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "help.hpp"

#include <algorithm>
#include <limits>

#include "text.hpp"

namespace cli {
namespace {

constexpr std::string_view about_filters =
    "A FILTER is one argument, `-` for standard input, or --file FILE. For example:\n"
    "  'timestamp >= today-7d and duration >= 60'\n"
    "  'success = false and metadata.region in [\"US\", \"EU\"]'\n"
    "  'metric_evaluations { metric.name = \"accuracy\" and value >= 0.9 }'\n"
    "A FILTER that begins with `-` follows `--`: calque json -- '-5 < id'\n";

constexpr std::string_view about_exit_codes =
    "Exit code: 0 done; 2 the filter, the input or the command line is wrong; 3 the API or the network failed.\n";

constexpr std::string_view about_environment =
    "Environment:\n"
    "  CEKURA_API_KEY   the API key; it is sent over https, or to this machine, and never printed\n"
    "  CEKURA_API_URL   the API's base URL, https://api.cekura.ai by default\n"
    "  NO_COLOR         no colours; without a terminal this is the default\n"
    "  COLUMNS          the width of charts if the output is not a terminal, 80 by default\n";

std::string option_line(const option& what, std::size_t width) {
    std::string name = what.letter != 0 ? std::string{'-', what.letter, ',', ' '} : std::string{};
    name.append("--").append(what.name);
    if (!what.argument.empty()) name.append(" ").append(what.argument);
    return "  " + padded(name, width) + "  " + std::string{what.help} + '\n';
}

/// Formats a limit's help; default and bound are taken from the limit itself.
std::string limit_line(const limit& what, std::size_t width) {
    limit_values defaults;
    std::string help = std::string{what.what.help} + " (" + std::to_string(what.in(defaults));
    if (what.most != std::numeric_limits<std::int64_t>::max()) help += "; at most " + std::to_string(what.most);
    return option_line({what.what.name, what.what.argument, help += ')'}, width);
}

} // namespace

std::string program_help() {
    std::string out = "calque: text filters of call logs, for the Cekura dashboards API\n\n";
    for (std::string_view lead = "Usage: "; const command* each : all_commands) {
        out.append(lead).append("calque ").append(each->name).append(" ").append(each->synopsis).append("\n");
        lead = "       ";
    }
    out += "       calque COMMAND --help\n       calque --version\n\nCommands:\n";
    for (const command* each : all_commands)
        out.append("  ").append(padded(each->name, 9)).append(each->summary).append("\n");
    return out.append("\n")
        .append(about_filters)
        .append("\n")
        .append(about_environment)
        .append("\n")
        .append(about_exit_codes);
}

std::string command_help(const command& what) {
    std::string out = "Usage: calque ";
    out.append(what.name).append(" ").append(what.synopsis).append("\n\n");
    out.append(what.name).append(": ").append(what.summary).append("\n");
    if (!what.details.empty()) out.append("\n").append(what.details);
    out += "\nOptions:\n";
    constexpr option help{"help", "", "print this text"};
    std::size_t width = 0;
    for (const option& each : what.all_options())
        width = std::max(width, each.name.size() + each.argument.size() + (each.letter != 0 ? 7 : 3));
    for (const option& each : what.options) out += option_line(each, width);
    out += option_line(help, width);
    if (!what.limits.empty()) out += "\nLimits, with their defaults:\n";
    for (const limit& each : what.limits) out += limit_line(each, width);
    if (what.takes_filter()) out.append("\n").append(about_filters);
    return out.append("\n").append(about_exit_codes);
}

} // namespace cli
