// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#ifndef CALQUE_SEPARATE_COMPILATION
#error "src_client.hpp is for compiled mode: define CALQUE_SEPARATE_COMPILATION for every source file"
#endif

// The bodies of floor 4, the wire, for one source file of a program; those of floors 0 to 3 are in src.hpp.
#include <calque/impl/wire/api_failure.ipp>
#include <calque/impl/wire/api_key.ipp>
#include <calque/impl/wire/blame.ipp>
#include <calque/impl/wire/body_decoder.ipp>
#include <calque/impl/wire/call_report.ipp>
#include <calque/impl/wire/event.ipp>
#include <calque/impl/wire/excerpt.ipp>
#include <calque/impl/wire/http_message.ipp>
#include <calque/impl/wire/https.ipp>
#include <calque/impl/wire/inflate.ipp>
#include <calque/impl/wire/jitter.ipp>
#include <calque/impl/wire/local_api.ipp>
#include <calque/impl/wire/page_walk.ipp>
#include <calque/impl/wire/perform.ipp>
#include <calque/impl/wire/record_id.ipp>
#include <calque/impl/wire/redact_result.ipp>
#include <calque/impl/wire/requests.ipp>
#include <calque/impl/wire/retry.ipp>
#include <calque/impl/wire/to_curl.ipp>
#include <calque/impl/wire/transport.ipp>
#include <calque/impl/wire/widgets.ipp>
