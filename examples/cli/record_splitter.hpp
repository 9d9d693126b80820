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

/// Finds the end of a JSON value as its bytes arrive. It checks only the brackets and the character before each
/// value, so that a truncated value does not swallow the next one.
class value_end {
public:
    enum class state { open, whole, broken };

    /// Starts at the beginning of a value, or, with `open_brackets`, inside a value that began earlier.
    explicit value_end(std::string open_brackets = {}) : brackets_{std::move(open_brackets)} {}

    /// Continues at `at`, which is then after the value, at the position where it is broken, or at the end of the text.
    state read(std::string_view text, std::size_t& at);

private:
    [[nodiscard]] bool may_open(char bracket) const;
    static state read_bare(std::string_view text, std::size_t& at);

    std::string brackets_; ///< the open ones
    char last_ = 0;        ///< the last non-blank character outside of strings
    bool in_string_ = false;
    bool escaped_ = false;
    bool in_bare_ = false; ///< in a number or a word outside of brackets
};

/// Splits bytes into records: JSON lines, pretty-printed JSON, arrays, and pages of the API, in any order.
///
/// A page is an object with an array of `results`, preceded by no member that a record has. Records are returned
/// before the end of their page is read, so the page's head and tail are candidates of their own.
class record_splitter {
public:
    enum class part {
        record,
        page_head, ///< from the page's opening bracket to that of its `results`
        page_tail, ///< from after the `results` to the end of the page
    };

    /// A possible record; the reader has to validate it.
    struct candidate {
        std::string_view json;
        std::string_view bytes;     ///< the line with its line break if it holds nothing else, otherwise the record
        std::size_t line = 0;       ///< of its first byte, counted from 1
        std::size_t column = 0;     ///< bytes before it in that line
        std::string_view problem{}; ///< the error at its first byte; empty if none is known
        bool loses_line = false;    ///< if it is invalid, the rest of its line is lost, too
        part what = part::record;
    };

    /// Constructs a splitter for records of at most `longest` bytes. An object with one of `record_names` before
    /// `results` is not a page; if `record_names` is empty, only members of the API's pages may precede `results`.
    explicit record_splitter(std::size_t longest, std::vector<std::string> record_names = {})
        : longest_{longest}, record_names_{std::move(record_names)} {}

    /// Returns the next candidate, or nothing if more input is needed.
    ///
    /// *Errors*: throws `usage_error` if a record exceeds the limit. *Lifetimes*: valid until `buffer` is called.
    [[nodiscard]] std::optional<candidate> next();

    /// After a candidate that is not JSON, returns true if `next` will return it again, ended by its brackets.
    [[nodiscard]] bool reconsider();

    /// Returns the buffer to append further input to, and discards what was split.
    [[nodiscard]] std::string& buffer();

    /// Signals the end of the input.
    void finish() { finished_ = true; }

private:
    enum class place { top, array, results, after_results };
    /// What precedes a position in an array.
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
    std::size_t begin_ = 0;      ///< start of the unsplit bytes
    std::size_t line_begin_ = 0; ///< start of the current line, valid while it has only blanks so far
    std::size_t searched_ = 0;   ///< there is no line break between `begin_` and here
    std::size_t line_ = 1;
    std::size_t dropped_ = 0;    ///< bytes before the buffer's first byte
    std::size_t line_start_ = 0; ///< start of the current line, counted over all bytes
    std::size_t longest_;
    std::vector<std::string> record_names_;
    place place_ = place::top;
    place outside_ = place::top; ///< the enclosing place of the page
    before before_ = before::bracket;
    bool finished_ = false;
    bool alone_ = true;        ///< the current line has only blanks so far
    bool by_brackets_ = false; ///< the current value ends where its brackets close
    value_end end_;
    std::size_t end_at_ = 0; ///< how far `end_` has read
    std::size_t last_ = 0;   ///< start of the last candidate
    std::size_t last_line_ = 0;
    std::size_t last_line_start_ = 0;
    bool last_is_line_ = false;
    std::optional<std::size_t> broken_column_; ///< indentation of a broken multi-line value to be skipped
};

/// Reads the next member of a valid JSON object, from `at`, initially 0; returns false after the last one.
[[nodiscard]] bool next_member(std::string_view object, std::size_t& at, std::string& name, std::string_view& value);

/// Returns true if the API's pages have this member beside `results`.
[[nodiscard]] bool is_page_member(std::string_view member);

} // namespace cli
