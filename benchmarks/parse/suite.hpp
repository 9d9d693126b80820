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

/// The amounts of work in a run, by name: `bytes` that are read, `conditions` that are evaluated.
using amounts = std::map<std::string, double>;

/// Registers a measurement as `contender/sample`. Runs it once before, so that its caches are filled.
template <class Run>
void register_run(const std::string& contender, const std::string& sample, const std::string& does, amounts what,
                  Run run) {
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

// Further measurements; each returns false if a result is wrong, and reports that on standard error.

/// Measures how fast records are evaluated: `calque::evaluator` beside a handwritten predicate.
[[nodiscard]] bool enlist_evaluate();

/// Measures how fast a bulk response is decoded to typed rows, and its memory: `calque::decode_bulk_widgets` beside
/// Boost.JSON and an extraction.
[[nodiscard]] bool enlist_decode();

/// Measures the cost of a mistake: `calque::parse` of each text with one error in its middle, beside the correct text.
[[nodiscard]] bool enlist_diagnostics(const std::vector<sample>& corpus);

} // namespace throughput
