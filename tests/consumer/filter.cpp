// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>

#include <iostream>
#include <string>

#include "work.hpp"

bool works() {
    auto filter = calque::parse("timestamp >= today-7d and duration >= 60");
    const std::string json = calque::to_json(filter.value());
    std::cout << json << '\n';
    return json.find(R"({"field":"duration","op":"gte","value":60})") != std::string::npos;
}
