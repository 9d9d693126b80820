// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Fields and their rules, for schemas of your own.

#include <calque/schema/schema.hpp>
