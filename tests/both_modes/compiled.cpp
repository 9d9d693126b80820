// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>
#include <calque/client.hpp>

#include "halves.hpp"

#ifdef CALQUE_HEADER_ONLY
#error "this half is in compiled mode"
#endif

filter compiled::parsed(std::string_view text) { return calque::parse(text).value(); }
std::string compiled::json(const filter& what) { return calque::to_json(what); }
