// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "expected.hpp"

#include <calque/json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cmath>
#include <cstddef>

#include "corpus.hpp"

namespace throughput {
namespace {

bool is_near(double made, double wanted, int units) {
    for (; units > 0 && made != wanted; --units) made = std::nextafter(made, wanted);
    return made == wanted;
}

// Boost.JSON's own comparison ignores the order of members.
bool is_same(const boost::json::value& made, const boost::json::value& wanted, int units) {
    if (made.is_double() && wanted.is_double()) return is_near(made.get_double(), wanted.get_double(), units);
    if (made.is_array() && wanted.is_array()) {
        const boost::json::array& left = made.get_array();
        const boost::json::array& right = wanted.get_array();
        bool same = left.size() == right.size();
        for (std::size_t i = 0; same && i < left.size(); ++i) same = is_same(left[i], right[i], units);
        return same;
    }
    if (!made.is_object() || !wanted.is_object()) return made == wanted;
    const boost::json::object& left = made.get_object();
    const boost::json::object& right = wanted.get_object();
    if (left.size() != right.size()) return false;
    auto other = right.begin();
    for (const auto& member : left) {
        if (member.key() != other->key() || !is_same(member.value(), other->value(), units)) return false;
        ++other;
    }
    return true;
}

} // namespace

bool is_json_of(const boost::json::value& made, const sample& what, int units) {
    calque::json_failure failure;
    const boost::json::value wanted = calque::read_json(what.json, failure, json_levels);
    return !failure.code && is_same(made, wanted, units);
}

} // namespace throughput
