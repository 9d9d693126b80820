// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "contender.hpp"
#include "expected.hpp"

namespace throughput {
namespace {

/// The library's tree that keeps the order of members; its default tree sorts them.
using tree = nlohmann::ordered_json;

tree parse(const sample& what) { return tree::parse(what.json, nullptr, false); }

boost::json::value tree_of(const tree& from) {
    switch (from.type()) {
    case tree::value_t::array: {
        boost::json::array out;
        for (const tree& each : from) out.push_back(tree_of(each));
        return out;
    }
    case tree::value_t::object: {
        boost::json::object out;
        for (const auto& [key, value] : from.items()) out.emplace(key, tree_of(value));
        return out;
    }
    case tree::value_t::number_integer: return from.get<std::int64_t>();
    case tree::value_t::number_unsigned: return from.get<std::uint64_t>();
    case tree::value_t::number_float: return from.get<double>();
    case tree::value_t::string: return as_json_text(from.get_ref<const std::string&>());
    case tree::value_t::boolean: return from.get<bool>();
    default: return nullptr;
    }
}

bool run(const sample& what) { return !parse(what).is_discarded(); }

bool is_right(const sample& what) { return is_json_of(tree_of(parse(what)), what); }

} // namespace

const contender nlohmann_dom{"nlohmann", work::dom_of_json, run, is_right};

} // namespace throughput
