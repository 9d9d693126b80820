// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/filter.hpp>
#include <calque/literal/detail/check_text.hpp>
#include <calque/literal/detail/refused_string.hpp>
#include <calque/schema/call_log.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace calque {

/// If you see an error that names one of these, its argument says what is wrong with the text of a filter, and the index,
/// or the number that `operator[]` is called with, at which byte of it. They stand in the file that the error is in, for
/// g++ names the files on the way to another one.
template <detail::fixed_string... What>
inline constexpr char wrong_filter_at_offset[1]{};
template <detail::fixed_string... What>
inline constexpr char wrong_filter_at_offset_0[1]{};
template <detail::fixed_string... What>
char wrong_filter();

namespace detail {

template <fixed_string... What>
struct wrong_filter_named {
#ifdef __clang__
    static constexpr wrong_filter_entry value{&wrong_filter<What...>};
#else
    static constexpr wrong_filter_entry value{wrong_filter_at_offset_0<What...> + 1, wrong_filter_at_offset<What...>};
#endif
};

} // namespace detail

/// The parameter of a function that takes a filter: a filter of the schema, or a string literal that the compiler checks.
///
/// With `void show(calque::filter_string<> which)`, `show("success = true")` compiles and `show("sucess = true")` does not.
/// A text that only the run of the program brings is given as `runtime(text)`, of <calque/parse.hpp>.
/// *Errors*: a literal that is no filter does not compile; the compiler's message names `wrong_filter` with what is wrong
/// and the offset in bytes. *Lifetimes*: a parameter, to be turned into a filter by `value`
/// before the call ends; the text it was given must live as long.
template <schema Schema = call_log>
class filter_string {
public:
    using schema_type = Schema;

    /// A string literal.
    template <std::size_t Size>
    // NOLINTNEXTLINE(google-explicit-constructor): a literal stands for the filter
    consteval filter_string(const char (&literal)[Size]) : text_{literal, literal[Size - 1] == '\0' ? Size - 1 : Size} {
        // What is read there is no constant: that is the error.
        if (const auto found = detail::mistake_in<Schema>(text_))
            checked_ = detail::wrong_filter_for<detail::wrong_filter_named, Schema>(*found)[found->begin] != 0;
    }

    /// A filter, or what converts to one of this schema.
    template <class Filter>
        requires(!std::same_as<std::remove_cvref_t<Filter>, filter_string> &&
                 std::convertible_to<Filter, filter<Schema>>)
    // NOLINTNEXTLINE(google-explicit-constructor): a filter is one
    filter_string(Filter&& what) : made_{std::forward<Filter>(what)} {}

    /// Refused: a text that the compiler does not know, and a filter of another schema. What there is to say stands among
    /// the template arguments, which compilers tell.
    template <std::convertible_to<std::string_view> Text,
              detail::fixed_string Why = "only the run knows this text", // clang cuts after 36 characters
              detail::fixed_string Instead = "write calque::runtime(text)">
    filter_string(const Text&) = delete;
    template <std::size_t Size, detail::fixed_string Why = "only the run knows this text",
              detail::fixed_string Instead = "write calque::runtime(text)">
    filter_string(char (&)[Size]) = delete;
    template <filter_operand Other, detail::fixed_string Why = "a filter of another schema",
              detail::fixed_string Instead = "write calque::convert<Schema>(it)">
        requires(!std::same_as<typename Other::schema_type, Schema>)
    filter_string(const Other&) = delete;

    /// The filter.
    [[nodiscard]] filter<Schema> value() const& { return made_ ? *made_ : parsed(); }
    [[nodiscard]] filter<Schema> value() && { return made_ ? *std::move(made_) : parsed(); }

private:
    /// The compiler has seen that the text is a filter; at run time it becomes one.
    [[nodiscard]] filter<Schema> parsed() const {
        detail::filter_data data;
        (void)detail::check_text(text_, schema_of<Schema>, parse_options{}, data);
        return detail::filter_access::make<Schema>(std::move(data));
    }

    std::string_view text_{};
    bool checked_ = true;
    std::optional<filter<Schema>> made_{};
};

} // namespace calque
