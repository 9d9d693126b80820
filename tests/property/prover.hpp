// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate.hpp>
#include <calque/filter/transform.hpp>
#include <calque/parse.hpp>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "property/leaves.hpp"
#include "property/tally.hpp"
#include "property/trees.hpp"

// The proof of one expression: compares `not (e)` with `e`, and both with the truth values of their conditions.
namespace property {

/// A record, and the index of the value in each slot; the index after the last value means a missing key.
struct sample {
    std::vector<std::size_t> chosen;
    boost::json::object record;
};

/// All records in which the slots of some conditions take all values, without other keys.
class sample_maker {
public:
    explicit sample_maker(bool few) : few_{few} {}

    const std::vector<sample>& over(const std::vector<condition>& leaves) {
        std::vector<std::size_t> used;
        for (const condition& each : leaves) used.push_back(each.slot);
        std::ranges::sort(used);
        used.erase(std::ranges::unique(used).begin(), used.end());
        auto& made = made_[used];
        if (made.empty()) add(made, used, {std::vector<std::size_t>(slots().size(), 0), {}}, 0);
        return made;
    }

    [[nodiscard]] std::size_t count() const {
        std::size_t sum = 0;
        for (const auto& [slots, made] : made_) sum += made.size();
        return sum;
    }

private:
    void add(std::vector<sample>& out, const std::vector<std::size_t>& used, const sample& so_far, std::size_t at) {
        if (at == used.size()) return out.push_back(so_far);
        const slot& slot = slots()[used[at]];
        const std::size_t count = few_ ? slot.few : slot.values.size() + (slot.may_be_missing ? 1 : 0);
        for (std::size_t i = 0; i < count; ++i) {
            sample next = so_far;
            next.chosen[used[at]] = i;
            if (i < slot.values.size())
                next.record[boost::json::string_view{slot.key.data(), slot.key.size()}] = slot.values[i];
            add(out, used, next, at + 1);
        }
    }

    bool few_;
    std::map<std::vector<std::size_t>, std::vector<sample>> made_;
};

/// The truth value of a condition by itself, for each value of its slot.
template <class Schema>
class truths {
public:
    explicit truths(const std::vector<condition>& leaves) {
        sample_maker samples{false};
        for (const condition& each : leaves) {
            const calque::evaluator selects{calque::parse<Schema>(each.text).value(), {.now = noon}};
            auto& row = known_.emplace_back();
            for (const sample& one : samples.over({each})) row.push_back(selects(one.record));
        }
    }

    [[nodiscard]] bool operator()(std::size_t leaf, std::size_t value) const { return known_[leaf][value]; }

private:
    std::vector<std::vector<bool>> known_;
};

template <class Schema>
class prover {
public:
    prover(std::vector<condition> leaves, bool few, tally& counted)
        : leaves_{std::move(leaves)}, holds_{leaves_}, samples_{few}, counted_{counted} {}

    /// Proves a shape with a choice of conditions for its leaves.
    void prove(const tree& shape, const std::vector<std::size_t>& choice) {
        const std::string text = shape.text([&](std::size_t place) { return leaves_[choice[place]].text; });
        const std::string negated = "not (" + text + ")";
        ++counted_.expressions;
        const auto plain = read(text, shape, choice, false);
        const auto inverse = read(negated, shape, choice, true);
        if (!inverse) ++counted_.refused;
        // The same with `negate` of the filter, if there is one.
        const auto turned = plain ? filter_of(calque::negate(*plain)) : std::nullopt;
        const auto selects = selector(plain);
        const auto excludes = selector(inverse);
        const auto excludes_too = selector(turned);
        std::vector<condition> used;
        for (const std::size_t leaf : choice) used.push_back(leaves_[leaf]);
        const std::vector<sample>& samples = samples_.over(used);
        for (const sample& each : samples) {
            const bool wanted = shape.holds([&](std::size_t place) {
                const std::size_t leaf = choice[place];
                return holds_(leaf, each.chosen[leaves_[leaf].slot]);
            });
            check(selects, each, wanted, text);
            check(excludes, each, !wanted, negated);
            check(excludes_too, each, !wanted, "the opposite of " + text);
        }
    }

    [[nodiscard]] std::size_t leaf_count() const { return leaves_.size(); }
    [[nodiscard]] std::size_t record_count() const { return samples_.count(); }

private:
    using filter = std::optional<calque::filter<Schema>>;
    using decision = std::optional<calque::evaluator>;

    [[nodiscard]] static filter filter_of(const calque::parse_result<Schema>& result) {
        return result ? filter{*result} : std::nullopt;
    }
    [[nodiscard]] static decision selector(const filter& what) {
        return what ? decision{calque::evaluator{*what, {.now = noon}}} : std::nullopt;
    }

    void check(const decision& decides, const sample& on, bool wanted, const std::string& text) {
        if (!decides) return;
        ++counted_.comparisons;
        if ((*decides)(on.record) != wanted) counted_.fail(text + " is wrong for " + boost::json::serialize(on.record));
    }

    /// Reads a text; returns nothing if it is refused, which must be due to a condition under a `not`.
    filter read(const std::string& text, const tree& shape, const std::vector<std::size_t>& choice, bool negated) {
        const auto parsed = calque::parse<Schema>(text);
        if (parsed) return *parsed;
        for (const calque::diagnostic& each : parsed.diagnostics())
            if (each.level() == calque::severity::error && each.code != calque::diagnostic_code::inexact_not)
                counted_.fail(text + " must be exact or E501:\n" + calque::render(parsed.diagnostics(), text));
        bool reason = false;
        shape.each_leaf([&](std::size_t place, bool below) {
            reason = reason || (below != negated && !exact(leaves_[choice[place]]));
        });
        if (!reason) counted_.fail(text + " must not be refused:\n" + calque::render(parsed.diagnostics(), text));
        return std::nullopt;
    }

    [[nodiscard]] static bool exact(const condition& leaf) {
        return leaf.exact == complement::always ||
               (leaf.exact == complement::if_neq_keeps_nulls && Schema::assumptions.neq_keeps_nulls);
    }

    std::vector<condition> leaves_;
    truths<Schema> holds_;
    sample_maker samples_;
    tally& counted_;
};

} // namespace property
