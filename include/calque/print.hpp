// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The canonical text of a filter.

#include <calque/text/print/print.hpp>
