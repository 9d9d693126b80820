// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace calque {

/// The operators of the filter JSON, all twelve of the API's enum (seed).
enum class op : std::uint8_t { eq, neq, gt, gte, lt, lte, contains, startswith, endswith, in, isnull, regex };

/// How many operators there are.
inline constexpr std::size_t op_count = 12;

namespace detail {
// Outside of the functions, which would fill an array of their own at each call.
inline constexpr std::array<std::string_view, op_count> json_names{
    "eq", "neq", "gt", "gte", "lt", "lte", "contains", "startswith", "endswith", "in", "isnull", "regex"};
inline constexpr std::array<std::string_view, op_count> text_names{
    "=", "!=", ">", ">=", "<", "<=", "contains", "startswith", "endswith", "in", "is null", "matches"};
} // namespace detail

/// The name of an operator in the filter JSON.
[[nodiscard]] constexpr std::string_view json_name(op operation) noexcept {
    return detail::json_names[static_cast<std::size_t>(operation)];
}

/// How an operator is written in the language.
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

    /// The operators of either set.
    [[nodiscard]] friend constexpr op_set operator|(op_set a, op_set b) noexcept {
        a.bits_ = static_cast<std::uint16_t>(a.bits_ | b.bits_);
        return a;
    }

    /// The operators of the first set that are not in the second.
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

/// The name of a type in messages.
[[nodiscard]] constexpr std::string_view to_string(field_type type) noexcept {
    constexpr std::array<std::string_view, 6> names{"integer", "number", "boolean", "string", "datetime", "dynamic"};
    return names[static_cast<std::size_t>(type)];
}

/// What a number of a field counts.
enum class field_unit : std::uint8_t { none, seconds };

/// Whether a field can be null; `unknown` where sources disagree, and treated as `yes` where it matters.
enum class nullability : std::uint8_t { no, yes, unknown };

/// How many related rows a field stands for.
enum class relation : std::uint8_t { none, to_one, to_many };

/// The tier of an operator on a field.
enum class op_tier : std::uint8_t {
    documented,   ///< in the guide's row of the field or in an example; where it has none, natural for the type
    undocumented, ///< in the API's enum and fitting the type: allowed with a warning, an error when strict
    refused,      ///< does not fit the type
};

/// The operators of the API's enum that fit a type, documented or not.
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

/// The operators that are natural for a type: what is documented of a field to which the API's guide gives no list.
[[nodiscard]] constexpr op_set natural_ops(field_type type) noexcept {
    const op_set rare{op::endswith, op::regex};
    return fitting_ops(type) - (type == field_type::boolean ? rare | op_set{op::in} : rare);
}

/// One row of a schema: all that is known of a field.
struct field {
    std::string_view
        name; ///< as in the filter JSON; ends with `.` where it opens a namespace; "" is the namespace of all names
    field_type type = field_type::dynamic;
    op_set documented{}; ///< nothing: what is natural for the type
    nullability nulls = nullability::unknown;
    relation rows = relation::none;
    std::string_view through{}; ///< the relation that the field is reached through; `name` is it, `.` or `__`, and more
    field_unit unit = field_unit::none;
    bool compared_as_text = false; ///< the API may compare values of this field as text, numbers too [I]
    std::string_view summary{};    ///< one line for people

    /// Whether the row stands for all fields `name` + key, such as `metadata.<key>`.
    [[nodiscard]] constexpr bool opens_namespace() const noexcept { return name.empty() || name.back() == '.'; }

    /// The operators that are documented of this field.
    [[nodiscard]] constexpr op_set documented_ops() const noexcept {
        return documented.empty() && !is_unlisted() ? natural_ops(type) : documented;
    }

    /// The tier of an operator on this field.
    [[nodiscard, gnu::always_inline]] constexpr op_tier tier(op operation) const noexcept {
        // Most rows list the operator: what is natural is asked for behind that.
        if (documented.contains(operation) || documented_ops().contains(operation)) return op_tier::documented;
        return fitting_ops(type).contains(operation) ? op_tier::undocumented : op_tier::refused;
    }

    /// Whether the row is the namespace of all names without a word on operators: fields that the schema does not list.
    [[nodiscard]] constexpr bool is_unlisted() const noexcept { return name.empty() && documented.empty(); }

    /// What stands between a relation and the name of its field: `.`, or `__` where the API spells paths as Django does.
    [[nodiscard]] constexpr std::string_view separator() const noexcept {
        return !through.empty() && name.substr(through.size()).starts_with("__") ? "__" : ".";
    }

    /// How the field is named inside of its relation's braces: by what stands behind the relation and the separator.
    [[nodiscard]] constexpr std::string_view name_in_row() const noexcept {
        return through.empty() ? name : name.substr(through.size() + separator().size());
    }

    /// Whether null is possible, as far as anybody knows.
    [[nodiscard]] constexpr bool may_be_null() const noexcept { return nulls != nullability::no; }
};

} // namespace calque
