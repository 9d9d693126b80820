// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/text_writer.hpp>
#include <calque/text/print/detail/layout.hpp>
#include <calque/text/print/print.hpp>

namespace calque::detail {

CALQUE_DECL std::string print(const filter_data& data, const schema_view& fields, const print_options& options) {
    std::string out;
    const text_writer words{out, data, fields};
    if (options.width == 0) words.write(0);
    else text_layout{out, data, words, options}.write();
    return out;
}

} // namespace calque::detail
