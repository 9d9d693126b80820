// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// main CORPUS SAMPLE CONTENDER RUNS: lets a contender read a filter of the corpus, or its JSON, RUNS times, so that
// `run` can count instructions. Exits with 1 if the contender or the filter does not exist, or the result is wrong.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "contender.hpp"
#include "corpus.hpp"

int main(int count, char** words) {
    using namespace throughput;
    if (count != 5) {
        std::cerr << "usage: parse_instructions CORPUS SAMPLE CONTENDER RUNS\n";
        return 1;
    }
    const std::vector<sample> corpus = read_corpus(words[1]);
    const auto text = std::ranges::find(corpus, std::string_view{words[2]}, &sample::name);
    const std::array all{calque_parse, calque_parse_again, handwritten, calque_from_json, boost_json_walk};
    const auto who = std::ranges::find(all, std::string_view{words[3]}, &contender::name);
    if (text == corpus.end() || who == all.end() || !who->is_right(*text)) {
        std::cerr << "there is no such filter or contender, or it is wrong\n";
        return 1;
    }
    bool ok = true;
    for (int run = std::atoi(words[4]); run > 0; --run) ok = who->run(*text) && ok;
    return ok ? 0 : 1;
}
