// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "record_splitter.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "failure.hpp"

namespace cli {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::size_t skip(std::string_view text, std::size_t at, std::string_view what) {
    return std::min(text.find_first_not_of(what, at), text.size());
}

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(skip(text, 0, blanks));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// Where the `results` of a page of the API begin, behind the bracket; npos where this is no page, and nothing where it
/// is cut before that is known.
///
/// A page begins with members of its envelope; a record has none of their names.
std::optional<std::size_t> results_of_page(std::string_view text) {
    constexpr std::array<std::string_view, 5> names{"results", "count", "next", "previous", "count_capped"};
    std::size_t at = 1;
    for (;;) {
        at = skip(text, at, blanks);
        if (at == text.size()) return {};
        const std::size_t name_end = text[at] == '"' ? text.find('"', at + 1) : at;
        if (name_end == std::string_view::npos) {
            constexpr std::size_t longest_name = 16;
            return text.size() - at > longest_name ? std::optional{name_end} : std::nullopt;
        }
        if (text[at] != '"') return std::string_view::npos;
        const std::string_view name = text.substr(at + 1, name_end - at - 1);
        if (std::ranges::find(names, name) == names.end()) return std::string_view::npos;
        at = skip(text, name_end + 1, blanks);
        if (at == text.size()) return {};
        if (text[at] != ':') return std::string_view::npos;
        at = skip(text, at + 1, blanks);
        if (at == text.size()) return {};
        if (name == names.front()) return text[at] == '[' ? at + 1 : std::string_view::npos;
        // Numbers, null, and links, which have no escaped quote.
        const std::size_t value_end = text[at] == '"' ? text.find('"', at + 1) : at;
        if (value_end == std::string_view::npos) return {};
        at = text.find_first_of(",{}[]", value_end);
        if (at == std::string_view::npos) return {};
        if (text[at] != ',') return std::string_view::npos;
        ++at;
    }
}

} // namespace

bool value_end::may_open(char bracket) const {
    if (brackets_.empty()) return true;
    return last_ == ':' || (brackets_.back() == '[' && (last_ == '[' || last_ == ',')) ||
           (bracket == '"' && (last_ == '{' || last_ == ','));
}

/// A number or a word.
value_end::state value_end::read_bare(std::string_view text, std::size_t& at) {
    at = std::min(text.find_first_of(",]} \t\r\n", at), text.size());
    return at < text.size() ? state::whole : state::open;
}

value_end::state value_end::read(std::string_view text, std::size_t& at) {
    if (in_bare_) return read_bare(text, at);
    for (; at < text.size(); ++at) {
        if (in_string_) {
            if (!escaped_) at = std::min(text.find_first_of("\"\\\n", at), text.size());
            if (at == text.size()) return state::open;
            if (!escaped_ && text[at] == '\n') return state::broken;
            in_string_ = escaped_ || text[at] != '"';
            escaped_ = !escaped_ && text[at] == '\\';
            if (!in_string_ && brackets_.empty()) return ++at, state::whole;
            continue;
        }
        const char c = text[at];
        if (blanks.find(c) != std::string_view::npos) continue;
        if (c == '{' || c == '[' || c == '"') {
            if (!may_open(c)) return state::broken;
            if (c == '"') in_string_ = true;
            else brackets_ += c;
        } else if (c == '}' || c == ']') {
            if (brackets_.empty() || brackets_.back() != (c == '}' ? '{' : '[')) return state::broken;
            brackets_.pop_back();
            if (brackets_.empty()) return ++at, state::whole;
        } else if (brackets_.empty()) {
            return in_bare_ = true, read_bare(text, at);
        }
        last_ = c;
    }
    return state::open;
}

std::string& record_splitter::buffer() {
    const std::size_t dropped = alone_ ? line_begin_ : begin_;
    buffer_.erase(0, dropped);
    dropped_ += dropped;
    begin_ -= dropped;
    line_begin_ = 0;
    searched_ = begin_;
    return buffer_;
}

void record_splitter::pass(std::size_t count) {
    const std::string_view passed = std::string_view{buffer_}.substr(begin_, count);
    begin_ += count;
    const std::size_t last_break = passed.rfind('\n');
    if (last_break != std::string_view::npos) {
        line_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
        line_begin_ = begin_ - (passed.size() - last_break - 1);
        line_start_ = dropped_ + line_begin_;
        alone_ = true;
    }
    if (passed.find_first_not_of(blanks, last_break == std::string_view::npos ? 0 : last_break) < passed.size())
        alone_ = false;
}

bool record_splitter::pass_blanks() {
    if (at_start_) {
        const bool known = buffer_.size() >= byte_order_mark.size() || finished_;
        if (!known && std::string_view{byte_order_mark}.starts_with(buffer_)) return false;
        if (buffer_.starts_with(byte_order_mark)) begin_ = byte_order_mark.size();
        at_start_ = false;
    }
    pass(skip(buffer_, begin_, blanks) - begin_);
    while (place_ == place::array && begin_ < buffer_.size() && buffer_[begin_] == ',') {
        pass(1);
        pass(skip(buffer_, begin_, blanks) - begin_);
    }
    return begin_ < buffer_.size();
}

