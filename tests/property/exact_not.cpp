// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "property/prover.hpp"

BOOST_AUTO_TEST_SUITE(exact_not_tests)

// `not e` selects exactly the records that `e` does not, or is refused: brute force over small expressions and records.

using property::condition;
using property::tally;
using property::tree;
using property::with_not;

/// Proves every shape with every choice of conditions.
template <class Schema>
void prove_all(const std::vector<tree>& shapes, std::size_t places, std::vector<condition> leaves, bool few,
               tally& counted) {
    property::prover<Schema> all{std::move(leaves), few, counted};
    property::each_choice(places, all.leaf_count(), [&](const std::vector<std::size_t>& choice) {
        for (const tree& shape : shapes) all.prove(shape, choice);
    });
    counted.records += all.record_count();
}

/// Proves both settings of `neq_keeps_nulls`, each evaluated under its own assumption.
void prove_both(const std::vector<tree>& shapes, std::size_t places, const std::vector<condition>& leaves, bool few,
                tally& counted) {
    prove_all<property::shop<true>>(shapes, places, leaves, few, counted);
    prove_all<property::shop<false>>(shapes, places, leaves, few, counted);
}

/// One condition for every row of the language's table of `not`, for fields that are never null and for those that
/// may be.
constexpr std::string_view kinds[] = {
    "whole < 2",
    "whole_or_null >= 2",
    "amount > 0.5",
    "time < now",
    "time_or_null >= now", // flipped
    "whole_maybe < 2",     // `is null` undocumented
    "word = \"m\"",
    "word_or_null = \"m\"",
    "owner.name = \"m\"",
    "extra.k = \"m\"",
    "any_or_null = 5", // neq
    "whole = 2",
    "amount = 0.5",
    "time = now",
    "whole_maybe = 2", // lt or gt
    "word != \"m\"",
    "word_or_null != \"m\"",
    "any != \"m\"", // eq
    "flag = true",
    "flag_or_null = true",
    "flag_maybe = false", // the other truth value
    "word in [\"m\"]",
    "word_or_null in [\"m\", \"a\"]",
    "whole in [2, 4]",
    "amount_or_null in 0.5 .. 1.5", // lists
    "word_or_null is null",
    "owner.age is not null", // tests of null
    "word contains \"m\"",
    "extra.k < 5",
    "any > 5", // matches, mixed types
    "time >= today",
    "lines.value > 5",
    "lines.kind is null", // refused
};

constexpr std::string_view few_kinds[] = {
    "whole < 2",
    "whole_or_null >= 2",
    "whole = 2",
    "word_or_null = \"m\"",
    "word_or_null != \"m\"",
    "flag_or_null = true",
    "time < now",
    "extra.k = \"m\"",
    "word_or_null in [\"m\", \"a\"]",
    "owner.age is not null",
    "lines.value > 5",
    "word contains \"m\"",
};

constexpr std::string_view fewest_kinds[] = {"whole < 2", "word_or_null = \"m\"", "flag_or_null = true",
                                             "word contains \"m\""};

BOOST_AUTO_TEST_CASE(single_conditions_negate_exactly) {
    tally counted;
    prove_both(property::shapes(1, with_not::everywhere), 1, property::all_conditions(), false, counted);
    counted.print("one condition");
}

BOOST_AUTO_TEST_CASE(pairs_negate_exactly_in_every_shape) {
    tally counted;
    prove_both(property::shapes(2, with_not::everywhere), 2, property::conditions(kinds), true, counted);
    counted.print("two conditions");
}

BOOST_AUTO_TEST_CASE(triples_negate_exactly_in_every_shape) {
    tally counted;
    prove_both(property::shapes(3, with_not::nowhere), 3, property::conditions(few_kinds), true, counted);
    counted.print("three conditions");
}

BOOST_AUTO_TEST_CASE(triples_negate_exactly_with_not_at_every_node) {
    tally counted;
    prove_both(property::shapes(3, with_not::everywhere), 3, property::conditions(fewest_kinds), true, counted);
    counted.print("three conditions with `not` inside");
}

/// `same_row` as a part of an expression: refused under one `not`, exact under none or two.
BOOST_AUTO_TEST_CASE(same_row_negates_exactly_at_every_leaf) {
    std::vector<condition> leaves = property::conditions(fewest_kinds);
    const std::size_t lines = property::conditions(std::array{std::string_view{"lines.value > 5"}}).front().slot;
    for (const char* inside : {"value > 5 and kind = 'm'", "kind = 'm' and not (value > 5 or value is null)",
                               "value is null and kind is null or value > 5 and not kind = 'm'"})
        leaves.push_back({"lines { " + std::string{inside} + " }", lines});
    tally counted;
    prove_both(property::shapes(2, with_not::everywhere), 2, leaves, true, counted);
    prove_both(property::shapes(3, with_not::everywhere), 3, {leaves[0], leaves[1], leaves[4], leaves[5]}, true,
               counted);
    counted.print("same_row among up to three conditions");
}

BOOST_AUTO_TEST_SUITE_END()
