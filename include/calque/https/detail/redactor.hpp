// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/api_key.hpp>
#include <calque/https/detail/key_finder.hpp>
#include <calque/transport/json_strings.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// Replaces the key in server text, in any spelling, because error pages often quote the request's headers.
///
/// Copies share the finder.
class redactor {
public:
    explicit redactor(const std::optional<api_key>& key)
        : finder_{std::make_shared<const key_finder>(key)},
          instead_{key && api_key_access::is_token(*key) ? "[token]" : "[API key]"} {
        // If the key is part of the replacement, use one that has none of its characters.
        if (key && instead_.find(api_key_access::text(*key)) != std::string_view::npos) instead_ = "***";
    }

    /// Redacts a complete text. Before each `…`, which marks a cut, an incomplete key is redacted, too.
    void operator()(std::string& text) const {
        if (finder_->empty()) return;
        constexpr std::string_view cut = "…";
        std::string out;
        std::size_t kept = 0; // `text` is copied to `out` up to here
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t end = std::min(text.find(cut, from), text.size());
            const std::string_view part = std::string_view{text}.substr(0, end);
            while (const auto at = finder_->find(part, from)) {
                from = at.begin + 1;
                if (!at.whole && !(at.telling && end != text.size())) continue;
                out.append(text, kept, at.begin - kept).append(instead_);
                from = kept = at.end;
            }
            from = end + cut.size();
        }
        if (kept != 0) text = out.append(text, std::min(kept, text.size()));
    }

    /// Redacts the strings of a JSON text, which stays valid. Member names are skipped if the key has less than 8
    /// characters, because it would match many of them; numbers are always skipped.
    void in_json(std::string& text) const {
        if (finder_->empty() || !finder_->stands_in(text)) return; // the usual case
        change_json_strings(text, !finder_->is_short(), *this);
    }

    /// Redacts the next piece of a text into `out`; holds back what may be the beginning of the key.
    template <class Out>
    void take(std::string_view piece, const Out& out) {
        if (finder_->empty()) return out(piece);
        if (held_.empty()) return scan(piece, out);
        const std::string joined = std::exchange(held_, {}).append(piece);
        scan(joined, out);
    }

    /// Ends the text and redacts what was held back.
    template <class Out>
    void finish(const Out& out) {
        if (held_.empty()) return;
        std::string rest = std::exchange(held_, {});
        (*this)(rest); // it may contain a short key, although it began like a longer spelling
        out(std::string_view{rest});
    }

private:
    template <class Out>
    void scan(std::string_view text, const Out& out) {
        for (;;) {
            const key_finder::place at = finder_->find(text);
            const std::size_t before = at ? at.begin : text.size();
            if (before != 0) out(text.substr(0, before));
            if (!at.whole || at.begun) return held_.assign(text.substr(before)), void();
            out(instead_);
            text.remove_prefix(at.end);
        }
    }

    std::shared_ptr<const key_finder> finder_;
    std::string_view instead_;
    std::string held_{};
};

} // namespace calque::detail
