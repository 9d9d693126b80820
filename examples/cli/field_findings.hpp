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

/// Returns a noun for a kind of value: `a number`.
[[nodiscard]] std::string_view noun_of(boost::json::kind kind);

/// Counts missing and unreadable values of a filter's fields in records.
class field_findings {
public:
    /// Records a finding for the current record; for use as `evaluate_options::listener`.
    void operator()(const calque::field_finding& found);

    /// Begins a record at a line of an input. *Lifetimes*: the name must live until the next record begins.
    void begin_record(const std::string& input, std::size_t line) {
        ++record_;
        asked_ = had_ = false;
        input_ = &input;
        line_ = line;
    }

    /// Returns true if the filter read fields of the current record, and it has none of them.
    [[nodiscard]] bool found_none() const { return asked_ && !had_; }

    /// Returns a line for each field that no record has, and for each field and kind of unreadable value.
    [[nodiscard]] std::vector<std::string> complaints() const;

private:
    struct unreadable {
        std::size_t records = 0;
        std::size_t last_record = 0;
        std::string first; ///< position of the first one
    };
    struct field_count {
        const char* name = nullptr; ///< the address of the name, which is the same in each record
        std::string text;
        bool had = false;
        std::size_t absent = 0;
        std::size_t last_absent = 0;
        std::map<boost::json::kind, unreadable> kinds;
    };

    [[nodiscard]] field_count& count_of(std::string_view field);

    std::vector<field_count> fields_;
    std::size_t record_ = 0;
    bool asked_ = false; ///< for the current record
    bool had_ = false;
    const std::string* input_ = nullptr;
    std::size_t line_ = 0;
};

} // namespace cli
