// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/widget/json_text.hpp>
#include <calque/widget.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

/// A place in a response, as the way to it; it becomes a JSON pointer only where something is wrong there.
struct json_place {
    const json_place* parent = nullptr;
    std::string_view key{};
    std::size_t index = 0; ///< of an item, where `key` is empty

    [[nodiscard]] json_place member(std::string_view name) const noexcept { return {this, name, 0}; }
    [[nodiscard]] json_place item(std::size_t number) const noexcept { return {this, {}, number}; }

    /// RFC 6901; the keys are ours and need no escapes.
    [[nodiscard]] std::string pointer() const {
        if (parent == nullptr) return {};
        return parent->pointer() + '/' + (key.empty() ? std::to_string(index) : std::string{key});
    }
};

/// Thrown inside the decoder, and caught by it.
struct decode_stop {
    decode_failure failure;
};

[[noreturn]] inline void stop(const json_place& where, std::string message) {
    throw decode_stop{{where.pointer(), std::move(message)}};
}

[[noreturn]] inline void stop_expecting(std::string_view what, json_slice found, const json_place& where) {
    stop(where, "expected " + std::string{what} + ", found " + std::string{with_article(found.kind())});
}

/// Demands a kind.
inline void expect_kind(json_kind kind, json_slice value, const json_place& where) {
    if (value.kind() != kind) stop_expecting(with_article(kind), value, where);
}

/// A string; nothing where there is none, or null.
[[nodiscard]] inline std::optional<std::string> read_text(json_slice value, const json_place& where) {
    if (value.is_nothing()) return {};
    expect_kind(json_kind::string, value, where);
    return value.string();
}

[[nodiscard]] inline bool read_flag(json_slice value, const json_place& where) {
    if (value.is_nothing()) return false;
    expect_kind(json_kind::boolean, value, where);
    return value.text() == "true";
}

/// Converts the whole of a number's text, exactly; nothing where it does not fit the type.
template <class Number>
[[nodiscard]] std::optional<Number> convert(std::string_view text) noexcept {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

[[nodiscard]] inline double read_double(std::string_view text, const json_place& where) {
    if (const auto number = convert<double>(text)) return *number;
    // What is too small is reported as what is too large; the wider type tells them apart.
    if (const auto wide = convert<long double>(text); wide && std::abs(*wide) < 1) return 0;
    stop(where, "the number is out of range");
}

/// A whole number, which may be written with a fraction of zero; nothing where there is none, or null.
[[nodiscard]] inline std::optional<std::int64_t> read_integer(json_slice value, const json_place& where) {
    if (value.is_nothing()) return {};
    expect_kind(json_kind::number, value, where);
    if (const auto number = convert<std::int64_t>(value.text())) return number;
    const double number = read_double(value.text(), where);
    if (std::trunc(number) != number) stop(where, "expected a whole number");
    // Beyond 2^53 a double is not exact, and the text was no integer of 64 bits.
    if (std::abs(number) > 9007199254740992.0) stop(where, "the number is out of range");
    return static_cast<std::int64_t>(number);
}

[[nodiscard]] inline std::optional<double> read_number(json_slice value, const json_place& where) {
    if (value.is_nothing()) return {};
    expect_kind(json_kind::number, value, where);
    return read_double(value.text(), where);
}

[[nodiscard]] inline scalar read_scalar(json_slice value, const json_place& where) {
    switch (value.kind()) {
    case json_kind::none:
    case json_kind::null: return {};
    case json_kind::boolean: return value.text() == "true";
    case json_kind::string: return value.string();
    case json_kind::number:
        if (const auto number = convert<std::int64_t>(value.text())) return *number;
        if (const auto number = convert<std::uint64_t>(value.text())) return *number;
        return read_double(value.text(), where);
    case json_kind::array:
    case json_kind::object: stop_expecting("a number, a string, a boolean or null", value, where);
    }
    return {};
}

/// Any JSON; nothing where there is none, or null.
[[nodiscard]] inline std::optional<raw_json> read_raw(json_slice value) {
    if (value.is_nothing()) return {};
    return raw_json{value.compact()};
}

} // namespace calque::detail
