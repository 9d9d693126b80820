// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/field_operations.hpp>
#include <calque/build/detail/field_words.hpp>

// The comparisons of a field on the left with a value on the right. They throw what the members of `field_operations`
// throw. After each, overloads report a value that does not fit and a value on the left.
namespace calque::detail {

/// Returns the condition that the field equals the value.
template <class Field, class Arg>
    requires takes<Field, op::eq, Arg>
[[nodiscard]] auto operator==(const field_operations<Field>& field, const Arg& value) {
    return field.template compare<op::eq>(value);
}
template <class Field, class Arg, class Mistake = comparison_mistake<Field, op::eq, Arg>>
    requires(!takes<Field, op::eq, Arg> && !is_field<Arg>)
Mistake operator==(const field_operations<Field>& field, const Arg& value);
template <class Arg, class Field, class Mistake = mistake_of<reversed_words>>
    requires(!is_field<Arg>)
Mistake operator==(const Arg& value, const field_operations<Field>& field);
template <class Left, class Right, class Mistake = mistake_of<field_to_field_words>>
Mistake operator==(const field_operations<Left>& left, const field_operations<Right>& right);

/// Returns the condition that the field differs from the value.
template <class Field, class Arg>
    requires takes<Field, op::neq, Arg>
[[nodiscard]] auto operator!=(const field_operations<Field>& field, const Arg& value) {
    return field.template compare<op::neq>(value);
}
template <class Field, class Arg, class Mistake = comparison_mistake<Field, op::neq, Arg>>
    requires(!takes<Field, op::neq, Arg> && !is_field<Arg>)
Mistake operator!=(const field_operations<Field>& field, const Arg& value);
template <class Arg, class Field, class Mistake = mistake_of<reversed_words>>
    requires(!is_field<Arg>)
Mistake operator!=(const Arg& value, const field_operations<Field>& field);
template <class Left, class Right, class Mistake = mistake_of<field_to_field_words>>
Mistake operator!=(const field_operations<Left>& left, const field_operations<Right>& right);

/// Returns the condition that the field is greater than the value.
template <class Field, class Arg>
    requires takes<Field, op::gt, Arg>
[[nodiscard]] auto operator>(const field_operations<Field>& field, const Arg& value) {
    return field.template compare<op::gt>(value);
}
template <class Field, class Arg, class Mistake = comparison_mistake<Field, op::gt, Arg>>
    requires(!takes<Field, op::gt, Arg>)
Mistake operator>(const field_operations<Field>& field, const Arg& value);
template <class Arg, class Field, class Mistake = mistake_of<reversed_words>>
    requires(!is_field<Arg>)
Mistake operator>(const Arg& value, const field_operations<Field>& field);

/// Returns the condition that the field is greater than or equal to the value.
template <class Field, class Arg>
    requires takes<Field, op::gte, Arg>
[[nodiscard]] auto operator>=(const field_operations<Field>& field, const Arg& value) {
    return field.template compare<op::gte>(value);
}
template <class Field, class Arg, class Mistake = comparison_mistake<Field, op::gte, Arg>>
    requires(!takes<Field, op::gte, Arg>)
Mistake operator>=(const field_operations<Field>& field, const Arg& value);
template <class Arg, class Field, class Mistake = mistake_of<reversed_words>>
    requires(!is_field<Arg>)
Mistake operator>=(const Arg& value, const field_operations<Field>& field);

/// Returns the condition that the field is less than the value; for `today` the API uses the last second.
template <class Field, class Arg>
    requires takes<Field, op::lt, Arg>
[[nodiscard]] auto operator<(const field_operations<Field>& field, const Arg& value) {
    return field.template compare<op::lt>(value);
}
template <class Field, class Arg, class Mistake = comparison_mistake<Field, op::lt, Arg>>
    requires(!takes<Field, op::lt, Arg>)
Mistake operator<(const field_operations<Field>& field, const Arg& value);
template <class Arg, class Field, class Mistake = mistake_of<reversed_words>>
    requires(!is_field<Arg>)
Mistake operator<(const Arg& value, const field_operations<Field>& field);

/// Returns the condition that the field is less than or equal to the value; for `today` the API uses the last second.
template <class Field, class Arg>
    requires takes<Field, op::lte, Arg>
[[nodiscard]] auto operator<=(const field_operations<Field>& field, const Arg& value) {
    return field.template compare<op::lte>(value);
}
template <class Field, class Arg, class Mistake = comparison_mistake<Field, op::lte, Arg>>
    requires(!takes<Field, op::lte, Arg>)
Mistake operator<=(const field_operations<Field>& field, const Arg& value);
template <class Arg, class Field, class Mistake = mistake_of<reversed_words>>
    requires(!is_field<Arg>)
Mistake operator<=(const Arg& value, const field_operations<Field>& field);

} // namespace calque::detail
