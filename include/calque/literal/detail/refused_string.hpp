// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/refused_text.hpp>
#include <calque/diagnostic/code_description.hpp>
#include <calque/literal/detail/draft.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

// How a mistake gets into the compiler's message where the text is no template argument: by the name of a function that
// is no constant, of which there is one for each thing that can be said. What is said of a field is made for each field.
namespace calque::detail {

/// What is wrong and what to write instead, by the code alone: of the mistakes that are about no field.
[[nodiscard]] constexpr compiler_text about_code(const code_description& what) {
    return in_words('E', static_cast<std::size_t>(what.code), ": ", what.cause, "; ", what.remedy);
}

/// What is wrong with a condition on a field.
[[nodiscard]] constexpr compiler_text about_field(const field& row) {
    return in_words(named(row).view(), ' ', takes_operators(row).view(), " and ", wanted(row.type));
}
[[nodiscard]] constexpr compiler_text about_suggestion(const field& row) {
    return in_words("E201: there is no such field; did you mean `", row.name, "`?");
}
[[nodiscard]] constexpr compiler_text about_schema(const schema_view& schema) {
    return in_words("E201: there is no such field in ", schema.name);
}

template <class Schema, std::size_t Index>
inline constexpr auto field_words = constant_words(about_field(Schema::fields[Index]));
template <class Schema, std::size_t Index>
inline constexpr auto suggestion_words = constant_words(about_suggestion(Schema::fields[Index]));
template <class Schema>
inline constexpr auto schema_words = constant_words(about_schema(schema_of<Schema>));
template <std::size_t Index>
inline constexpr auto code_words = constant_words(about_code(code_descriptions[Index]));

/// What is no constant at any offset, by a name that says what is wrong: `filter_string.hpp` has the names.
#ifdef __clang__

/// clang tells the arguments of the calls it was in, and the name of a function that it cannot evaluate.
struct wrong_filter_entry {
    char (*function)();

    constexpr char operator[](std::size_t) const { return function(); }
};

#else

/// g++ tells the index of an element that an array does not have, and the name of the array. A first element it has.
struct wrong_filter_entry {
    const char* first;
    const char* others;
};

#endif

/// The entry of a text that stands in a constant with `text` and `size`.
template <template <fixed_string...> class Named, const auto& Words>
inline constexpr wrong_filter_entry wrong_filter_of = in_pieces<Named, Words>::type::value;

/// The entries of a schema's fields.
template <template <fixed_string...> class Named, class Schema,
          class Index = std::make_index_sequence<std::size(Schema::fields)>>
struct wrong_filters;
template <template <fixed_string...> class Named, class Schema, std::size_t... Index>
struct wrong_filters<Named, Schema, std::index_sequence<Index...>> {
    static constexpr std::array<wrong_filter_entry, sizeof...(Index)> fields{
        wrong_filter_of<Named, field_words<Schema, Index>>...};
    static constexpr std::array<wrong_filter_entry, sizeof...(Index)> suggestions{
        wrong_filter_of<Named, suggestion_words<Schema, Index>>...};
};

template <template <fixed_string...> class Named>
inline constexpr auto wrong_filter_codes = []<std::size_t... Index>(std::index_sequence<Index...>) {
    return std::array<wrong_filter_entry, sizeof...(Index)>{wrong_filter_of<Named, code_words<Index>>...};
}(std::make_index_sequence<code_descriptions.size()>{});

/// The entry of a mistake. Each code that the checker tells has its words.
template <template <fixed_string...> class Named, class Schema>
[[nodiscard]] constexpr const wrong_filter_entry& entry_of(const mistake& what) noexcept {
    if (what.subject == mistake_subject::field) return wrong_filters<Named, Schema>::fields[what.row];
    if (what.subject == mistake_subject::suggestion) return wrong_filters<Named, Schema>::suggestions[what.row];
    if (what.code == diagnostic_code::unknown_field) return wrong_filter_of<Named, schema_words<Schema>>;
    std::size_t index = 0;
    while (code_descriptions[index].code != what.code) ++index;
    return wrong_filter_codes<Named>[index];
}

/// What names a mistake once it is read at the mistake's offset.
template <template <fixed_string...> class Named, class Schema>
[[nodiscard]] constexpr auto wrong_filter_for(const mistake& what) noexcept {
#ifdef __clang__
    return entry_of<Named, Schema>(what);
#else
    return what.begin == 0 ? entry_of<Named, Schema>(what).first : entry_of<Named, Schema>(what).others;
#endif
}

/// The mistake in a text, if there is one.
template <class Schema>
[[nodiscard]] constexpr std::optional<mistake> mistake_in(std::string_view text) {
    basic_filter_data<compiler_text> ignored;
    return check_text(text, schema_of<Schema>, parse_options{}, ignored);
}

} // namespace calque::detail
