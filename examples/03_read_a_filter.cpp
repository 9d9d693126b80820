// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Reads a filter through typed views. A node is a comparison, a membership or a group; a value is a
// variant.
#include <calque/json.hpp>
#include <calque/parse.hpp>

#include <iostream>
#include <string>

namespace {

/// Describes a value in words.
struct in_words {
    std::string operator()(bool truth) const { return truth ? "yes" : "no"; }
    std::string operator()(std::string_view text) const { return "the text " + std::string{text}; }
    std::string operator()(const calque::datetime& time) const { return "the instant " + calque::to_string(time); }
    std::string operator()(const calque::relative_time& time) const {
        return "the moving time " + calque::to_string(time);
    }
    std::string operator()(auto number) const { return "the number " + std::to_string(number); }
};

void describe(calque::node_view node, std::string margin) {
    calque::visit(
        node,
        [&](const calque::comparison& each) {
            std::cout << margin << each.field().name() << ' ' << calque::text_name(each.op()) << ' '
                      << std::visit(in_words{}, each.value()) << '\n';
        },
        [&](const calque::membership& each) {
            std::cout << margin << each.field().name() << " in " << each.items().size() << " values, the first is "
                      << std::visit(in_words{}, *each.items().begin()) << '\n';
        },
        [&](const calque::group& all) {
            std::cout << margin << calque::json_name(all.kind()) << '\n';
            for (const calque::node_view child : all) describe(child, margin + "  ");
        });
}

} // namespace

int main() {
    const auto filter = calque::parse("timestamp >= today-7d and (success = false or topic in ['refund', 'bill']) and "
                                      "metric_evaluations { metric.name = 'accuracy' and value < 0.9 }")
                            .value();
    describe(filter.root(), "");
}
