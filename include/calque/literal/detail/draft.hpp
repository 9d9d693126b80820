// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/compiler_text.hpp>
#include <calque/compile_error/refused_text.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/literal/detail/check_text.hpp>
#include <calque/support/fixed_string.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace calque::detail {

/// The sizes of the arrays of a filter made by the compiler.
struct draft_capacity {
    std::size_t nodes = 0;
    std::size_t text = 0;
    std::size_t json = 0;

    /// Returns a size that is enough for nearly every filter, so that the text is read once: a condition rarely has
    /// fewer than 8 characters.
    [[nodiscard]] static constexpr draft_capacity guess(std::size_t size) noexcept {
        return {size / 8 + 4, size, 4 * size + 64};
    }
    [[nodiscard]] constexpr bool holds(const draft_capacity& other) const noexcept {
        return other.nodes <= nodes && other.text <= text && other.json <= json;
    }
};

/// A filter and its JSON, made by the compiler, in arrays that may be too large; or what is wrong with the text.
template <draft_capacity Capacity>
struct draft {
    draft_capacity taken{};
    constant_message wrong{};
    std::array<node, Capacity.nodes> nodes{};
    std::array<char, Capacity.text> text{};
    std::array<char, Capacity.json> json{};
};

/// Copies a container to the front of another, in few evaluation steps.
constexpr void copy_all(const auto& from, auto& to) noexcept {
    const auto* const source = from.data();
    auto* const target = to.data();
    for (std::size_t i = 0, size = from.size(); i < size; ++i) target[i] = source[i];
}

/// Checks a text, and writes its filter and JSON if they fit.
///
/// `Data` is a parameter so that files without a literal do not compile the parser: code that depends on no parameter
/// is instantiated where it is defined.
template <draft_capacity Capacity, class Data = basic_filter_data<compiler_text>>
[[nodiscard]] constexpr draft<Capacity> make_draft(std::string_view from, const schema_view& fields,
                                                   const parse_options& options) {
    draft<Capacity> out;
    Data data;
    data.nodes.reserve(Capacity.nodes); // growing costs evaluation steps, which compilers limit
    data.text.reserve(Capacity.text);
    if (const auto found = check_text(from, fields, options, data)) {
        out.wrong = constant_message(full_message(*found));
        return out;
    }
    compiler_text json;
    json.reserve(Capacity.json);
    json_writer{json, data, fields}.write(0);
    out.taken = {data.nodes.size(), data.text.size(), json.size()};
    if (!Capacity.holds(out.taken)) return out;
    copy_all(data.nodes, out.nodes);
    copy_all(data.text, out.text);
    copy_all(json, out.json);
    return out;
}

/// Returns the first `Count` elements of an array.
template <std::size_t Count, class Value, std::size_t All>
[[nodiscard]] constexpr std::array<Value, Count> head(const std::array<Value, All>& from) {
    std::array<Value, Count> out{};
    std::copy_n(from.data(), Count, out.data());
    return out;
}

} // namespace calque::detail
