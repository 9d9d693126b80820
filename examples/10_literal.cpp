// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Filters as literals, which the compiler checks together with their arguments: an invalid literal does not compile.
// Change `duration` to `duratoin` and read the first line of the error.
#include <calque/calque.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using namespace calque::literals;

namespace {

// The compiler translates this literal: its JSON is a compile-time constant.
constexpr auto recent = "timestamp >= today-7d and duration >= 60"_filter;
static_assert(recent.json() == R"({"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},)"
                               R"({"field":"duration","op":"gte","value":60}]})");

// Takes a filter, or a literal that the compiler checks at the call site.
void show(calque::filter_string<> which) { std::cout << to_json(std::move(which).value()) << '\n'; }

} // namespace

int main(int argc, char** argv) {
    show(recent);
    show("success = false");
    show(recent && "success = false"_filter);

    // Arguments never become part of the filter's text, so they need no escaping and cannot inject conditions.
    const std::string number = "+1555\" or success = true #";
    const std::vector<std::string> topics{"billing", "refund"};
    show(calque::format_filter<"customer_number = {} and topic in {} and duration >= {}">(number, topics,
                                                                                          std::chrono::minutes{5}));

    // Text that is known only at run time must be marked with `runtime`; it is checked when the program runs.
    try {
        show(calque::runtime(argc > 1 ? argv[1] : "sucess = true"));
    } catch (const calque::filter_error& error) {
        std::cout << '\n' << error.what() << '\n';
    }
}
