// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/print.hpp>

#include <limits>
#include <unistd.h>

#include "command.hpp"
#include "filter_text.hpp"
#include "schemas.hpp"
#include "terminal.hpp"

namespace cli {
namespace {

constexpr std::array options{
    option{"width", "N", "break a longer filter into lines of N columns, as far as its words allow"},
    option{"strict", "", "report what the API does not document as an error, not a warning"},
    schema_option,
    option{"file", "FILE", "read the filter JSON from FILE"},
};

void run(const arguments& given, output& out) {
    const auto width = given.whole_number("width", 1, std::numeric_limits<std::int32_t>::max());
    with_schema(given, [&]<class Schema>() {
        const filter_text source = read_filter_json(given);
        const calque::parse_options how{.strict = given.has("strict"), .limits = source.limits};
        const auto what = demand(calque::from_json<Schema>(source.text, how), source);
        const std::string text = calque::print(what, {.width = static_cast<std::size_t>(width.value_or(0))});
        out.write(lines_for(terminal_of(STDOUT_FILENO), text) + '\n');
        out.flush();
    });
}

} // namespace

const command text_command{
    .name = "text",
    .synopsis = "[--width N] [--strict] [--schema NAME]",
    .summary = "read filter JSON on standard input, print the filter as text",
    .details = "Prints the canonical text, on one line without --width. `calque json` turns it back into JSON.\n",
    .options = options,
    .limits = filter_limits,
    .run = run,
};

} // namespace cli
