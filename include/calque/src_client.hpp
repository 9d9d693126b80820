// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#ifndef CALQUE_SEPARATE_COMPILATION
#error "src_client.hpp is for compiled mode: define CALQUE_SEPARATE_COMPILATION for every source file"
#endif

// The definitions of the client, for one source file of a program; those of the rooms below it are in src.hpp.
#include <calque/api/http_message.ipp>
#include <calque/api/requests.ipp>
#include <calque/blame/blame.ipp>
#include <calque/call/detail/jitter.ipp>
#include <calque/call/detail/redact_result.ipp>
#include <calque/call/event.ipp>
#include <calque/call/perform.ipp>
#include <calque/call/retry.ipp>
#include <calque/client/widgets.ipp>
#include <calque/https/api_key.ipp>
#include <calque/https/https.ipp>
#include <calque/https/to_curl.ipp>
#include <calque/transport/api_failure.ipp>
#include <calque/transport/body_decoder.ipp>
#include <calque/transport/call_report.ipp>
#include <calque/transport/excerpt.ipp>
#include <calque/transport/inflate.ipp>
#include <calque/transport/transport.ipp>
#include <calque/walk/detail/record_id.ipp>
#include <calque/walk/page_walk.ipp>
