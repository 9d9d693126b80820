// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/node.hpp>
#include <calque/detail/write.hpp>
#include <calque/schema.hpp>

#include <cstddef>
#include <string_view>

namespace calque::detail {

/// The room that a filter's JSON takes.
struct json_room {
    std::size_t size = 0; ///< in bytes; more than it has in the end by some for each condition
    bool plain = true;    ///< none of the filter's own texts needs an escape
};

[[nodiscard]] inline json_room room_for_json(const filter_data& data, const schema_view& fields) noexcept {
    constexpr std::size_t group = sizeof R"({"operator":"same_row","conditions":[]},)";
    constexpr std::size_t comparison = sizeof R"({"field":"","op":"startswith","value":[]},)";
    constexpr std::size_t item = 36; // a number, a time or a truth, with its quotes and a comma
    // One look at all texts spares one at each: most need no escapes.
    json_room out{0, is_plain_json(data.text)};
    const auto text_size = [](bool plain, std::string_view text) { return plain ? text.size() : escaped_size(text); };
    for (const node& each : data.nodes) {
        if (each.is_group()) {
            out.size += group;
            continue;
        }
        if (each.kind == node_kind::comparison)
            out.size += comparison + text_size(fields.names_are_plain, fields.fields[each.field].name) +
                        text_size(out.plain, data.at(each.key));
        out.size += item;
        if (each.value == value_kind::string) out.size += text_size(out.plain, data.at(unpack_slice(each.bits)));
    }
    return out;
}

} // namespace calque::detail
