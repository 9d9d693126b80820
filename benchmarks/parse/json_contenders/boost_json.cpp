// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/value_from.hpp>

#include <cstddef>
#include <memory>

#include "contender.hpp"
#include "corpus.hpp"
#include "expected.hpp"

namespace throughput {
namespace {

// The fractions that Boost.JSON reads are sometimes off by one unit in the last place.
constexpr int inexact = 2;

/// As the documentation advises for many texts: reuses the parser and the memory of the trees.
class kept_parser {
public:
    /// Returns the tree, which is valid until the next call; null if the text is refused.
    [[nodiscard]] boost::json::value parse(std::string_view text) {
        trees_.release();
        parser_.reset(&trees_);
        boost::json::error_code failure;
        parser_.write(as_json_text(text), failure);
        return failure ? nullptr : parser_.release();
    }

private:
    static constexpr std::size_t size = std::size_t{4} * 1024 * 1024;

    [[nodiscard]] static boost::json::parse_options options() {
        boost::json::parse_options out;
        out.max_depth = json_levels;
        return out;
    }

    std::unique_ptr<unsigned char[]> memory_{new unsigned char[size]};
    boost::json::monotonic_resource trees_{memory_.get(), size};
    boost::json::parser parser_{{}, options()};
};

kept_parser& parser() {
    static kept_parser kept;
    return kept;
}

bool parse(const sample& what) { return !parser().parse(what.json).is_null(); }

bool parses_right(const sample& what) { return is_json_of(parser().parse(what.json), what, inexact); }

/// calque's traversal of a tree that Boost.JSON has read: it makes the same checks as `from_json` of a text.
auto walk(const sample& what) { return calque::from_json(parser().parse(what.json), json_options); }

bool parse_and_walk(const sample& what) { return walk(what).has_value(); }

bool walks_right(const sample& what) {
    const auto made = walk(what);
    return made && is_json_of(boost::json::value_from(*made), what, inexact);
}

} // namespace

const contender boost_json{"Boost.JSON", work::dom_of_json, parse, parses_right};
const contender boost_json_walk{"Boost.JSON and a walk", work::filter_of_json, parse_and_walk, walks_right};

} // namespace throughput
