// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/limit_words.hpp>
#include <calque/filter/value_words.hpp>
#include <calque/native/native_refusal.hpp>
#include <calque/schema/words.hpp>

#include <bit>
#include <utility>

namespace calque::detail {

CALQUE_DECL diagnostic native_refusal(native_problem why, std::string_view text) {
    const auto tell = [](diagnostic_code code, std::string_view message, std::string_view help) {
        return diagnostic{.code = code, .range = {}, .message = std::string{message}, .help = std::string{help}};
    };
    switch (why) {
    case native_problem::none: break;
    case native_problem::not_finite:
        return tell(diagnostic_code::number_out_of_range, "JSON cannot represent this number",
                    "compare with a finite number");
    case native_problem::duration_overflow:
        return tell(diagnostic_code::number_out_of_range, "this duration has more seconds than 64 bits hold",
                    "compare with a shorter one");
    case native_problem::null_pointer:
        return tell(diagnostic_code::compared_with_null, cause_of<diagnostic_code::compared_with_null>,
                    "use `is_null()`, or check the pointer first");
    case native_problem::not_utf8:
        return tell(diagnostic_code::invalid_utf8, cause_of<diagnostic_code::invalid_utf8>, "JSON is UTF-8");
    case native_problem::too_long: {
        const std::size_t limit = parse_limits{}.string_bytes;
        return tell(diagnostic_code::string_too_long, string_too_long_message("this text", text.size(), limit),
                    "shorten it");
    }
    case native_problem::outside_calendar:
        return tell(diagnostic_code::malformed_datetime, "this time lies outside of the calendar",
                    "RFC 3339 has the years 1 to 9999, and zones of less than a day");
    case native_problem::not_relative:
        return tell(diagnostic_code::malformed_relative, "this is not a relative time",
                    "its sign is `-`, `+` or 0, and its amount is neither negative nor past 9999 years");
    }
    return {};
}

CALQUE_DECL std::optional<diagnostic> bind_native(const native_reading& what, const field& row, std::string_view name,
                                                  op operation, bound_value& out) {
    if (what.problem != native_problem::none) return native_refusal(what.problem, what.text);
    out = bind(what.what, what.text, row, operation);
    if (out.problem == value_problem::none) return std::nullopt;
    // In code that compiles, only a whole number beyond 63 bits gets here.
    diagnostic why{.code = code_of(out.problem), .range = {}, .message = named(row, name)};
    why.message += out.problem == value_problem::out_of_range
                       ? " takes whole numbers from -9223372036854775808 to 9223372036854775807"
                       : " does not take this value";
    why.help = "write " + std::string{wanted(row.type)};
    return why;
}

CALQUE_DECL std::string written_native(const native_reading& what) {
    constexpr std::size_t most = 40;
    switch (what.problem) {
    case native_problem::not_finite: return std::to_string(std::bit_cast<double>(what.what.bits));
    case native_problem::null_pointer: return "null";
    case native_problem::not_utf8:
    case native_problem::too_long: return as_literal(std::string{what.text.substr(0, most)}.append("..."));
    case native_problem::duration_overflow:
    case native_problem::outside_calendar:
    case native_problem::not_relative: return "...";
    case native_problem::none: break;
    }
    return what.what.value == value_kind::unsigned_integer ? std::to_string(what.what.bits) : "...";
}

} // namespace calque::detail
