// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Finds the condition of a filter that an answer of the API refers to.

#include <calque/blame/blame.hpp>
