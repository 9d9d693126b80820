// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>

#include "contender.hpp"
#include "corpus.hpp"

namespace throughput {
namespace {

bool run(const sample& what) { return calque::from_json(what.json, json_options).has_value(); }

bool is_right(const sample& what) {
    const auto made = calque::from_json(what.json, json_options);
    return made && *made == what.filter;
}

} // namespace

const contender calque_from_json{"calque::from_json", work::filter_of_json, run, is_right};

} // namespace throughput
