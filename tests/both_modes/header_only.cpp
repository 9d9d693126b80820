// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>
#include <calque/client.hpp>

#include "halves.hpp"

#ifndef CALQUE_HEADER_ONLY
#error "this half is header-only"
#endif

filter header_only::parsed(std::string_view text) { return calque::parse(text).value(); }
std::string header_only::json(const filter& what) { return calque::to_json(what); }
