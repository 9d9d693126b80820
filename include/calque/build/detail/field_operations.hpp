// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/field_traits.hpp>
#include <calque/build/detail/field_words.hpp>
#include <calque/build/detail/make_condition.hpp>
#include <calque/build/row_condition.hpp>
#include <calque/build/value_list.hpp>
#include <calque/filter/filter.hpp>
#include <calque/native/native_value.hpp>

#include <string_view>
#include <utility>

namespace calque::detail {

/// Returns a condition on a field: a filter, which `same_row` also takes if the field is in a to-many relation.
template <class Field, row_use Use = row_use::anywhere>
[[nodiscard]] auto as_condition(filter_data data) {
    using traits = field_traits<Field>;
    if constexpr (traits::relation.size() == 0)
        return filter_access::make<typename traits::schema_type>(std::move(data));
    else return row_condition<typename traits::schema_type, traits::relation, Use>{std::move(data)};
}

/// The conditions on a field that are not C++ operators. `Field` is the class derived from this one.
///
/// The result is a `filter`, which `same_row` also takes if the field is in a to-many relation. An operator or a
/// value type that the schema does not allow is a compile error: after each function, an overload reports invalid
/// use. All functions throw `filter_error` for errors found only in the value: `E107` text that is not UTF-8, `E112`
/// a null pointer, `E303` a number that JSON cannot represent or that does not fit 64 bits, `E305` a time outside the
/// years 1 to 9999, `E307` an invalid relative time, `E405` a text of more than 8 KiB.
template <class Field>
class field_operations : public field_base {
public:
    /// Returns the condition that the field contains the text.
    template <class Text>
        requires takes<Field, op::contains, Text>
    [[nodiscard]] auto contains(const Text& text) const {
        return compare<op::contains>(text);
    }
    template <class Text, class Mistake = comparison_mistake<Field, op::contains, Text>>
        requires(!takes<Field, op::contains, Text>)
    Mistake contains(const Text& text) const;

    /// Returns the condition that the field starts with the text.
    template <class Text>
        requires takes<Field, op::startswith, Text>
    [[nodiscard]] auto startswith(const Text& text) const {
        return compare<op::startswith>(text);
    }
    template <class Text, class Mistake = comparison_mistake<Field, op::startswith, Text>>
        requires(!takes<Field, op::startswith, Text>)
    Mistake startswith(const Text& text) const;

    /// Returns the condition that the field ends with the text.
    template <class Text>
        requires takes<Field, op::endswith, Text>
    [[nodiscard]] auto endswith(const Text& text) const {
        return compare<op::endswith>(text);
    }
    template <class Text, class Mistake = comparison_mistake<Field, op::endswith, Text>>
        requires(!takes<Field, op::endswith, Text>)
    Mistake endswith(const Text& text) const;

    /// Returns the condition that the field matches a regular expression, which is sent unchanged.
    template <class Text>
        requires takes<Field, op::regex, Text>
    [[nodiscard]] auto matches(const Text& pattern) const {
        return compare<op::regex>(pattern);
    }
    template <class Text, class Mistake = comparison_mistake<Field, op::regex, Text>>
        requires(!takes<Field, op::regex, Text>)
    Mistake matches(const Text& pattern) const;

    /// Returns the condition that the field lies in a closed range: `in low..high`.
    ///
    /// *Errors*: also `E311` if `low` is above `high`.
    template <class Low, class High>
        requires takes_range<Field, Low, High>
    [[nodiscard]] auto between(const Low& low, const High& high) const {
        return as_condition<Field>(make_range(place(), read_native(low), read_native(high)));
    }
    template <class Low, class High, class Mistake = range_mistake<Field, Low, High>>
        requires(!takes_range<Field, Low, High>)
    Mistake between(const Low& low, const High& high) const;

    /// Returns the condition that the field equals one of the values, given in braces or as a range.
    ///
    /// *Errors*: also `E309` if a range is empty, and `E404` for more than 1000 values.
    /// *Example*: `metadata["region"].in({"US", "EU"})`.
    [[nodiscard]] auto in(value_list<Field> values) const {
        list_maker list{place()};
        values.add_to(list);
        return as_condition<Field>(list.take());
    }

    /// Returns the condition that the field equals none of the values; of a to-many relation, for `same_row` only.
    ///
    /// *Errors*: as `in`, and `E501` if the API has no exact equivalent.
    [[nodiscard]] auto not_in(value_list<Field> values) const {
        constexpr row_use use =
            field_traits<Field>::relation.size() == 0 ? row_use::anywhere : row_use::inside_same_row;
        list_maker list{place()};
        values.add_to(list);
        return as_condition<Field, use>(list.take_complement(use == row_use::inside_same_row));
    }

    /// Returns the condition that the field is null, or is not null.
    template <class Self = Field>
        requires(!field_traits<Self>::needs_key)
    [[nodiscard]] auto is_null() const {
        return as_condition<Self>(make_null_test(place(), true));
    }
    template <class Self = Field>
        requires(!field_traits<Self>::needs_key)
    [[nodiscard]] auto is_not_null() const {
        return as_condition<Self>(make_null_test(place(), false));
    }
    template <class Self = Field, class Mistake = mistake_if<field_traits<Self>::needs_key, namespace_words<Self>>>
        requires field_traits<Self>::needs_key
    Mistake is_null() const;
    template <class Self = Field, class Mistake = mistake_if<field_traits<Self>::needs_key, namespace_words<Self>>>
        requires field_traits<Self>::needs_key
    Mistake is_not_null() const;

    /// Returns `field == false`, for a boolean field that is never null.
    template <class Self = Field>
        requires can_be_negated<Self>
    [[nodiscard]] auto operator!() const {
        return compare<op::eq>(false);
    }
    template <class Self = Field, class Mistake = mistake_if<!can_be_negated<Self>, negation_words<Self>>>
        requires(!can_be_negated<Self>)
    Mistake operator!() const;

    template <class Arg, class Mistake = mistake_of<assignment_words>>
    Mistake operator=(const Arg& value) const;

    /// Returns the condition for a C++ operator.
    template <op Operation, class Arg>
    [[nodiscard]] auto compare(const Arg& value) const {
        return as_condition<Field>(make_comparison(place(), Operation, read_native(value)));
    }

private:
    [[nodiscard]] condition_field place() const noexcept {
        return field_traits<Field>::place(static_cast<const Field&>(*this));
    }
};

template <is_field Field>
inline constexpr std::string_view not_a_filter_reason<Field> = "a field is not a condition: compare it with a value";

} // namespace calque::detail
