// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>
#include <calque/widget.hpp>

#include <string>
#include <utility>

#include "contender.hpp"

namespace throughput {
namespace {

/// Returns the body of a request for a filter's text; empty if the text is refused.
std::string body_of(const sample& what) {
    static calque::bulk_widget_request request{.widget_ids = {3}};
    auto made = calque::parse(what.text);
    if (!made) return {};
    request.filters = *std::move(made);
    return calque::encode_body(request);
}

bool run(const sample& what) { return !body_of(what).empty(); }

bool is_right(const sample& what) { return body_of(what) == R"({"widget_ids":[3],"filters":)" + what.json + "}"; }

} // namespace

const contender calque_body_of_text{"calque::parse and encode_body", work::json_of_text, run, is_right};

} // namespace throughput
