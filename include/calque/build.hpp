// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters as C++ expressions, checked by the compiler: `duration > 60 && success == true`.

#include <calque/build/build.hpp>
#include <calque/build/call_log_fields.hpp>
