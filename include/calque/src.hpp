// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The definitions for compiled mode, for exactly one source file of a target that defines
/// CALQUE_SEPARATE_COMPILATION: all but the client, whose definitions are in <calque/src_client.hpp>.

#include <calque/calque.hpp>
#include <calque/widget/widget.hpp>

#ifdef CALQUE_HEADER_ONLY
#error "<calque/src.hpp> is for compiled mode: define CALQUE_SEPARATE_COMPILATION on the target, or do not include it"
#endif

#include <calque/build/build.ipp>
#include <calque/decode/records.ipp>
#include <calque/diagnostic/diagnostic.ipp>
#include <calque/evaluate/evaluate.ipp>
#include <calque/filter/transform.ipp>
#include <calque/json/json.ipp>
#include <calque/literal/format.ipp>
#include <calque/native/native_refusal.ipp>
#include <calque/text/mend/mend.ipp>
#include <calque/text/mend/parse_text.ipp>
#include <calque/text/parse/passes.ipp>
#include <calque/text/print/print.ipp>
#include <calque/text/report/reporter.ipp>
#include <calque/values/relative_time.ipp>
#include <calque/values/value.ipp>
#include <calque/widget/widget.ipp>
#include <calque/widget/widget_plan.ipp>
