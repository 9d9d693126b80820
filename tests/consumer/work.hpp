// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Whether what the library has of calque works.
bool works();
