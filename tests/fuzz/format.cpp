// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/literal/format.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "demand.hpp"

// Formats a filter with any arguments: they are refused, or the filter keeps the format's shape and their values.
template <class... Args>
static calque::filter<calque::call_log> made(const Args&... args) {
    return calque::format_filter<
        "customer_number = {} and (duration >= {} or topic not in {}) and not id in [{}, 2] and "
        "metric_evaluations { metric.name = {} and value < {} }">(args...);
}

static bool same_shape(const calque::filter<calque::call_log>& a, const calque::filter<calque::call_log>& b) {
    const auto& x = calque::detail::filter_access::data(a).nodes;
    const auto& y = calque::detail::filter_access::data(b).nodes;
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& m, const auto& n) {
        return m.kind == n.kind && m.operation == n.operation && m.field == n.field && m.extent == n.extent;
    });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::array<char, 16> numbers{};
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    std::copy_n(text.data(), std::min(size, numbers.size()), numbers.data());
    std::int64_t whole = 0;
    double real = 0;
    std::memcpy(&whole, numbers.data(), sizeof whole);
    std::memcpy(&real, numbers.data() + sizeof whole, sizeof real);

    const std::string_view half = text.substr(0, size / 2);
    static const auto wanted = made("", 0, std::array{"", ""}, 0, "", 0.5);
    try {
        const auto filter = made(text, real, std::array{half, text.substr(size / 2)}, whole, half, real);
        calque::fuzz::demand(same_shape(filter, wanted), "arguments keep the shape of a format");
        calque::fuzz::demand_round_trip(filter);
        const auto first = (*filter.root().as_group()->begin()).as_comparison().value();
        calque::fuzz::demand(std::get<std::string_view>(first.value()) == text,
                             "an argument is the value, byte by byte");
    } catch (const calque::filter_error& refused) {
        calque::fuzz::demand(!refused.diagnostics().empty(), "a refusal says why");
    }
    return 0;
}
