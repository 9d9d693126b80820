// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/text/report/words.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "contender.hpp"

namespace throughput {
namespace {

/// The class of a character, which decides how the token continues.
enum class begins : std::uint8_t { other, blank, comment, word, quote, symbol, joiner };

constexpr std::array<begins, 256> beginnings = [] {
    std::array<begins, 256> table{};
    const auto set = [&](std::string_view all, begins what) {
        for (const char c : all) table[static_cast<unsigned char>(c)] = what;
    };
    set(" \t\r\n", begins::blank);
    set("#", begins::comment);
    set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789", begins::word);
    set("\"'", begins::quote);
    set("=<>!~", begins::symbol);
    set("&|.", begins::joiner);
    return table;
}();

[[nodiscard]] constexpr begins beginning(char c) noexcept { return beginnings[static_cast<unsigned char>(c)]; }

/// The least work of any reader of a text: finds where each token ends. Words keep their single dots, so a path is
/// one token, and so is a number with a fraction.
[[gnu::noinline]] std::size_t count_tokens(const char* at, const char* const end) noexcept {
    std::size_t count = 0;
    while (at != end) {
        const char first = *at++;
        switch (beginning(first)) {
        case begins::blank: continue;
        case begins::comment:
            while (at != end && *at != '\n') ++at;
            continue;
        case begins::word:
            while (at != end &&
                   (beginning(*at) == begins::word || (*at == '.' && end - at > 1 && beginning(at[1]) == begins::word)))
                ++at;
            break;
        case begins::quote:
            while (at != end && *at != first) at += *at == '\\' && end - at > 1 ? 2 : 1;
            if (at != end) ++at;
            break;
        case begins::symbol:
            while (at != end && beginning(*at) == begins::symbol) ++at;
            break;
        case begins::joiner:
            while (at != end && *at == first) ++at;
            break;
        case begins::other: break;
        }
        ++count;
    }
    return count;
}

std::size_t count_tokens(std::string_view text) noexcept {
    return count_tokens(text.data(), text.data() + text.size());
}

} // namespace

const contender tokenizer{
    .name = "tokenizer",
    .does = work::tokens_of_text,
    .run = [](const sample& of) { return count_tokens(of.text) > 0; },
    .is_right = [](const sample& of) { return count_tokens(of.text) == calque::detail::words_of(of.text).size(); },
};

} // namespace throughput
