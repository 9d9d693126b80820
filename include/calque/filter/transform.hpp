// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/expression_mistake.hpp>
#include <calque/compile_error/mistake.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/support/config.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque {

namespace detail {
[[nodiscard]] CALQUE_DECL filter_data join(const filter_data& left, const filter_data& right, node_kind kind);

/// Fills `out`, or reports in `problems` what has no exact complement, with positions in the canonical text `source`.
///
/// `inside_same_row` is set for conditions inside `same_row`, where they apply to one row.
CALQUE_DECL bool negate(const filter_data& what, const schema_view& fields, bool inside_same_row, filter_data& out,
                        std::vector<diagnostic>& problems, std::string& source);
[[nodiscard]] CALQUE_DECL std::vector<field_view> fields(const filter_data& what, const schema_view& schema);
[[nodiscard]] CALQUE_DECL filter_data canonical(const filter_data& what, const schema_view& fields);

/// Joins two operands.
template <filter_operand Left, filter_operand Right>
[[nodiscard]] filter<typename Left::schema_type> joined(const Left& left, const Right& right, node_kind kind) {
    const filter<typename Left::schema_type>& a = left;
    const filter<typename Left::schema_type>& b = right;
    return filter_access::make<typename Left::schema_type>(join(filter_access::data(a), filter_access::data(b), kind));
}

/// Why a type that looks like a filter is not one.
template <class What>
inline constexpr std::string_view not_a_filter_reason{};

/// If you see an error that names this concept, an operand is unrelated to filters.
template <class What>
concept resembles_filter = filter_operand<What> || !not_a_filter_reason<What>.empty();

/// The message for two operands that cannot be joined.
template <class Left, class Right>
struct join_words {
    [[nodiscard]] static constexpr compiler_text words() {
        if constexpr (filter_operand<Left> && filter_operand<Right>)
            return in_words("a filter of `", std::string_view{Left::schema_type::name}, "` and one of `",
                            std::string_view{Right::schema_type::name}, "` cannot be joined");
        else if constexpr (!not_a_filter_reason<Left>.empty()) return in_words(not_a_filter_reason<Left>);
        else if constexpr (!not_a_filter_reason<Right>.empty()) return in_words(not_a_filter_reason<Right>);
        else return in_words("a filter can only be joined with a filter");
    }
};

template <class Left, class Right>
inline constexpr bool are_joinable = false;
template <filter_operand Left, filter_operand Right>
inline constexpr bool are_joinable<Left, Right> = std::same_as<typename Left::schema_type, typename Right::schema_type>;
template <class Left, class Right>
inline constexpr bool are_refused = !are_joinable<Left, Right> && (resembles_filter<Left> || resembles_filter<Right>);
template <class Left, class Right>
using join_mistake = mistake_if<are_refused<Left, Right>, join_words<Left, Right>>;
} // namespace detail

/// Whether two types can be joined by `&&` and `||`.
///
/// If you see an error that names this concept, the two are not both filters of one schema.
template <class Left, class Right>
concept joinable = detail::are_joinable<Left, Right>;

/// Returns the filter that selects what both select; nested `and` groups are merged.
///
/// Unlike the built-in operator, it evaluates both sides.
/// *Errors*: throws `filter_error` with `E402` if groups would be nested deeper than 512 levels.
template <class Left, class Right>
    requires joinable<Left, Right>
[[nodiscard]] filter<typename Left::schema_type> operator&&(const Left& left, const Right& right) {
    return detail::joined(left, right, detail::node_kind::all_of);
}
template <class Left, class Right, class Mistake = detail::join_mistake<Left, Right>>
    requires detail::are_refused<Left, Right>
Mistake operator&&(const Left& left, const Right& right);

/// Returns the filter that selects what either selects; nested `or` groups are merged.
///
/// Unlike the built-in operator, it evaluates both sides.
/// *Errors*: throws `filter_error` with `E402` if groups would be nested deeper than 512 levels.
template <class Left, class Right>
    requires joinable<Left, Right>
[[nodiscard]] filter<typename Left::schema_type> operator||(const Left& left, const Right& right) {
    return detail::joined(left, right, detail::node_kind::any_of);
}
template <class Left, class Right, class Mistake = detail::join_mistake<Left, Right>>
    requires detail::are_refused<Left, Right>
Mistake operator||(const Left& left, const Right& right);

/// Returns the filter that selects exactly the records that `what` does not, or why the API's JSON has none.
///
/// This is `not` of the language: pushed inward, treating nulls as the schema and its `server_assumptions` define. A
/// warning reports an operator of the complement that is not documented for its field.
/// *Errors*: the diagnostic `E501` for each condition without an exact complement, with its range in `print(what)`.
template <schema Schema>
[[nodiscard]] parse_result<Schema> negate(const filter<Schema>& what) {
    std::string source;
    return detail::result_access::make<Schema>(
        [&](auto& data, auto& problems) {
            const auto& whole = detail::filter_access::data(what);
            return detail::negate(whole, schema_of<Schema>, false, data, problems, source) ? detail::reading::done
                                                                                           : detail::reading::refused;
        },
        source);
}

/// Returns the filter that selects exactly the records that `what` does not; like `negate`, but throws.
///
/// *Errors*: throws `filter_error` with `E501` if there is no exact complement.
template <filter_operand Operand>
[[nodiscard]] filter<typename Operand::schema_type> operator!(const Operand& what) {
    const filter<typename Operand::schema_type>& whole = what;
    return negate(whole).value();
}

/// What an override filter does to the filters of dashboard and widget; the sources disagree (api/README.md, "Merging
/// filters").
enum class override_rule : std::uint8_t {
    replaces, ///< replaces both: "override" in the OpenAPI description
    narrows,  ///< is joined to both by `and`: the guide's merge order
};

/// Returns the effective filter of a widget on a dashboard; either may be missing (api/README.md, "Merging filters").
///
/// Both apply: the API calls it `effective_filters`. Empty if neither has a filter.
template <schema Schema>
[[nodiscard]] std::optional<filter<Schema>> merge(const std::optional<filter<Schema>>& dashboard,
                                                  const std::optional<filter<Schema>>& widget) {
    if (!dashboard) return widget;
    if (!widget) return dashboard;
    return *dashboard && *widget;
}

/// Returns the effective filter of a request with an override filter.
template <schema Schema>
[[nodiscard]] std::optional<filter<Schema>>
merge(const std::optional<filter<Schema>>& dashboard, const std::optional<filter<Schema>>& widget,
      const std::optional<filter<Schema>>& override_filter, override_rule rule = override_rule::replaces) {
    if (override_filter && rule == override_rule::replaces) return override_filter;
    return merge(merge(dashboard, widget), override_filter);
}

/// Returns the fields that a filter uses, each once, in textual order.
///
/// *Lifetimes*: the views are valid as long as the filter is unchanged.
template <schema Schema>
[[nodiscard]] std::vector<field_view> fields(const filter<Schema>& what) {
    return detail::fields(detail::filter_access::data(what), schema_of<Schema>);
}
template <schema Schema>
std::vector<field_view> fields(const filter<Schema>&& what) = delete; // the views would dangle

/// Returns the same filter in an order independent of how it was written, for use as a cache key.
///
/// Conditions of groups and values of lists are sorted by content, and duplicates are removed; the filter selects the
/// same records. The order depends neither on the machine nor on the run.
template <schema Schema>
[[nodiscard]] filter<Schema> canonical(const filter<Schema>& what) {
    return detail::filter_access::make<Schema>(detail::canonical(detail::filter_access::data(what), schema_of<Schema>));
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/filter/transform.ipp>
#endif
