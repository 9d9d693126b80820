// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Decides whether a filter selects a record.

#include <calque/evaluate/evaluate.hpp>
