// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/code_description.hpp>
#include <calque/filter/complement.hpp>
#include <calque/schema/words.hpp>

#include <string>
#include <string_view>

namespace calque::detail {

/// The message for a condition that `not` cannot negate exactly.
struct not_words {
    std::string message;
    std::string label;
    std::string help;
};

/// Returns the reason and an alternative; `why` must not be `none`.
[[nodiscard]] inline not_words words_of(inexact why, std::string_view field_name) {
    const std::string name = detail::quoted(field_name);
    const auto tell = [](std::string reason, std::string help) {
        return not_words{std::string{cause_of<diagnostic_code::inexact_not>} + ": " + std::move(reason),
                         "the API's JSON has no complement of this", std::move(help)};
    };
    switch (why) {
    case inexact::none: break;
    case inexact::text_match:
        return tell("a text match has no opposite operator",
                    "list what you want instead, as in " +
                        detail::quoted(std::string{field_name} + " in [\"a\", \"b\"]") +
                        ", or drop the rows after reading them");
    case inexact::to_many:
        return tell("its complement means \"no row\", but a flipped operator means \"some row\"",
                    "put `not` inside: `same_row(… and not …)` holds for some row; \"no row\" cannot be asked for");
    case inexact::maybe_to_many:
        return tell(name + " may stand for many rows, as far as this schema knows; the complement would be \"no row\"",
                    "write the condition that you want without `not`, or describe the field in a schema of your own");
    case inexact::today:
        return tell("`today` is the first second of the day for `>` and `>=`, but the last for `<` and `<=`",
                    "use `now-24h`, or an absolute time such as `2025-11-03T00:00:00Z`");
    case inexact::mixed_types:
        return tell(name + " may hold values of another type, which are neither below nor above",
                    "write the flipped comparison yourself if they should not be selected");
    case inexact::nullable:
        return tell(name + " may be null, and takes no `is null`", "write the condition that you want without `not`");
    case inexact::nulls_dropped:
        return tell("the server's `!=` leaves out nulls",
                    "write " + detail::quoted(std::string{field_name} + " = … or … is null") + " as you mean it");
    case inexact::no_operator:
        return tell(name + " takes neither `!=` nor both `<` and `>`",
                    "write the condition that you want without `not`");
    }
    return {};
}

/// Returns the warning for a complement that uses an operator not documented for the field.
[[nodiscard]] inline std::string undocumented_complement_message(const field& row, std::string_view field_name,
                                                                 op operation) {
    return "`not` needs " + detail::quoted(text_name(operation)) + " here, which is not documented on " +
           named(row, field_name) + "; the API may refuse it";
}

} // namespace calque::detail
