// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate.hpp>

#include <boost/json/kind.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// What a value is, in words: `a number`.
[[nodiscard]] std::string_view noun_of(boost::json::kind kind);

/// Counts what records have in the place of a filter's fields that is of no use.
class field_findings {
public:
    /// To be told by `evaluate_options::listener` of the record that `begin_record` began.
    void operator()(const calque::field_finding& found);

    /// Begins a record, which stands in a line of an input. *Lifetimes*: the name stays alive until the next one begins.
    void begin_record(const std::string& input, std::size_t line) {
        ++record_;
        asked_ = had_ = false;
        input_ = &input;
        line_ = line;
    }

    /// Whether the record at hand was asked for fields, and has none of them.
    [[nodiscard]] bool found_none() const { return asked_ && !had_; }

    /// A line for each field that no record had, and for each field and kind of what could not be read.
    [[nodiscard]] std::vector<std::string> complaints() const;

private:
    struct unreadable {
        std::size_t records = 0;
        std::size_t last_record = 0;
        std::string first; ///< where the first is
    };
    struct field_count {
        const char* name = nullptr; ///< where its name stands: that is the same in each record
        std::string text;
        bool had = false;
        std::size_t absent = 0;
        std::size_t last_absent = 0;
        std::map<boost::json::kind, unreadable> kinds;
    };

    [[nodiscard]] field_count& count_of(std::string_view field);

    std::vector<field_count> fields_;
    std::size_t record_ = 0;
    bool asked_ = false; ///< of the record at hand
    bool had_ = false;
    const std::string* input_ = nullptr;
    std::size_t line_ = 0;
};

} // namespace cli
