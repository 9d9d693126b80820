// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/literal/detail/check_text.hpp>
#include <calque/run.hpp>

#include <cstdint>

#include "demand.hpp"

// Any text, through the compile-time checker and the parser: both accept it or refuse it, and give the same filter.
template <calque::schema Schema>
static void check(std::string_view text) {
    const calque::parse_options options{.strict = calque::fuzz::is_odd(text)};
    calque::detail::filter_data data;
    const auto found = calque::detail::check_text(text, calque::schema_of<Schema>, options, data);
    const auto parsed = calque::parse<Schema>(text, options);
    calque::fuzz::demand(parsed.has_value() == !found, "the checker and the parser agree");
    if (found) return calque::fuzz::demand(found->end <= text.size(), "a mistake lies inside of the text");
    const auto made = calque::detail::filter_access::make<Schema>(std::move(data));
    calque::fuzz::demand(made == *parsed, "the checker and the parser make the same filter");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check<calque::call_log>(text);
    check<calque::open_schema>(text);
    check<calque::run>(text);
    return 0;
}
