// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/client_options.hpp>
#include <calque/client/widgets.hpp>
#include <calque/widget.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "failure.hpp"
#include "limits.hpp"

namespace cli {

/// The API refused a request, perhaps because of a part of its filter.
struct refused_by_api : outside_error {
    explicit refused_by_api(const calque::api_error& error)
        : outside_error{with_options(words_of(error))}, failure{error.failure()} {}
    calque::api_failure failure;
};

/// The API that receives the requests: the one at a URL, or the stand-in server in this program.
class api_session {
public:
    /// Selects the API by `--url` and the environment (`CEKURA_API_URL`, `CEKURA_API_KEY`); `bounds` is for the client.
    ///
    /// *Errors*: throws `usage_error` if the URL or the key is invalid, `outside_error` if the stand-in cannot be
    /// started.
    api_session(const std::optional<std::string>& url, calque::client_options bounds);
    ~api_session();

    /// Returns the widgets to request if none are named. *Errors*: throws `usage_error` unless this is the stand-in.
    [[nodiscard]] std::vector<std::int64_t> default_ids() const;

    /// Fetches the one page that the request names. *Errors*: throws `usage_error` if the request cannot be sent,
    /// `refused_by_api` if the API refuses it, otherwise `outside_error`.
    [[nodiscard]] calque::bulk_widget_response fetch_page(const calque::bulk_widget_request& request);

    /// Fetches all pages. *Errors*: as above.
    [[nodiscard]] calque::widgets_reply fetch(const calque::bulk_widget_request& request,
                                              const calque::widgets_options& options);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace cli
