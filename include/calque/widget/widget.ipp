// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/widget/chart_data.ipp>
#include <calque/widget/decode.ipp>
#include <calque/widget/encode.ipp>
#include <calque/widget/widget.hpp>
