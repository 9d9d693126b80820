// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>
#include <calque/client.hpp>
#include <calque/https.hpp>
#include <calque/local_api.hpp>
#include <calque/version.hpp>
#include <calque/widget.hpp>

#include <iostream>
#include <string>
#include <string_view>

#ifndef CALQUE_HEADER_ONLY
#error "this program is about header-only mode"
#endif

std::string json_of(std::string_view text); // in the second translation unit

int main() {
    const std::string_view text = "timestamp >= today-7d and duration >= 60";
    auto filter = calque::parse(text);
    const std::string here = calque::to_json(filter.value());
    const std::string there = json_of(text);
    std::cout << here << '\n';
    if (here != there || here.find("duration") == std::string::npos) {
        std::cerr << "the translation units disagree: " << there << '\n';
        return 1;
    }
}
