// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <memory>
#include <rapidjson/document.h>

#include "contender.hpp"
#include "expected.hpp"

namespace throughput {
namespace {

// The library's default reads fractions with an error of up to three units, as it documents.
constexpr int inexact = 3;

using pool = rapidjson::MemoryPoolAllocator<>;
using document = rapidjson::GenericDocument<rapidjson::UTF8<>, pool, pool>;

/// The memory of the trees and of the parser's stack, reused as the documentation advises.
struct memory {
    static constexpr std::size_t size = std::size_t{4} * 1024 * 1024;
    std::unique_ptr<char[]> of_trees{new char[size]};
    std::unique_ptr<char[]> of_stack{new char[size]};
};

/// Calls a function with the tree, or with a document that reports an error.
template <class Use>
bool with_tree(const sample& what, const Use& use) {
    static const memory kept;
    pool trees{kept.of_trees.get(), memory::size};
    pool stack{kept.of_stack.get(), memory::size};
    document tree{&trees, memory::size / 4, &stack};
    tree.Parse(what.json.c_str());
    return use(tree);
}

boost::json::string_view text_of(const document::ValueType& from) { return {from.GetString(), from.GetStringLength()}; }

boost::json::value tree_of(const document::ValueType& from) {
    if (from.IsArray()) {
        boost::json::array out;
        for (const auto& each : from.GetArray()) out.push_back(tree_of(each));
        return out;
    }
    if (from.IsObject()) {
        boost::json::object out;
        for (const auto& each : from.GetObject()) out.emplace(text_of(each.name), tree_of(each.value));
        return out;
    }
    if (from.IsString()) return text_of(from);
    if (from.IsBool()) return from.GetBool();
    if (from.IsInt64()) return from.GetInt64();
    if (from.IsUint64()) return from.GetUint64();
    if (from.IsDouble()) return from.GetDouble();
    return nullptr;
}

bool run(const sample& what) {
    return with_tree(what, [](const document& tree) { return !tree.HasParseError(); });
}

bool is_right(const sample& what) {
    return with_tree(
        what, [&](const document& tree) { return !tree.HasParseError() && is_json_of(tree_of(tree), what, inexact); });
}

} // namespace

const contender rapidjson_dom{"RapidJSON", work::dom_of_json, run, is_right};

} // namespace throughput
