// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate.hpp>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "field_findings.hpp"
#include "output.hpp"
#include "record_splitter.hpp"

namespace cli {

/// Which records are printed, and how many.
struct match_settings {
    bool inverted = false;  ///< those that the filter does not select
    bool silent = false;    ///< none; they are counted
    bool skips_bad = false; ///< what is no JSON object is counted, and does not end the run
    std::size_t most = std::numeric_limits<std::size_t>::max();
    std::size_t longest = std::numeric_limits<std::size_t>::max(); ///< bytes of a record
    std::vector<std::string> record_names{}; ///< of members that a record has; empty where nobody knows
    std::string event_key{};                 ///< that an event has its record at; empty where there are no events
};

/// Reads records, decides and prints.
class record_matcher {
public:
    record_matcher(calque::evaluator decide, const match_settings& settings, field_findings& findings, output& out)
        : decide_{std::move(decide)}, settings_{settings}, findings_{findings}, out_{out} {}

    /// Takes all records of a file, whose name is in messages where `named`.
    ///
    /// What was decided is printed before a wait, and before an error ends the run. *Errors*: throws `usage_error` for
    /// what is no record; those of `byte_source` and `output`.
    void read(const std::string& path, bool named);

    /// Whether there are as many as were asked for.
    [[nodiscard]] bool done() const { return selected_ >= settings_.most; }

    [[nodiscard]] std::size_t selected() const { return selected_; }

    /// What to say of bad records that were skipped; empty where there were none.
    [[nodiscard]] std::string passed_over() const;

    /// What to say of pages that have members of records beside their `results`; empty where there were none.
    [[nodiscard]] std::string lost_members() const;

    /// What to say of objects that are no records; empty where there were none.
    [[nodiscard]] std::string foreign() const;

private:
    void decide(const record_splitter::candidate& record, record_splitter& records);
    void read_page(const record_splitter::candidate& part);
    [[nodiscard]] bool is_record(std::string_view object) const;
    void look_for_members(const record_splitter::candidate& record);
    void print(const record_splitter::candidate& record);
    void refuse(const record_splitter::candidate& record, std::string why);
    [[nodiscard]] std::string why_bad(const record_splitter::candidate& record, std::string_view text) const;
    [[nodiscard]] std::string at_line(std::size_t line) const;

    calque::evaluator decide_;
    match_settings settings_;
    field_findings& findings_;
    output& out_;
    std::string input_; ///< for messages, where there are several
    std::size_t selected_ = 0;
    std::size_t bad_ = 0;
    std::string first_bad_;
    std::size_t lost_lines_ = 0;            ///< whose rest was skipped with something bad
    std::vector<std::string> lost_members_; ///< of pages
    std::string first_lost_;                ///< where the first is
    std::size_t foreign_ = 0;               ///< objects without a member of a record
    std::string first_foreign_;             ///< where the first is, and what it has
};

} // namespace cli
