// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Defines a filter language for your own data with a table of fields.
#include <calque/calque.hpp>

#include <boost/json/value.hpp>

#include <array>
#include <iostream>
#include <string_view>

namespace {

struct ticket {
    static constexpr std::string_view name = "ticket";
    static constexpr std::array<calque::field, 5> fields{
        calque::field{.name = "number", .type = calque::field_type::integer, .nulls = calque::nullability::no},
        calque::field{.name = "title", .type = calque::field_type::string, .nulls = calque::nullability::no},
        calque::field{.name = "open", .type = calque::field_type::boolean, .nulls = calque::nullability::no},
        calque::field{.name = "age", .type = calque::field_type::number, .unit = calque::field_unit::seconds},
        calque::field{.name = "labels.name",
                      .type = calque::field_type::string,
                      .rows = calque::relation::to_many,
                      .through = "labels"},
    };
};

} // namespace

int main() {
    const auto filter = calque::parse<ticket>("open = true and age > 2d and labels.name in ['bug', 'crash']").value();
    std::cout << to_json(filter) << '\n';

    const boost::json::value record{{"number", 7}, {"open", true}, {"age", 200000}, {"labels", {{{"name", "bug"}}}}};
    std::cout << (evaluate(filter, record) ? "selected" : "not selected") << "\n\n";

    constexpr std::string_view wrong = "titel contains 'x' or not labels.name = 'bug'";
    std::cout << render(calque::parse<ticket>(wrong).diagnostics(), wrong);
}
