// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// The API client, over a transport of your own.

#include <calque/client/client.hpp>
