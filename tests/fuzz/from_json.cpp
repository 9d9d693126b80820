// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/run.hpp>

#include <cstdint>

#include "demand.hpp"

/// Checks that the explaining pass reads what the fast pass accepts as the same filter, with the same need of warnings.
template <calque::schema Schema>
static void demand_agreement(std::string_view text, const calque::parse_options& options) {
    using namespace calque::detail;
    filter_data at_once, explained;
    const reading end = read_json_text(text, calque::schema_of<Schema>, options, at_once);
    if (end == reading::refused) return;
    std::vector<calque::diagnostic> problems;
    const bool read = explain_json_text(text, calque::schema_of<Schema>, options, explained, problems);
    calque::fuzz::demand(read && problems.empty() == (end == reading::done), "both passes accept it");
    calque::fuzz::demand(at_once == explained, "both passes read the same filter");
}

// Reads any bytes as filter JSON, under the default limits: no crash, valid diagnostics, and filters round-trip.
template <calque::schema Schema>
static void check(std::string_view text) {
    const calque::parse_options options{.strict = calque::fuzz::is_odd(text)};
    const auto result = calque::from_json<Schema>(text, options);
    demand_agreement<Schema>(text, options);
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
