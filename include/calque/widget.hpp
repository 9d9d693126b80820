// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

/// Charts: requests and data, without a network.

#include <calque/decode/json_as.hpp>
#include <calque/widget/widget.hpp>
#include <calque/widget/widget_plan.hpp>
