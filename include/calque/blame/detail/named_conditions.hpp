// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/blame/detail/server_path.hpp>
#include <calque/filter/filter.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/transport/server_words.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

// Conditions that the server's words name: by the field, by the operator or by the value.
namespace calque::detail {

/// A text in lower case and with `.` for `__`, as the API's own paths spell it.
[[nodiscard]] inline std::string folded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool separator = text[i] == '_' && i + 1 < text.size() && text[i + 1] == '_';
        out += separator ? '.' : lower(text[i]);
        i += separator ? 1 : 0;
    }
    return out;
}

/// Whether a text names a field: not inside a word, nor as a part of a longer path. Both are folded.
[[nodiscard]] inline bool names_field(std::string_view text, std::string_view name) {
    const auto joins = [&](std::size_t at, std::size_t next) { // whether a path or a word goes on from `at` to `next`
        if (at >= text.size()) return false;
        return is_class(text[at], word_char) ||
               (text[at] == '.' && next < text.size() && is_class(text[next], word_char));
    };
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if (!joins(at - 1, at - 2) && !joins(end, end + 1)) return true; // below 0 is past the end
    }
    return false;
}

/// Names that may stand in a sentence without meaning a field, such as `id`, count only in quotes.
[[nodiscard]] inline bool is_telling(std::string_view name) noexcept {
    constexpr std::size_t shortest = 5;
    return name.size() >= shortest || name.find_first_of("._") != name.npos;
}

/// A text up to where it goes on to list what there is to choose from.
[[nodiscard]] inline std::string_view without_choices(std::string_view text) noexcept {
    for (const std::string_view word :
         {"choices", "one of", "allowed fields", "valid fields", "available fields", "supported fields"})
        text = text.substr(0, find_word(text, word));
    return text;
}

/// What stands in quotes of any kind in a text.
[[nodiscard]] inline std::vector<std::string_view> quoted_parts(std::string_view text) {
    struct quotes {
        std::string_view open, close;
    };
    constexpr std::array<quotes, 5> kinds{{{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"‘", "’"}}};
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        // An apostrophe inside a word opens nothing.
        if (at > 0 && is_class(text[at - 1], word_char)) continue;
        for (const quotes& kind : kinds) {
            if (!text.substr(at).starts_with(kind.open)) continue;
            const std::size_t begin = at + kind.open.size();
            const std::size_t end = text.find(kind.close, begin);
            if (end == text.npos) break;
            out.push_back(text.substr(begin, end - begin));
            at = end + kind.close.size() - 1;
            break;
        }
    }
    return out;
}

/// Looks for what a message names among the conditions of one part of a filter.
class condition_search {
public:
    condition_search(const filter_data& data, const schema_view& fields, std::size_t part, std::string_view message)
        : data_{data}, schema_{fields}, message_{message}, quoted_{quoted_parts(message)} {
        for (std::size_t i = part; i < part + data.nodes[part].extent; ++i)
            if (data.nodes[i].kind == node_kind::comparison) all_.push_back(i);
    }

    /// The conditions on a field that a path names.
    [[nodiscard]] std::vector<std::size_t> on_field(std::string_view name) const {
        const std::string wanted = folded(name);
        return those([&](std::size_t i) { return folded(name_of(i)) == wanted; });
    }

    /// The conditions on the fields that the message names, in quotes or, where there are none, without.
    [[nodiscard]] std::vector<std::size_t> on_named_fields() const {
        auto out = those([&](std::size_t i) {
            const std::string name = folded(name_of(i));
            return std::ranges::any_of(quoted_, [&](std::string_view each) { return folded(each) == name; });
        });
        if (!out.empty()) return out;
        const std::string text = folded(without_choices(message_));
        return those([&](std::size_t i) {
            const std::string name = folded(name_of(i));
            return is_telling(name) && names_field(text, name);
        });
    }

    /// Of some conditions the parts that the rest of the message points at: values in quotes, else operators in quotes,
    /// else the bounds that are too early, else the fields.
    [[nodiscard]] std::vector<filter_part> narrowed(const std::vector<std::size_t>& among) const {
        std::vector<filter_part> out = quoted_values(among);
        if (out.empty()) out = quoted_operators(among);
        if (out.empty() && says_too_old(message_)) {
            for (const std::size_t i : among)
                if (const op each = data_.nodes[i].operation; each == op::gt || each == op::gte)
                    out.push_back({i, "/value"});
        }
        if (out.empty())
            for (const std::size_t i : among) out.push_back({i, "/field"});
        return out;
    }

    /// The parts that the message quotes without naming a field: values, else operators. Where it is not `sure` that the
    /// message is about the filter, only texts of two characters or more count.
    [[nodiscard]] std::vector<filter_part> quoted_without_field(bool sure) const {
        constexpr std::size_t short_text = 3; // a character in quotes
        std::vector<filter_part> out = quoted_values(all_);
        std::erase_if(out, [&](const filter_part& each) {
            const std::string json = text_of(each);
            return !sure && (json.size() <= short_text || !json.starts_with('"'));
        });
        return out.empty() ? quoted_operators(all_) : out;
    }

    [[nodiscard]] std::string name_of(std::size_t index) const {
        const node& head = data_.nodes[index];
        return field_view{&schema_.fields[head.field], data_.at(head.key)}.name();
    }

private:
    template <class Predicate>
    [[nodiscard]] std::vector<std::size_t> those(const Predicate& holds) const {
        std::vector<std::size_t> out;
        std::ranges::copy_if(all_, std::back_inserter(out), holds);
        return out;
    }

    /// The JSON of a value, of which `part` names the condition and perhaps the item.
    [[nodiscard]] std::string text_of(const filter_part& part) const {
        constexpr std::string_view item = "/value/";
        const std::size_t place =
            part.member.starts_with(item) ? place_in_list(part.member.substr(item.size())).value_or(0) + 1 : 0;
        std::string out;
        append_json_value(out, data_.value_of(data_.nodes[part.node + place]));
        return out;
    }

    [[nodiscard]] bool is_quoted(const filter_part& part) const {
        const std::string json = text_of(part);
        return std::ranges::any_of(quoted_, [&](std::string_view each) {
            std::string as_text;
            append_json_string(as_text, each);
            return as_text == json || each == json;
        });
    }

    [[nodiscard]] std::vector<filter_part> quoted_values(const std::vector<std::size_t>& among) const {
        std::vector<filter_part> out;
        for (const std::size_t i : among) {
            const node& head = data_.nodes[i];
            std::vector<filter_part> parts;
            if (head.operation != op::in) parts.push_back({i, "/value"});
            for (std::size_t item = 0; item + 1 < head.extent; ++item)
                parts.push_back({i, "/value/" + std::to_string(item)});
            for (filter_part& each : parts)
                if (is_quoted(each)) out.push_back(std::move(each));
        }
        return out;
    }

    [[nodiscard]] std::vector<filter_part> quoted_operators(const std::vector<std::size_t>& among) const {
        std::vector<filter_part> out;
        for (const std::size_t i : among) {
            const std::string_view name = json_name(data_.nodes[i].operation);
            if (std::ranges::any_of(quoted_, [&](std::string_view each) { return same_word(each, name); }))
                out.push_back({i, "/op"});
        }
        return out;
    }

    const filter_data& data_;
    const schema_view& schema_;
    std::string_view message_;
    std::vector<std::string_view> quoted_;
    std::vector<std::size_t> all_; ///< the conditions of the part
};

} // namespace calque::detail
