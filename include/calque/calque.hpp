// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters as text, JSON and predicates on records: everything that needs no network.
/// Charts and the client are in <calque/widget.hpp> and <calque/https.hpp>.

// Headers that error messages refer to come first, so that compilers list few headers above them.
// clang-format off
#include <calque/compile_error/refused_text.hpp>
#include <calque/filter/transform.hpp>
#include <calque/build/value_list.hpp>
#include <calque/build/row_condition.hpp>
#include <calque/build/field_name.hpp>
#include <calque/literal/filter_string.hpp>
// clang-format on
#include <calque/build/build.hpp>
#include <calque/build/call_log_fields.hpp>
#include <calque/diagnostic/diagnostic.hpp>
#include <calque/diagnostic/diagnostic_code.hpp>
#include <calque/evaluate/evaluate.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/json/convert.hpp>
#include <calque/json/json.hpp>
#include <calque/literal/format.hpp>
#include <calque/literal/literal.hpp>
#include <calque/parse.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/schema/field.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/version.hpp>
#include <calque/text/mend/mend.hpp>
#include <calque/text/print/print.hpp>
#include <calque/values/error.hpp>
#include <calque/values/relative_time.hpp>
#include <calque/values/value.hpp>
