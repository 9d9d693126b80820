// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_number.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/load_bytes.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Skips JSON (RFC 8259) in a complete text without building values.
namespace calque::detail {

/// Returns the closing quote of the string whose content starts at `at`, or null; sets `escaped` if it has escapes.
[[nodiscard]] inline const char* skip_json_string(const char* at, const char* end, bool& escaped) {
    const char* const plain = skip_plain(at, end);
    escaped = false;
    if (plain != end && *plain == '"') return plain;
    const json_string_scan scan = scan_json_string(plain, end);
    escaped = scan.escaped;
    return scan.status == json_string_status::whole ? scan.at : nullptr;
}

/// Returns the position after a word or a number, or null.
[[nodiscard]] inline const char* skip_json_literal(const char* at, const char* end) noexcept {
    const auto word = [&](std::string_view what) {
        return matches_at(at, end, what) && (at + what.size() == end || !is_literal_char(at[what.size()]))
                   ? at + what.size()
                   : nullptr;
    };
    switch (*at) {
    case 't': return word("true");
    case 'f': return word("false");
    case 'n': return word("null");
    default: break;
    }
    scalar_token number;
    const json_number_scan scan = scan_json_number(at, end, number);
    return scan.ok ? scan.at : nullptr;
}

/// A stack of open brackets: whether each is an object's.
template <std::size_t Deepest>
class bracket_stack {
public:
    /// Returns false if the stack is full.
    bool push(bool object) noexcept {
        if (size_ == Deepest) return false;
        std::uint64_t& word = words_[size_ / 64];
        const std::uint64_t bit = std::uint64_t{1} << size_ % 64;
        word = object ? word | bit : word & ~bit;
        ++size_;
        return true;
    }
    void pop() noexcept { --size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] bool in_object() const noexcept { return (words_[(size_ - 1) / 64] >> (size_ - 1) % 64 & 1) != 0; }

private:
    std::array<std::uint64_t, (Deepest + 63) / 64> words_{};
    std::size_t size_ = 0;
};

/// Returns the position after the key at `at`, its colon and blanks; null if there is no key or colon.
[[nodiscard]] inline const char* skip_json_key(const char* at, const char* end) {
    bool escaped = false;
    if (at == end || *at != '"') return nullptr;
    at = skip_json_string(at + 1, end, escaped);
    if (at == nullptr) return nullptr;
    at = skip_space(at + 1, end);
    return at != end && *at == ':' ? skip_space(at + 1, end) : nullptr;
}

/// Returns the position after the value at `at`; null if it is not valid JSON or is nested too deep.
template <std::size_t Deepest>
[[nodiscard]] const char* skip_json_value(const char* at, const char* end) {
    bracket_stack<Deepest> open;
    for (;;) {
        if (at == end) return nullptr;
        const char c = *at;
        if (c == '{' || c == '[') {
            if (!open.push(c == '{')) return nullptr;
            at = skip_space(at + 1, end);
            if (at == end) return nullptr;
            if (*at != (c == '{' ? '}' : ']')) {
                if (c == '{') at = skip_json_key(at, end);
                if (at == nullptr) return nullptr;
                continue;
            }
            open.pop();
            ++at;
        } else if (c == '"') {
            bool escaped = false;
            at = skip_json_string(at + 1, end, escaped);
            if (at == nullptr) return nullptr;
            ++at;
        } else {
            at = skip_json_literal(at, end);
            if (at == nullptr) return nullptr;
        }
        for (;;) { // after a value
            if (open.empty()) return at;
            at = skip_space(at, end);
            if (at == end) return nullptr;
            const bool object = open.in_object();
            if (*at == ',') {
                at = skip_space(at + 1, end);
                if (object) at = skip_json_key(at, end);
                if (at == nullptr) return nullptr;
                break;
            }
            if (*at != (object ? '}' : ']')) return nullptr;
            open.pop();
            ++at;
        }
    }
}

/// Returns the name of the key at `at`; its colon and blanks end at `behind`. `decoded` stores a name with escapes.
[[nodiscard]] inline std::string_view json_key_name(const char* at, const char* behind, std::string& decoded) {
    std::string_view text{at + 1, static_cast<std::size_t>(behind - at - 1)};
    text = text.substr(0, text.rfind(':'));
    text = text.substr(0, text.rfind('"'));
    if (text.find('\\') == std::string_view::npos) return text;
    return decoded = decoded_string(text);
}

/// Skips the elements of an array, or the members of an object, from after its opening bracket. Returns the position
/// after the closing bracket, or null. `read` returns the position after the element at a position, or null.
template <class Read>
[[nodiscard]] const char* for_each_json_element(const char* at, const char* end, char close, const Read& read) {
    at = skip_space(at, end);
    if (at != end && *at == close) return at + 1;
    for (;;) {
        at = read(at);
        if (at == nullptr) return nullptr;
        at = skip_space(at, end);
        if (at == end) return nullptr;
        if (*at == close) return at + 1;
        if (*at != ',') return nullptr;
        at = skip_space(at + 1, end);
    }
}

} // namespace calque::detail
