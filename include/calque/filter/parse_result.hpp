// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/deferred_diagnostics.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_options.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque {

namespace detail {
/// Returns the source that a refused result keeps for rendering; empty if it was too long, because it was not read.
[[nodiscard]] inline std::string kept_source(std::string_view text, const parse_limits& limits) {
    return text.size() > input_limit(limits) ? std::string{} : std::string{text};
}

struct result_access;
} // namespace detail

/// The result of reading a filter: the filter, perhaps with warnings, or all errors.
///
/// `Schema` is unconstrained here, so that clang names the missing part of a type that is not a `schema`.
template <class Schema>
class [[nodiscard]] parse_result {
public:
    [[nodiscard]] bool has_value() const noexcept { return has_value_; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    /// Returns the filter; there must be one.
    [[nodiscard]] const filter<Schema>& operator*() const& noexcept { return filter_; }
    [[nodiscard]] filter<Schema>&& operator*() && noexcept { return std::move(filter_); }
    [[nodiscard]] const filter<Schema>* operator->() const noexcept { return &filter_; }

    /// Returns the filter. *Errors*: throws `filter_error` if there are errors instead.
    [[nodiscard]] const filter<Schema>& value() const& {
        demand();
        return filter_;
    }
    [[nodiscard]] filter<Schema> value() && {
        demand();
        return std::move(filter_);
    }

    /// Returns the warnings if there is a filter, else all errors and warnings, in textual order.
    ///
    /// Warnings are produced on first use, by reading the text again. *Errors*: only `std::bad_alloc`. *Lifetimes*:
    /// valid as long as the result is unchanged. *Thread safety*: several threads may call it at once.
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const { return later_ ? later_->get() : diagnostics_; }

private:
    friend struct detail::result_access;
    parse_result() = default;

    void demand() const {
        if (!has_value_) throw filter_error{diagnostics_, source_};
    }

    // Not an optional: without a filter, its memory is kept for the next one.
    filter<Schema> filter_ = detail::filter_access::make<Schema>({});
    bool has_value_ = false;
    std::vector<diagnostic> diagnostics_;
    std::shared_ptr<const detail::deferred_diagnostics> later_; ///< replaces `diagnostics_` if set
    std::string source_;
};

namespace detail {

/// Internal access for the readers.
struct result_access {
    /// Calls `read(data, problems)`, which fills `data` and returns the outcome.
    ///
    /// The filter is made in place: moving it cost a short parse 4 % more instructions.
    template <class Schema, class Read>
    static reading fill(parse_result<Schema>& out, const Read& read) {
        out.has_value_ = false; // if `read` throws
        out.later_.reset();
        const reading end = read(filter_access::data(out.filter_), out.diagnostics_);
        out.has_value_ = end != reading::refused;
        out.source_.clear();
        return end;
    }

    /// As above; keeps the source that error positions refer to.
    template <class Schema, class Read>
    static void fill(parse_result<Schema>& out, const Read& read, std::string& source) {
        if (fill(out, read) == reading::refused) out.source_ = std::move(source);
    }

    /// As above, for a text, which is kept if it may be needed for diagnostics.
    template <class Schema, class Read>
    static void fill(parse_result<Schema>& out, std::string_view text, const parse_options& options, const Read& read) {
        switch (fill(out, [&](auto& data, auto& problems) { return read(text, options, data, problems); })) {
        case reading::done: break;
        case reading::refused: out.source_ = kept_source(text, options.limits); break;
        case reading::with_warnings:
            out.later_ = std::make_shared<const deferred_diagnostics>(text, options, &Read::explain);
        }
    }

    /// Returns a new result, filled as above.
    template <class Schema, class... Arguments>
    [[nodiscard]] static parse_result<Schema> make(Arguments&&... arguments) {
        parse_result<Schema> out;
        (void)fill(out, std::forward<Arguments>(arguments)...);
        return out;
    }
};

} // namespace detail

} // namespace calque
