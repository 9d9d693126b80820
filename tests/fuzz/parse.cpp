// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/run.hpp>

#include <cstdint>

#include "demand.hpp"

// Parses any text, under the default limits: no crash, valid diagnostics, and filters round-trip through JSON.
template <calque::schema Schema>
static void check(std::string_view text) {
    const auto result = calque::parse<Schema>(text, {.strict = calque::fuzz::is_odd(text)});
    calque::fuzz::demand_diagnostics(result, text);
    if (result) calque::fuzz::demand_round_trip(*result);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check<calque::call_log>(text);
    check<calque::open_schema>(text);
    check<calque::run>(text);
    return 0;
}
