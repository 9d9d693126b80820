// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/field.hpp>
#include <calque/support/plain_json.hpp>
#include <calque/support/read_word.hpp>

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace calque {

/// Undocumented behaviour of the server that is assumed (api/README.md, "Inferred").
struct server_assumptions {
    bool neq_keeps_nulls = true;         ///< `!=` selects records whose field is null
    bool neq_to_many_is_some_row = true; ///< `!=` over a to-many relation: some row differs; if false, no row is equal
    bool isnull_to_many_no_rows = true;  ///< `is null` over a to-many relation holds if there is no row
    bool offset_keeps_day_edge = true;   ///< `<= today-7d` means the end of that day
    bool naive_datetimes_are_utc = true; ///< a record's date and time without a zone is UTC
};

/// An alternative path to what a filter names, in records of the API; the filter's own path comes first.
///
/// If a name has several, the first that exists counts. Those of a relation's fields apply to rows found at an
/// alternative path of the relation.
struct record_place {
    std::string_view name;        ///< a field, a relation that fields are reached through, or "" for the record itself
    std::string_view path;        ///< keys joined by dots, in the record or in a row of the relation
    std::string_view where_key{}; ///< only for a row in which this key's text begins with `where_text`
    std::string_view where_text{};
};

namespace detail {

using field_index = std::uint16_t;
inline constexpr field_index no_field = 0xffff;

/// Hashes the whole name, eight characters at a time: the names of a table may differ in any character.
[[nodiscard, gnu::always_inline]] inline constexpr std::uint32_t name_hash(std::string_view name) noexcept {
    const char* const text = name.data();
    const std::size_t size = name.size();
    std::uint64_t state = size;
    const auto mix = [&](std::uint64_t word) { state = std::rotl(state, 23) ^ word; };
    if (size >= 8) {
        for (std::size_t i = 0; i + 8 < size; i += 8) mix(read_word<std::uint64_t>(text + i));
        mix(read_word<std::uint64_t>(text + size - 8));
    } else if (size >= 4) {
        mix(std::uint64_t{read_word<std::uint32_t>(text)} << 32 | read_word<std::uint32_t>(text + size - 4));
    } else {
        for (std::size_t i = 0; i < size; ++i) mix(static_cast<unsigned char>(text[i]));
    }
    state = (state ^ state >> 32) * 0x9e3779b97f4a7c15u;
    return static_cast<std::uint32_t>(state >> 32);
}

/// The hash table of a schema's names: open addressing, at most half full.
template <class Schema>
struct schema_index {
    static constexpr std::size_t size = [] {
        std::size_t power = 4;
        while (power < 2 * std::size(Schema::fields)) power *= 2;
        return power;
    }();

    std::array<field_index, size> slots{};
    std::array<field_index, std::size(Schema::fields)> namespaces{}; ///< fields that open one, in order
    std::size_t namespace_count = 0;
    bool names_are_unique = true;
    bool names_are_plain = true; ///< no name needs an escape in JSON

    constexpr schema_index() noexcept {
        slots.fill(no_field);
        field_index next = 0;
        for (const field& row : Schema::fields) {
            std::size_t slot = name_hash(row.name) & (size - 1);
            while (slots[slot] != no_field) {
                if (std::span<const field>{Schema::fields}[slots[slot]].name == row.name) names_are_unique = false;
                slot = (slot + 1) & (size - 1);
            }
            names_are_plain = names_are_plain && is_plain_json(row.name);
            if (row.opens_namespace()) namespaces[namespace_count++] = next;
            slots[slot] = next++;
        }
    }
};

template <class Schema>
inline constexpr schema_index<Schema> index_of{};

template <class Schema>
[[nodiscard]] constexpr std::span<const field_index> namespaces_of() noexcept {
    return std::span<const field_index>{index_of<Schema>.namespaces}.first(index_of<Schema>.namespace_count);
}

template <class Schema>
inline constexpr bool names_each_field_once = index_of<Schema>.names_are_unique;

/// Returns whether a condition holds for every row. Not std::all_of: <algorithm> is expensive to include.
template <class Fields, class Condition>
[[nodiscard]] constexpr bool every(const Fields& fields, const Condition& holds) noexcept {
    for (const field& row : fields)
        if (!holds(row)) return false;
    return true;
}

[[nodiscard]] constexpr bool documents_operators_that_fit(const field& row) noexcept {
    return (fitting_ops(row.type) | row.documented) == fitting_ops(row.type);
}

[[nodiscard]] constexpr bool is_named_through_its_relation(const field& row) noexcept {
    if (row.rows == relation::none) return row.through.empty();
    return !row.through.empty() && row.name.starts_with(row.through) &&
           row.name.substr(row.through.size()).starts_with(row.separator()) &&
           row.name.size() > row.through.size() + row.separator().size();
}

} // namespace detail

/// If you see an error that names this concept, your schema has no `name`:
/// `static constexpr std::string_view name = "calls";`
template <class Schema>
concept has_a_name = requires {
    { Schema::name } -> std::convertible_to<std::string_view>;
};

/// If you see an error that names this concept, your schema has no array of fields:
/// `static constexpr std::array<calque::field, 2> fields{…};`
template <class Schema>
concept has_an_array_of_fields = requires {
    { std::span<const field>{Schema::fields} };
} && std::size(Schema::fields) > 0;

/// If you see an error that names this concept, two rows of your schema's `fields` have the same name.
template <class Schema>
concept names_each_field_once = detail::names_each_field_once<Schema>;

/// If you see an error that names this concept, a row of your schema documents an operator that does not fit its type,
/// such as `contains` on a number.
template <class Schema>
concept documents_operators_that_fit = detail::every(Schema::fields, detail::documents_operators_that_fit);

/// If you see an error that names this concept, a row of your schema has `relation::to_one` or `relation::to_many`,
/// but its name does not begin with `through` and `.` or `__`; or it has `through` but no relation.
template <class Schema>
concept names_fields_through_their_relation = detail::every(Schema::fields, detail::is_named_through_its_relation);

/// The requirements on the schema of a filter: a `name` and a consistent array of `fields`.
///
/// `static constexpr server_assumptions assumptions` and an array `record_places` of `record_place` are optional. If
/// you see an error that names this concept, the part that your type does not satisfy is named after it.
template <class Schema>
concept schema = has_a_name<Schema> && has_an_array_of_fields<Schema> && names_each_field_once<Schema> &&
                 documents_operators_that_fit<Schema> && names_fields_through_their_relation<Schema>;

/// A type-erased schema: parsing, printing and evaluation use it, so that they compile once.
struct schema_view {
    std::string_view name;
    std::span<const field> fields;
    std::span<const detail::field_index> slots; ///< open-addressing hash table of `fields`; its size is a power of two
    std::span<const detail::field_index> namespaces; ///< those of `fields` that open one, in order
    bool names_are_plain = false;                    ///< true only if no name needs an escape in JSON
    server_assumptions assumptions{};
    std::span<const record_place> record_places{};

    /// A field and, for a namespace, the key in it.
    struct match {
        detail::field_index index = detail::no_field;
        std::string_view key{};

        [[nodiscard]] constexpr explicit operator bool() const noexcept { return index != detail::no_field; }
    };

    /// Returns the row whose name is exactly `path`, or `no_field`.
    [[nodiscard, gnu::always_inline]] constexpr detail::field_index find_exact(std::string_view path) const noexcept {
        const std::size_t mask = slots.size() - 1;
        for (std::size_t slot = detail::name_hash(path) & mask;; slot = (slot + 1) & mask) {
            const detail::field_index index = slots[slot];
            if (index == detail::no_field || detail::same_bytes(fields[index].name, path)) return index;
        }
    }

    /// Returns the row of a full name such as `duration` or `metadata.region`, with the key if it is a namespace.
    [[nodiscard, gnu::always_inline]] constexpr match find(std::string_view path) const noexcept {
        const detail::field_index exact = find_exact(path);
        if (exact != detail::no_field && !fields[exact].opens_namespace()) return {exact, {}};
        return find_namespace(path);
    }

    /// Returns the namespace that contains a full name.
    [[nodiscard, gnu::noinline]] constexpr match find_namespace(std::string_view path) const noexcept {
        for (const detail::field_index each : namespaces) {
            const std::string_view prefix = fields[each].name;
            if (path.size() > prefix.size() && path.starts_with(prefix)) return {each, path.substr(prefix.size())};
        }
        return {};
    }

    /// Returns the to-many relation of a field, by its row or, if the schema does not list it, by its name; empty if
    /// the field has one value.
    [[nodiscard]] constexpr std::string_view relation_of(const match& found) const noexcept {
        const field& row = fields[found.index];
        if (!row.is_unlisted()) return row.rows == relation::to_many ? row.through : std::string_view{};
        for (const field& each : fields) {
            if (each.rows == relation::to_many && found.key.starts_with(each.through) &&
                found.key.substr(each.through.size()).starts_with(each.separator()))
                return each.through;
        }
        return {};
    }

    /// Returns whether every name is a field, because the schema opens the namespace "".
    [[nodiscard]] constexpr bool is_open() const noexcept {
        for (const detail::field_index each : namespaces)
            if (fields[each].name.empty()) return true;
        return false;
    }
};

namespace detail {

template <schema Schema>
[[nodiscard]] constexpr server_assumptions assumptions_of() noexcept {
    if constexpr (requires {
                      { Schema::assumptions } -> std::convertible_to<server_assumptions>;
                  })
        return Schema::assumptions;
    else return {};
}

template <schema Schema>
[[nodiscard]] constexpr std::span<const record_place> record_places_of() noexcept {
    if constexpr (requires {
                      {
                          std::span<const record_place> { Schema::record_places }
                      };
                  })
        return Schema::record_places;
    else return {};
}

} // namespace detail

/// The type-erased view of a schema; one static object per schema.
template <schema Schema>
inline constexpr schema_view schema_of{Schema::name,
                                       std::span<const field>{Schema::fields},
                                       std::span<const detail::field_index>{detail::index_of<Schema>.slots},
                                       detail::namespaces_of<Schema>(),
                                       detail::index_of<Schema>.names_are_plain,
                                       detail::assumptions_of<Schema>(),
                                       detail::record_places_of<Schema>()};

/// A schema that allows any field and operator, for data that the library does not know.
struct open_schema {
    static constexpr std::string_view name = "open";
    static constexpr std::array<field, 1> fields{
        field{.name = "", .type = field_type::dynamic, .documented = fitting_ops(field_type::dynamic)}};
};

} // namespace calque
