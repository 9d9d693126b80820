// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/response_decoder.hpp>
#include <calque/widget/widget.hpp>

#include <cstdint>
#include <string>
#include <vector>

// Fingerprints of pages, to detect a repeated page.
namespace calque::detail {

[[nodiscard]] inline std::uint64_t mixed_in(std::uint64_t mark, std::uint64_t next) noexcept {
    return (mark ^ (next + 0x9e3779b97f4a7c15u + (mark << 6) + (mark >> 2))) * 0xbf58476d1ce4e5b9u;
}

/// Hashes the widgets' ids; returns 0 if a widget has none.
[[nodiscard]] inline std::uint64_t fingerprint_of(const std::vector<widget_data>& widgets) noexcept {
    std::uint64_t mark = widgets.size();
    for (const widget_data& each : widgets) {
        if (!each.widget_id) return 0;
        mark = mixed_in(mark, static_cast<std::uint64_t>(*each.widget_id));
    }
    return mark;
}

/// Hashes the records' texts.
[[nodiscard]] inline std::uint64_t fingerprint_of(const std::vector<raw_json>& records) noexcept {
    std::uint64_t mark = records.size();
    for (const raw_json& each : records) mark = mixed_in(mark, std::hash<std::string>{}(each.text));
    return mark;
}

} // namespace calque::detail
