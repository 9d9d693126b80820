// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/response_decoder.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace calque {

/// One page of call logs or runs, each as the API wrote it: an envelope, or a bare array (api/README.md, "Pages").
///
/// `evaluator::try_match_json(record.text)` of <calque/evaluate.hpp> evaluates a filter on a record;
/// `read_json(record.text, failure)` of <calque/json.hpp> parses it with exact numbers.
struct record_page {
    std::optional<std::int64_t> count; ///< records on all pages; these endpoints send it only on request
    bool count_capped = false;         ///< whether there are more than `count` records
    std::optional<std::string> next;   ///< only its page number is used
    std::optional<std::string> previous;
    std::vector<raw_json> results;
    bool next_absent = false; ///< an envelope without `next`

    friend bool operator==(const record_page&, const record_page&) = default;
};

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/decode/records.ipp>
#endif
