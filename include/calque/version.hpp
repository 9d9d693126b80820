// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The version of the library.

#include <calque/support/version.hpp>
