// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ranges>
#include <span>
#include <string_view>

namespace calque {

/// The operators of the filter JSON, all twelve of the API's enum (seed).
enum class op : std::uint8_t { eq, neq, gt, gte, lt, lte, contains, startswith, endswith, in, isnull, regex };

/// How many operators there are.
inline constexpr std::size_t op_count = 12;

/// The name of an operator in the filter JSON.
[[nodiscard]] constexpr std::string_view json_name(op operation) noexcept {
    constexpr std::array<std::string_view, op_count> names{
        "eq", "neq", "gt", "gte", "lt", "lte", "contains", "startswith", "endswith", "in", "isnull", "regex"};
    return names[static_cast<std::size_t>(operation)];
}

/// How an operator is written in the language.
[[nodiscard]] constexpr std::string_view text_name(op operation) noexcept {
    constexpr std::array<std::string_view, op_count> names{
        "=", "!=", ">", ">=", "<", "<=", "contains", "startswith", "endswith", "in", "is null", "matches"};
    return names[static_cast<std::size_t>(operation)];
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

/// One row of a schema: all that is known of a field.
struct field {
    std::string_view
        name; ///< as in the filter JSON; ends with `.` where it opens a namespace; "" is the namespace of all names
    field_type type = field_type::dynamic;
    op_set documented{};
    nullability nulls = nullability::unknown;
    relation rows = relation::none;
    std::string_view through{}; ///< the relation that the field is reached through: `name` begins with it and a dot
    field_unit unit = field_unit::none;
    bool compared_as_text = false; ///< the API may compare values of this field as text, numbers too [I]
    std::string_view summary{};    ///< one line for people

    /// Whether the row stands for all fields `name` + key, such as `metadata.<key>`.
    [[nodiscard]] constexpr bool opens_namespace() const noexcept { return name.empty() || name.back() == '.'; }

    /// The tier of an operator on this field.
    [[nodiscard]] constexpr op_tier tier(op operation) const noexcept {
        if (documented.contains(operation)) return op_tier::documented;
        return fitting_ops(type).contains(operation) ? op_tier::undocumented : op_tier::refused;
    }

    /// Whether null is possible, as far as anybody knows.
    [[nodiscard]] constexpr bool may_be_null() const noexcept { return nulls != nullability::no; }
};

/// What is not documented of the server and therefore assumed; api.md marks each [I].
struct server_assumptions {
    bool neq_keeps_nulls = true;         ///< `!=` selects records whose field is null
    bool neq_to_many_is_some_row = true; ///< `!=` over a to-many relation: some row differs; false: no row is equal
    bool isnull_to_many_no_rows = true;  ///< `is null` over a to-many relation holds where there is no row at all
    bool offset_keeps_day_edge = true;   ///< `<= today-7d` is the end of that day
    bool naive_datetimes_are_utc = true; ///< a record's date and time without a zone is UTC
};

/// What a type must offer to be the schema of a filter.
///
/// If you see an error that names this concept, your schema lacks one of the two static constexpr members:
/// `name`, a string_view, or `fields`, an array of `calque::field`.
template <class Schema>
concept schema = requires {
    { Schema::name } -> std::convertible_to<std::string_view>;
    { std::span<const field>{Schema::fields} };
};

namespace detail {

using field_index = std::uint16_t;
inline constexpr field_index no_field = 0xffff;

[[nodiscard]] constexpr std::uint32_t name_hash(std::string_view name) noexcept {
    // Length and three letters tell the fields of a table apart cheaply; a hit is compared in full.
    if (name.empty()) return 0;
    const auto at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(name[i])); };
    const std::uint32_t mixed = static_cast<std::uint32_t>(name.size()) * 0x9e3779b1u ^ at(0) * 0x85ebca6bu ^
                                at(name.size() - 1) * 0xc2b2ae35u ^ at(name.size() / 2) * 0x27d4eb2fu;
    return mixed ^ (mixed >> 15);
}

} // namespace detail

/// A schema whose type is erased: what parsing, printing and evaluating read, so that they compile once.
struct schema_view {
    std::string_view name;
    std::span<const field> fields;
    std::span<const detail::field_index> slots; ///< open-addressing hash table of `fields`, a power of two long
    server_assumptions assumptions{};

    /// A field, and for a namespace the key in it.
    struct match {
        detail::field_index index = detail::no_field;
        std::string_view key{};

        [[nodiscard]] constexpr explicit operator bool() const noexcept { return index != detail::no_field; }
    };

    /// The row whose name is exactly `path`; namespaces do not count.
    [[nodiscard]] constexpr detail::field_index find_exact(std::string_view path) const noexcept {
        const std::size_t mask = slots.size() - 1;
        for (std::size_t slot = detail::name_hash(path) & mask;; slot = (slot + 1) & mask) {
            const detail::field_index index = slots[slot];
            if (index == detail::no_field || fields[index].name == path) return index;
        }
    }

    /// The row that a full name such as `duration` or `metadata.region` belongs to, with the key that is left of it.
    [[nodiscard]] constexpr match find(std::string_view path) const noexcept {
        const detail::field_index exact = find_exact(path);
        if (exact != detail::no_field && !fields[exact].opens_namespace()) return {exact, {}};
        return find_namespace(path);
    }

    /// The namespace that a full name lies in.
    [[nodiscard]] constexpr match find_namespace(std::string_view path) const noexcept {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const field& row = fields[i];
            if (row.opens_namespace() && path.size() > row.name.size() && path.starts_with(row.name))
                return {static_cast<detail::field_index>(i), path.substr(row.name.size())};
        }
        return {};
    }

    /// Whether every name is a field, because the schema opens the namespace "".
    [[nodiscard]] constexpr bool is_open() const noexcept {
        return std::ranges::any_of(fields, [](const field& row) { return row.name.empty(); });
    }
};

namespace detail {

template <schema Schema>
struct schema_index {
    static constexpr std::size_t size = [] {
        std::size_t power = 4;
        while (power < 2 * std::size(Schema::fields)) power *= 2;
        return power;
    }();

    static constexpr std::array<field_index, size> slots = [] {
        std::array<field_index, size> table{};
        table.fill(no_field);
        field_index next = 0;
        for (const field& row : Schema::fields) {
            std::size_t slot = name_hash(row.name) & (size - 1);
            while (table[slot] != no_field) slot = (slot + 1) & (size - 1);
            table[slot] = next++;
        }
        return table;
    }();
};

template <schema Schema>
[[nodiscard]] constexpr server_assumptions assumptions_of() noexcept {
    if constexpr (requires {
                      { Schema::assumptions } -> std::convertible_to<server_assumptions>;
                  })
        return Schema::assumptions;
    else return {};
}

} // namespace detail

/// The erased view of a schema; one static object for each schema.
template <schema Schema>
inline constexpr schema_view schema_of{Schema::name, std::span<const field>{Schema::fields},
                                       std::span<const detail::field_index>{detail::schema_index<Schema>::slots},
                                       detail::assumptions_of<Schema>()};

/// The schema that allows any field and operator, for data that the library does not know.
struct open_schema {
    static constexpr std::string_view name = "open";
    static constexpr std::array<field, 1> fields{
        field{.name = "", .type = field_type::dynamic, .documented = fitting_ops(field_type::dynamic)}};
};

} // namespace calque
