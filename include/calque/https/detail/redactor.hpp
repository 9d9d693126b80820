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

/// Overwrites the key where a server sends it back, however spelled: error pages like to show the request's headers.
///
/// Copies share what finds the key.
class redactor {
public:
    explicit redactor(const std::optional<api_key>& key)
        : finder_{std::make_shared<const key_finder>(key)},
          instead_{key && api_key_access::is_token(*key) ? "[token]" : "[API key]"} {
        // A key that is a part of these words has no character of the others.
        if (key && instead_.find(api_key_access::text(*key)) != std::string_view::npos) instead_ = "***";
    }

    /// A whole text. Where `…` says that it was cut, what is left there of the key is overwritten, too.
    void operator()(std::string& text) const {
        if (finder_->empty()) return;
        constexpr std::string_view cut = "…";
        std::string out;
        std::size_t kept = 0; // up to where the text is in `out`
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

    /// The strings of a JSON text, which stays JSON. Names of members keep a key of less than 8 characters, which would be
    /// found in many of them; numbers stay.
    void in_json(std::string& text) const {
        if (finder_->empty() || !finder_->stands_in(text)) return; // as nearly always
        change_json_strings(text, !finder_->is_short(), *this);
    }

    /// The next piece of a text, handed on to `out` in pieces; what may be the beginning of the key waits for the
    /// next one.
    template <class Out>
    void take(std::string_view piece, const Out& out) {
        if (finder_->empty()) return out(piece);
        if (held_.empty()) return scan(piece, out);
        const std::string joined = std::exchange(held_, {}).append(piece);
        scan(joined, out);
    }

    /// The end of the text.
    template <class Out>
    void finish(const Out& out) {
        if (held_.empty()) return;
        std::string rest = std::exchange(held_, {});
        (*this)(rest); // a short key may stand in what might have begun a longer spelling
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
