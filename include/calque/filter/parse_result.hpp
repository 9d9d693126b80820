// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_options.hpp>

#include <cstddef>
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
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const noexcept { return diagnostics_; }

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
    std::string source_;
};

namespace detail {

/// The way in for the translations.
struct result_access {
    /// `fill(data, problems)` says whether it has made a filter of `data`; `source()` gives the text that is none.
    ///
    /// The filter is made where it stays: moving it there took a short parse 4 % more instructions.
    template <class Schema, class Fill, class Source>
    static void fill(parse_result<Schema>& out, const Fill& fill, const Source& source) {
        out.has_value_ = false; // where `fill` throws
        out.has_value_ = fill(filter_access::data(out.filter_), out.diagnostics_);
        if (out.has_value_) out.source_.clear();
        else out.source_ = source();
    }

    /// A result that is filled so.
    template <class Schema, class Fill, class Source>
    [[nodiscard]] static parse_result<Schema> make(const Fill& fill_it, const Source& source) {
        parse_result<Schema> out;
        fill(out, fill_it, source);
        return out;
    }
};

} // namespace detail

} // namespace calque
