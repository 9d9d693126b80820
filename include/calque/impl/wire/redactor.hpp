// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api_key.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// Overwrites the key where a server sends it back: error pages like to show the request's headers.
///
/// *Lifetimes*: the key outlives it.
class redactor {
public:
    explicit redactor(const std::optional<api_key>& key)
        : secret_{key ? api_key_access::text(*key) : std::string_view{}},
          instead_{key && api_key_access::is_token(*key) ? "[token]" : "[API key]"} {
        if (secret_.size() < shortest) secret_ = {};
    }

    /// A whole text.
    void operator()(std::string& text) const {
        if (secret_.empty()) return;
        for (std::size_t at = text.find(secret_); at != std::string::npos;
             at = text.find(secret_, at + instead_.size()))
            text.replace(at, secret_.size(), instead_);
    }

    /// The next piece of a text, handed on to `out` in pieces; what may be the beginning of the key waits for the
    /// next one.
    template <class Out>
    void take(std::string_view piece, const Out& out) {
        if (secret_.empty()) return out(piece);
        if (held_.empty()) return scan(piece, out);
        const std::string joined = std::exchange(held_, {}).append(piece);
        scan(joined, out);
    }

    /// The end of the text.
    template <class Out>
    void finish(const Out& out) {
        if (!held_.empty()) out(std::string_view{std::exchange(held_, {})});
    }

private:
    template <class Out>
    void scan(std::string_view text, const Out& out) {
        for (std::size_t at; (at = text.find(secret_)) != std::string_view::npos;
             text.remove_prefix(at + secret_.size())) {
            if (at != 0) out(text.substr(0, at));
            out(instead_);
        }
        const std::size_t whole = text.size() - begun(text);
        if (whole != 0) out(text.substr(0, whole));
        held_.assign(text.substr(whole));
    }

    /// How much of the end of a text may be the beginning of the key.
    [[nodiscard]] std::size_t begun(std::string_view text) const noexcept {
        std::string_view end = text.substr(text.size() - std::min(text.size(), secret_.size() - 1));
        while (!secret_.starts_with(end)) {
            const std::size_t next = end.find(secret_.front(), 1);
            end.remove_prefix(std::min(next, end.size()));
        }
        return end.size();
    }

    static constexpr std::size_t shortest = 8; // of a key that cannot stand in an answer by chance

    std::string_view secret_;
    std::string_view instead_;
    std::string held_{};
};

} // namespace calque::detail
