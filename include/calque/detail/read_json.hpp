// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/config.hpp>
#include <calque/error.hpp>

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <string_view>

namespace calque::detail {

/// Reads one JSON text as Boost.JSON does, but with every number exact: its own conversion of doubles may be off by the
/// last bit, which would change a filter's value between two readings.
///
/// *Errors*: those of boost::json::error, in `failure`; `too_deep` where more than `max_depth` levels are nested.
CALQUE_DECL boost::json::value read_json(std::string_view text, std::size_t max_depth, error_code& failure,
                                         boost::json::storage_ptr storage = {});

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/impl/json/text.ipp>
#endif
