// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/mistake.hpp>
#include <calque/compile_error/refused_text.hpp>
#include <calque/diagnostic/code_description.hpp>
#include <calque/filter/value_words.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace calque::detail {

/// The messages about a text that is not a template argument. They must exist before the text is known, so they
/// cannot quote it: there is one for each code, one for what each field takes, and one to suggest each field.
template <class Schema>
struct refusals {
    static constexpr auto codes = static_cast<std::size_t>(
        std::ranges::find(code_descriptions, diagnostic_code::malformed_json, &code_description::code) -
        code_descriptions.begin()); // the codes from here on are not about texts
    static constexpr std::size_t fields = std::size(Schema::fields);
    static constexpr std::size_t count = codes + 2 * fields;

    /// Returns the index of the message for a mistake.
    [[nodiscard]] static constexpr std::size_t index_of(const mistake& what) noexcept {
        if (what.subject == mistake_subject::field) return codes + what.row;
        if (what.subject == mistake_subject::suggestion) return codes + fields + what.row;
        std::size_t index = 0;
        while (code_descriptions[index].code != what.code) ++index;
        return index;
    }

    [[nodiscard]] static constexpr compiler_text words_of(std::size_t index) {
        if (index < codes) return of_code(code_descriptions[index]);
        if (index < codes + fields) return of_field(Schema::fields[index - codes]);
        return in_words("E201: there is no such field; did you mean `", Schema::fields[index - codes - fields].name,
                        "`?");
    }

private:
    [[nodiscard]] static constexpr compiler_text of_code(const code_description& what) {
        if (what.code == diagnostic_code::unknown_field)
            return in_words("E201: there is no such field in ", Schema::name);
        return in_words('E', static_cast<std::size_t>(what.code), ": ", what.cause, "; ", what.remedy);
    }
    [[nodiscard]] static constexpr compiler_text of_field(const field& row) {
        return in_words(named(row).view(), ' ', takes_operators(row).view(), " and ", wanted(row.type));
    }
};

template <class Schema, std::size_t Index>
inline constexpr constant_message refusal_words_of{refusals<Schema>::words_of(Index)};

} // namespace calque::detail
