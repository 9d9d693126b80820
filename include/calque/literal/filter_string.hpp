// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/literal/detail/check_text.hpp>
#include <calque/literal/detail/refused_string.hpp>
#include <calque/schema/call_log.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace calque {

/// If you see an error that names this function, its arguments state what is wrong with the text of a filter and what
/// to write instead. It is never defined. clang also shows the offset, as an argument of `refuse_at`.
template <detail::fixed_string... What>
void wrong_filter();

namespace detail {

template <fixed_string... What>
struct wrong_filter_named {
    static constexpr auto function = &wrong_filter<What..., "filter_literal shows the offset">;
};

template <class Schema>
inline constexpr auto wrong_filters = []<std::size_t... Index>(std::index_sequence<Index...>) {
    return std::array{in_pieces<wrong_filter_named, refusal_words_of<Schema, Index>>::type::function...};
}(std::make_index_sequence<refusals<Schema>::count>{});

/// Returns a function that cannot be called in a constant expression. The return type is explicit, so that valid
/// texts do not instantiate all messages.
template <class Schema>
[[nodiscard]] constexpr auto refusal_of(const mistake& what) noexcept -> void (*)() {
    return wrong_filters<Schema>[refusals<Schema>::index_of(what)];
}

#ifdef __clang__
/// Shows the offset: clang lists the arguments of enclosing calls.
constexpr void refuse_at(std::size_t, void (*with)()) { with(); }
#endif

} // namespace detail

/// The parameter of a function that takes a filter: a filter of the schema, or a string literal that the compiler
/// checks.
///
/// With `void show(calque::filter_string<> which)`, `show("success = true")` compiles and `show("sucess = true")`
/// does not. Pass a text known only at run time as `runtime(text)`, of <calque/parse.hpp>.
/// *Errors*: an invalid literal does not compile; the compiler's message names `wrong_filter` with what is wrong and
/// what to write instead. *Lifetimes*: a parameter, whose `value` is taken before the call ends; the text must live
/// as long.
template <schema Schema = call_log>
class filter_string {
public:
    using schema_type = Schema;

    /// Checks a string literal.
    template <std::size_t Size>
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is used as a filter
    consteval filter_string(const char (&literal)[Size]) : text_{literal, literal[Size - 1] == '\0' ? Size - 1 : Size} {
        detail::basic_filter_data<detail::compiler_text> ignored;
        if (const auto found = detail::check_text(text_, schema_of<Schema>, parse_options{}, ignored)) {
#ifdef __clang__
            detail::refuse_at(found->begin, detail::refusal_of<Schema>(*found));
#else
            detail::refusal_of<Schema> (*found)(); // another call would only lengthen the message
#endif
        }
    }

    /// Accepts a filter, or a type that converts to one of this schema.
    template <class Filter>
        requires(!std::same_as<std::remove_cvref_t<Filter>, filter_string> &&
                 std::convertible_to<Filter, filter<Schema>>)
    // NOLINTNEXTLINE(google-explicit-constructor): a filter is one
    filter_string(Filter&& what) : made_{std::forward<Filter>(what)} {}

    /// Rejects a text unknown to the compiler, and a filter of another schema. The template arguments contain the
    /// error message, and compilers print them.
    template <std::convertible_to<std::string_view> Text,
              detail::fixed_string Why = "this text is known at run time only", // clang cuts after 36 characters
              detail::fixed_string Instead = "write calque::runtime(text)">
    filter_string(const Text&) = delete;
    template <std::size_t Size, detail::fixed_string Why = "this text is known at run time only",
              detail::fixed_string Instead = "write calque::runtime(text)">
    filter_string(char (&)[Size]) = delete;
    template <filter_operand Other, detail::fixed_string Why = "a filter of another schema",
              detail::fixed_string Instead = "write calque::convert<Schema>(it)">
        requires(!std::same_as<typename Other::schema_type, Schema>)
    filter_string(const Other&) = delete;

    /// Returns the filter.
    [[nodiscard]] filter<Schema> value() const& { return made_ ? *made_ : parsed(); }
    [[nodiscard]] filter<Schema> value() && { return made_ ? *std::move(made_) : parsed(); }

private:
    /// Parses the text, which the compiler has already checked, at run time.
    [[nodiscard]] filter<Schema> parsed() const {
        detail::filter_data data;
        (void)detail::check_text(text_, schema_of<Schema>, parse_options{}, data);
        return detail::filter_access::make<Schema>(std::move(data));
    }

    std::string_view text_{};
    std::optional<filter<Schema>> made_{};
};

} // namespace calque
