// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Calls of the API over https.

#include <calque/https/api_key.hpp>
#include <calque/https/https.hpp>
