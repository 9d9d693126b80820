// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/filter.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace throughput {

/// A filter of the corpus, in every form that a contender reads.
struct sample {
    std::string name; ///< describes the filter, such as `lists/regions`
    std::string text;
    std::string json; ///< the filter's JSON, as `calque::to_json` writes it
    calque::filter<calque::call_log> filter;
    bool has_warnings = false;
};

/// The work that a contender does with a sample; targets compare only contenders that do the same work.
enum class work {
    filter_of_text, ///< reads the text, checks it against the schema, decodes all values and builds calque's filter
    tree_of_text,   ///< reads the text into a tree of its own, without checks
    tokens_of_text, ///< reads the text and keeps nothing
    filter_of_json, ///< reads the JSON and builds calque's filter
    dom_of_json,    ///< reads the JSON into the library's tree
    json_of_text,   ///< reads the text, as filter_of_text does, and writes the body of a request with the filter's JSON
};

/// An implementation of a work, each in a file of its own; it may keep state from call to call.
struct contender {
    std::string_view name;
    work does;
    bool (*run)(const sample&);      ///< the measured function; returns false if the sample is refused
    bool (*is_right)(const sample&); ///< returns true if `run` gives the right result; called before measuring
};

extern const contender calque_parse;       ///< `calque::parse`, a new filter for each text
extern const contender calque_parse_again; ///< the same, into a filter that is reused
extern const contender handwritten;        ///< recursive descent without a library: the goal for X3
extern const contender tokenizer;          ///< a bare loop over the tokens: the lower bound
extern const contender stock_x3;           ///< X3 with attributes, as in its tutorial
#ifdef CALQUE_WITH_PEGTL
extern const contender pegtl;
#endif
#ifdef CALQUE_WITH_BISON
extern const contender flex_and_bison;
#endif
#ifdef CALQUE_WITH_ANTLR
extern const contender antlr;
#endif

extern const contender calque_body_of_text; ///< `calque::parse` and `calque::encode_body`: everything for a request

extern const contender calque_from_json;
extern const contender boost_json_walk; ///< Boost.JSON's tree, and a traversal that builds the filter
extern const contender boost_json;      ///< Boost.JSON with a monotonic resource
#ifdef CALQUE_WITH_SIMDJSON
extern const contender simdjson_dom; ///< a parser that is reused, and padded input
#endif
#ifdef CALQUE_WITH_RAPIDJSON
extern const contender rapidjson_dom;
#endif
#ifdef CALQUE_WITH_NLOHMANN
extern const contender nlohmann_dom;
#endif

} // namespace throughput
