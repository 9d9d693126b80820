// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/literal/format.hpp>
#include <calque/native/native_refusal.hpp>

#include <string>

namespace calque::detail {

CALQUE_DECL filter_data format_text(std::string_view text, const schema_view& fields, const parse_options& options,
                                    std::span<const argument> arguments) {
    for (const argument& each : arguments) {
        for (const native_reading& value : each.values)
            if (value.problem != native_problem::none)
                throw filter_error{{native_refusal(value.problem, value.text)}, std::string{text}};
    }
    filter_data out;
    if (const auto found = check_text(text, fields, options, bound_arguments{arguments}, out)) {
        const std::string_view message = found->message.view();
        throw filter_error{
            {diagnostic{.code = found->code, .range = {found->begin, found->end}, .message = std::string{message}}},
            std::string{text}};
    }
    return out;
}

} // namespace calque::detail
