// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <simdjson.h>

#include "contender.hpp"
#include "corpus.hpp"
#include "expected.hpp"

namespace throughput {
namespace {

static_assert(json_padding >= simdjson::SIMDJSON_PADDING);

/// The tree lives in the parser, which is reused; the text is not copied, because it is already padded.
simdjson::simdjson_result<simdjson::dom::element> parse(const sample& what) {
    static simdjson::dom::parser parser;
    const bool padded = what.json.capacity() - what.json.size() >= simdjson::SIMDJSON_PADDING;
    return parser.parse(what.json.data(), what.json.size(), !padded);
}

boost::json::value tree_of(simdjson::dom::element from) {
    using simdjson::dom::element_type;
    switch (from.type()) {
    case element_type::ARRAY: {
        boost::json::array out;
        for (const simdjson::dom::element each : simdjson::dom::array(from)) out.push_back(tree_of(each));
        return out;
    }
    case element_type::OBJECT: {
        boost::json::object out;
        for (const auto& [key, value] : simdjson::dom::object(from)) out.emplace(as_json_text(key), tree_of(value));
        return out;
    }
    case element_type::INT64: return std::int64_t(from);
    case element_type::UINT64: return std::uint64_t(from);
    case element_type::DOUBLE: return double(from);
    case element_type::STRING: return as_json_text(std::string_view(from));
    case element_type::BOOL: return bool(from);
    case element_type::NULL_VALUE: break;
    }
    return nullptr;
}

bool run(const sample& what) { return parse(what).error() == simdjson::SUCCESS; }

bool is_right(const sample& what) {
    simdjson::dom::element top;
    return parse(what).get(top) == simdjson::SUCCESS && is_json_of(tree_of(top), what);
}

} // namespace

const contender simdjson_dom{"simdjson", work::dom_of_json, run, is_right};

} // namespace throughput
