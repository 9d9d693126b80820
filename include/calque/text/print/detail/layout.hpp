// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/text_writer.hpp>
#include <calque/text/print/print.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Lays out a filter over lines of limited width: what fits stays on one line; other groups put each condition on its
/// own line, with the connective in front, and indent what they enclose.
class text_layout {
public:
    text_layout(std::string& out, const filter_data& data, const text_writer& words, const print_options& options)
        : out_{out}, data_{data}, words_{words}, options_{options}, columns_(data.nodes.size()) {
        measure();
    }

    void write() { node_at(0, 0); }

private:
    /// Measures every node on one line, from last to first, so that no node is written twice.
    void measure() {
        for (std::size_t index = data_.nodes.size(); index-- > 0;) {
            const node& head = data_.nodes[index];
            if (head.kind == node_kind::item) continue;
            if (!head.is_group()) {
                words_.condition(index);
                columns_[index] = display_width(out_);
                out_.clear();
                continue;
            }
            std::size_t sum = head.kind == node_kind::same_row ? std::string_view{"same_row()"}.size() : 0;
            for_children(index, [&](std::size_t child) {
                sum += columns_[child] + (needs_parentheses(data_.nodes[child].kind, head.kind) ? 2u : 0u);
                if (child != index + 1) sum += joining_word(head.kind).size() + 2;
            });
            columns_[index] = sum;
        }
    }

    template <class Do>
    void for_children(std::size_t index, const Do& work) const {
        const std::size_t end = index + data_.nodes[index].extent;
        for (std::size_t child = index + 1; child < end; child += data_.nodes[child].extent) work(child);
    }

    [[nodiscard]] std::size_t column() const {
        const std::size_t line = out_.rfind('\n') + 1; // npos + 1 is 0
        return display_width(std::string_view{out_}.substr(line));
    }

    /// Returns whether `columns` more fit on the current line, which may already hold an open `(`.
    [[nodiscard]] bool fits(std::size_t columns) const { return column() + columns <= options_.width; }

    void new_line(std::size_t indent) { out_.append(1, '\n').append(indent, ' '); }

    void node_at(std::size_t index, std::size_t indent) {
        const node& head = data_.nodes[index];
        if (fits(columns_[index])) return words_.write(index);
        if (!head.is_group()) return condition_at(index, indent);
        if (head.kind != node_kind::same_row) return children_at(index, indent);
        out_ += "same_row(";
        new_line(indent + options_.indent);
        children_at(index, indent + options_.indent);
        new_line(indent);
        out_ += ')';
    }

    /// Writes the conditions of a group, each on its own line.
    void children_at(std::size_t index, std::size_t indent) {
        const node_kind kind = data_.nodes[index].kind;
        for_children(index, [&](std::size_t child) {
            if (child != index + 1) {
                new_line(indent);
                out_.append(joining_word(kind)).append(" ");
            }
            if (needs_parentheses(data_.nodes[child].kind, kind)) closed_in(child, indent);
            // The lines of an `and` below an `or` are indented to show that they belong together.
            else node_at(child, kind == node_kind::any_of ? indent + options_.indent : indent);
        });
    }

    void closed_in(std::size_t index, std::size_t indent) {
        out_ += '(';
        if (fits(columns_[index] + 1)) {
            words_.write(index);
        } else {
            new_line(indent + options_.indent);
            children_at(index, indent + options_.indent);
            new_line(indent);
        }
        out_ += ')';
    }

    /// Writes a condition that is too long: list values fill lines of their own; anything else stays whole.
    void condition_at(std::size_t index, std::size_t indent) {
        const node& head = data_.nodes[index];
        if (head.operation != op::in) return words_.condition(index);
        words_.begin_condition(head);
        out_ += " [";
        bool first = true;
        std::size_t used = options_.width; // the first value starts a new line
        for_children(index, [&](std::size_t item) {
            const std::size_t before = out_.size();
            words_.value(item);
            const std::string text = out_.substr(before);
            out_.resize(before);
            if (!first) out_ += ',';
            const std::size_t columns = display_width(text) + 1; // including its comma
            if (used + 1 + columns > options_.width) {
                new_line(indent + options_.indent);
                used = indent + options_.indent;
            } else {
                out_ += ' ';
                ++used;
            }
            out_ += text;
            used += columns;
            first = false;
        });
        new_line(indent);
        out_ += ']';
    }

    std::string& out_;
    const filter_data& data_;
    const text_writer& words_;
    const print_options& options_;
    std::vector<std::size_t> columns_;
};

} // namespace calque::detail
