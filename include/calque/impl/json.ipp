// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/json/diagnostics.ipp>
#include <calque/impl/json/read.ipp>
#include <calque/impl/json/text.ipp>
#include <calque/impl/json/write.ipp>
