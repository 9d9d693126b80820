// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Filters that the compiler checks, from C++ expressions: `duration > 60 && success == true`.

#include <calque/build/build.hpp>
#include <calque/build/call_log_fields.hpp>
