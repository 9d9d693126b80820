// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/evaluate/record_frame.hpp>
#include <calque/parse.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <utility>

#include "command.hpp"
#include "failure.hpp"
#include "field_findings.hpp"
#include "filter_text.hpp"
#include "record_matcher.hpp"
#include "schemas.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr option now_option{"now", "RFC3339",
                            "what `now` and `today` count from, such as 2025-11-03T12:00:00Z; by default the clock"};
constexpr option invert_option{"invert-match", "", "print the records that the filter does not select", 'v'};
constexpr option count_option{"count", "", "print the number of records instead of the records", 'c'};
constexpr option most_option{"max-count", "N", "stop after N records that would be printed", 'm'};
constexpr option quiet_option{"quiet", "", "print nothing; the exit code is 0 if a record is selected, otherwise 1",
                              'q'};
constexpr option skip_option{"skip-bad", "", "skip input that is not a JSON object, and count it on standard error"};
constexpr option strict_option{"strict", "", "exit with 2 if a field is in no record, or cannot be read"};
constexpr std::array options{invert_option, count_option,  most_option, quiet_option, skip_option,
                             strict_option, schema_option, now_option,  file_option};

std::optional<calque::instant> clock_of(const arguments& given) {
    const std::optional<std::string> text = given.text(now_option.name);
    if (!text) return {};
    const auto time = calque::read_datetime(*text);
    if (!time)
        throw usage_error{"--now needs a date and time with a zone, such as 2025-11-03T12:00:00Z; found `" +
                          printable(*text) + '`'};
    return time->at;
}

/// Returns the files that follow the filter, or standard input.
std::vector<std::string> inputs_of(const arguments& given) {
    std::vector<std::string> files = given.words();
    if (!given.has(file_option.name) && !files.empty()) files.erase(files.begin());
    if (files.empty()) files.emplace_back("-");
    for (const std::string& each : files)
        if (each != "-" && !std::filesystem::exists(each))
            throw usage_error{"there is no file `" + clipped(printable(each), 60) +
                              "`; the first word is the FILTER, in quotes, and the others are files of records"};
    return files;
}

/// For a `not` that no filter can express, suggests the option that prints the records which are not selected.
void name_invert_option(std::vector<calque::diagnostic>& found) {
    for (calque::diagnostic& each : found)
        if (each.code == calque::diagnostic_code::inexact_not)
            each.help += std::string{each.help.empty() ? "" : "; "} +
                         "`calque match -v` with the filter after `not` prints the records that it does not select";
}

void complain_line(const std::string& what) { complain("calque match: " + what + '\n'); }

/// Returns the names of a record's members, in all shapes that the API sends; empty if the schema does not know them.
std::vector<std::string> record_names(const calque::schema_view& schema) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view path) {
        const std::string_view name = path.substr(0, path.find('.'));
        if (!name.empty() && std::ranges::find(out, name) == out.end()) out.emplace_back(name);
    };
    for (const calque::field& each : schema.fields) add(each.name);
    const auto is_of_row = [&](std::string_view name) {
        return std::ranges::any_of(schema.fields, [&](const calque::field& each) {
            return each.name == name && each.rows == calque::relation::to_many;
        });
    };
    for (const calque::record_place& each : schema.record_places)
        if (!is_of_row(each.name)) add(each.path);
    return out;
}

match_settings settings_of(const arguments& given, const calque::schema_view& schema) {
    match_settings out{.inverted = given.has(invert_option.name),
                       .silent = given.has(count_option.name) || given.has(quiet_option.name),
                       .skips_bad = given.has(skip_option.name),
                       .longest = limits_of(given).line_bytes,
                       .record_names = record_names(schema),
                       .event_key = calque::detail::record_frame{schema}.inner_key()};
    if (const auto most = given.whole_number(most_option.name, 1, std::numeric_limits<std::int64_t>::max()))
        out.most = static_cast<std::size_t>(*most);
    if (given.has(quiet_option.name)) out.most = 1;
    return out;
}

template <calque::schema Schema>
void match(const arguments& given, output& out) {
    const std::vector<std::string> inputs = inputs_of(given);
    const bool reads_input = std::ranges::find(inputs, "-") != inputs.end();
    const std::optional<calque::instant> clock = clock_of(given);
    const filter_text source =
        read_filter_text(given, reads_input ? standard_input::taken : standard_input::free, other_words::files);
    auto parsed = calque::parse<Schema>(source.text, {.limits = source.limits});
    std::vector<calque::diagnostic> found = parsed.diagnostics();
    name_invert_option(found);
    print_diagnostics(std::move(found), source);
    if (!parsed) throw filter_refused{};

    field_findings findings;
    auto made = calque::make_evaluator(*parsed, {.now = clock, .listener = std::ref(findings)});
    if (!made) throw usage_error{made.error().message()};
    const bool strict = given.has(strict_option.name);
    record_matcher matcher{*std::move(made), settings_of(given, calque::schema_of<Schema>), findings, out};
    const auto complain_of_records = [&] {
        std::vector<std::string> complaints = findings.complaints();
        for (std::string more : {matcher.foreign(), matcher.lost_members()})
            if (!more.empty()) complaints.push_back(std::move(more));
        for (const std::string& each : complaints) complain_line(strict ? each : "warning: " + each);
        return !complaints.empty();
    };
    try {
        for (const std::string& each : inputs)
            if (!matcher.done()) matcher.read(each, inputs.size() > 1);
    } catch (const usage_error&) {
        complain_of_records();
        throw;
    }
    const bool quiet = given.has(quiet_option.name);
    if (given.has(count_option.name) && !quiet) out.write(std::to_string(matcher.selected()) + '\n');
    out.flush();
    if (!matcher.describe_skipped().empty()) complain_line(matcher.describe_skipped());
    if (complain_of_records() && strict) throw filter_refused{};
    if (quiet && matcher.selected() == 0) throw none_selected{};
}

void run(const arguments& given, output& out) {
    with_schema(given, [&]<class Schema>() { match<Schema>(given, out); });
}

} // namespace

const command match_command{
    .name = "match",
    .synopsis = "FILTER [FILE ...] [-v] [-c] [-m N] [-q] [--skip-bad] [--strict] [--schema NAME] [--now RFC3339]",
    .summary = "read call logs as JSON, print those that the filter selects",
    .details =
        "Records are read from each FILE, or from standard input: JSON lines, pretty-printed JSON, arrays, and\n"
        "pages of the API, as they are or compressed by gzip. They may be rows of the API's lists, single calls,\n"
        "or bodies of webhooks. Each is printed byte for byte, on a line of its own.\n"
        "Input that is not a JSON object ends the run with exit code 2, after the records before it. With\n"
        "--skip-bad it is skipped, to the end of its line if its own end is unknown.\n"
        "A field that no record has, or that cannot be read in some, is a warning at the end.\n"
        "The exit code is 0 whether or not a record is selected; with -q it is 1 if none is.\n",
    .options = options,
    .limits = line_limits,
    .run = run,
};

} // namespace cli
