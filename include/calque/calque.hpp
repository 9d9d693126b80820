// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters, from text to JSON and to a decision about a record: everything that needs no network.
/// Charts and the client are one include further: <calque/widget.hpp>, <calque/https.hpp>.

// What messages are about comes first, so that compilers name few headers above it.
// clang-format off
#include <calque/detail/literal/refused_text.hpp>
#include <calque/transform.hpp>
#include <calque/detail/build/value_list.hpp>
#include <calque/detail/build/row_condition.hpp>
#include <calque/detail/build/field_name.hpp>
#include <calque/filter_string.hpp>
// clang-format on
#include <calque/build.hpp>
#include <calque/call_log.hpp>
#include <calque/call_log_fields.hpp>
#include <calque/convert.hpp>
#include <calque/diagnostic.hpp>
#include <calque/diagnostic_code.hpp>
#include <calque/error.hpp>
#include <calque/evaluate.hpp>
#include <calque/field.hpp>
#include <calque/filter.hpp>
#include <calque/format.hpp>
#include <calque/json.hpp>
#include <calque/literal.hpp>
#include <calque/mend.hpp>
#include <calque/parse.hpp>
#include <calque/parse_options.hpp>
#include <calque/parse_result.hpp>
#include <calque/print.hpp>
#include <calque/relative_time.hpp>
#include <calque/schema.hpp>
#include <calque/value.hpp>
#include <calque/version.hpp>
