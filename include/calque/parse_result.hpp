// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic.hpp>
#include <calque/filter.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace calque {

/// The bounds that are checked before work is done; raise one where a filter is refused for it.
struct parse_limits {
    std::size_t input_bytes = 64 * 1024; ///< length of the text; at most 256 MiB are ever read
    std::size_t depth = 64;              ///< parentheses, `not` and `same_row` share the count; at most 512
    std::size_t conditions = 1'000;      ///< conditions of the filter, after `same_row` is distributed
    std::size_t list_items = 1'000;      ///< values of one list
    std::size_t string_bytes = 8 * 1024; ///< length of one string, decoded
};

/// How a filter is read, from text or from JSON.
struct parse_options {
    bool strict = false; ///< what is not documented of the API is an error instead of a warning
    parse_limits limits{};
};

/// What reading a filter gives: the filter and perhaps warnings, or all errors.
template <schema Schema>
class [[nodiscard]] parse_result {
public:
    /// A filter, with its warnings.
    parse_result(filter<Schema> what, std::vector<diagnostic> warnings)
        : filter_{std::move(what)}, diagnostics_{std::move(warnings)} {}

    /// At least one error, and the text that has it.
    parse_result(std::vector<diagnostic> errors, std::string source)
        : diagnostics_{std::move(errors)}, source_{std::move(source)} {}

    [[nodiscard]] bool has_value() const noexcept { return filter_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

    /// The filter; there must be one.
    [[nodiscard]] const filter<Schema>& operator*() const& noexcept { return *filter_; }
    [[nodiscard]] filter<Schema>&& operator*() && noexcept { return *std::move(filter_); }
    [[nodiscard]] const filter<Schema>* operator->() const noexcept { return &*filter_; }

    /// The filter. *Errors*: throws `filter_error` where there is none.
    [[nodiscard]] const filter<Schema>& value() const& {
        demand();
        return *filter_;
    }
    [[nodiscard]] filter<Schema> value() && {
        demand();
        return *std::move(filter_);
    }

    /// The warnings beside a filter, else the errors and warnings, in the order of the text.
    [[nodiscard]] const std::vector<diagnostic>& diagnostics() const noexcept { return diagnostics_; }

private:
    void demand() const {
        if (!filter_) throw filter_error{diagnostics_, source_};
    }

    std::optional<filter<Schema>> filter_;
    std::vector<diagnostic> diagnostics_;
    std::string source_;
};

} // namespace calque
