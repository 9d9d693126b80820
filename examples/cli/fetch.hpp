// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cli {

/// The API that requests go to: the one at a URL, or the stand-in inside this program.
class api_session {
public:
    /// Decides by the option `--url` and the environment (`CEKURA_API_URL`, `CEKURA_API_KEY`).
    ///
    /// *Errors*: throws `usage_error` where the URL or the key cannot be used, `outside_error` where the stand-in
    /// cannot be started.
    explicit api_session(const std::optional<std::string>& url);
    ~api_session();

    /// The widgets to ask for where nobody named any. *Errors*: throws `usage_error` where this is not the stand-in.
    [[nodiscard]] std::vector<std::int64_t> default_ids() const;

    /// Fetches all pages. *Errors*: throws `usage_error` where the request cannot be sent, `outside_error` else.
    [[nodiscard]] calque::bulk_widget_response fetch(const calque::bulk_widget_request& request);

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace cli
