// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/call_log.hpp>
#include <calque/stand_in/detail/filter_input.hpp>
#include <calque/stand_in/detail/refusal.hpp>

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail::stand_in_parts {

/// Returns whether a list of words, separated by spaces, contains a word.
[[nodiscard]] constexpr bool has_word(std::string_view words, std::string_view word) noexcept {
    for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        if (words.substr(begin, end - begin) == word) return true;
        begin = end + 1;
    }
    return false;
}

/// The members of a body, read like a form of the framework: collects all mistakes and reports them at the end.
class form {
public:
    explicit form(const boost::json::object& body) : body_{body} {}

    void wrong(std::string_view name, std::string_view message) { mistakes_.add(name, message); }

    /// *Errors*: throws `refusal` if there are mistakes.
    void check() const { mistakes_.refuse(); }

    /// Returns a member, or null if it is missing or null.
    [[nodiscard]] const boost::json::value* find(std::string_view name) const {
        const auto* const found = body_.if_contains(name);
        return found == nullptr || found->is_null() ? nullptr : found;
    }

    /// Records a mistake if a member is missing or null.
    void require(std::string_view name) {
        const auto* const found = body_.if_contains(name);
        if (found == nullptr) wrong(name, "This field is required.");
        else if (found->is_null()) wrong(name, "This field may not be null.");
    }

    /// Returns a text of at most 255 bytes; empty if it is missing.
    [[nodiscard]] std::string_view text(std::string_view name) {
        const auto* const found = find(name);
        if (found == nullptr) return {};
        const auto* const text = found->if_string();
        if (text == nullptr) wrong(name, "Not a valid string.");
        else if (text->size() > 255) wrong(name, "Ensure this field has no more than 255 characters.");
        else return {text->data(), text->size()};
        return {};
    }

    /// Returns one of the given words; empty if it is missing.
    [[nodiscard]] std::string_view choice(std::string_view name, std::string_view words) {
        const std::string_view chosen = text(name);
        if (chosen.empty() || has_word(words, chosen)) return chosen;
        wrong(name, '"' + std::string{chosen} + "\" is not a valid choice.");
        return {};
    }

    /// Returns the primary key of a stored object; 0 if it is missing.
    [[nodiscard]] std::int64_t key(std::string_view name) {
        const auto* const found = find(name);
        if (found == nullptr) return 0;
        const auto* const number = found->if_int64();
        if (number == nullptr)
            wrong(name, "Incorrect type. Expected pk value, received " + std::string{framework_name(*found)} + ".");
        else if (*number < 1) no_such(name, *number);
        else return *number;
        return 0;
    }

    void no_such(std::string_view name, std::int64_t number) {
        wrong(name, "Invalid pk \"" + std::to_string(number) + "\" - object does not exist.");
    }

    /// Returns a filter; nothing if it is missing, null or `{}`.
    [[nodiscard]] std::optional<filter<call_log>> filter_of(std::string_view name) {
        const auto* const found = find(name);
        if (found == nullptr) return std::nullopt;
        std::string mistake;
        std::optional<filter<call_log>> read;
        if (found->is_object()) read = read_filter<call_log>(*found, mistake);
        else mistake = "Expected a dictionary of items but got type \"" + std::string{framework_name(*found)} + "\".";
        if (!mistake.empty()) wrong(name, mistake);
        return read;
    }

private:
    const boost::json::object& body_;
    form_mistakes mistakes_;
};

} // namespace calque::detail::stand_in_parts
