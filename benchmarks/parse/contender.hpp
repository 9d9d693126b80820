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
    std::string name; ///< what the filter shows, such as `lists/regions`
    std::string text;
    std::string json; ///< the filter's JSON, as `calque::to_json` writes it
    calque::filter<calque::call_log> filter;
    bool has_warnings = false;
};

/// What a contender does with a sample; only what does the same work is compared by a target.
enum class work {
    filter_of_text, ///< reads the text, checks it against the schema, decodes all values and builds calque's filter
    tree_of_text,   ///< reads the text into a tree of its own, without checks
    tokens_of_text, ///< reads the text and keeps nothing
    filter_of_json, ///< reads the JSON and builds calque's filter
    dom_of_json,    ///< reads the JSON into the library's tree
    json_of_text,   ///< reads the text, as filter_of_text does, and writes the body of a request with the filter's JSON
};

/// A way to do a work. One file each; what it needs again and again, it keeps from call to call.
struct contender {
    std::string_view name;
    work does;
    bool (*run)(const sample&);      ///< what is timed; false where the sample was refused
    bool (*is_right)(const sample&); ///< whether what `run` makes is what the sample is; asked before anything is timed
};

extern const contender calque_parse;       ///< `calque::parse`, a fresh filter for each text
extern const contender calque_parse_again; ///< the same into a filter that is kept
extern const contender handwritten;        ///< recursive descent without a library: the limit for X3
extern const contender tokenizer;          ///< a bare loop over the tokens: the floor
extern const contender stock_x3;           ///< X3 with attributes, as its tutorial would have it
#ifdef CALQUE_WITH_PEGTL
extern const contender pegtl;
#endif
#ifdef CALQUE_WITH_BISON
extern const contender flex_and_bison;
#endif
#ifdef CALQUE_WITH_ANTLR
extern const contender antlr;
#endif

extern const contender calque_body_of_text; ///< `calque::parse` and `calque::encode_body`: all that a request takes

extern const contender calque_from_json;
extern const contender boost_json_walk; ///< Boost.JSON's tree, and a walk that builds the filter
extern const contender boost_json;      ///< Boost.JSON with a monotonic resource
#ifdef CALQUE_WITH_SIMDJSON
extern const contender simdjson_dom; ///< a parser that is kept, and padded input
#endif
#ifdef CALQUE_WITH_RAPIDJSON
extern const contender rapidjson_dom;
#endif
#ifdef CALQUE_WITH_NLOHMANN
extern const contender nlohmann_dom;
#endif

} // namespace throughput
