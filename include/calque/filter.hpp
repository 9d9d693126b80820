// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The checked filter, its views, and operations on filters.

#include <calque/filter/filter.hpp>
#include <calque/filter/optional_filter.hpp>
#include <calque/filter/transform.hpp>
