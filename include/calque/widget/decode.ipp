// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/decoder.hpp>
#include <calque/decode/page_reader.hpp>
#include <calque/widget/detail/widget_reader.hpp>
#include <calque/widget/widget.hpp>

namespace calque {

namespace detail {

template <>
struct reader_of<bulk_widget_response> {
    using type = page_reader<bulk_widget_response, widget_reader>;
};

template <>
struct reader_of<widget_data> {
    using type = widget_reader;
};

} // namespace detail

#ifndef CALQUE_HEADER_ONLY
template class response_decoder<bulk_widget_response>;
template class response_decoder<widget_data>;
#endif

CALQUE_DECL std::optional<bulk_widget_response> decode_bulk_widgets(std::string_view body, decode_failure& failure,
                                                                    const decode_options& options) {
    response_decoder<bulk_widget_response> decoder{options};
    decoder.feed(body);
    return decoder.finish(failure);
}

} // namespace calque
