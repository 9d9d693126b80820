// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>
#include <calque/text/mend/mend.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <unistd.h>

#include "command.hpp"
#include "failure.hpp"
#include "filter_text.hpp"
#include "schemas.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::array options{
    option{"strict", "", "report what the API does not document as an error, not a warning"},
    option{"json", "", "print the diagnostics as one JSON array, for programs"},
    option{"fix", "", "print the filter with the safe edits applied, and what is still wrong on standard error"},
    schema_option,
    file_option,
};

using diagnostics = std::vector<calque::diagnostic>;

/// Returns the filter with all safe edits applied; a filter that was not read completely is returned unchanged.
template <calque::schema Schema>
filter_text mended(const filter_text& source, const calque::parse_options& how) {
    if (!source.whole) return source;
    std::string text = calque::mend<Schema>(source.text, how);
    // Offsets in diagnostics refer to the mended text.
    std::string name = text == source.text ? source.name : source.name + " (mended)";
    return {.text = std::move(text), .name = std::move(name), .limits = source.limits};
}

/// Returns `{"text":…,"diagnostics":[…]}`; the text is null if the input is too long for a filter.
std::string fix_as_json(const filter_text& what, const diagnostics& left) {
    const std::string text = what.whole ? boost::json::serialize(boost::json::string{as_utf8(what.text)}) : "null";
    return R"({"text":)" + text + R"(,"diagnostics":)" + calque::to_json(left, what.text) + '}';
}

void print_json(const std::string& json, output& out) { out.write(json_for(terminal_of(STDOUT_FILENO), json) + '\n'); }

void print_fixed(const filter_text& what, const diagnostics& left, output& out) {
    if (what.whole) {
        out.write(lines_for(terminal_of(STDOUT_FILENO), what.text));
        if (!what.text.ends_with('\n')) out.write("\n");
    }
    out.flush();
    complain(rendered(left, what, STDERR_FILENO));
}

void print(const arguments& given, const filter_text& what, const diagnostics& found, output& out) {
    const bool fix = given.has("fix");
    if (given.has("json")) print_json(fix ? fix_as_json(what, found) : calque::to_json(found, what.text), out);
    else if (fix) print_fixed(what, found, out);
    else out.write(rendered(found, what, STDOUT_FILENO));
    out.flush();
}

template <calque::schema Schema>
void check(const arguments& given, output& out) {
    filter_text what = read_filter_text(given);
    const calque::parse_options how{.strict = given.has("strict"), .limits = what.limits};
    if (given.has("fix")) what = mended<Schema>(what, how);
    const diagnostics found = diagnostics_of(calque::parse<Schema>(what.text, how).diagnostics(), what);
    const bool wrong =
        std::ranges::any_of(found, [](const auto& each) { return each.level() == calque::severity::error; });
    try {
        print(given, what, found, out);
    } catch (const output_closed&) {
        // The exit code is part of the result: a reader that closes the pipe early does not change it.
        if (!wrong) throw;
    }
    if (wrong) throw filter_refused{};
}

void run(const arguments& given, output& out) {
    with_schema(given, [&]<class Schema>() { check<Schema>(given, out); });
}

} // namespace

const command check_command{
    .name = "check",
    .synopsis = "FILTER [--strict] [--json] [--fix] [--schema NAME]",
    .summary = "print the errors and warnings of a filter, if there are any",
    .details = "Prints all errors and warnings that one run can find. The exit code is 2 with errors, 0 without.\n"
               "With --fix the filter is printed with its safe edits, which leave no doubt about what was meant;\n"
               "the exit code is that of the result. --fix --json prints {\"text\":...,\"diagnostics\":[...]}.\n",
    .options = options,
    .limits = filter_limits,
    .run = run,
};

} // namespace cli
