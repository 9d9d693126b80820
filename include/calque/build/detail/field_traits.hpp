// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/make_condition.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/fixed_string.hpp>
#include <calque/support/scan.hpp>

#include <cstdint>
#include <string_view>

namespace calque {
template <schema Schema, detail::fixed_string Name>
class typed_field;
template <schema Schema, detail::fixed_string Name>
class keyed_field;
} // namespace calque

namespace calque::detail {

/// Why a name denotes no field.
enum class name_problem : std::uint8_t { none, unknown, missing_key, nested_key, not_utf8 };

/// Finds the row of a name: that of a field, of a key in a namespace, or of a namespace itself.
[[nodiscard]] constexpr schema_view::match find_named(const schema_view& schema, std::string_view name) noexcept {
    const field_index exact = schema.find_exact(name);
    return exact != no_field ? schema_view::match{exact, {}} : schema.find_namespace(name);
}

[[nodiscard]] constexpr name_problem problem_of_name(const schema_view& schema, std::string_view name) noexcept {
    const schema_view::match found = find_named(schema, name);
    if (found) {
        const bool nested = !schema.fields[found.index].name.empty() && found.key.find('.') != std::string_view::npos;
        return nested ? name_problem::nested_key : is_utf8(found.key) ? name_problem::none : name_problem::not_utf8;
    }
    for (const field& row : schema.fields)
        if (row.opens_namespace() && row.name.substr(0, row.name.size() - 1) == name) return name_problem::missing_key;
    return name_problem::unknown;
}

/// Traits of a field's type: the schema, the row, the to-many relation that contains it, and whether it still needs a
/// key; `place` returns a field's `condition_field`.
template <class Field>
struct field_traits;

/// What a name denotes; it must name a field or a namespace.
template <schema Schema, fixed_string Name>
struct name_traits {
    using schema_type = Schema;

    [[nodiscard]] static constexpr const field& row() noexcept { return schema_of<Schema>.fields[found.index]; }

    static constexpr schema_view::match found = find_named(schema_of<Schema>, Name.view());
    static constexpr std::string_view through = schema_of<Schema>.relation_of(found);
    static constexpr fixed_string<through.size()> relation{through.data(), through.data() + through.size()};
};

template <schema Schema, fixed_string Name>
struct field_traits<typed_field<Schema, Name>> : name_traits<Schema, Name> {
    static constexpr bool needs_key = field_traits::row().opens_namespace() && field_traits::found.key.empty();

    [[nodiscard]] static condition_field place(const typed_field<Schema, Name>&) noexcept {
        return {schema_of<Schema>, field_traits::found.index, field_traits::found.key};
    }
};

template <schema Schema, fixed_string Name>
struct field_traits<keyed_field<Schema, Name>> : name_traits<Schema, Name> {
    static constexpr bool needs_key = false;

    [[nodiscard]] static condition_field place(const keyed_field<Schema, Name>& of) noexcept {
        return {schema_of<Schema>, field_traits::found.index, of.key()};
    }
};

} // namespace calque::detail
