// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters that the compiler checks, from text: `"duration > 60"_filter`, arguments that are such literals, and texts with
/// holes.

#include <calque/literal/filter_string.hpp>
#include <calque/literal/format.hpp>
#include <calque/literal/literal.hpp>
