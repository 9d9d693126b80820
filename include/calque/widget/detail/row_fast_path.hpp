// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_number.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/load_bytes.hpp>
#include <calque/widget/detail/row_tape.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace calque::detail {

/// A single-pass reader of rows with the same keys as the row before, using the scanner's functions. Nearly all rows
/// qualify, and dispatching each token costs more than reading it.
class row_fast_path {
public:
    explicit row_fast_path(const key_trie& keys) noexcept : keys_{keys} {}

    /// Returns the position after the row at `at`, or null if the row must be read token by token: it has unexpected
    /// keys, a nested value or an error, or is incomplete.
    [[nodiscard]] const char* read(const char* at, const char* end) {
        if (at == end || *at != '{') return nullptr;
        at = skip_space(at + 1, end);
        path_ = 0;
        for (count_ = 0; count_ < tokens_.size(); ++count_) {
            const key_trie::node& next = keys_[keys_[path_].likely];
            if (&next == &keys_[0] || !matches_at(at, end, next.token)) return nullptr;
            path_ = keys_[path_].likely;
            at = value(skip_space(at + next.token.size(), end), end);
            if (at == nullptr) return nullptr;
            if (is_time(next.role)) read_common_time(tokens_[count_]);
            at = skip_space(at, end);
            if (at == end || (*at != ',' && *at != '}')) return nullptr;
            if (*at++ == '}') {
                ++count_;
                return next.ends_row ? at : nullptr;
            }
            at = skip_space(at, end);
        }
        return nullptr;
    }

    /// The keys and the values of the row that was read.
    [[nodiscard]] std::uint8_t path() const noexcept { return path_; }
    [[nodiscard]] std::span<const scalar_token> tokens() const noexcept { return {tokens_.data(), count_}; }

private:
    [[nodiscard]] const char* value(const char* at, const char* end) {
        if (at == end) return nullptr;
        scalar_token& token = tokens_[count_];
        if (*at == '"') {
            const json_string_scan scan = scan_json_string(at + 1, end);
            if (scan.status != json_string_status::whole) return nullptr;
            token.form = scalar_form::string;
            token.escaped = scan.escaped;
            token.text = {at + 1, static_cast<std::size_t>(scan.at - at - 1)};
            return scan.at + 1;
        }
        if (matches_at(at, end, "null")) {
            token.form = scalar_form::null;
            return at + 4;
        }
        const json_number_scan scan = scan_json_number(at, end, token);
        return scan.ok ? scan.at : nullptr;
    }

    const key_trie& keys_;
    std::array<scalar_token, 8> tokens_; ///< rows with more members are read token by token
    std::size_t count_ = 0;
    std::uint8_t path_ = 0;
};

} // namespace calque::detail
