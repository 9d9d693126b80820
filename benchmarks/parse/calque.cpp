// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>

#include <vector>

#include "contender.hpp"

namespace throughput {
namespace {

/// What is kept from text to text.
struct kept {
    calque::detail::filter_data filter;
    std::vector<calque::diagnostic> problems;
};

kept& parse_again(const sample& of, bool& ok) {
    static constexpr calque::parse_options options{};
    static kept again;
    ok =
        calque::detail::parse_text(of.text, calque::schema_of<calque::call_log>, options, again.filter, again.problems);
    return again;
}

} // namespace

const contender calque_parse{
    .name = "calque::parse",
    .does = work::filter_of_text,
    .run = [](const sample& of) { return calque::parse<calque::call_log>(of.text).has_value(); },
    .is_right =
        [](const sample& of) {
            const auto got = calque::parse<calque::call_log>(of.text);
            return got && *got == of.filter;
        },
};

const contender calque_parse_again{
    .name = "calque::parse, into a kept filter",
    .does = work::filter_of_text,
    .run =
        [](const sample& of) {
            bool ok = false;
            parse_again(of, ok);
            return ok;
        },
    .is_right =
        [](const sample& of) {
            bool ok = false;
            return parse_again(of, ok).filter == calque::detail::filter_access::data(of.filter) && ok;
        },
};

} // namespace throughput
