// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Calls of the API over a transport of your own.

#include <calque/client/client.hpp>
