// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>
#include <calque/transport/server_words.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Paths in the server's words, and what they lead to in a filter.
namespace calque::detail {

/// A part of a filter: a node, and perhaps one of its members in the JSON.
struct filter_part {
    std::size_t node = 0;
    std::string member{}; ///< for example `/op` or `/value/2`; empty for the whole node

    friend auto operator<=>(const filter_part&, const filter_part&) = default;
};

/// A step that is a place in a list.
[[nodiscard]] inline std::optional<std::size_t> place_in_list(std::string_view step) noexcept {
    std::size_t number = 0;
    const auto [behind, problem] = std::from_chars(step.data(), step.data() + step.size(), number);
    if (problem != std::errc{} || behind != step.data() + step.size()) return std::nullopt;
    return number;
}

/// The node of a group's child; nothing where the group has not so many.
[[nodiscard]] inline std::optional<std::size_t> child_of(const filter_data& data, std::size_t group,
                                                         std::size_t place) noexcept {
    const std::size_t end = group + data.nodes[group].extent;
    for (std::size_t child = group + 1; child < end; child += data.nodes[child].extent)
        if (place-- == 0) return child;
    return std::nullopt;
}

[[nodiscard]] inline bool is_member_of_condition(std::string_view step) noexcept {
    return step == "field" || step == "op" || step == "value";
}

/// Follows steps from the filter's top as far as they lead; nothing where the first one leads nowhere.
///
/// The server's lists count conditions, with the word `conditions` before the number or, where more steps follow, without.
[[nodiscard]] inline std::optional<filter_part> follow(const filter_data& data,
                                                       std::span<const std::string_view> steps) {
    filter_part at;
    bool moved = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const node& head = data.nodes[at.node];
        const std::string_view step = steps[i];
        if (!head.is_group()) {
            if (!is_member_of_condition(step)) break;
            at.member = "/" + std::string{step};
            if (step != "value" || head.operation != op::in || i + 1 == steps.size()) return at;
            constexpr auto none = static_cast<std::size_t>(-1);
            const std::size_t item = place_in_list(steps[i + 1]).value_or(none);
            if (item < head.extent - std::size_t{1}) at.member += "/" + std::to_string(item);
            return at;
        }
        if (step == "operator") {
            at.member = "/operator";
            return at;
        }
        const bool named = step == "conditions";
        if (named) ++i;
        if (i == steps.size() || (!named && i + 1 == steps.size())) break;
        const auto place = place_in_list(steps[i]);
        const auto child = place ? child_of(data, at.node, *place) : std::nullopt;
        if (!child) break;
        at.node = *child;
        moved = true;
    }
    return moved ? std::optional{at} : std::nullopt;
}

/// What the path of a server's message is about.
struct path_target {
    bool elsewhere = false;            ///< it names another filter of the request
    bool in_filter = false;            ///< it names this filter
    std::optional<filter_part> part{}; ///< the part that it leads to
    std::string field{};               ///< the name that it ends with, where it leads to no part
};

/// Keys that frameworks wrap messages in; they name nothing.
[[nodiscard]] inline bool is_wrapping(std::string_view step) noexcept {
    constexpr std::array<std::string_view, 7> words{"detail", "error",   "errors",          "message",
                                                    "msg",    "__all__", "non_field_errors"};
    return std::ranges::find(words, step) != words.end() || place_in_list(step).has_value();
}

/// Reads the path of a message; `member` is the request's member that holds the filter, or empty.
[[nodiscard]] inline path_target read_path(const filter_data& data, std::string_view path, std::string_view member) {
    const std::vector<std::string_view> all = steps_of(path);
    auto first = std::ranges::find_if(all, is_filter_member);
    const bool in_filter = first != all.end();
    if (in_filter) {
        if (!member.empty() && *first != member) return {.elsewhere = true};
        ++first;
    } else {
        first = std::ranges::find_if_not(all, is_wrapping);
    }
    const std::span<const std::string_view> rest{first, all.end()};
    path_target out{.in_filter = in_filter || (!rest.empty() && rest.front() == "conditions")};
    if (out.in_filter) out.part = follow(data, rest);
    if (out.part) return out;
    for (const std::string_view step : rest)
        if (!is_wrapping(step)) out.field.append(out.field.empty() ? "" : ".").append(step);
    return out;
}

/// A path in the midst of a text, such as `/conditions/1/op` or `filters.conditions[1]`, and what it leads to.
[[nodiscard]] inline std::optional<filter_part> path_in(const filter_data& data, std::string_view text) {
    const auto in_path = [](char c) { return is_class(c, word_char) || c == '.' || c == '/' || c == '[' || c == ']'; };
    for (auto from = text.begin(); from != text.end();) {
        from = std::find_if(from, text.end(), in_path);
        const auto end = std::find_if_not(from, text.end(), in_path);
        const std::vector<std::string_view> steps = steps_of({from, end});
        auto first = std::ranges::find(steps, "conditions");
        if (first == steps.end() && from != end && *from == '/') first = steps.begin();
        if (const auto found = follow(data, {first, steps.end()})) return found;
        from = end;
    }
    return std::nullopt;
}

} // namespace calque::detail
