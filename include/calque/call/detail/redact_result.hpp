// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/records.hpp>
#include <calque/decode/response_decoder.hpp>
#include <calque/support/config.hpp>
#include <calque/transport/transport.hpp>
#include <calque/widget/widget.hpp>

// Redacts the transport's secret from the texts of a result. This happens after decoding, because a short key might
// otherwise be removed from the JSON syntax itself. Numbers stay, and so does the chart type if its rows are typed.
namespace calque::detail {

CALQUE_DECL void redact_result(const any_transport& link, raw_json& json);
CALQUE_DECL void redact_result(const any_transport& link, record_page& page);
CALQUE_DECL void redact_result(const any_transport& link, widget_data& widget);
CALQUE_DECL void redact_result(const any_transport& link, bulk_widget_response& page);

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/call/detail/redact_result.ipp>
#endif
