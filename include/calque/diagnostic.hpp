// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Diagnostics about filters, their codes, and their rendering as text.

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/diagnostic/diagnostic_code.hpp>
