// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/field_traits.hpp>
#include <calque/compile_error/expression_mistake.hpp>
#include <calque/native/native_value.hpp>
#include <calque/native/native_words.hpp>
#include <calque/schema/field.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>

// What a typed field takes, and the compiler's messages about what it does not take. `Field` is a `typed_field` or a
// `keyed_field`.
namespace calque::detail {

/// The base of all typed fields.
struct field_base {};

/// If you see an error that names this concept, an argument is not a field of a schema; `field_of` returns fields.
template <class What>
concept is_field = std::derived_from<What, field_base>;

/// Whether a field takes an operator with an argument. One constant, because compilers report every conjunct.
template <class Field, op Operation, class Arg>
inline constexpr bool takes =
    !field_traits<Field>::needs_key && field_traits<Field>::row().tier(Operation) != op_tier::refused &&
    fits<Arg>(field_traits<Field>::row(), Operation) == value_problem::none;

/// Returns the message for a namespace without a key.
[[nodiscard]] constexpr compiler_text missing_key_words(const field& row) {
    if (row.name.empty()) return in_words("a field needs a name, as in [\"name\"]");
    const std::string_view space = row.name.substr(0, row.name.size() - 1);
    return in_words('`', space, "` needs a key, as in ", space, "[\"key\"]");
}

/// The message for `field op field`.
struct field_to_field_words {
    [[nodiscard]] static constexpr compiler_text words() {
        return in_words("a field is compared with a value, not with another field");
    }
};

/// The message for `field op argument`.
template <class Field, op Operation, class Arg>
struct comparison_words {
    [[nodiscard]] static constexpr compiler_text words() {
        if constexpr (field_traits<Field>::needs_key) return missing_key_words(field_traits<Field>::row());
        else if constexpr (is_field<std::remove_cvref_t<Arg>>) return field_to_field_words::words();
        else return refusal_words(field_traits<Field>::row(), Operation, native_kind_of<Arg>);
    }
};
template <class Field, op Operation, class Arg>
using comparison_mistake = mistake_if<!takes<Field, Operation, Arg>, comparison_words<Field, Operation, Arg>>;

/// Whether a field takes a range with these bounds.
template <class Field, class Low, class High>
inline constexpr bool takes_range = takes<Field, op::gte, Low> && takes<Field, op::lte, High>;

template <class Field, class Low, class High>
struct range_words {
    [[nodiscard]] static constexpr compiler_text words() {
        if constexpr (takes<Field, op::gte, Low>) return comparison_words<Field, op::lte, High>::words();
        else return comparison_words<Field, op::gte, Low>::words();
    }
};
template <class Field, class Low, class High>
using range_mistake = mistake_if<!takes_range<Field, Low, High>, range_words<Field, Low, High>>;

/// The message for `argument op field`. It does not depend on the field, so it is instantiated once.
struct reversed_words {
    [[nodiscard]] static constexpr compiler_text words() {
        return in_words("the field stands on the left, and the value on the right");
    }
};

/// The message for an argument of `in()` that is not a list, or whose values do not fit.
template <class Field, class Item>
struct list_words {
    [[nodiscard]] static constexpr compiler_text words() {
        if constexpr (takes<Field, op::in, Item>) return in_words("in() takes a list of values: in braces, or a range");
        else return comparison_words<Field, op::in, Item>::words();
    }
};

/// The message for a list in braces with values that cannot be mixed.
struct mixed_list_words {
    [[nodiscard]] static constexpr compiler_text words() {
        return in_words("the values of a list must have one type, which the field takes");
    }
};

/// The message for an empty list in braces.
struct empty_list_words {
    [[nodiscard]] static constexpr compiler_text words() { return in_words("in() needs at least one value"); }
};

/// Whether `!field` is allowed. It means `== false`, which is not the complement if the field may be null.
template <class Field>
inline constexpr bool can_be_negated =
    !field_traits<Field>::needs_key && field_traits<Field>::row().type == field_type::boolean &&
    field_traits<Field>::row().nulls == nullability::no;

template <class Field>
struct negation_words {
    [[nodiscard]] static constexpr compiler_text words() {
        const field& row = field_traits<Field>::row();
        if (field_traits<Field>::needs_key) return missing_key_words(row);
        if (row.type != field_type::boolean)
            return in_words(named(row).view(), " is not a bool, so it does not take !");
        return in_words('`', row.name, "` may be null: compare with false, or write !(`", row.name,
                        "` == true) to include nulls");
    }
};

/// The message for a namespace used as a field.
template <class Field>
struct namespace_words {
    [[nodiscard]] static constexpr compiler_text words() { return missing_key_words(field_traits<Field>::row()); }
};

/// The message for `field = value`.
struct assignment_words {
    [[nodiscard]] static constexpr compiler_text words() { return in_words("= assigns; compare with =="); }
};

} // namespace calque::detail
