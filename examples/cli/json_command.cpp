// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>

#include <unistd.h>

#include "command.hpp"
#include "filter_text.hpp"
#include "terminal.hpp"

namespace cli {
namespace {

constexpr std::array options{file_option};

void run(const arguments& given, output& out) {
    const std::string json = calque::to_json(parse_filter(read_filter_text(given)));
    out.write(json_for(terminal_of(STDOUT_FILENO), json) + '\n');
    out.flush();
}

} // namespace

const command json_command{
    .name = "json",
    .synopsis = "FILTER",
    .summary = "print the filter JSON of the API on one line",
    .details = "",
    .options = options,
    .run = run,
};

} // namespace cli
