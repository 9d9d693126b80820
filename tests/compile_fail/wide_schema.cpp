// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// A schema of many, very similar fields stays within the compiler's limits of constant evaluation, both to check that
// its field names differ and to suggest the closest name.
#include <calque/literal.hpp>

#include <array>
#include <cstddef>
#include <string_view>

using calque::filter_literal;

namespace {

constexpr std::size_t count = 300;

/// The names "total_000_seconds", "total_001_seconds", …
constexpr auto names = [] {
    std::array<std::array<char, 17>, count> out{};
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t at = 0;
        for (const char c : std::string_view{"total_000_seconds"}) out[i][at++] = c;
        out[i][6] = static_cast<char>('0' + i / 100);
        out[i][7] = static_cast<char>('0' + i / 10 % 10);
        out[i][8] = static_cast<char>('0' + i % 10);
    }
    return out;
}();

} // namespace

struct report {
    static constexpr std::string_view name = "report";
    static constexpr std::array<calque::field, count> fields = [] {
        std::array<calque::field, count> out{};
        for (std::size_t i = 0; i < count; ++i)
            out[i] = {.name = {names[i].data(), names[i].size()},
                      .type = calque::field_type::number,
                      .documented = {calque::op::eq, calque::op::gt}};
        return out;
    }();
};

void write_literals() {
// refused 1: "E201 at offset 0: there is no field `totl_299_seconds`; did you mean `total_299_seconds`?"
#if REFUSED == 1
    (void)filter_literal<"totl_299_seconds > 60", report>{};
#else
    (void)filter_literal<"total_299_seconds > 60", report>{};
#endif
// refused 2: "E201 at offset 27: there is no field `total_300_minutes` in report"
#if REFUSED == 2
    (void)filter_literal<"total_000_seconds > 60 and total_300_minutes > 60", report>{};
#else
    (void)filter_literal<"total_000_seconds > 60 and total_200_seconds > 60", report>{};
#endif
}
