// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters to and from the JSON of the API, and diagnostics as JSON.

#include <calque/json/convert.hpp>
#include <calque/json/json.hpp>
