// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/write.hpp>
#include <calque/values/write_time.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <variant>

// Writes the filter JSON of a tree, at run time or in constant evaluation.
namespace calque::detail {

template <class Text>
constexpr void append_json_string(Text& out, std::string_view text) {
    out.push_back('"');
    append_escaped(out, text);
    out.push_back('"');
}

template <class Text, class Time>
constexpr void append_json_time(Text& out, const Time& time) {
    out.push_back('"');
    append_time(out, time);
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
            append_json_time(out, each);
        }
    };
    std::visit(put, what);
}

/// Writes one node of a filter and the nodes below it; recurses as deep as the filter's depth limit allows.
///
/// `Data` is a `basic_filter_data`, or a type with the same members.
template <class Text, class Data>
class json_writer {
public:
    /// `plain` states that no text of the filter needs an escape.
    constexpr json_writer(Text& out, const Data& data, const schema_view& fields, bool plain = false) noexcept
        : out_{out}, data_{data}, schema_{fields}, plain_{plain} {}

    constexpr void write(std::size_t index) const {
        const node& head = data_.nodes[index];
        if (!head.is_group()) return write_comparison(index, head);
        if (head.kind == node_kind::all_of) put_all(R"({"operator":"and","conditions":[)");
        else if (head.kind == node_kind::any_of) put_all(R"({"operator":"or","conditions":[)");
        else put_all(R"({"operator":"same_row","conditions":[)");
        for (std::size_t child = index + 1; child < index + head.extent; child += data_.nodes[child].extent) {
            if (child != index + 1) out_.push_back(',');
            write(child);
        }
        put_all("]}");
    }

private:
    /// Appends pieces of text; inlined so that the lengths of literals are known when they are copied.
    template <class... Piece>
    [[gnu::always_inline]] constexpr void put_all(const Piece&... pieces) const {
        if constexpr (std::is_trivially_copyable_v<Text>) {
            Text out = out_; // a copy that the written characters cannot alias
            (void)(out.append(pieces), ...);
            out_ = out;
        } else {
            (void)(out_.append(std::string_view{pieces}), ...);
        }
    }

    constexpr void put_head(const node& head) const {
        const std::string_view name = schema_.fields[head.field].name;
        const std::string_view key = data_.at(head.key);
        const std::string_view operation = json_name(head.operation);
        if (schema_.names_are_plain && (plain_ || key.empty()))
            return put_all(R"({"field":")", name, key, R"(","op":")", operation, R"(","value":)");
        put_all(R"({"field":")");
        append_escaped(out_, name);
        append_escaped(out_, key);
        put_all(R"(","op":")", operation, R"(","value":)");
    }

    /// Writes most kinds of values without creating a `value` variant.
    constexpr void put_value(const node& each) const {
        switch (each.value) {
        case value_kind::boolean: each.bits != 0 ? put_all("true") : put_all("false"); break;
        case value_kind::integer: append_whole(out_, static_cast<std::int64_t>(each.bits)); break;
        case value_kind::unsigned_integer: append_whole(out_, each.bits); break;
        case value_kind::string:
            if (plain_) put_all("\"", data_.at(unpack_slice(each.bits)), "\"");
            else append_json_string(out_, data_.at(unpack_slice(each.bits)));
            break;
        case value_kind::relative: append_json_time(out_, unpack_relative(each.bits)); break;
        case value_kind::none:
        case value_kind::number:
        case value_kind::datetime: append_json_value(out_, data_.value_of(each)); break;
        }
    }

    constexpr void write_comparison(std::size_t index, const node& head) const {
        put_head(head);
        if (head.operation == op::in) {
            out_.push_back('[');
            for (std::size_t item = index + 1; item < index + head.extent; ++item) {
                if (item != index + 1) out_.push_back(',');
                put_value(data_.nodes[item]);
            }
            out_.push_back(']');
        } else {
            put_value(head);
        }
        out_.push_back('}');
    }

    Text& out_;
    const Data& data_;
    const schema_view& schema_;
    bool plain_;
};

} // namespace calque::detail
