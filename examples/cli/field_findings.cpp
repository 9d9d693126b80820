// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "field_findings.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

#include "text.hpp"

namespace cli {
namespace {

std::string in_records(std::size_t count) {
    return "in " + std::to_string(count) + (count == 1 ? " record" : " records");
}

/// Returns the kind of a JSON value, the same one for all numbers.
boost::json::kind kind_of(const boost::json::value& found) {
    return found.is_number() ? boost::json::kind::double_ : found.kind();
}

} // namespace

std::string_view noun_of(boost::json::kind kind) {
    switch (kind) {
    case boost::json::kind::null: return "null";
    case boost::json::kind::bool_: return "a boolean";
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_: return "a number";
    case boost::json::kind::string: return "a text";
    case boost::json::kind::array: return "an array";
    case boost::json::kind::object: return "an object";
    }
    return {};
}

field_findings::field_count& field_findings::count_of(std::string_view field) {
    const auto found = std::ranges::find(fields_, field.data(), &field_count::name);
    if (found != fields_.end()) return *found;
    // Each condition has its own copy of the field's name, but all conditions on a field share a count.
    const auto same = std::ranges::find(fields_, field, &field_count::text);
    if (same != fields_.end()) return *same;
    field_count& made = fields_.emplace_back();
    made.name = field.data();
    made.text = std::string{field};
    return made;
}

void field_findings::operator()(const calque::field_finding& found) {
    asked_ = true;
    had_ = had_ || found.how != calque::found_as::absent;
    field_count& count = count_of(found.field);
    if (found.how == calque::found_as::absent) {
        if (std::exchange(count.last_absent, record_) != record_) ++count.absent;
        return;
    }
    count.had = true;
    if (found.how == calque::found_as::usable) return;
    unreadable& kind = count.kinds[kind_of(*found.value)];
    if (kind.records == 0) {
        const std::string text = clipped(printable(boost::json::serialize(*found.value)), 40);
        kind.first = text + " in " + (input_->empty() ? "" : *input_ + " ") + "line " + std::to_string(line_);
    }
    if (std::exchange(kind.last_record, record_) != record_) ++kind.records;
}

std::vector<std::string> field_findings::complaints() const {
    std::vector<std::string> out;
    for (const field_count& each : fields_) {
        const std::string name = '`' + printable(each.text) + '`';
        if (!each.had && each.absent == 1)
            out.push_back(name + " is missing in the only record that was evaluated, and was taken for null");
        if (!each.had && each.absent > 1)
            out.push_back(name + " is in none of the " + std::to_string(each.absent) +
                          " evaluated records, and was taken for null");
        for (const auto& [kind, what] : each.kinds)
            out.push_back(name + " cannot be read " + in_records(what.records) + ", where it is " +
                          std::string{noun_of(kind)} + ", first " + what.first);
    }
    return out;
}

} // namespace cli
