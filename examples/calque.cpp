// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// The program `calque`: finds the command, runs it, and reports failures with a message and an exit code.
#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/help.hpp"
#include "cli/text.hpp"
#include "cli/version.hpp"

namespace {

const cli::command* find_command(std::string_view name) {
    const auto found = std::ranges::find(cli::all_commands, name, [](const cli::command* each) { return each->name; });
    return found == cli::all_commands.end() ? nullptr : *found;
}

int print(std::string_view text) {
    cli::output out;
    out.write(text);
    out.flush();
    return cli::exit_done;
}

int run_command(const cli::command& what, const std::vector<std::string>& words) {
    const cli::arguments given{words, what.all_options(), what.takes_filter() ? what.name : std::string_view{}};
    if (given.has("help")) return print(cli::command_help(what));
    cli::output out;
    what.run(given, out);
    return cli::exit_done;
}

int fail(const std::string& who, std::string_view why, int code) {
    cli::complain(who + ": " + cli::printable(why) + '\n');
    return code;
}

/// Runs a command line, given without the program's name; returns the exit code.
int run(const std::vector<std::string>& words) {
    if (words.empty()) {
        cli::complain(cli::program_help());
        return cli::exit_usage;
    }
    const std::string& first = words.front();
    std::string who = "calque";
    try {
        if (first == "--help" || first == "-h") return print(cli::program_help());
        if (first == "--version") return print(cli::program_version());
        const cli::command* what = find_command(first);
        if (what == nullptr)
            throw cli::usage_error{"there is no command `" + cli::clipped(cli::printable(first), 60) +
                                   "`; calque --help shows the commands"};
        who += " " + first;
        return run_command(*what, {words.begin() + 1, words.end()});
    } catch (const cli::filter_refused&) {
        return cli::exit_usage;
    } catch (const cli::none_selected&) {
        return cli::exit_none;
    } catch (const cli::output_closed&) {
        return cli::exit_done;
    } catch (const cli::usage_error& error) {
        return fail(who, error.what(), cli::exit_usage);
    } catch (const std::bad_alloc&) {
        return fail(who, "out of memory", cli::exit_outside);
    } catch (const std::exception& error) {
        return fail(who, error.what(), cli::exit_outside);
    }
}

} // namespace

int main(int count, char** words) {
    // If a reader such as `head` closes the pipe, write() fails and the program ends without a message.
    std::signal(SIGPIPE, SIG_IGN);
    return run({words + std::min(count, 1), words + count});
}
