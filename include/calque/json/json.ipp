// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/detail/json_explainer.ipp>
#include <calque/json/detail/json_reporter.ipp>
#include <calque/json/diagnostics.ipp>
#include <calque/json/read.ipp>
#include <calque/json/text.ipp>
#include <calque/json/write.ipp>
