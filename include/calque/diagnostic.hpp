// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// What is wrong with a filter, its codes, and its rendering as text.

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/diagnostic/diagnostic_code.hpp>
