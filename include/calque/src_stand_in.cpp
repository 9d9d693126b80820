// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/src_stand_in.hpp>
