// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/diagnostic/display.hpp>
#include <calque/filter/filter.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/filter/node.hpp>
#include <calque/support/scan.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/scan_string.hpp>
#include <calque/support/write.hpp>
#include <calque/values/write_time.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace calque::detail {

/// Returns the word between the conditions of a group; `same_row` uses `and`.
[[nodiscard]] constexpr std::string_view joining_word(node_kind group) noexcept {
    return group == node_kind::any_of ? "or" : "and";
}

/// Writes the nodes of a filter as text of the language, on one line.
class text_writer {
public:
    /// `places`, if not null, receives the range of each condition and group, by node index.
    text_writer(std::string& out, const filter_data& data, const schema_view& fields,
                std::vector<text_range>* places = nullptr) noexcept
        : out_{out}, data_{data}, schema_{fields}, places_{places} {}

    /// Writes a node and its subtree; recursion is bounded by the depth limit of filters.
    void write(std::size_t index) const {
        const std::size_t begin = out_.size();
        if (data_.nodes[index].is_group()) group(index);
        else condition(index);
        if (places_ != nullptr) (*places_)[index] = {begin, out_.size()};
    }

    void group(std::size_t index) const {
        const node& head = data_.nodes[index];
        if (head.kind == node_kind::same_row) out_ += "same_row(";
        for (std::size_t child = index + 1; child < index + head.extent; child += data_.nodes[child].extent) {
            if (child != index + 1) out_.append(" ").append(joining_word(head.kind)).append(" ");
            const bool closed = needs_parentheses(data_.nodes[child].kind, head.kind);
            if (closed) out_ += '(';
            write(child);
            if (closed) out_ += ')';
        }
        if (head.kind == node_kind::same_row) out_ += ')';
    }

    /// Writes `condition = field compare value | field "is" [NOT] "null" | field match string | field "in" list`.
    void condition(std::size_t index) const {
        const node& head = data_.nodes[index];
        begin_condition(head);
        if (head.operation == op::in) {
            out_ += " [";
            for (std::size_t item = index + 1; item < index + head.extent; ++item) {
                if (item != index + 1) out_ += ", ";
                value(item);
            }
            out_ += ']';
        } else if (head.operation != op::isnull) {
            out_ += ' ';
            value(index);
        }
    }

    /// Writes the field and operator of a condition.
    void begin_condition(const node& head) const {
        name(head);
        out_ += ' ';
        if (head.operation == op::isnull && head.bits == 0) out_ += "is not null";
        else out_ += text_name(head.operation);
    }

    /// Writes the value of a node.
    void value(std::size_t index) const {
        std::visit(overloaded{[&](bool truth) { out_ += truth ? "true" : "false"; },
                              [&](std::int64_t number) { append_whole(out_, number); },
                              [&](std::uint64_t number) { append_whole(out_, number); },
                              [&](double number) { append_double(out_, number); },
                              [&](std::string_view text) { quote(text); },
                              [&](const datetime& time) { append_time(out_, time); },
                              [&](const relative_time& time) { append_time(out_, time); }},
                   data_.value_of(data_.nodes[index]));
    }

private:
    /// Writes `field = segment {"." segment}`; a segment that is not a plain word is quoted.
    void name(const node& head) const {
        const std::string_view row = schema_.fields[head.field].name;
        const std::string_view key = data_.at(head.key);
        out_ += row;
        if (key.empty()) return;
        // In an open schema, dots separate the segments of a name; in a namespace, a key is one segment.
        if (row.empty() ? is_plain(key) : is_word(key)) out_ += key;
        else quote(key);
    }

    [[nodiscard]] static bool is_word(std::string_view text) noexcept {
        const char* const end = text.data() + text.size();
        return !text.empty() && is_class(text.front(), word_start_char) && scan_word(text.data(), end) == end;
    }

    /// Returns whether a whole name needs no quotes.
    [[nodiscard]] static bool is_plain(std::string_view name) {
        std::string unused;
        const path_scan path = scan_path(name.data(), name.data() + name.size(), name.size(), unused);
        return path.status == path_status::ok && !path.quoted && path.text == name && !is_reserved(name);
    }

    /// Writes a quoted text; terminal control and invisible characters are escaped.
    void quote(std::string_view text) const {
        constexpr std::string_view hex = "0123456789abcdef";
        out_ += '"';
        const char* run = text.data();
        const char* const end = run + text.size();
        const auto flush = [&](const char* to) { append_escaped(out_, {run, static_cast<std::size_t>(to - run)}); };
        for (const char* at = run; at != end;) {
            const auto byte = static_cast<unsigned char>(*at);
            const std::size_t length = byte < 0x80 ? 1 : utf8_length(at, end);
            const char32_t code = length == 0 ? U'?' : length == 1 ? byte : utf8_decode(at, length);
            if (code >= 0x7f && controls_terminal(code)) {
                flush(at);
                run = at + length;
                out_ += "\\u";
                for (int shift = 12; shift >= 0; shift -= 4) out_ += hex[code >> shift & 0xf];
            }
            at += length == 0 ? 1 : length;
        }
        flush(end);
        out_ += '"';
    }

    std::string& out_;
    const filter_data& data_;
    const schema_view& schema_;
    std::vector<text_range>* places_;
};

} // namespace calque::detail
