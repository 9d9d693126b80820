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

/// Selects which records are printed, and how many.
struct match_settings {
    bool inverted = false;  ///< print the records that the filter does not select
    bool silent = false;    ///< print no records, only count them
    bool skips_bad = false; ///< count invalid records instead of ending the run
    std::size_t most = std::numeric_limits<std::size_t>::max();
    std::size_t longest = std::numeric_limits<std::size_t>::max(); ///< the greatest size of a record in bytes
    std::vector<std::string> record_names{};                       ///< members that a record has; empty if unknown
    std::string event_key{}; ///< the member that holds an event's record; empty without events
};

/// Reads records, evaluates the filter and prints the selected ones.
class record_matcher {
public:
    record_matcher(calque::evaluator decide, const match_settings& settings, field_findings& findings, output& out)
        : decide_{std::move(decide)}, settings_{settings}, findings_{findings}, out_{out} {}

    /// Processes all records of a file; messages contain its name if `named`.
    ///
    /// Results are printed before the function waits for input, and before an error ends the run. *Errors*: throws
    /// `usage_error` for an invalid record; those of `byte_source` and `output`.
    void read(const std::string& path, bool named);

    /// Returns true if as many records were selected as requested.
    [[nodiscard]] bool done() const { return selected_ >= settings_.most; }

    [[nodiscard]] std::size_t selected() const { return selected_; }

    /// Describes the invalid records that were skipped; empty if there were none.
    [[nodiscard]] std::string describe_skipped() const;

    /// Describes pages with members of records beside their `results`; empty if there were none.
    [[nodiscard]] std::string lost_members() const;

    /// Describes objects that are not records; empty if there were none.
    [[nodiscard]] std::string foreign() const;

private:
    void decide(const record_splitter::candidate& record, record_splitter& records);
    void read_page(const record_splitter::candidate& part);
    [[nodiscard]] bool is_record(std::string_view object) const;
    void check_members(const record_splitter::candidate& record);
    void print(const record_splitter::candidate& record);
    void refuse(const record_splitter::candidate& record, std::string why);
    [[nodiscard]] std::string why_bad(const record_splitter::candidate& record, std::string_view text) const;
    [[nodiscard]] std::string at_line(std::size_t line) const;

    calque::evaluator decide_;
    match_settings settings_;
    field_findings& findings_;
    output& out_;
    std::string input_; ///< name for messages, if there are several inputs
    std::size_t selected_ = 0;
    std::size_t bad_ = 0;
    std::string first_bad_;
    std::size_t lost_lines_ = 0;            ///< lines whose rest was skipped together with an invalid record
    std::vector<std::string> lost_members_; ///< members of records beside a page's `results`
    std::string first_lost_;                ///< position of the first one
    std::size_t foreign_ = 0;               ///< objects without a member that records have
    std::string first_foreign_;             ///< position and members of the first one
};

} // namespace cli
