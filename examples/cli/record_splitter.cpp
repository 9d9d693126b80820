// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "record_splitter.hpp"

#include <calque/support/json_string.hpp>

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

/// Decodes a name, given from after its opening quote to after its closing quote; undecoded if an escape is invalid.
std::string decoded_name(std::string_view text) {
    const auto scan = calque::detail::scan_json_string(text.data(), text.data() + text.size());
    text.remove_suffix(1);
    return scan.status == calque::detail::json_string_status::whole ? calque::detail::decoded_string(text)
                                                                    : std::string{text};
}

/// Returns the offset after the bracket that opens a page's `results`; npos if the object is not a page, and nothing
/// if the text ends before that is known.
std::optional<std::size_t> results_of_page(std::string_view text, const std::vector<std::string>& record_names) {
    std::size_t at = 1;
    for (;;) {
        at = skip(text, at, blanks);
        if (at == text.size()) return {};
        if (text[at] != '"') return std::string_view::npos;
        const std::size_t name_begin = at + 1;
        if (value_end name; name.read(text, at) != value_end::state::whole)
            return at == text.size() ? std::nullopt : std::optional{std::string_view::npos};
        const std::string name = decoded_name(text.substr(name_begin, at - name_begin));
        const bool of_page = name == "results" || is_page_member(name);
        const bool of_record = record_names.empty() || std::ranges::find(record_names, name) != record_names.end();
        if (!of_page && of_record) return std::string_view::npos;
        at = skip(text, at, blanks);
        if (at == text.size()) return {};
        if (text[at] != ':') return std::string_view::npos;
        at = skip(text, at + 1, blanks);
        if (at == text.size()) return {};
        if (name == "results") return text[at] == '[' ? at + 1 : std::string_view::npos;
        value_end value;
        const value_end::state state = value.read(text, at);
        at = skip(text, at, blanks);
        if (at == text.size()) return {};
        if (state != value_end::state::whole || text[at] != ',') return std::string_view::npos;
        ++at;
    }
}

} // namespace

bool next_member(std::string_view object, std::size_t& at, std::string& name, std::string_view& value) {
    at = skip(object, at, " \t\r\n{,");
    if (at == object.size() || object[at] == '}') return false;
    std::size_t begin = at + 1;
    (void)value_end{}.read(object, at);
    name = decoded_name(object.substr(begin, at - begin));
    at = skip(object, at, " \t\r\n:");
    begin = at;
    (void)value_end{}.read(object, at);
    value = object.substr(begin, at - begin);
    return true;
}

bool is_page_member(std::string_view member) {
    constexpr std::array<std::string_view, 4> names{"count", "next", "previous", "count_capped"};
    return std::ranges::find(names, member) != names.end();
}

bool value_end::may_open(char bracket) const {
    if (brackets_.empty()) return true;
    return last_ == ':' || (brackets_.back() == '[' && (last_ == '[' || last_ == ',')) ||
           (bracket == '"' && (last_ == '{' || last_ == ','));
}

/// Finds the end of a number or a word.
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
    if (passed.find_first_not_of(blanks, last_break == std::string_view::npos ? 0 : last_break) !=
        std::string_view::npos)
        alone_ = false;
}

/// Skips blanks, and the byte order mark at the beginning of each of several concatenated files.
bool record_splitter::pass_blanks() {
    for (;;) {
        pass(skip(buffer_, begin_, blanks) - begin_);
        if (place_ != place::top || by_brackets_ || !alone_) break;
        const std::string_view rest = std::string_view{buffer_}.substr(begin_);
        if (!finished_ && byte_order_mark.starts_with(rest)) return false;
        if (!rest.starts_with(byte_order_mark)) break;
        begin_ = line_begin_ = begin_ + byte_order_mark.size();
    }
    return begin_ < buffer_.size();
}

/// Skips the rest of a broken value: lines that are indented further, or do not begin with a bracket.
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

