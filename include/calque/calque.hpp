// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters, from text to JSON and to a decision about a record: everything that needs no network.
/// Charts and the client are one include further: <calque/widget.hpp>, <calque/https.hpp>.

#include <calque/call_log.hpp>
#include <calque/diagnostic.hpp>
#include <calque/error.hpp>
#include <calque/evaluate.hpp>
#include <calque/filter.hpp>
#include <calque/json.hpp>
#include <calque/parse.hpp>
#include <calque/parse_result.hpp>
#include <calque/relative_time.hpp>
#include <calque/schema.hpp>
#include <calque/value.hpp>
#include <calque/version.hpp>
