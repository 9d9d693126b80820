// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/chunked_buffer.hpp>
#include <calque/support/load_bytes.hpp>
#include <calque/support/scalar_token.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// A compact encoding of scalars, for rows that are kept until their type is known. A head byte has the form in its
// upper three bits. It is followed by the digits of a decimal, the instant of a time, or a length and a text.
namespace calque::detail {

enum class packed_form : std::uint8_t { word, decimal, negative_decimal, time, string, number, array, object };

inline constexpr std::size_t max_packed_size = 8;
inline constexpr std::uint8_t zulu_bit = 8, escaped_bit = 1;

[[nodiscard]] constexpr char packed_head(packed_form form, unsigned low) noexcept {
    return static_cast<char>(static_cast<unsigned char>(static_cast<unsigned>(form) << 5 | low));
}

/// Writes a number of up to 61 bits in as few bytes as possible; the low three bits of the first byte encode how
/// many.
///
/// Always stores eight bytes.
[[nodiscard]] inline char* put_bits(char* at, std::uint64_t bits) noexcept {
    const auto bytes = static_cast<unsigned>(std::bit_width(bits) + 10) / 8;
    bits = bits << 3 | (bytes - 1);
    store_bytes(at, bits);
    return at + bytes;
}

/// Reads a number written by `put_bits`. Loads eight bytes and ignores those after the number.
[[nodiscard]] inline const char* get_bits(const char* at, std::uint64_t& bits) noexcept {
    bits = load_bytes(at);
    const auto bytes = static_cast<unsigned>(bits & 7) + 1;
    bits = bits << (64 - 8 * bytes) >> (67 - 8 * bytes);
    return at + bytes;
}

/// Appends a token in one contiguous piece.
inline void pack(chunked_buffer& buffer, const scalar_token& token) {
    const auto put_text = [&](packed_form form, unsigned low) {
        char* at = buffer.prepare(1 + max_packed_size + token.text.size());
        *at++ = packed_head(form, low);
        at = put_bits(at, token.text.size());
        if (!token.text.empty()) std::memcpy(at, token.text.data(), token.text.size());
        buffer.advance(at + token.text.size());
    };
    switch (token.form) {
    case scalar_form::none:
    case scalar_form::null:
    case scalar_form::no:
    case scalar_form::yes: return buffer.push_back(packed_head(packed_form::word, static_cast<unsigned>(token.form)));
    case scalar_form::decimal: {
        char* const at = buffer.prepare(1 + max_packed_size);
        *at = packed_head(token.negative ? packed_form::negative_decimal : packed_form::decimal, token.scale);
        return buffer.advance(put_bits(at + 1, token.bits));
    }
    case scalar_form::time: {
        char* at = buffer.prepare(1 + sizeof token.bits + sizeof token.zone_minutes);
        *at++ = packed_head(packed_form::time, token.scale | (token.zulu ? zulu_bit : 0u));
        store_bytes(at, token.bits);
        at += sizeof token.bits;
        if (!token.zulu) {
            std::memcpy(at, &token.zone_minutes, sizeof token.zone_minutes);
            at += sizeof token.zone_minutes;
        }
        return buffer.advance(at);
    }
    case scalar_form::string: return put_text(packed_form::string, token.escaped ? escaped_bit : 0);
    case scalar_form::number: return put_text(packed_form::number, 0);
    case scalar_form::array: return put_text(packed_form::array, 0);
    case scalar_form::object: return put_text(packed_form::object, 0);
    }
}

/// Reads the token at the cursor and advances past it. *Lifetimes*: the token's text is valid as long as the buffer.
[[nodiscard]] inline scalar_token unpack(byte_cursor& cursor) {
    const char* at = cursor.at();
    const auto head = static_cast<unsigned char>(*at++);
    const auto low = static_cast<std::uint8_t>(head & 0x1fu);
    scalar_token out;
    const auto get_text = [&](scalar_form form) {
        std::uint64_t size = 0;
        at = get_bits(at, size);
        out.form = form;
        out.text = {at, static_cast<std::size_t>(size)};
        at += size;
    };
    switch (static_cast<packed_form>(head >> 5)) {
    case packed_form::word: out.form = static_cast<scalar_form>(low); break;
    case packed_form::negative_decimal: out.negative = true; [[fallthrough]];
    case packed_form::decimal:
        out.form = scalar_form::decimal;
        out.scale = low;
        at = get_bits(at, out.bits);
        break;
    case packed_form::time:
        out.form = scalar_form::time;
        out.zulu = (low & zulu_bit) != 0;
        out.scale = low & 7u;
        out.bits = load_bytes(at);
        at += sizeof out.bits;
        if (!out.zulu) {
            std::memcpy(&out.zone_minutes, at, sizeof out.zone_minutes);
            at += sizeof out.zone_minutes;
        }
        break;
    case packed_form::string:
        out.escaped = (low & escaped_bit) != 0;
        get_text(scalar_form::string);
        break;
    case packed_form::number: get_text(scalar_form::number); break;
    case packed_form::array: get_text(scalar_form::array); break;
    case packed_form::object: get_text(scalar_form::object); break;
    }
    cursor.advance(at);
    return out;
}

} // namespace calque::detail
