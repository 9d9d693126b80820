// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/config.hpp>
#include <calque/local_api.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace calque::detail::serving {

/// The call logs of a source, each a JSON object. *Errors*: those of `local_api`'s constructor.
CALQUE_DECL std::vector<boost::json::value> load_calls(const call_records& source, instant now);

/// Made-up call logs, oldest first.
CALQUE_DECL std::vector<boost::json::value> generate_calls(const generated_calls& wanted, instant now);

/// What the stand-in needs to know beside its call logs.
struct stand_in_settings {
    std::string origin; ///< scheme, host and port, for links where a request has no `Host`
    std::vector<local_api_key> keys{};
    std::optional<instant> now{};
    std::size_t page_size = 10;
    std::size_t max_page_size = 100;
};

class page_choice;

/// The stand-in API without a network: a request in, a response out.
class stand_in {
public:
    stand_in(std::vector<boost::json::value> calls, stand_in_settings settings)
        : calls_{std::move(calls)}, settings_{std::move(settings)} {}

    /// Answers a request; whatever it holds, there is an answer. *Thread safety*: may be called at the same time.
    [[nodiscard]] CALQUE_DECL http_response handle(const http_request& request) const;

private:
    [[nodiscard]] http_response post(const http_request& request, const page_choice& page) const;
    [[nodiscard]] const local_api_key* key_of(const http_request& request) const noexcept;

    std::vector<boost::json::value> calls_;
    stand_in_settings settings_;
};

} // namespace calque::detail::serving
