// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Which condition of a filter an answer of the API is about.

#include <calque/blame/blame.hpp>
