// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/stand_in/stand_in_options.hpp>
#include <calque/support/config.hpp>
#include <calque/values/error.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace calque::detail::stand_in_parts {

/// Loads the call logs of a source, each a JSON object. *Errors*: those of `stand_in`'s constructor.
CALQUE_DECL std::vector<boost::json::value> load_calls(const call_records& source, instant moment);

/// Loads the runs of a source, each a JSON object. *Errors*: those of `stand_in`'s constructor.
CALQUE_DECL std::vector<boost::json::value> load_runs(const run_records& source, instant moment);

/// Generates call logs, oldest first.
CALQUE_DECL std::vector<boost::json::value> generate_calls(const generated_calls& wanted, instant moment);

/// Generates test runs, oldest first.
CALQUE_DECL std::vector<boost::json::value> generate_runs(const generated_runs& wanted, instant moment);

/// The settings of the responder.
struct responder_settings {
    std::string origin; ///< scheme, host and port, for links if a request has no `Host`
    std::vector<stand_in_key> keys{};
    std::optional<instant> now{};
    std::size_t page_size = 10;
    std::size_t max_page_size = 100;
};

/// The records served, each a JSON object.
struct served_records {
    std::vector<boost::json::value> calls{};
    std::vector<boost::json::value> runs{};
};

/// The stand-in API without a network: converts a request to a response.
class responder {
public:
    responder(served_records records, responder_settings settings)
        : records_{std::move(records)}, settings_{std::move(settings)} {}

    /// Answers any request, valid or not. *Thread safety*: may be called concurrently.
    [[nodiscard]] CALQUE_DECL http_response handle(const http_request& request) const;

private:
    [[nodiscard]] const stand_in_key* key_of(const http_request& request) const noexcept;
    [[nodiscard]] std::string origin_of(const http_request& request) const;

    served_records records_;
    responder_settings settings_;
};

} // namespace calque::detail::stand_in_parts
