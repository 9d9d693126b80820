// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The bodies of compiled mode, for exactly one source file of a target that defines CALQUE_SEPARATE_COMPILATION:
/// everything but the client, whose bodies are in <calque/src_client.hpp>.

#include <calque/calque.hpp>
#include <calque/widget.hpp>

#ifdef CALQUE_HEADER_ONLY
#error "<calque/src.hpp> is for compiled mode: define CALQUE_SEPARATE_COMPILATION on the target, or do not include it"
#endif

#include <calque/impl/build.ipp>
#include <calque/impl/diagnostic.ipp>
#include <calque/impl/evaluate.ipp>
#include <calque/impl/format.ipp>
#include <calque/impl/json.ipp>
#include <calque/impl/mend.ipp>
#include <calque/impl/native_refusal.ipp>
#include <calque/impl/parse/parse_text.ipp>
#include <calque/impl/parse/passes.ipp>
#include <calque/impl/print.ipp>
#include <calque/impl/records.ipp>
#include <calque/impl/relative_time.ipp>
#include <calque/impl/transform.ipp>
#include <calque/impl/value.ipp>
#include <calque/impl/widget.ipp>
#include <calque/impl/widget/plan.ipp>
