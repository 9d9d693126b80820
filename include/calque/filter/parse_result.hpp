// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/later_diagnostics.hpp>
#include <calque/filter/parse_options.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque {

namespace detail {
/// What a refused result keeps of its text, for rendering: nothing of one that is too long, for nobody has read it.
[[nodiscard]] inline std::string kept_source(std::string_view text, const parse_limits& limits) {
    return text.size() > input_limit(limits) ? std::string{} : std::string{text};
}

struct result_access;
} // namespace detail

/// What reading a filter gives: the filter and perhaps warnings, or all errors.
///
/// `Schema` is a `schema`; it is not constrained here, so that of a type that is none clang names the part that lacks.
template <class Schema>
class [[nodiscard]] parse_result {
public:
    [[nodiscard]] bool has_value() const noexcept { return has_value_; }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    /// The filter; there must be one.
    [[nodiscard]] const filter<Schema>& operator*() const& noexcept { return filter_; }
    [[nodiscard]] filter<Schema>&& operator*() && noexcept { return std::move(filter_); }
    [[nodiscard]] const filter<Schema>* operator->() const noexcept { return &filter_; }

    /// The filter. *Errors*: throws `filter_error` where there is none.
    [[nodiscard]] const filter<Schema>& value() const& {
        demand();
        return filter_;
    }
    [[nodiscard]] filter<Schema> value() && {
        demand();
        return std::move(filter_);
    }

    /// The warnings beside a filter, else the errors and warnings, in the order of the text.
    ///
    /// Warnings are put into words when they are first asked for, by reading the text once more. *Errors*: none but
    /// `std::bad_alloc`. *Lifetimes*: valid as long as the result, unchanged; several threads may ask at once.
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const { return later_ ? later_->get() : diagnostics_; }

private:
    friend struct detail::result_access;
    parse_result() = default;

    void demand() const {
        if (!has_value_) throw filter_error{diagnostics_, source_};
    }

    // Not an optional: where there is none its memory is kept, for the next one.
    filter<Schema> filter_ = detail::filter_access::make<Schema>({});
    bool has_value_ = false;
    std::vector<diagnostic> diagnostics_;
    std::shared_ptr<const detail::later_diagnostics> later_; ///< in place of `diagnostics_`, where there is one
    std::string source_;
};

namespace detail {

/// The way in for the translations.
struct result_access {
    /// `read(data, problems)` makes a filter of `data` and says how that ended.
    ///
    /// The filter is made where it stays: moving it there took a short parse 4 % more instructions.
    template <class Schema, class Read>
    static reading fill(parse_result<Schema>& out, const Read& read) {
        out.has_value_ = false; // where `read` throws
        out.later_.reset();
        const reading end = read(filter_access::data(out.filter_), out.diagnostics_);
        out.has_value_ = end != reading::refused;
        out.source_.clear();
        return end;
    }

    /// The same, with the text that the places of errors are in.
    template <class Schema, class Read>
    static void fill(parse_result<Schema>& out, const Read& read, std::string& source) {
        if (fill(out, read) == reading::refused) out.source_ = std::move(source);
    }

    /// The same of a text, which is kept where something may have to be said of it.
    template <class Schema, class Read>
    static void fill(parse_result<Schema>& out, std::string_view text, const parse_options& options, const Read& read) {
        switch (fill(out, [&](auto& data, auto& problems) { return read(text, options, data, problems); })) {
        case reading::done: break;
        case reading::refused: out.source_ = kept_source(text, options.limits); break;
        case reading::doubted: out.later_ = std::make_shared<const later_diagnostics>(text, options, &Read::explain);
        }
    }

    /// A result that is filled so.
    template <class Schema, class... Arguments>
    [[nodiscard]] static parse_result<Schema> make(Arguments&&... arguments) {
        parse_result<Schema> out;
        (void)fill(out, std::forward<Arguments>(arguments)...);
        return out;
    }
};

} // namespace detail

} // namespace calque
