// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <unistd.h>

#include "command.hpp"
#include "filter_text.hpp"
#include "schemas.hpp"
#include "terminal.hpp"

namespace cli {
namespace {

constexpr std::array options{schema_option, file_option};

void run(const arguments& given, output& out) {
    with_schema(given, [&]<class Schema>() {
        const filter_text source = read_filter_text(given);
        const std::string json =
            calque::to_json(demand(calque::parse<Schema>(source.text, {.limits = source.limits}), source));
        out.write(json_for(terminal_of(STDOUT_FILENO), json) + '\n');
        out.flush();
    });
}

} // namespace

const command json_command{
    .name = "json",
    .synopsis = "FILTER [--schema NAME]",
    .summary = "print the filter JSON of the API on one line",
    .details = "",
    .options = options,
    .limits = filter_limits,
    .run = run,
};

} // namespace cli
