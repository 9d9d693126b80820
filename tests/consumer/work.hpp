// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Returns true if the parts of calque that the library uses work.
bool works();
