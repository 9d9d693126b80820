// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace calque::detail {

/// Appends the text as it stands between the quotes of a JSON string.
inline void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, run, i - run);
        run = i + 1;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 0xf];
        }
    }
    out.append(text, run);
}

CALQUE_DECL void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    append_escaped(out, text);
    out += '"';
}

/// Appends a double as short as it round-trips. One that is whole does not fit 64 bits, and keeps its exponent to show it.
inline void append_double(std::string& out, double number) {
    std::array<char, 32> text{};
    const bool whole = std::trunc(number) == number;
    const auto end =
        whole ? std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr
              : std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    const std::string_view digits{text.data(), static_cast<std::size_t>(end - text.data())};
    const std::size_t exponent = digits.find('e');
    out.append(digits.substr(0, exponent));
    if (exponent == std::string_view::npos) return;
    std::string_view power = digits.substr(exponent + 1);
    out += 'e';
    if (power.front() == '-') out += '-';
    power.remove_prefix(std::min(power.find_first_not_of("+-0"), power.size() - 1));
    out.append(power);
}

template <class Whole>
void append_whole(std::string& out, Whole number) {
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), static_cast<std::size_t>(end - text.data()));
}

CALQUE_DECL void append_json_value(std::string& out, const value& what) {
    std::visit(overloaded{[&](bool truth) { out += truth ? "true" : "false"; },
                          [&](std::int64_t number) { append_whole(out, number); },
                          [&](std::uint64_t number) { append_whole(out, number); },
                          [&](double number) { append_double(out, number); },
                          [&](std::string_view text) { append_json_string(out, text); },
                          [&](const datetime& time) { append_json_string(out, to_string(time)); },
                          [&](const relative_time& time) { append_json_string(out, to_string(time)); }},
               what);
}

/// Writes one node of a filter, and the nodes below it; as deep as the filter's depth limit allows.
class json_writer {
public:
    json_writer(std::string& out, const filter_data& data, const schema_view& fields) noexcept
        : out_{out}, data_{data}, schema_{fields} {}

    void write(std::size_t index) const {
        const node& head = data_.nodes[index];
        if (!head.is_group()) return write_comparison(index, head);
        out_ += head.kind == node_kind::all_of   ? R"({"operator":"and","conditions":[)"
                : head.kind == node_kind::any_of ? R"({"operator":"or","conditions":[)"
                                                 : R"({"operator":"same_row","conditions":[)";
        for (std::size_t child = index + 1; child < index + head.extent; child += data_.nodes[child].extent) {
            if (child != index + 1) out_ += ',';
            write(child);
        }
        out_ += "]}";
    }

private:
    void write_comparison(std::size_t index, const node& head) const {
        out_ += R"({"field":")";
        append_escaped(out_, schema_.fields[head.field].name);
        append_escaped(out_, data_.at(head.key));
        out_ += R"(","op":")";
        out_ += json_name(head.operation);
        out_ += R"(","value":)";
        if (head.operation == op::in) {
            out_ += '[';
            for (std::size_t item = index + 1; item < index + head.extent; ++item) {
                if (item != index + 1) out_ += ',';
                append_json_value(out_, data_.value_of(data_.nodes[item]));
            }
            out_ += ']';
        } else {
            append_json_value(out_, data_.value_of(head));
        }
        out_ += '}';
    }

    std::string& out_;
    const filter_data& data_;
    const schema_view& schema_;
};

CALQUE_DECL void append_json(std::string& out, const filter_data& data, const schema_view& fields) {
    json_writer{out, data, fields}.write(0);
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
