// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/node.hpp>
#include <calque/detail/write.hpp>
#include <calque/detail/write_time.hpp>
#include <calque/schema.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <variant>

// The filter JSON of a tree, at run time and in the compiler.
namespace calque::detail {

template <class Text>
constexpr void append_json_string(Text& out, std::string_view text) {
    out.push_back('"');
    append_escaped(out, text);
    out.push_back('"');
}

template <class Text>
constexpr void append_json_value(Text& out, const value& what) {
    const auto put = [&]<class Value>(const Value& each) {
        if constexpr (std::is_same_v<Value, bool>) {
            out.append(std::string_view{each ? "true" : "false"});
        } else if constexpr (std::is_integral_v<Value>) {
            append_whole(out, each);
        } else if constexpr (std::is_same_v<Value, double>) {
            append_double(out, each);
        } else if constexpr (std::is_same_v<Value, std::string_view>) {
            append_json_string(out, each);
        } else {
            out.push_back('"');
            append_time(out, each);
            out.push_back('"');
        }
    };
    std::visit(put, what);
}

/// Writes one node of a filter, and the nodes below it; as deep as the filter's depth limit allows.
///
/// `Data` is a `basic_filter_data`, or what has its parts.
template <class Text, class Data>
class json_writer {
public:
    constexpr json_writer(Text& out, const Data& data, const schema_view& fields) noexcept
        : out_{out}, data_{data}, schema_{fields} {}

    constexpr void write(std::size_t index) const {
        const node& head = data_.nodes[index];
        if (!head.is_group()) return write_comparison(index, head);
        put(head.kind == node_kind::all_of   ? R"({"operator":"and","conditions":[)"
            : head.kind == node_kind::any_of ? R"({"operator":"or","conditions":[)"
                                             : R"({"operator":"same_row","conditions":[)");
        for (std::size_t child = index + 1; child < index + head.extent; child += data_.nodes[child].extent) {
            if (child != index + 1) out_.push_back(',');
            write(child);
        }
        put("]}");
    }

private:
    constexpr void put(std::string_view text) const { out_.append(text); }

    constexpr void write_comparison(std::size_t index, const node& head) const {
        put(R"({"field":")");
        append_escaped(out_, schema_.fields[head.field].name);
        append_escaped(out_, data_.at(head.key));
        put(R"(","op":")");
        put(json_name(head.operation));
        put(R"(","value":)");
        if (head.operation == op::in) {
            out_.push_back('[');
            for (std::size_t item = index + 1; item < index + head.extent; ++item) {
                if (item != index + 1) out_.push_back(',');
                append_json_value(out_, data_.value_of(data_.nodes[item]));
            }
            out_.push_back(']');
        } else {
            append_json_value(out_, data_.value_of(head));
        }
        out_.push_back('}');
    }

    Text& out_;
    const Data& data_;
    const schema_view& schema_;
};

} // namespace calque::detail
