// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters as the JSON of the API, both ways, and diagnostics as JSON.

#include <calque/json/convert.hpp>
#include <calque/json/json.hpp>
