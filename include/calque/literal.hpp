// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters from text, checked by the compiler: `"duration > 60"_filter`, literal arguments, texts with `{}`.

#include <calque/literal/filter_string.hpp>
#include <calque/literal/format.hpp>
#include <calque/literal/literal.hpp>
