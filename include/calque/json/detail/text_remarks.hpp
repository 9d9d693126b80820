// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/cap.hpp>
#include <calque/diagnostic/diagnostic.hpp>
#include <calque/json/place.hpp>
#include <calque/schema/nouns.hpp>
#include <calque/schema/words.hpp>
#include <calque/values/scan_number.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// Something about the text of filter JSON that a tree of it does not tell.
struct json_remark {
    std::string pointer; ///< to the value
    std::size_t key;     ///< the key that stands twice, of `json_remarks::keys`; no key: the number is not kept exactly
};

/// Finds the keys of conditions and groups that stand twice, of which a tree has the last, and the numbers that are rounded
/// in a tree. The text has been read as JSON before.
class json_remarks : json_walk {
public:
    static constexpr std::array<std::string_view, 5> keys{"field", "op", "value", "operator", "conditions"};
    static constexpr std::size_t keys_of_conditions = 3;

    explicit json_remarks(std::string_view text) noexcept : json_walk{text} {}

    [[nodiscard]] std::vector<json_remark> find() {
        node();
        return std::move(found_);
    }

private:
    template <class Read>
    void inside(std::string_view step, const Read& read) {
        const std::size_t before = pointer_.size();
        pointer_.append("/").append(step);
        read();
        pointer_.resize(before);
    }

    /// Goes over the elements of an array, or over what stands in the place of one.
    template <class Read>
    void elements(const Read& read) {
        blanks();
        if (next() != '[') return (void)value();
        ++at_;
        for (std::size_t index = 0; goes_on(']'); ++index) inside(std::to_string(index), read);
    }

    /// Whether another element or member follows, to which it goes; otherwise behind the end.
    [[nodiscard]] bool goes_on(char close) {
        blanks();
        if (next() == ',') {
            ++at_;
            blanks();
        }
        const bool more = at_ < text_.size() && next() != close;
        if (!more) ++at_;
        return more;
    }

    /// A condition or a group.
    void node() {
        blanks();
        if (next() != '{') return (void)value();
        ++at_;
        const std::size_t before = found_.size();
        std::array<bool, keys.size()> seen{};
        bool doubtful = false;
        while (goes_on('}')) {
            const std::size_t key = read_key();
            if (key < keys.size()) {
                if (seen[key]) inside(keys[key], [&] { found_.push_back({pointer_, key}); });
                doubtful = doubtful || (seen[key] && key < keys_of_conditions);
                seen[key] = true;
                inside(keys[key], [&] { member(key); });
            } else {
                value();
            }
        }
        // Which of two values is meant nobody knows, so that there is nothing to say about either.
        const auto number = [](const json_remark& each) { return each.key == keys.size(); };
        if (doubtful)
            found_.erase(std::remove_if(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(), number),
                         found_.end());
    }

    /// A key with its colon; the number of keys where it is none of them.
    [[nodiscard]] std::size_t read_key() {
        const text_range written = string();
        blanks();
        ++at_;
        const std::string_view inner = text_.substr(written.begin + 1, written.end - written.begin - 2);
        std::size_t found = 0;
        while (found < keys.size() && !is_key(inner, keys[found])) ++found;
        return found;
    }

    void member(std::size_t key) {
        if (keys[key] == "conditions") elements([&] { node(); });
        else if (keys[key] == "value") operand();
        else value();
    }

    void operand() {
        blanks();
        if (next() == '[') elements([&] { number(); });
        else number();
    }

    /// A value, which may be a number.
    void number() {
        const text_range where = value();
        const std::string_view text = text_.substr(where.begin, where.end - where.begin);
        if (scan_json_number(text.data(), text.data() + text.size()).status == number_status::inexact)
            found_.push_back({pointer_, keys.size()});
    }

    std::string pointer_;
    std::vector<json_remark> found_;
};

/// Whether a problem hangs together with a remark: it is about a value of which there are two, or about one that was rounded.
[[nodiscard]] inline bool hangs_on(const diagnostic& problem, const json_remark& remark) {
    const std::string_view place = problem.pointer;
    if (remark.key >= json_remarks::keys_of_conditions) return place == remark.pointer;
    const std::string_view node{remark.pointer.data(), remark.pointer.rfind('/') + 1};
    if (!place.starts_with(node)) return false;
    const std::string_view step = place.substr(node.size(), place.find('/', node.size()) - node.size());
    return step == "field" || step == "op" || step == "value";
}

/// Says what there is to say of a text that a tree of it does not tell, in the place of what was said because of it; whether
/// that is nothing.
[[nodiscard]] inline bool tell_remarks(std::string_view text, std::vector<diagnostic>& problems) {
    const std::vector<json_remark> remarks = json_remarks{text}.find();
    for (const json_remark& each : remarks)
        std::erase_if(problems, [&](const diagnostic& problem) { return hangs_on(problem, each); });
    for (const json_remark& each : remarks) {
        diagnostic& to = problems.emplace_back();
        to.pointer = each.pointer;
        if (each.key < json_remarks::keys.size()) {
            to.code = diagnostic_code::malformed_filter_json;
            to.message = "the key " + quoted(json_remarks::keys[each.key]) + " stands twice here";
            to.help = "take one of them out";
        } else {
            to.code = diagnostic_code::number_out_of_range;
            to.message = inexact_number_message;
            to.help = inexact_number_help;
        }
        cap_diagnostics(problems);
    }
    return remarks.empty();
}

} // namespace calque::detail
