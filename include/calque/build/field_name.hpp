// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/field_traits.hpp>
#include <calque/build/detail/field_words.hpp>
#include <calque/compile_error/expression_mistake.hpp>
#include <calque/compile_error/mistake.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

// Field names, checked by the compiler.
namespace calque::detail {

/// The message for a name that denotes no field.
template <schema Schema, fixed_string Name>
struct name_words {
    [[nodiscard]] static constexpr compiler_text words() {
        const schema_view& fields = schema_of<Schema>;
        switch (problem_of_name(fields, Name.view())) {
        case name_problem::none:
        case name_problem::unknown: break;
        case name_problem::missing_key:
            return in_words('`', Name.view(), "` needs a key, as in `", Name.view(), ".region`");
        case name_problem::nested_key: return in_words("the API cannot address a key with a dot: `", Name.view(), '`');
        case name_problem::not_utf8: return in_words("this name is not valid UTF-8");
        }
        const field_index near = nearest_field(fields, Name.view());
        if (near == no_field) return in_words("there is no field `", Name.view(), "` in `", fields.name, '`');
        return in_words("there is no field `", Name.view(), "` in `", fields.name, "`; did you mean `",
                        fields.fields[near].name, "`?");
    }
};

/// If you see an error that names this type, its argument states what is wrong with a field's name.
template <class Mistake>
struct wrong_field_name {};
template <>
struct wrong_field_name<void> {
    using type = void;
};
template <schema Schema, fixed_string Name>
using name_mistake =
    mistake_if<problem_of_name(schema_of<Schema>, Name.view()) != name_problem::none, name_words<Schema, Name>>;

struct dotted_key_words {
    [[nodiscard]] static constexpr compiler_text words() { return in_words("the API cannot address a key with a dot"); }
};
struct empty_key_words {
    [[nodiscard]] static constexpr compiler_text words() { return in_words("a key is missing between the quotes"); }
};

/// If you see an error that names this function, its argument states what is wrong with a key in square brackets.
template <class Mistake>
void wrong_key();

/// A key given as a string literal.
template <bool TakesDots>
struct key_literal {
    template <std::size_t Count>
    consteval key_literal(const char (&literal)[Count]) // NOLINT(google-explicit-constructor)
        : text{literal, Count - 1} {
        if (text.empty()) wrong_key<mistake_of<empty_key_words>>();
        if (!TakesDots && text.find('.') != std::string_view::npos) wrong_key<mistake_of<dotted_key_words>>();
    }

    std::string_view text;
};

template <class Key>
inline constexpr bool is_key_literal = false;
template <std::size_t Count>
inline constexpr bool is_key_literal<const char (&)[Count]> = true;

} // namespace calque::detail
