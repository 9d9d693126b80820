// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cli {

/// Finds the end of a JSON value as its bytes arrive; of the grammar it checks no more than brackets, and what may not
/// stand before a value, so that a value that is cut does not swallow the next.
class value_end {
public:
    enum class state { open, whole, broken };

    /// A value that begins with the bytes that come; with `open_brackets` one that began before.
    explicit value_end(std::string open_brackets = {}) : brackets_{std::move(open_brackets)} {}

    /// Goes on at a place of the text; `at` is then behind the value, or where it is broken, or the end.
    state read(std::string_view text, std::size_t& at);

private:
    [[nodiscard]] bool may_open(char bracket) const;
    static state read_bare(std::string_view text, std::size_t& at);

    std::string brackets_; ///< those that are open
    char last_ = 0;        ///< the last character that is no blank, outside of strings
    bool in_string_ = false;
    bool escaped_ = false;
    bool in_bare_ = false; ///< a number or a word, outside of brackets
};

/// Splits bytes into records: JSON lines, pretty-printed JSON, arrays, and pages of the API, in any order.
///
/// A page is an object with an array of `results`, before which no member stands that a record has. It is not known as a
/// whole before its records are read, so what stands around them is given as candidates of their own.
class record_splitter {
public:
    enum class part {
        record,
        page_head, ///< from the bracket of a page to that of its `results`
        page_tail, ///< from behind the `results` to the end of the page
    };

    /// What may be a record; whoever reads it tells whether it is one.
    struct candidate {
        std::string_view json;
        std::string_view bytes;     ///< the line that the record has for itself, with its line break; else the record
        std::size_t line = 0;       ///< of its first byte, from 1
        std::size_t column = 0;     ///< bytes before it in that line
        std::string_view problem{}; ///< what is wrong at its first byte; empty where it may be right
        bool takes_line = false;    ///< where it is wrong, the rest of its line is lost with it
        part what = part::record;
    };

    /// For records of at most `longest` bytes. An object with one of `record_names` before `results` is no page; without
    /// any, only the members of the API's pages may stand there.
    explicit record_splitter(std::size_t longest, std::vector<std::string> record_names = {})
        : longest_{longest}, record_names_{std::move(record_names)} {}

    /// The next candidate of what is there; nothing where more must come first.
    ///
    /// *Errors*: throws `usage_error` where a record is longer than the bound.
    /// *Lifetimes*: valid until `buffer` is called.
    [[nodiscard]] std::optional<candidate> next();

    /// After a candidate that is no JSON: whether `next` gives it again, with the end that its brackets have.
    [[nodiscard]] bool reconsider();

    /// Where what comes next is appended; what was split is dropped.
    [[nodiscard]] std::string& buffer();

    /// Tells that all has come.
    void finish() { finished_ = true; }

private:
    enum class place { top, array, results, behind_results };
    /// What stands before a place in an array.
    enum class before { bracket, comma, value, unknown };

    [[nodiscard]] bool pass_blanks();
    [[nodiscard]] bool pass_broken();
    [[nodiscard]] std::optional<candidate> mark();
    [[nodiscard]] std::optional<candidate> line();
    [[nodiscard]] std::optional<candidate> value();
    [[nodiscard]] candidate broken(std::size_t at, std::size_t end);
    [[nodiscard]] candidate open_page(std::size_t results);
    [[nodiscard]] candidate take(std::size_t end);
    [[nodiscard]] candidate wrong(std::string_view problem) const;
    [[nodiscard]] std::size_t end_of_line(std::size_t from) const;
    void pass(std::size_t count);
    void begin_value(std::string open_brackets = {});
    void end_value(before what);
    void check_size(std::size_t size) const;

    std::string buffer_;
    std::size_t begin_ = 0;      ///< of what is not split yet
    std::size_t line_begin_ = 0; ///< of the line at hand, while only blanks were passed in it
    std::size_t searched_ = 0;   ///< there is no line break between `begin_` and here
    std::size_t line_ = 1;
    std::size_t dropped_ = 0;    ///< bytes before the buffer's
    std::size_t line_start_ = 0; ///< of the line at hand, counted over all bytes
    std::size_t longest_;
    std::vector<std::string> record_names_;
    place place_ = place::top;
    place outside_ = place::top; ///< where the page stands
    before before_ = before::bracket;
    bool finished_ = false;
    bool alone_ = true;        ///< only blanks were passed in the line at hand
    bool by_brackets_ = false; ///< the value at hand ends where its brackets say
    value_end end_;
    std::size_t end_at_ = 0; ///< how far `end_` has read
    std::size_t last_ = 0;   ///< where the last candidate began
    std::size_t last_line_ = 0;
    std::size_t last_line_start_ = 0;
    bool last_is_line_ = false;
    std::optional<std::size_t> broken_column_; ///< of a broken value over several lines, whose rest is passed over
};

/// Reads the next member of an object that is JSON, from `at`, which begins at 0; false behind the last one.
[[nodiscard]] bool next_member(std::string_view object, std::size_t& at, std::string& name, std::string_view& value);

/// Whether a member is one that the API's pages have beside `results`.
[[nodiscard]] bool is_of_page(std::string_view member);

} // namespace cli
