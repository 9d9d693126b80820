// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// For an invalid schema, the message names the part of the concept that it does not satisfy.
#include <calque/schema.hpp>

#include <array>
#include <string_view>

using calque::field;
using calque::field_type;
using calque::op;
using calque::relation;

struct calls {
// lines 1 g++: 11, for the last is g++'s advice about an option of its own
// refused 1: has_a_name
#if REFUSED == 1
    static constexpr std::string_view title = "calls";
#else
    static constexpr std::string_view name = "calls";
#endif
    static constexpr std::array<field, 1> fields{field{.name = "id", .type = field_type::integer}};
};

struct agents {
    static constexpr std::string_view name = "agents";
// lines 2 g++: 11, for the last is g++'s advice about an option of its own
// refused 2: has_an_array_of_fields
#if REFUSED == 2
    static constexpr int fields = 1;
#else
    static constexpr std::array<field, 1> fields{field{.name = "id", .type = field_type::integer}};
#endif
};

struct widgets {
    static constexpr std::string_view name = "widgets";
    static constexpr std::array<field, 2> fields {
        field{.name = "id", .type = field_type::integer},
// refused 3: names_each_field_once
#if REFUSED == 3
            field{.name = "id", .type = field_type::string},
#else
            field{.name = "kind", .type = field_type::string},
#endif
    };
};

struct costs {
    static constexpr std::string_view name = "costs";
    static constexpr std::array<field, 1> fields {
// refused 4: documents_operators_that_fit
#if REFUSED == 4
        field{.name = "total", .type = field_type::number, .documented = {op::contains}},
#else
        field{.name = "total", .type = field_type::number, .documented = {op::gt}},
#endif
    };
};

struct tables {
    static constexpr std::string_view name = "tables";
    static constexpr std::array<field, 1> fields {
// refused 5: names_fields_through_their_relation
#if REFUSED == 5
        field{.name = "row_id", .type = field_type::integer, .rows = relation::to_many, .through = "rows"},
#else
        field{.name = "rows.id", .type = field_type::integer, .rows = relation::to_many, .through = "rows"},
#endif
    };
};

static_assert(calque::schema<calls>);
static_assert(calque::schema<agents>);
static_assert(calque::schema<widgets>);
static_assert(calque::schema<costs>);
static_assert(calque::schema<tables>);
