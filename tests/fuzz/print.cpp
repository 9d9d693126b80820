// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/run.hpp>

#include <cstdint>

#include "demand.hpp"

// A filter from text, or from JSON if the input begins with a brace: its printed text, on one line or many, reads as
// the same filter.
template <calque::schema Schema>
static void check(std::string_view text) {
    const calque::parse_options wide = calque::fuzz::wide();
    const auto result =
        text.starts_with('{') ? calque::from_json<Schema>(text, wide) : calque::parse<Schema>(text, wide);
    if (!result) return;
    const std::string line = print(*result);
    const auto again = calque::parse<Schema>(line, wide);
    calque::fuzz::demand(again.value() == *result, "parse(print(f)) == f");
    calque::fuzz::demand(print(*again) == line, "print(parse(print(f))) == print(f)");
    for (const std::size_t width : {std::size_t{1}, text.size() % 100, std::size_t{80}})
        calque::fuzz::demand(
            calque::parse<Schema>(print(*result, {.width = width, .indent = text.size() % 5}), wide).value() == *result,
            "parse(print(f, {.width = …})) == f");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check<calque::call_log>(text);
    check<calque::open_schema>(text);
    check<calque::run>(text);
    return 0;
}
