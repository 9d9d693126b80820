// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// A stand-in for the API on this machine, for tests and examples.

#include <calque/stand_in/stand_in.hpp>
