// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/json/json_size.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/support/text_cursor.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include <cstddef>

namespace calque::detail {

CALQUE_DECL void append_json(std::string& out, const filter_data& data, const schema_view& fields) {
    const std::size_t before = out.size();
    const json_capacity capacity = json_capacity_of(data, fields);
    out.resize(before + capacity.size);
    text_cursor to{out.data() + before};
    json_writer{to, data, fields, capacity.plain}.write(0);
    out.resize(static_cast<std::size_t>(to.at() - out.data()));
}

[[nodiscard]] inline boost::json::value dom_value(const value& what, const boost::json::storage_ptr& storage) {
    using boost::json::value;
    return std::visit(overloaded{[&](bool truth) { return value(truth, storage); },
                                 [&](std::int64_t number) { return value(number, storage); },
                                 [&](std::uint64_t number) { return value(number, storage); },
                                 [&](double number) { return value(number, storage); },
                                 [&](std::string_view text) {
                                     return value(boost::json::string_view{text.data(), text.size()}, storage);
                                 },
                                 [&](const datetime& time) { return value(to_string(time), storage); },
                                 [&](const relative_time& time) { return value(to_string(time), storage); }},
                      what);
}

[[nodiscard]] inline boost::json::value dom_node(const filter_data& data, const schema_view& fields, std::size_t index,
                                                 const boost::json::storage_ptr& storage) {
    const node& head = data.nodes[index];
    boost::json::object out{storage};
    if (head.is_group()) {
        const auto name = json_name(static_cast<connective>(static_cast<std::uint8_t>(head.kind) - 1));
        out["operator"] = boost::json::string_view{name.data(), name.size()};
        boost::json::array& conditions = out["conditions"].emplace_array();
        for (std::size_t child = index + 1; child < index + head.extent; child += data.nodes[child].extent)
            conditions.push_back(dom_node(data, fields, child, storage));
        return boost::json::value(std::move(out), storage);
    }
    out["field"] = std::string{fields.fields[head.field].name}.append(data.at(head.key));
    const auto name = json_name(head.operation);
    out["op"] = boost::json::string_view{name.data(), name.size()};
    if (head.operation == op::in) {
        boost::json::array& items = out["value"].emplace_array();
        for (std::size_t item = index + 1; item < index + head.extent; ++item)
            items.push_back(dom_value(data.value_of(data.nodes[item]), storage));
    } else {
        out["value"] = dom_value(data.value_of(head), storage);
    }
    return boost::json::value(std::move(out), storage);
}

CALQUE_DECL boost::json::value to_dom(const filter_data& data, const schema_view& fields,
                                      boost::json::storage_ptr storage) {
    return dom_node(data, fields, 0, storage);
}

} // namespace calque::detail
