// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace calque {

/// The operators of the filter JSON: all twelve in the OpenAPI description's enum.
enum class op : std::uint8_t { eq, neq, gt, gte, lt, lte, contains, startswith, endswith, in, isnull, regex };

/// The number of operators.
inline constexpr std::size_t op_count = 12;

namespace detail {
// Not in the functions, which would fill a local array at each call.
inline constexpr std::array<std::string_view, op_count> json_names{
    "eq", "neq", "gt", "gte", "lt", "lte", "contains", "startswith", "endswith", "in", "isnull", "regex"};
inline constexpr std::array<std::string_view, op_count> text_names{
    "=", "!=", ">", ">=", "<", "<=", "contains", "startswith", "endswith", "in", "is null", "matches"};
} // namespace detail

/// Returns the name of an operator in the filter JSON.
[[nodiscard]] constexpr std::string_view json_name(op operation) noexcept {
    return detail::json_names[static_cast<std::size_t>(operation)];
}

/// Returns the name of an operator in the language.
[[nodiscard]] constexpr std::string_view text_name(op operation) noexcept {
    return detail::text_names[static_cast<std::size_t>(operation)];
}

/// A set of operators.
class op_set {
public:
    constexpr op_set() = default;
    constexpr op_set(std::initializer_list<op> all) {
        for (const op each : all) bits_ = static_cast<std::uint16_t>(bits_ | bit(each));
    }

    [[nodiscard]] constexpr bool contains(op each) const noexcept { return (bits_ & bit(each)) != 0; }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }

    /// Returns the operators of either set.
    [[nodiscard]] friend constexpr op_set operator|(op_set a, op_set b) noexcept {
        a.bits_ = static_cast<std::uint16_t>(a.bits_ | b.bits_);
        return a;
    }

    /// Returns the operators of the first set that are not in the second.
    [[nodiscard]] friend constexpr op_set operator-(op_set a, op_set b) noexcept {
        a.bits_ = static_cast<std::uint16_t>(a.bits_ & ~b.bits_);
        return a;
    }
    friend constexpr bool operator==(op_set, op_set) = default;

private:
    [[nodiscard]] static constexpr unsigned bit(op each) noexcept { return 1u << static_cast<unsigned>(each); }
    std::uint16_t bits_ = 0;
};

/// The type of a field's values.
enum class field_type : std::uint8_t { integer, number, boolean, string, datetime, dynamic };

/// Returns the name of a type in messages.
[[nodiscard]] constexpr std::string_view to_string(field_type type) noexcept {
    constexpr std::array<std::string_view, 6> names{"integer", "number", "boolean", "string", "datetime", "dynamic"};
    return names[static_cast<std::size_t>(type)];
}

/// The unit of a field's numbers.
enum class field_unit : std::uint8_t { none, seconds };

/// Whether a field can be null; `unknown` if the sources disagree, treated as `yes`.
enum class nullability : std::uint8_t { no, yes, unknown };

/// How many related rows a field has values in.
enum class relation : std::uint8_t { none, to_one, to_many };

/// How well an operator is supported on a field.
enum class op_tier : std::uint8_t {
    documented,   ///< in the guide's list for the field or in an example; without a list, natural for the type
    undocumented, ///< in the API's enum and fits the type: allowed with a warning, an error when strict
    refused,      ///< does not fit the type
};

/// Returns the operators of the API's enum that fit a type, documented or not.
[[nodiscard]] constexpr op_set fitting_ops(field_type type) noexcept {
    constexpr op_set any{op::eq, op::neq, op::in, op::isnull};
    constexpr op_set order{op::gt, op::gte, op::lt, op::lte};
    constexpr op_set text{op::contains, op::startswith, op::endswith, op::regex};
    switch (type) {
    case field_type::boolean: return any;
    case field_type::integer:
    case field_type::number:
    case field_type::datetime: return any | order;
    case field_type::string: return any | text;
    case field_type::dynamic: return any | order | text;
    }
    return {};
}

/// Returns the natural operators of a type, which count as documented if the vendor's guide gives a field no list.
[[nodiscard]] constexpr op_set natural_ops(field_type type) noexcept {
    const op_set rare{op::endswith, op::regex};
    return fitting_ops(type) - (type == field_type::boolean ? rare | op_set{op::in} : rare);
}

/// One row of a schema: all that is known about a field.
struct field {
    std::string_view name; ///< as in the filter JSON; ends with `.` for a namespace; "" is the namespace of all names
    field_type type = field_type::dynamic;
    op_set documented{}; ///< empty: the natural operators of the type
    nullability nulls = nullability::unknown;
    relation rows = relation::none;
    std::string_view through{}; ///< the relation that leads to the field; `name` starts with it and `.` or `__`
    field_unit unit = field_unit::none;
    bool compared_as_text = false; ///< the API may compare values as text, even numbers (inferred)
    std::string_view summary{};    ///< one line for users

    /// Returns whether the row covers all fields `name` + key, such as `metadata.<key>`.
    [[nodiscard]] constexpr bool opens_namespace() const noexcept { return name.empty() || name.back() == '.'; }

    /// Returns the documented operators of this field.
    [[nodiscard]] constexpr op_set documented_ops() const noexcept {
        return documented.empty() && !is_unlisted() ? natural_ops(type) : documented;
    }

    /// Returns the tier of an operator on this field.
    [[nodiscard, gnu::always_inline]] constexpr op_tier tier(op operation) const noexcept {
        // Checks the list first, because most rows list the operator.
        if (documented.contains(operation) || documented_ops().contains(operation)) return op_tier::documented;
        return fitting_ops(type).contains(operation) ? op_tier::undocumented : op_tier::refused;
    }

    /// Returns whether the row is the namespace of all names and lists no operators: fields missing from the schema.
    [[nodiscard]] constexpr bool is_unlisted() const noexcept { return name.empty() && documented.empty(); }

    /// Returns the separator of a relation and its field: `.`, or `__` if the API spells paths as Django does.
    [[nodiscard]] constexpr std::string_view separator() const noexcept {
        return !through.empty() && name.substr(through.size()).starts_with("__") ? "__" : ".";
    }

    /// Returns the field's name inside its relation's braces: what follows the relation and the separator.
    [[nodiscard]] constexpr std::string_view name_in_row() const noexcept {
        return through.empty() ? name : name.substr(through.size() + separator().size());
    }

    /// Returns whether null is possible, as far as known.
    [[nodiscard]] constexpr bool may_be_null() const noexcept { return nulls != nullability::no; }
};

} // namespace calque
