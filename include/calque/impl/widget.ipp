// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/widget/decode.ipp>
#include <calque/impl/widget/encode.ipp>
#include <calque/json.hpp>
#include <calque/widget.hpp>
