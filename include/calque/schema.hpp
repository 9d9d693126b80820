// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Fields and their rules; what a schema of your own is made of.

#include <calque/schema/schema.hpp>
