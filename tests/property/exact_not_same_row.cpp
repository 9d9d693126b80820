// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/parse.hpp>

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "property/shop.hpp"
#include "property/tally.hpp"
#include "property/trees.hpp"

BOOST_AUTO_TEST_SUITE(exact_not_same_row_tests)

// Inside `same_row`, `not` applies to the row: by brute force over small expressions and zero to two rows.

using property::tally;
using property::tree;
using property::with_not;

/// Conditions on one related row, as written between braces.
constexpr std::string_view row_kinds[] = {
    "value > 5",       "value = 1",         "value != 1",       "value is null",          "value in 1 .. 5",
    "value in [1, 5]", "size = 1",          "size < 2",         "size in 1 .. 1",         "kind = 'm'",
    "kind != 'm'",     "kind in ['m']",     "kind is not null", "kind not in ['a', 'm']", "any = 1",
    "any > 5",         "kind contains 'm'",
};

constexpr std::string_view few_row_kinds[] = {"value > 5", "kind != 'm'", "kind in ['a', 'm']", "size = 1",
                                              "kind contains 'm'"};

/// Proves that `same_row` of an expression holds if a single row satisfies it, and that it has no complement.
class row_prover {
public:
    row_prover(std::span<const std::string_view> leaves, tally& counted) : leaves_{leaves}, counted_{counted} {
        for (const boost::json::value& row : rows_) samples_.push_back(boost::json::array(1, row));
        for (const std::string_view leaf : leaves_) {
            const auto selects = compile("lines { " + std::string{leaf} + " }");
            auto& known = holds_.emplace_back();
            for (const boost::json::array& one : samples_) known.push_back((*selects)(record(one)));
        }
        samples_.emplace_back();
        for (std::size_t i = 0; i < rows_.size(); ++i)
            for (std::size_t j = i + 1; j < rows_.size(); ++j) {
                samples_.push_back(boost::json::array(1, rows_[i]));
                samples_.back().push_back(rows_[j]);
            }
        for (const boost::json::array& each : samples_) records_.push_back(record(each));
    }

    void prove(const tree& shape, const std::vector<std::size_t>& choice) {
        const std::string inside = shape.text([&](std::size_t place) { return leaves_[choice[place]]; });
        const std::string text = "lines { " + inside + " }";
        ++counted_.expressions;
        const auto inverse = calque::parse<schema>("not (" + text + ")");
        if (inverse) counted_.fail("not (" + text + ") must be refused");
        const auto selects = compile(text);
        const auto twice = compile("not (not (" + text + "))");
        if (selects.has_value() != twice.has_value()) counted_.fail("not (not (" + text + ")) must be as " + text);
        if (!selects || !twice) return void(++counted_.refused);
        std::vector<bool> meets;
        for (std::size_t row = 0; row < rows_.size(); ++row)
            meets.push_back(shape.holds([&](std::size_t place) { return holds_[choice[place]][row]; }));
        for (std::size_t i = 0; i < records_.size(); ++i) {
            counted_.comparisons += 2;
            const bool wanted = some_row(i, meets);
            if ((*selects)(records_[i]) != wanted || (*twice)(records_[i]) != wanted)
                counted_.fail(text + " is wrong for " + boost::json::serialize(records_[i]));
        }
    }

    [[nodiscard]] std::size_t record_count() const { return records_.size(); }

private:
    using schema = property::shop<true>;

    static boost::json::object record(const boost::json::array& rows) {
        boost::json::object out;
        out["lines"] = rows;
        return out;
    }

    /// Without rows, no row satisfies anything, so the assumption that `is null` holds there is switched off.
    static std::optional<calque::evaluator> compile(const std::string& text) {
        const auto parsed = calque::parse<schema>(text);
        if (!parsed) return std::nullopt;
        return calque::evaluator{*parsed, {.assumptions = calque::server_assumptions{.isnull_to_many_no_rows = false}}};
    }

    /// The records have, in this order, each single row, no row, and each pair of rows.
    [[nodiscard]] bool some_row(std::size_t record, const std::vector<bool>& meets) const {
        if (record < rows_.size()) return meets[record];
        if (record == rows_.size()) return false;
        std::size_t pair = record - rows_.size() - 1;
        std::size_t i = 0;
        for (; pair >= rows_.size() - 1 - i; ++i) pair -= rows_.size() - 1 - i;
        return meets[i] || meets[i + 1 + pair];
    }

    std::span<const std::string_view> leaves_;
    tally& counted_;
    boost::json::array rows_ = property::related_rows();
    std::vector<boost::json::array> samples_;
    std::vector<boost::json::object> records_;
    std::vector<std::vector<bool>> holds_;
};

BOOST_AUTO_TEST_CASE(not_inside_same_row_is_exact_for_the_row) {
    tally counted;
    const auto prove = [&](std::size_t places, with_not nots, std::span<const std::string_view> leaves) {
        row_prover all{leaves, counted};
        const std::vector<tree> shapes = property::shapes(places, nots);
        property::each_choice(places, leaves.size(), [&](const std::vector<std::size_t>& choice) {
            for (const tree& shape : shapes) all.prove(shape, choice);
        });
        counted.records = all.record_count(); // the same for every size
    };
    prove(1, with_not::everywhere, row_kinds);
    prove(2, with_not::everywhere, row_kinds);
    prove(3, with_not::nowhere, few_row_kinds);
    prove(3, with_not::everywhere, std::span{few_row_kinds}.first(2));
    counted.print("up to three conditions in `same_row`");
}

BOOST_AUTO_TEST_SUITE_END()
