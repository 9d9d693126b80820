// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>
#include <calque/filter/tree_builder.hpp>
#include <calque/native/native_value.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/config.hpp>

#include <cstddef>
#include <string_view>

// Conditions from arguments whose types the compiler has checked. Only values can still be wrong: all these functions
// throw `filter_error` with the diagnostic that the same text would cause.
namespace calque::detail {

/// The field of a condition: its row in a schema, and the rest of its name if the row is a namespace.
struct condition_field {
    const schema_view& schema;
    field_index index;
    std::string_view key{};

    [[nodiscard]] const field& row() const noexcept { return schema.fields[index]; }
};

/// Returns `field op value`.
[[nodiscard]] CALQUE_DECL filter_data make_comparison(const condition_field& on, op operation,
                                                      const native_reading& value);

/// Returns `field is null` or `field is not null`.
[[nodiscard]] CALQUE_DECL filter_data make_null_test(const condition_field& on, bool null);

/// Returns `field in low .. high`. *Errors*: also `E311`.
[[nodiscard]] CALQUE_DECL filter_data make_range(const condition_field& on, const native_reading& low,
                                                 const native_reading& high);

/// Builds `field in [...]` from values added one by one, which need not outlive the call.
class list_maker {
public:
    explicit list_maker(const condition_field& on);
    list_maker(const list_maker&) = delete;
    list_maker& operator=(const list_maker&) = delete;

    /// *Errors*: also `E404`.
    void add(const native_reading& item);

    /// Returns the condition. *Errors*: `E309`.
    [[nodiscard]] filter_data take();

    /// Returns `field not in [...]`. *Errors*: `E309`, `E501`.
    [[nodiscard]] filter_data take_complement(bool inside_same_row);

private:
    condition_field on_;
    filter_data data_;
};

/// Throws if the API cannot address a key: `E107`, `E202`, `E203`, `E405`.
CALQUE_DECL void require_addressable_key(const field& row, std::string_view key);

/// Returns `same_row(what)`. *Errors*: `E206` if it contains a `same_row`, `E403` if distributing `or` passes the
/// limit.
[[nodiscard]] CALQUE_DECL filter_data make_same_row(const filter_data& what, const schema_view& fields);

/// Returns `not what` for conditions inside `same_row`. *Errors*: `E501`, `E402`.
[[nodiscard]] CALQUE_DECL filter_data make_row_complement(const filter_data& what, const schema_view& fields);

} // namespace calque::detail
