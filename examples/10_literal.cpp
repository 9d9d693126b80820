// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// What this teaches: a filter that stands in the source is checked by the compiler, with its arguments; a mistake in it
// does not compile. Change `duration` to `duratoin` and read the first line of the error.
#include <calque/calque.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using namespace calque::literals;

namespace {

// The compiler has translated this one: its JSON is a constant of the program.
constexpr auto recent = "timestamp >= today-7d and duration >= 60"_filter;
static_assert(recent.json() == R"({"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},)"
                               R"({"field":"duration","op":"gte","value":60}]})");

// A parameter that takes a filter, or a literal that the compiler checks where the function is called.
void show(calque::filter_string<> which) { std::cout << to_json(std::move(which).value()) << '\n'; }

} // namespace

int main(int argc, char** argv) {
    show(recent);
    show("success = false");
    show(recent && "success = false"_filter);

    // Arguments are values, never text of the filter: there is nothing to escape, and nothing to inject.
    const std::string number = "+1555\" or success = true #";
    const std::vector<std::string> topics{"billing", "refund"};
    show(calque::format_filter<"customer_number = {} and topic in {} and duration >= {}">(number, topics,
                                                                                          std::chrono::minutes{5}));

    // What only the run brings is said to be so, and checked then.
    try {
        show(calque::runtime(argc > 1 ? argv[1] : "sucess = true"));
    } catch (const calque::filter_error& error) {
        std::cout << '\n' << error.what() << '\n';
    }
}