/// The rest of a broken value: lines that begin further right, or with no bracket.
bool record_splitter::pass_broken() {
    while (broken_column_) {
        if (!pass_blanks()) return false;
        const bool begins = std::string_view{"{[]"}.find(buffer_[begin_]) != std::string_view::npos;
        if (begins && alone_ && begin_ - line_begin_ <= *broken_column_) broken_column_.reset();
        else if (const std::size_t end = end_of_line(begin_); end != std::string::npos) pass(end - begin_);
        else return false;
    }
    return true;
}

bool record_splitter::pass_rest_of_page() {
    std::size_t at = begin_;
    const value_end::state state = end_.read(buffer_, at);
    pass(at - begin_);
    if (state != value_end::state::open) place_ = place::top;
    return place_ == place::top;
}

std::optional<record_splitter::candidate> record_splitter::next() {
    while (pass_broken() && pass_blanks()) {
        const char c = buffer_[begin_];
        if (place_ == place::behind_results) {
            if (!pass_rest_of_page()) break;
        } else if (place_ == place::array && c == ']') {
            pass(1);
            place_ = in_page_ ? place::behind_results : place::top;
            end_ = value_end{"{"};
        } else if (by_brackets_ || place_ == place::array) {
            if (!by_brackets_) begin_value();
            return value();
        } else if (c == '[') {
            pass(1);
            place_ = place::array;
            in_page_ = false;
        } else {
            const auto results =
                c == '{' ? results_of_page(std::string_view{buffer_}.substr(begin_)) : std::string::npos;
            if (!results && !finished_) break;
            if (!results || *results == std::string::npos) return line();
            pass(*results);
            place_ = place::array;
            in_page_ = true;
        }
    }
    check_size(buffer_.size() - begin_);
    if (!finished_ || place_ == place::top) return {};
    place_ = place::top;
    return candidate{.json = {}, .bytes = {}, .line = line_};
}

std::optional<record_splitter::candidate> record_splitter::line() {
    const std::size_t end = end_of_line(begin_);
    if (end == std::string::npos) {
        check_size(buffer_.size() - begin_);
        searched_ = buffer_.size();
        return {};
    }
    const std::string_view text = trimmed(std::string_view{buffer_}.substr(begin_, end - begin_));
    if (text.front() == '{' && text.back() != '}') {
        begin_value();
        return value();
    }
    last_is_line_ = true;
    return take(end);
}

void record_splitter::begin_value() {
    by_brackets_ = true;
    end_ = value_end{};
    end_at_ = 0;
}

std::optional<record_splitter::candidate> record_splitter::value() {
    std::size_t at = begin_ + end_at_;
    value_end::state state = end_.read(buffer_, at);
    end_at_ = at - begin_;
    last_is_line_ = false;
    if (state == value_end::state::whole) return by_brackets_ = false, take(at);
    const auto wait = [&]() -> std::optional<candidate> {
        check_size(buffer_.size() - begin_);
        return {};
    };
    if (state == value_end::state::open && !finished_) return wait();

    // A broken value ends with its line; one over several lines where another may begin.
    std::size_t end = end_of_line(begin_);
    if (end != std::string::npos && trimmed(std::string_view{buffer_}.substr(begin_, end - begin_)).size() == 1) {
        if (alone_) broken_column_ = begin_ - line_begin_;
        end = end_of_line(at);
    }
    if (end == std::string::npos) return wait();
    by_brackets_ = false;
    if (finished_ && end == buffer_.size()) place_ = place::top; // the value is what the array lacks
    return take(end);
}

record_splitter::candidate record_splitter::take(std::size_t end) {
    last_ = begin_;
    last_line_ = line_;
    last_line_start_ = line_start_;
    const std::string_view all = buffer_;
    candidate out{.json = trimmed(all.substr(begin_, end - begin_)),
                  .bytes = {},
                  .line = line_,
                  .column = dropped_ + begin_ - line_start_};
    out.bytes = out.json;
    check_size(out.json.size());
    out.whole_line = last_is_line_ && alone_;
    if (out.whole_line) out.bytes = all.substr(line_begin_, end - line_begin_);
    if (!last_is_line_) return pass(end - begin_), out;
    if (all[end - 1] == '\n') ++line_;
    begin_ = line_begin_ = end;
    line_start_ = dropped_ + end;
    alone_ = true;
    return out;
}

bool record_splitter::reconsider() {
    if (!last_is_line_ || buffer_[last_] != '{') return false;
    value_end probe;
    std::size_t at = last_;
    const value_end::state state = probe.read(buffer_, at);
    if (state == value_end::state::broken || (state == value_end::state::open && finished_)) return false;
    if (state == value_end::state::whole && trimmed(std::string_view{buffer_}.substr(at, begin_ - at)).empty())
        return false;
    begin_ = last_;
    line_ = last_line_;
    line_start_ = last_line_start_;
    alone_ = false; // the line has more than the record
    begin_value();
    return true;
}

std::size_t record_splitter::end_of_line(std::size_t from) const {
    const std::size_t found = buffer_.find('\n', std::max(from, searched_));
    if (found != std::string::npos) return found + 1;
    return finished_ ? buffer_.size() : std::string::npos;
}

void record_splitter::check_size(std::size_t size) const {
    if (size <= longest_) return;
    throw usage_error{"line " + std::to_string(line_) + " has a record of more than " + std::to_string(longest_) +
                      " bytes; raise --max-line-bytes"};
}

} // namespace cli
