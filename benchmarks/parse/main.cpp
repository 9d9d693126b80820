// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// main --corpus FILE [--benchmark_…]: measures every contender on every filter of a file, and the further
// measurements. The repetitions of all are interleaved at random, so that changes of the machine's speed favour none.
// Results are checked before anything is measured. Exits with 1 if one is wrong, with 2 if the file or the command
// line is.
#include <benchmark/benchmark.h>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "contender.hpp"
#include "corpus.hpp"
#include "suite.hpp"

namespace {

using namespace throughput;

std::vector<contender> all_contenders() {
    return {
        calque_parse,
        calque_parse_again,
        handwritten,
        tokenizer,
        stock_x3,
#ifdef CALQUE_WITH_PEGTL
        pegtl,
#endif
#ifdef CALQUE_WITH_BISON
        flex_and_bison,
#endif
#ifdef CALQUE_WITH_ANTLR
        antlr,
#endif
        calque_body_of_text,
        calque_from_json,
        boost_json_walk,
        boost_json,
#ifdef CALQUE_WITH_SIMDJSON
        simdjson_dom,
#endif
#ifdef CALQUE_WITH_RAPIDJSON
        rapidjson_dom,
#endif
#ifdef CALQUE_WITH_NLOHMANN
        nlohmann_dom,
#endif
    };
}

const char* name_of(work what) {
    switch (what) {
    case work::filter_of_text: return "filter_of_text";
    case work::tree_of_text: return "tree_of_text";
    case work::tokens_of_text: return "tokens_of_text";
    case work::filter_of_json: return "filter_of_json";
    case work::dom_of_json: return "dom_of_json";
    case work::json_of_text: return "json_of_text";
    }
    return "";
}

bool reads_json(work what) { return what == work::filter_of_json || what == work::dom_of_json; }

/// Returns true if a contender gives the right result for every filter.
bool is_right(const contender& who, const std::vector<sample>& corpus) {
    bool right = true;
    for (const sample& each : corpus) {
        if (who.is_right(each)) continue;
        std::cerr << who.name << ": does not get it right: " << each.name << ": " << each.text.substr(0, 120) << '\n';
        right = false;
    }
    return right;
}

// The samples and the contenders live as long as the program.
void enlist_contender(const contender& who, const std::vector<sample>& corpus) {
    for (const sample& each : corpus) {
        const amounts what{{"bytes", static_cast<double>(reads_json(who.does) ? each.json.size() : each.text.size())}};
        register_run(std::string{who.name}, each.name, name_of(who.does), what,
                     [run = who.run, &each] { return run(each); });
    }
}

/// Returns the processor's name from /proc/cpuinfo.
std::string processor() {
    std::ifstream in{"/proc/cpuinfo"};
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown";
}

std::string compiler() {
#ifdef __clang__
    std::string out = "clang++ " __clang_version__;
#else
    std::string out = "g++ " __VERSION__;
#endif
    return out.substr(0, out.find(" (")) + " " CALQUE_FLAGS;
}

/// Removes `--corpus FILE` from the command line and returns FILE; empty if it is missing.
std::string take_corpus(std::vector<char*>& words) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
        if (std::string_view{words[i]} != "--corpus") continue;
        const std::string out = words[i + 1];
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i + 2));
        return out;
    }
    return {};
}

} // namespace

int main(int count, char** words) {
    std::vector<char*> left{words, words + count};
    const std::string path = take_corpus(left);
    std::string shuffled = "--benchmark_enable_random_interleaving=true";
    left.insert(left.begin() + 1, shuffled.data());
    int left_count = static_cast<int>(left.size());
    benchmark::Initialize(&left_count, left.data());
    if (path.empty() || left_count > 1) {
        std::cerr << "usage: parse_throughput --corpus FILE [--benchmark_…]\n";
        return 2;
    }
    const std::vector<sample> corpus = read_corpus(path);
    if (corpus.empty()) return 2;

    bool right = true;
    const std::vector<contender> all = all_contenders();
    for (const contender& each : all) right = is_right(each, corpus) && right;
    if (!right) return 1;
    for (const contender& each : all) enlist_contender(each, corpus);
    if (!enlist_diagnostics(corpus) || !enlist_evaluate() || !enlist_decode()) return 1;

    benchmark::AddCustomContext("compiler", compiler());
    benchmark::AddCustomContext("processor", processor());
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
