// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <benchmark/benchmark.h>
#include <map>
#include <string>
#include <vector>

#include "allocations.hpp"
#include "contender.hpp"

namespace throughput {

/// What goes with a time, by name: `bytes` that are read in a run, `conditions` decided.
using amounts = std::map<std::string, double>;

/// Adds a run to what is timed, as `contender/sample`. It has run once before, so that what it keeps is there.
template <class Run>
void enlist(const std::string& contender, const std::string& sample, const std::string& does, amounts what, Run run) {
    const std::size_t before = allocation_count();
    auto once = run();
    benchmark::DoNotOptimize(once);
    what["allocations"] = static_cast<double>(allocation_count() - before);
    const auto time = [=](benchmark::State& state) {
        for (auto _ : state) {
            auto made = run();
            benchmark::DoNotOptimize(made);
        }
        for (const auto& [name, amount] : what) state.counters[name] = amount;
        state.SetLabel(does);
    };
    benchmark::RegisterBenchmark((contender + "/" + sample).c_str(), time);
}

// Measurements of other things than reading; each is false where something is not right, and tells that on standard
// error.

/// How fast records are decided on: `calque::evaluator` beside a predicate written by hand.
[[nodiscard]] bool enlist_evaluate();

/// How fast a bulk response becomes typed rows, and in how much memory: `calque::decode_bulk_widgets` beside Boost.JSON
/// and an extraction.
[[nodiscard]] bool enlist_decode();

/// What a mistake costs: `calque::parse` of each text with one error in its middle; its peer is that of the whole text.
[[nodiscard]] bool enlist_diagnostics(const std::vector<sample>& corpus);

} // namespace throughput
