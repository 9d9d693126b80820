// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/make_condition.hpp>
#include <calque/build/row_condition.hpp>
#include <calque/compile_error/expression_mistake.hpp>
#include <calque/compile_error/mistake.hpp>
#include <calque/filter/filter.hpp>

#include <algorithm>
#include <string_view>

namespace calque {

namespace detail {

/// Whether a schema knows no fields, and so no relations; `same_row` then takes any condition.
template <class Schema>
inline constexpr bool has_no_relations =
    every(Schema::fields, [](const field& row) { return row.name.empty() && !row.is_unlisted(); });

template <class What>
inline constexpr bool is_row_operand = false;
template <schema Schema, fixed_string Relation, row_use Use>
inline constexpr bool is_row_operand<row_condition<Schema, Relation, Use>> = true;
template <schema Schema>
    requires has_no_relations<Schema>
inline constexpr bool is_row_operand<filter<Schema>> = true;

template <class What>
struct same_row_words {
    [[nodiscard]] static constexpr compiler_text words() {
        if constexpr (!filter_operand<What>) return in_words("same_row takes conditions on rows");
        else {
            compiler_text out = in_words("same_row takes conditions on one to-many relation, ");
            std::string_view last;
            for (const field& row : What::schema_type::fields) {
                if (row.rows != relation::to_many || row.through == last) continue;
                out += last.empty() ? "which is " : " or ";
                out += last = row.through;
            }
            if (last.empty()) out += "and this schema has none";
            return out += "; something in here is no such condition";
        }
    }
};

} // namespace detail

/// Returns the filter that selects records in which one row meets all conditions.
///
/// `||` inside is distributed, as in the language; a single condition is left unchanged.
/// *Errors*: throws `filter_error` with `E403` if distributing yields more than 1000 conditions.
/// *Example*: `same_row(metric_name == "accuracy" && metric_value >= 0.9)`.
template <class What>
    requires detail::is_row_operand<What>
[[nodiscard]] filter<typename What::schema_type> same_row(const What& what) {
    using schema_type = typename What::schema_type;
    return detail::filter_access::make<schema_type>(
        detail::make_same_row(detail::row_access::data(what), schema_of<schema_type>));
}
template <class What, class Mistake = detail::mistake_if<!detail::is_row_operand<What>, detail::same_row_words<What>>>
    requires(!detail::is_row_operand<What>)
Mistake same_row(const What& what);

} // namespace calque
