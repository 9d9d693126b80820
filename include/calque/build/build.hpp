// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters as C++ expressions: `timestamp >= calque::today - std::chrono::days{7} && duration >= 60`.
///
/// The fields of call logs are in `calque::call_log_fields`, which this header includes; `field_of` returns the
/// fields of any schema. An invalid filter is a compile error, in which `filter_mistake<…>` states the reason. If
/// only a run-time value is invalid, `filter_error` is thrown, with the diagnostic that the same text would cause.

// Headers that error messages refer to come first, so that compilers list few headers above them.
// clang-format off
#include <calque/compile_error/refused_text.hpp>
#include <calque/filter/transform.hpp>
#include <calque/build/value_list.hpp>
// clang-format on
#include <calque/build/detail/field_operations.hpp>
#include <calque/build/detail/field_operators.hpp>
#include <calque/build/detail/offset.hpp>
#include <calque/build/detail/same_row.hpp>
#include <calque/build/field_name.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/fixed_string.hpp>
#include <calque/values/relative_time.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace calque {

/// A field of a namespace whose key is known only at run time, as made by `metadata[key]`.
template <schema Schema, detail::fixed_string Name>
class keyed_field : public detail::field_operations<keyed_field<Schema, Name>> {
public:
    /// *Errors*: throws `filter_error` with `E107`, `E202`, `E203` or `E405` if the API cannot address the key.
    explicit keyed_field(std::string key) : key_{std::move(key)} {
        detail::require_addressable_key(detail::name_traits<Schema, Name>::row(), key_);
    }

    [[nodiscard]] const std::string& key() const noexcept { return key_; }

    using detail::field_operations<keyed_field>::operator=;

private:
    std::string key_;
};

/// A field of a schema, by name; its row of the schema decides which operators and values it takes.
///
/// Its conditions are in `detail::field_operations` and field_operators.hpp. A namespace, `metadata.`, only takes a
/// key.
template <schema Schema, detail::fixed_string Name>
class typed_field : public detail::field_operations<typed_field<Schema, Name>> {
    using traits = detail::field_traits<typed_field>;

public:
    using detail::field_operations<typed_field>::operator=;

    /// Returns the field of a key; the compiler checks a string literal.
    [[nodiscard]] keyed_field<Schema, Name> operator[](detail::key_literal<traits::row().name.empty()> key) const
        requires traits::needs_key
    {
        return keyed_field<Schema, Name>{std::string{key.text}};
    }

    /// *Errors*: throws `filter_error` with `E107`, `E202`, `E203` or `E405` if the API cannot address the key.
    template <class Key>
        requires(traits::needs_key && !detail::is_key_literal<Key> && std::is_convertible_v<Key, std::string_view>)
    [[nodiscard]] keyed_field<Schema, Name> operator[](Key&& key) const {
        return keyed_field<Schema, Name>{std::string{std::string_view{std::forward<Key>(key)}}};
    }
};

/// The field of a schema with this name, which may include a key (`metadata.region`) or be a namespace (`metadata.`).
///
/// *Example*: `constexpr auto eval_type = calque::field_of<calque::metric, "eval_type">;`
template <schema Schema, detail::fixed_string Name,
          class = typename detail::wrong_field_name<detail::name_mistake<Schema, Name>>::type>
inline constexpr typed_field<Schema, Name> field_of{};

/// A relative time without an offset, to which one can be added.
struct relative_anchor : relative_time {};

/// The time of the request.
inline constexpr relative_anchor now{{.anchor = time_anchor::now}};

/// The day of the request, in UTC: its first second, or its last for `<` and `<=`.
inline constexpr relative_anchor today{{.anchor = time_anchor::today}};

/// Returns a relative time with an offset, in the unit of the duration: `days{7}` is `7d`, and `weeks{1}` is `1w`.
///
/// A negative offset reverses the direction. *Errors*: throws `filter_error` with `E307` for an offset of more than
/// 9999 years, which is a compile error in a constant expression.
template <class Offset>
    requires detail::is_offset<Offset>
[[nodiscard]] constexpr relative_time operator-(const relative_anchor& from, const Offset& by) {
    return detail::moved(from, by, true);
}
template <class Offset>
    requires detail::is_offset<Offset>
[[nodiscard]] constexpr relative_time operator+(const relative_anchor& from, const Offset& by) {
    return detail::moved(from, by, false);
}
template <class Offset, class Mistake = detail::mistake_if<!detail::is_offset<Offset>, detail::offset_words>>
    requires(!detail::is_offset<Offset>)
Mistake operator-(const relative_anchor& from, const Offset& by);
template <class Offset, class Mistake = detail::mistake_if<!detail::is_offset<Offset>, detail::offset_words>>
    requires(!detail::is_offset<Offset>)
Mistake operator+(const relative_anchor& from, const Offset& by);
template <class Count, class Period, class Mistake = detail::mistake_of<detail::second_offset_words>>
Mistake operator-(const relative_time& from, const std::chrono::duration<Count, Period>& by);
template <class Count, class Period, class Mistake = detail::mistake_of<detail::second_offset_words>>
Mistake operator+(const relative_time& from, const std::chrono::duration<Count, Period>& by);

} // namespace calque

#include <calque/build/call_log_fields.hpp>

#ifdef CALQUE_HEADER_ONLY
#include <calque/build/build.ipp>
#endif
