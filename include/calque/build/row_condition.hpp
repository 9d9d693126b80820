// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/make_condition.hpp>
#include <calque/compile_error/expression_mistake.hpp>
#include <calque/compile_error/mistake.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/transform.hpp>
#include <calque/support/fixed_string.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace calque {

/// Where a condition on the rows of a to-many relation is allowed.
enum class row_use : std::uint8_t {
    anywhere,        ///< on its own it means "some row"
    inside_same_row, ///< it holds for one row, which only `same_row` can express
};

/// Conditions on the rows of one to-many relation, joined by `&&`, `||` and `!`; `same_row` takes them.
///
/// Those allowed anywhere are also filters.
template <schema Schema, detail::fixed_string Relation, row_use Use>
class row_condition;

namespace detail {
struct row_access;

template <fixed_string Relation>
struct row_complement_words {
    [[nodiscard]] static constexpr compiler_text words() {
        return in_words("the complement of a condition on ", Relation.view(), " is allowed inside same_row only");
    }
};
} // namespace detail

template <schema Schema, detail::fixed_string Relation>
class row_condition<Schema, Relation, row_use::anywhere> : public filter<Schema> {
public:
    explicit row_condition(detail::filter_data data) noexcept
        : filter<Schema>{detail::filter_access::make<Schema>(std::move(data))} {}
};

template <schema Schema, detail::fixed_string Relation>
class row_condition<Schema, Relation, row_use::inside_same_row> {
public:
    using schema_type = Schema;

    explicit row_condition(detail::filter_data data) noexcept : data_{std::move(data)} {}

    template <class Mistake = detail::mistake_of<detail::row_complement_words<Relation>>>
    operator filter<Schema>() const = delete; // NOLINT(google-explicit-constructor): it reports the mistake

private:
    friend struct detail::row_access;
    detail::filter_data data_;
};

namespace detail {

struct row_access {
    template <schema Schema, fixed_string Relation>
    [[nodiscard]] static const filter_data&
    data(const row_condition<Schema, Relation, row_use::inside_same_row>& from) noexcept {
        return from.data_;
    }
    template <schema Schema>
    [[nodiscard]] static const filter_data& data(const filter<Schema>& from) noexcept {
        return filter_access::data(from);
    }
};

template <schema Schema, fixed_string Relation>
inline constexpr std::string_view not_a_filter_reason<row_condition<Schema, Relation, row_use::inside_same_row>> =
    "the complement of a condition on rows is allowed inside same_row only";

/// Returns the use of two joined conditions.
[[nodiscard]] constexpr row_use joined_use(row_use a, row_use b) noexcept { return std::max(a, b); }

} // namespace detail

/// Returns the condition that both hold; inside `same_row`, for one row.
template <schema Schema, detail::fixed_string Relation, row_use Left, row_use Right>
[[nodiscard]] auto operator&&(const row_condition<Schema, Relation, Left>& left,
                              const row_condition<Schema, Relation, Right>& right) {
    return row_condition<Schema, Relation, detail::joined_use(Left, Right)>{
        detail::join(detail::row_access::data(left), detail::row_access::data(right), detail::node_kind::all_of)};
}

/// Returns the condition that either holds; inside `same_row`, for one row.
template <schema Schema, detail::fixed_string Relation, row_use Left, row_use Right>
[[nodiscard]] auto operator||(const row_condition<Schema, Relation, Left>& left,
                              const row_condition<Schema, Relation, Right>& right) {
    return row_condition<Schema, Relation, detail::joined_use(Left, Right)>{
        detail::join(detail::row_access::data(left), detail::row_access::data(right), detail::node_kind::any_of)};
}

/// Returns the condition that holds for a row exactly if `what` does not; it is allowed inside `same_row` only.
///
/// *Errors*: throws `filter_error` with `E501` if there is no exact complement.
template <schema Schema, detail::fixed_string Relation, row_use Use>
[[nodiscard]] auto operator!(const row_condition<Schema, Relation, Use>& what) {
    return row_condition<Schema, Relation, row_use::inside_same_row>{
        detail::make_row_complement(detail::row_access::data(what), schema_of<Schema>)};
}

} // namespace calque
