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
#include <system_error>
#include <vector>

// Paths in the server's response, and the parts of a filter that they lead to.
namespace calque::detail {

/// A part of a filter: a node, optionally narrowed to one of its JSON members.
struct filter_part {
    std::size_t node = 0;
    std::string member{}; ///< for example `/op` or `/value/2`; empty for the whole node

    friend auto operator<=>(const filter_part&, const filter_part&) = default;
};

/// Returns a step as a list index; nothing if it is not one.
[[nodiscard]] inline std::optional<std::size_t> list_index(std::string_view step) noexcept {
    std::size_t number = 0;
    const auto [behind, problem] = std::from_chars(step.data(), step.data() + step.size(), number);
    if (problem != std::errc{} || behind != step.data() + step.size()) return std::nullopt;
    return number;
}

/// Returns the node of a group's child; nothing if the group has fewer.
[[nodiscard]] inline std::optional<std::size_t> child_of(const filter_data& data, std::size_t group,
                                                         std::size_t index) noexcept {
    const std::size_t end = group + data.nodes[group].extent;
    for (std::size_t child = group + 1; child < end; child += data.nodes[child].extent)
        if (index-- == 0) return child;
    return std::nullopt;
}

/// Returns the member of a condition that steps name, with the index of a list item; empty if they name none.
[[nodiscard]] inline std::string member_of_condition(const node& condition, std::span<const std::string_view> steps) {
    constexpr std::array<std::string_view, 3> members{"field", "op", "value"};
    if (steps.empty() || std::ranges::find(members, steps[0]) == members.end()) return {};
    std::string out = "/" + std::string{steps[0]};
    if (steps[0] != "value" || condition.operation != op::in || steps.size() == 1) return out;
    if (const auto item = list_index(steps[1]); item && *item + 1 < condition.extent)
        out += "/" + std::to_string(*item);
    return out;
}

/// Follows steps from the root of the filter as far as possible; returns nothing if the first one leads nowhere.
///
/// A step is an index of conditions if `conditions` precedes it or more steps follow it.
[[nodiscard]] inline std::optional<filter_part> follow(const filter_data& data,
                                                       std::span<const std::string_view> steps) {
    filter_part at;
    while (data.nodes[at.node].is_group() && !steps.empty()) {
        if (steps[0] == "operator") return filter_part{at.node, "/operator"};
        const bool named = steps[0] == "conditions";
        if (steps.size() == 1) break;
        const auto index = list_index(steps[named ? 1 : 0]);
        const auto child = index ? child_of(data, at.node, *index) : std::nullopt;
        if (!child) break;
        at.node = *child;
        steps = steps.subspan(named ? 2 : 1);
    }
    if (!data.nodes[at.node].is_group()) at.member = member_of_condition(data.nodes[at.node], steps);
    if (at == filter_part{}) return std::nullopt;
    return at;
}

/// Returns whether a step is a wrapper key of a framework or an index: these name no field.
[[nodiscard]] inline bool is_wrapping(std::string_view step) noexcept {
    constexpr std::array<std::string_view, 6> words{"detail", "error", "errors", "message", "msg", "__all__"};
    return std::ranges::find(words, step) != words.end() || list_index(step).has_value();
}

/// The target of a server message's path.
struct path_target {
    bool elsewhere = false;            ///< names another filter of the request
    bool in_filter = false;            ///< names this filter
    std::optional<filter_part> part{}; ///< the part it leads to
    std::string key{};                 ///< the rest: a field, or another member of the request
};

/// Resolves the path of a message; `member` is the request member that holds the filter, or empty.
[[nodiscard]] inline path_target read_path(const filter_data& data, std::string_view path, std::string_view member) {
    const std::vector<std::string_view> all = steps_of(path);
    auto first = std::ranges::find_if(all, is_filter_member);
    const bool in_filter = first != all.end();
    if (in_filter && !member.empty() && *first != member) return {.elsewhere = true};
    first = in_filter ? first + 1 : std::ranges::find_if_not(all, is_wrapping);
    const std::span<const std::string_view> rest{first, all.end()};
    path_target out{.in_filter = in_filter || (!rest.empty() && rest[0] == "conditions")};
    if (out.in_filter) out.part = follow(data, rest);
    if (out.part) return out;
    for (const std::string_view step : rest)
        if (!is_wrapping(step)) out.key.append(out.key.empty() ? "" : ".").append(step);
    return out;
}

/// Returns the part that the first path in a server's text leads to: `/conditions/1/op`, `conditions[1].op`, or the
/// same after the filter's name.
[[nodiscard]] inline std::optional<filter_part> path_in(const filter_data& data, std::string_view text,
                                                        std::string_view member) {
    const auto in_path = [](char c) { return is_class(c, word_char) || c == '.' || c == '/' || c == '[' || c == ']'; };
    for (auto from = text.begin(), end = from; from != text.end(); from = end) {
        from = std::find_if(from, text.end(), in_path);
        end = std::find_if_not(from, text.end(), in_path);
        const std::vector<std::string_view> all = steps_of({from, end});
        if (all.empty()) continue;
        const bool named = is_filter_member(all[0]) && (member.empty() || all[0] == member);
        if (!named && *from != '/' && all[0] != "conditions") continue;
        if (auto found = follow(data, std::span{all}.subspan(named ? 1 : 0))) return found;
    }
    return std::nullopt;
}

} // namespace calque::detail
