// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/refused_text.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/literal/detail/draft.hpp>
#include <calque/literal/filter_string.hpp>
#include <calque/literal/format.hpp>
#include <calque/schema/call_log.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace calque {

namespace detail {

template <fixed_string Text, class Schema, parse_options Options>
inline constexpr auto initial_draft =
    make_draft<draft_capacity::guess(Text.size())>(Text.view(), schema_of<Schema>, Options);

/// What is wrong with a literal, in words; empty if it is a filter.
template <fixed_string Text, class Schema, parse_options Options>
inline constexpr constant_message words_of_literal = initial_draft<Text, Schema, Options>.wrong;

/// Returns the draft of a literal, with a sufficient capacity.
template <fixed_string Text, class Schema, parse_options Options>
[[nodiscard]] consteval auto sized_draft() {
    constexpr auto& first = initial_draft<Text, Schema, Options>;
    if constexpr (draft_capacity::guess(Text.size()).holds(first.taken)) return first;
    else return make_draft<first.taken>(Text.view(), schema_of<Schema>, Options);
}

} // namespace detail

/// A filter whose text the compiler has checked and translated, such as `"success = true"_filter`.
///
/// An empty class: the filter and its JSON are constants of the type. It converts to `filter<Schema>`, which copies
/// them, and can be used as one in `&&`, `||` and `==`.
/// *Errors*: a text that `parse<Schema>(Text, Options)` refuses does not compile; the compiler's message names
/// `filter_mistake` with the code, the offset in bytes, and what is wrong. Warnings are not reported.
/// *Example*: `calque::filter_literal<"status = \"failed\"", calque::run>{}`.
template <detail::fixed_string Text, schema Schema = call_log, parse_options Options = parse_options{}>
class filter_literal
    : detail::assert_no_mistake<
          typename detail::in_pieces<filter_mistake, detail::words_of_literal<Text, Schema, Options>>::type> {
    static constexpr auto draft_ = detail::sized_draft<Text, Schema, Options>();
    static constexpr auto nodes_ = detail::head<draft_.taken.nodes>(draft_.nodes);
    static constexpr auto arena_ = detail::head<draft_.taken.text>(draft_.text);
    static constexpr auto json_ = detail::head<draft_.taken.json>(draft_.json);

public:
    using schema_type = Schema;

    /// Returns the text as written in the source.
    [[nodiscard]] static constexpr std::string_view text() noexcept { return Text.view(); }

    /// Returns the filter JSON of the API (api/README.md, "Filter JSON"), a constant.
    [[nodiscard]] static constexpr std::string_view json() noexcept { return {json_.data(), json_.size()}; }

    /// Returns the filter, copied from constants.
    [[nodiscard]] filter<Schema> value() const {
        detail::filter_data data;
        data.nodes.assign(nodes_.begin(), nodes_.end());
        data.text.assign(arena_.begin(), arena_.end());
        return detail::filter_access::make<Schema>(std::move(data));
    }
    // NOLINTNEXTLINE(google-explicit-constructor): it is used as a filter
    operator filter<Schema>() const { return value(); }

    [[nodiscard]] friend bool operator==(filter_literal literal, const filter<Schema>& other) {
        return literal.value() == other;
    }
};

/// Returns whether two literals make the same filter, however they are written.
template <detail::fixed_string A, detail::fixed_string B, schema Schema, parse_options OptionsA, parse_options OptionsB>
[[nodiscard]] bool operator==(filter_literal<A, Schema, OptionsA> a, filter_literal<B, Schema, OptionsB> b) {
    return a.value() == b.value();
}

/// The literals for filters, for `using namespace calque::literals`.
namespace literals {

/// Makes a filter of call logs, checked by the compiler: `"timestamp >= today-7d and duration >= 60"_filter`.
///
/// *Errors*: see `filter_literal`.
template <detail::fixed_string Text>
[[nodiscard]] constexpr auto operator""_filter() noexcept {
    return filter_literal<Text>{};
}

} // namespace literals

} // namespace calque
