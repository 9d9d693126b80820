// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The API client over HTTPS.

#include <calque/https/api_key.hpp>
#include <calque/https/https.hpp>
