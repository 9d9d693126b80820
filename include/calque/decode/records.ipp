// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/decoder.hpp>
#include <calque/decode/detail/record_reader.hpp>
#include <calque/decode/page_reader.hpp>
#include <calque/decode/records.hpp>

namespace calque {

template <>
struct detail::reader_of<record_page> {
    using type = page_reader<record_page, record_reader>;
};

template <>
struct detail::reader_of<raw_json> {
    using type = record_reader;
};

#ifndef CALQUE_HEADER_ONLY
template class response_decoder<record_page>;
template class response_decoder<raw_json>;
#endif

} // namespace calque
