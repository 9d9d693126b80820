// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>
#include <calque/client.hpp>
#include <calque/https.hpp>
#include <calque/local_api.hpp>
#include <calque/version.hpp>
#include <calque/widget.hpp>

#include <string>
#include <string_view>

std::string json_of(std::string_view text);

std::string json_of(std::string_view text) { return calque::to_json(calque::parse(text).value()); }
