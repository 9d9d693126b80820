// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>

#include "contender.hpp"

namespace throughput {
namespace {

bool is_right(const calque::parse_result<calque::call_log>& got, const sample& of) {
    return got && *got == of.filter && got.diagnostics().empty() != of.has_warnings;
}

/// Parses into a result whose memory is reused.
const calque::parse_result<calque::call_log>& parse_again(const sample& of) {
    static auto kept = calque::parse<calque::call_log>(of.text);
    calque::parse_into(kept, of.text);
    return kept;
}

} // namespace

const contender calque_parse{
    .name = "calque::parse",
    .does = work::filter_of_text,
    .run = [](const sample& of) { return calque::parse<calque::call_log>(of.text).has_value(); },
    .is_right =
        [](const sample& of) {
            const auto got = calque::parse<calque::call_log>(of.text);
            return is_right(got, of);
        },
};

const contender calque_parse_again{
    .name = "calque::parse, into a kept filter",
    .does = work::filter_of_text,
    .run = [](const sample& of) { return parse_again(of).has_value(); },
    .is_right =
        [](const sample& of) {
            const auto& got = parse_again(of);
            return is_right(got, of);
        },
};

} // namespace throughput
