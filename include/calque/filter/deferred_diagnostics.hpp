// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/parse_options.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// The outcome of reading a text.
enum class reading : std::uint8_t {
    refused,       ///< no filter; the problems state why
    done,          ///< a filter; all reports are complete
    with_warnings, ///< a filter with warnings that are not yet written
};

/// Reads a text again to produce its diagnostics.
using explanation = void (*)(std::string_view text, const parse_options& options, std::vector<diagnostic>& out);

/// The warnings about a filter, produced on first use because most callers never read them.
///
/// *Thread safety*: several threads may call `get` at once.
class deferred_diagnostics {
public:
    deferred_diagnostics(std::string_view text, const parse_options& options, explanation explain)
        : text_{text}, options_{options}, explain_{explain} {}
    deferred_diagnostics(const deferred_diagnostics&) = delete;
    deferred_diagnostics& operator=(const deferred_diagnostics&) = delete;
    ~deferred_diagnostics() { delete told_.load(std::memory_order_relaxed); }

    [[nodiscard]] const std::vector<diagnostic>& get() const {
        if (const auto* const told = told_.load(std::memory_order_acquire)) return *told;
        auto mine = std::make_unique<std::vector<diagnostic>>();
        explain_(text_, options_, *mine);
        const std::vector<diagnostic>* other = nullptr;
        if (told_.compare_exchange_strong(other, mine.get(), std::memory_order_acq_rel)) return *mine.release();
        return *other; // another thread was first
    }

private:
    std::string text_;
    parse_options options_;
    explanation explain_;
    mutable std::atomic<const std::vector<diagnostic>*> told_{nullptr};
};

} // namespace calque::detail