std::optional<record_splitter::candidate> record_splitter::next() {
    while (pass_broken() && pass_blanks()) {
        const char c = buffer_[begin_];
        if (by_brackets_) return value();
        if (place_ == place::after_results) {
            if (c == ',' || c == '}') {
                begin_value("{");
                return value();
            }
            end_value(before::unknown);
            return wrong("expected `}` or a comma after the results of a page");
        }
        if (place_ != place::top && (c == ',' || c == ']' || before_ == before::value)) {
            if (auto stray = mark()) return stray;
            continue;
        }
        if (c == '{' && place_ != place::results) {
            const auto results = results_of_page(std::string_view{buffer_}.substr(begin_), record_names_);
            if (!results && !finished_) break;
            if (results && *results != std::string::npos) return open_page(*results);
        }
        if (place_ != place::top) {
            begin_value();
            return value();
        }
        if (c != '[') return line();
        pass(1);
        place_ = place::array;
        before_ = before::bracket;
    }
    check_size(buffer_.size() - begin_);
    if (!finished_ || place_ == place::top) return {};
    const bool in_page = place_ != place::array;
    place_ = place::top;
    return wrong(in_page ? "the input ends within a page" : "the input ends within an array");
}

/// Consumes the comma or bracket after a value of an array; returns a candidate with the problem if it is misplaced
/// or missing.
std::optional<record_splitter::candidate> record_splitter::mark() {
    const char c = buffer_[begin_];
    std::optional<candidate> out;
    if (c != ',' && c != ']') {
        before_ = before::comma;
        return wrong("a comma is missing before this value");
    }
    if (c == ',' && (before_ == before::bracket || before_ == before::comma)) out = wrong("an extra comma");
    if (c == ']' && before_ == before::comma) out = wrong("there is no value after the last comma");
    pass(1);
    before_ = before::comma;
    if (c == ']') {
        place_ = place_ == place::results ? place::after_results : place::top;
        before_ = before::value;
    }
    return out;
}

record_splitter::candidate record_splitter::open_page(std::size_t results) {
    outside_ = std::exchange(place_, place::results);
    before_ = before::bracket;
    last_is_line_ = false;
    candidate out = take(begin_ + results);
    out.what = part::page_head;
    return out;
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

void record_splitter::begin_value(std::string open_brackets) {
    by_brackets_ = true;
    end_ = value_end{std::move(open_brackets)};
    end_at_ = 0;
}

/// Continues after a value, or after a page, which is a value of the array that encloses it.
void record_splitter::end_value(before what) {
    by_brackets_ = false;
    before_ = what;
    if (place_ == place::after_results) place_ = outside_;
}

std::optional<record_splitter::candidate> record_splitter::value() {
    std::size_t at = begin_ + end_at_;
    const value_end::state state = end_.read(buffer_, at);
    end_at_ = at - begin_;
    last_is_line_ = false;
    const part what = place_ == place::after_results ? part::page_tail : part::record;
    const auto give = [&](candidate out) {
        out.what = what;
        return out;
    };
    if (state == value_end::state::whole) {
        end_value(before::value);
        return give(take(at));
    }
    const auto wait = [&]() -> std::optional<candidate> {
        check_size(buffer_.size() - begin_);
        return {};
    };
    if (state == value_end::state::open && !finished_) return wait();
    if (state == value_end::state::open && what == part::page_tail) {
        pass(buffer_.size() - begin_);
        end_value(before::unknown);
        place_ = place::top;
        return wrong("the input ends within a page");
    }

    // A broken value extends to the end of its line, or, if it has several lines, to where the next value may begin.
    std::size_t end = end_of_line(begin_);
    if (end != std::string::npos && trimmed(std::string_view{buffer_}.substr(begin_, end - begin_)).size() == 1) {
        if (alone_) broken_column_ = begin_ - line_begin_;
        end = end_of_line(at);
    }
    if (end == std::string::npos) return wait();
    return give(broken(at, end));
}

/// Returns a broken value, including the rest of its line.
record_splitter::candidate record_splitter::broken(std::size_t at, std::size_t end) {
    const bool loses =
        place_ != place::top && at < end && !trimmed(std::string_view{buffer_}.substr(at, end - at)).empty();
    end_value(before::unknown);
    if (finished_ && end == buffer_.size()) place_ = place::top; // the value contains the array's end
    candidate out = take(end);
    out.loses_line = loses;
    return out;
}

/// Returns a candidate with the problem at the current position, without consuming anything.
record_splitter::candidate record_splitter::wrong(std::string_view problem) const {
    return {.json = {}, .bytes = {}, .line = line_, .column = dropped_ + begin_ - line_start_, .problem = problem};
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
    if (last_is_line_ && alone_) out.bytes = all.substr(line_begin_, end - line_begin_);
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
    alone_ = false; // the line contains more than the record
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
