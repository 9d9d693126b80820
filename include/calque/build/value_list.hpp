// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/build/detail/field_words.hpp>
#include <calque/build/detail/make_condition.hpp>
#include <calque/native/native_value.hpp>
#include <calque/support/input_range.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <type_traits>

// The values of `in`, in braces or as a range.
namespace calque::detail {

/// Values that may be mixed in a list: numbers and durations, texts of different types, dates and relative times.
enum class item_family : std::uint8_t { number, text, time, none };

[[nodiscard]] constexpr item_family family_of(native_kind kind) noexcept {
    switch (kind) {
    case native_kind::whole:
    case native_kind::real:
    case native_kind::seconds:
    case native_kind::fractional_seconds: return item_family::number;
    case native_kind::text: return item_family::text;
    case native_kind::datetime:
    case native_kind::relative: return item_family::time;
    default: return item_family::none;
    }
}

/// A value in braces among values of other types of one family, such as 1 and 2.5.
template <class Field, item_family Family>
struct mixed_item {
    template <class Arg>
        requires(takes<Field, op::in, Arg> && family_of(native_kind_of<Arg>) == Family)
    mixed_item(const Arg& from) noexcept : reading{read_native(from)} {} // NOLINT(google-explicit-constructor)

    native_reading reading;
};

/// Any value in braces.
struct any_item {
    template <class Arg>
    any_item(const Arg& from) noexcept; // NOLINT(google-explicit-constructor)
};

/// If you see an error that names this concept, `in` was given neither braces nor a range; a text is not a range.
template <class Range>
concept item_range = input_range<Range> && !std::convertible_to<Range, std::string_view>;

/// The value type of a range; the type itself if it is not a range.
template <class Range>
struct item_of {
    using type = Range;
};
template <item_range Range>
struct item_of<Range> {
    using type = range_value<Range>;
};

template <class Field, class Range>
inline constexpr bool takes_items = false;
template <class Field, item_range Range>
inline constexpr bool takes_items<Field, Range> = takes<Field, op::in, range_value<Range>>;

/// The values of `in`: in braces, or a range. Refers to them.
///
/// Only values that fit are accepted. The constructors for all others are deleted; their argument `Mistake` is what
/// the compiler's message shows.
template <class Field>
class value_list {
public:
    template <class Item>
        requires takes<Field, op::in, Item>
    value_list(std::initializer_list<Item> items) noexcept // NOLINT(google-explicit-constructor)
        : value_list(items.begin(), items.size()) {}
    value_list(std::initializer_list<mixed_item<Field, item_family::number>> items) noexcept
        : value_list(items.begin(), items.size()) {}
    value_list(std::initializer_list<mixed_item<Field, item_family::text>> items) noexcept
        : value_list(items.begin(), items.size()) {}
    value_list(std::initializer_list<mixed_item<Field, item_family::time>> items) noexcept
        : value_list(items.begin(), items.size()) {}
    template <class Range>
        requires takes_items<Field, Range>
    value_list(Range&& items) noexcept // NOLINT(google-explicit-constructor)
        : from_{std::addressof(items)}, add_{add_range<std::remove_reference_t<Range>>} {}

    template <class Mistake = mistake_of<empty_list_words>>
    value_list() = delete;
    template <class Item, class Mistake = comparison_mistake<Field, op::in, Item>>
        requires(!takes<Field, op::in, Item>)
    value_list(std::initializer_list<Item> items) = delete;
    template <class Mistake = mistake_of<mixed_list_words>>
    value_list(std::initializer_list<any_item> items) = delete;
    template <class Range,
              class Mistake = mistake_if<!takes_items<Field, Range>,
                                         list_words<Field, typename item_of<std::remove_reference_t<Range>>::type>>>
        requires(!takes_items<Field, Range> && !std::same_as<std::remove_cvref_t<Range>, value_list>)
    value_list(Range&& items) = delete;

    /// Adds all values to `list`.
    void add_to(list_maker& list) const { add_(from_, count_, list); }

private:
    template <class Item>
    value_list(const Item* from, std::size_t count) noexcept : from_{from}, count_{count}, add_{add_array<Item>} {}

    template <item_family Family>
    [[nodiscard]] static native_reading read(const mixed_item<Field, Family>& item) noexcept {
        return item.reading;
    }
    template <class Item>
    [[nodiscard]] static native_reading read(const Item& item) noexcept {
        return read_native(item);
    }
    template <class Item>
    static void add_array(const void* from, std::size_t count, list_maker& list) {
        for (const auto* at = static_cast<const Item*>(from); count > 0; --count) list.add(read(*at++));
    }
    /// Some ranges can be iterated only if they are not const.
    template <class Range>
    static void add_range(const void* from, std::size_t, list_maker& list) {
        for (auto&& each : *static_cast<Range*>(const_cast<void*>(from))) { // with its original constness
            const range_value<Range>& item = each;
            list.add(read(item));
        }
    }

    const void* from_;
    std::size_t count_ = 0;
    void (*add_)(const void*, std::size_t, list_maker&);
};

} // namespace calque::detail
