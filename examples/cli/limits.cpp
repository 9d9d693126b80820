// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "limits.hpp"

#include <boost/algorithm/string/replace.hpp>

namespace cli {

limit_values limits_of(const arguments& given) {
    limit_values all;
    for (const limit& each : all_limits)
        if (const auto number = given.whole_number(each.what.name, 1, each.most))
            each.in(all) = static_cast<std::size_t>(*number);
    all.answer.decode.max_bytes = all.answer.response_limit;
    return all;
}

std::string with_options(std::string text) {
    for (const limit& each : all_limits)
        for (const std::string_view name : each.cpp)
            if (!name.empty()) boost::replace_all(text, name, "--" + std::string{each.what.name});
    return text;
}

} // namespace cli
