// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The schema of call logs.

#include <calque/schema/call_log.hpp>
