// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/compile_error/compiler_text.hpp>
#include <calque/diagnostic/diagnostic_code.hpp>
#include <calque/schema/nouns.hpp>
#include <calque/support/typing_distance.hpp>
#include <calque/support/write.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

/// How a mistake relates to a field, for messages that can name only fields of the schema.
enum class mistake_subject : std::uint8_t {
    nothing,
    field,      ///< this field does not take the operator or the value
    suggestion, ///< there is no such field, but this one has a similar name
};

/// Why a text is not a filter, short enough for a compiler's message.
struct mistake {
    diagnostic_code code{};
    std::size_t begin = 0; ///< the token, as a range of bytes
    std::size_t end = 0;
    mistake_subject subject = mistake_subject::nothing;
    field_index row = no_field;
    compiler_text message{};
};

/// Appends a part of a message: text, a character or a number.
constexpr void append_part(compiler_text& out, std::string_view part) { out += part; }
constexpr void append_part(compiler_text& out, char part) { out += part; }
constexpr void append_part(compiler_text& out, std::size_t part) { append_whole(out, part); }

template <class... Parts>
[[nodiscard]] constexpr compiler_text in_words(const Parts&... parts) {
    compiler_text out;
    (append_part(out, parts), ...);
    return out;
}

/// Formats a mistake for the compiler's message: "E204 at offset 26: …".
[[nodiscard]] constexpr compiler_text full_message(const mistake& what) {
    return in_words('E', static_cast<std::size_t>(what.code), " at offset ", what.begin, ": ", what.message.view());
}

/// Formats a field and its type: "`duration` (number)", "`metadata.<key>` (dynamic)".
[[nodiscard]] constexpr compiler_text named(const field& row) {
    return in_words('`', row.name, row.opens_namespace() ? "<key>` (" : "` (", to_string(row.type), ')');
}

/// Lists the operators of a field: "takes =, >, >=, <, <=".
[[nodiscard]] constexpr compiler_text takes_operators(const field& row) {
    compiler_text out = in_words("takes ");
    append_operator_list(out, row);
    return out;
}

/// Returns the field whose name is nearest to an unknown word, or `no_field`.
[[nodiscard]] constexpr field_index nearest_field(const schema_view& schema, std::string_view word) {
    std::size_t best = word.size() / 3 + 1;
    field_index found = no_field;
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const std::string_view name = schema.fields[i].name;
        if (schema.fields[i].opens_namespace()) continue;
        const bool tail = name.ends_with(word) && name.size() > word.size() && !word.empty() &&
                          !is_class(name[name.size() - word.size() - 1], word_char);
        const std::size_t distance = tail ? 0 : typing_distance(word, name, best);
        if (distance > best || (distance == best && found != no_field)) continue;
        best = distance;
        found = static_cast<field_index>(i);
    }
    return found;
}

} // namespace calque::detail
