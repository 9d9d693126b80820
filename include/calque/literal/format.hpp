// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/refused_text.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/literal/detail/arguments.hpp>
#include <calque/literal/detail/draft.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/support/config.hpp>
#include <calque/support/fixed_string.hpp>
#include <calque/support/input_range.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace calque {

namespace detail {

/// A range of values, for `in {}`. A text is one value.
///
/// If you see an error that names this concept, the argument of `in` is not a range that can be read while const, or
/// its elements are not values of a filter; see `native_value`.
template <class Arg>
concept native_list =
    !native_value<Arg> && input_range<const std::remove_cvref_t<Arg>&> && native_value<range_value<Arg>>;

/// Returns what is known of an argument at compile time; for an invalid type, the format's mistake reports it.
template <class Arg>
[[nodiscard]] consteval argument_type argument_type_of() noexcept {
    if constexpr (native_list<Arg>) return {native_kind_of<range_value<Arg>>, true};
    else return {native_kind_of<Arg>, false};
}

template <class... Args>
inline constexpr std::array<argument_type, sizeof...(Args)> argument_types{argument_type_of<Args>()...};

/// What is wrong with a format, in words; empty if it makes a filter with arguments of these types.
template <fixed_string Text, class Schema, parse_options Options, class... Args>
inline constexpr auto words_of_format = [] {
    basic_filter_data<compiler_text> ignored;
    const typed_arguments arguments{argument_types<Args...>};
    const auto found = check_text(Text.view(), schema_of<Schema>, Options, arguments, ignored);
    return found ? constant_message(full_message(*found)) : constant_message{};
}();

/// Returns the values of an argument, as the checker takes them.
template <class Arg>
[[nodiscard]] auto read_argument(const Arg& from) {
    if constexpr (native_list<Arg>) {
        std::vector<native_reading> out;
        for (auto&& each : from) out.push_back(read_native(each));
        return out;
    } else if constexpr (native_value<Arg>) {
        return std::array<native_reading, 1>{read_native(from)};
    } else {
        return std::array<native_reading, 0>{}; // already reported as the format's mistake
    }
}

/// Returns the filter of a format. *Errors*: throws `filter_error`.
[[nodiscard]] CALQUE_DECL filter_data format_text(std::string_view text, const schema_view& fields,
                                                  const parse_options& options, std::span<const argument> arguments);

} // namespace detail

/// Makes a filter from a text that the compiler checks, in which each `{}` is replaced by an argument.
///
/// Arguments are bound as typed values, never converted to text, so the structure of the filter is that of the
/// format. An argument may be what <calque/build.hpp> takes on the right of an operator: a bool, a number, a text, a
/// duration or a time; after `in` also a range of these, as `in {}`.
/// *Errors*: a mistake in the format or in the type of an argument does not compile; the compiler's message names
/// `filter_mistake`. Errors found only in values throw `filter_error`: `E303` for a number that is not finite or does
/// not fit, `E107` and `E405` for a text, `E305` for a time outside the calendar, `E309` and `E404` for a range with
/// no or too many values, `E311` for bounds in the wrong order, `E501` for `today` under `not`, `E205` if strict.
/// *Lifetimes*: the filter does not refer to the arguments. *Example*:
/// `calque::format_filter<"customer_number = {} and duration >= {}">(number, std::chrono::minutes{5})`.
template <detail::fixed_string Text, schema Schema = call_log, parse_options Options = parse_options{}, class... Args>
[[nodiscard]] filter<Schema> format_filter(const Args&... args) {
    using checked = detail::assert_no_mistake<
        typename detail::in_pieces<filter_mistake, detail::words_of_format<Text, Schema, Options, Args...>>::type>;
    if constexpr (sizeof(checked) > 0) {
        return [&](const auto&... readings) {
            const std::array<detail::argument, sizeof...(Args)> all{
                detail::argument{std::span<const detail::native_reading>{readings}, detail::native_list<Args>}...};
            return detail::filter_access::make<Schema>(
                detail::format_text(Text.view(), schema_of<Schema>, Options, all));
        }(detail::read_argument(args)...);
    }
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/literal/format.ipp>
#endif
