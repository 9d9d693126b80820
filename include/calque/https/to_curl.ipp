// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/https/detail/redactor.hpp>
#include <calque/https/detail/request_text.hpp>
#include <calque/https/detail/route.hpp>
#include <calque/https/https.hpp>
#include <calque/support/version.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace calque {

namespace detail {

/// Builds a curl command, argument by argument.
class curl_command {
public:
    explicit curl_command(const std::optional<api_key>& key) : redact_{key} {}

    /// Adds an option with a value from the caller.
    void add(std::string_view option, std::string value) {
        redact_(value);
        add_own(option, value);
    }

    /// Adds an option with a value from the library, quoted for the shell.
    void add_own(std::string_view option, std::string_view value) {
        text_.append(" ").append(option).append(" '");
        for (const char each : value) {
            if (each == '\'') text_.append("'\\''"); // the only character that ends a quoted text
            else text_ += each;
        }
        text_ += '\'';
    }

    /// Adds an option in whose value the shell expands a variable.
    void add_variable(std::string_view option, std::string_view value) {
        text_.append(" ").append(option).append(" \"").append(value).append("\"");
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    redactor redact_;
    // The request must not be changed by `~/.curlrc`, nor by brackets or dots in the URL.
    std::string text_ = "curl --disable --globoff --path-as-is --http1.1 --include";
};

inline void add_key(curl_command& out, const api_key& key) {
    const bool is_token = api_key_access::is_token(key);
    out.add_variable("--header",
                     std::string{api_key_access::header(key)} + (is_token ? "$CEKURA_API_TOKEN" : "$CEKURA_API_KEY"));
}

/// Adds the options for the route to the API.
inline void add_route(curl_command& out, const https_options& options, const route_plan& plan) {
    if (options.ca_file) out.add("--cacert", *options.ca_file);
    if (options.certificate) {
        out.add("--cert", options.certificate->file);
        out.add("--key", options.certificate->key_file);
    }
    if (!plan.through) return out.add_own("--noproxy", "*");
    out.add("--proxy", "http://" + plan.through->at.host_and_port());
    if (plan.through->credentials) out.add_variable("--proxy-user", "$CEKURA_PROXY_USER");
    out.add_own("--noproxy", ""); // the proxy is already chosen
}

inline void add_body(curl_command& out, const http_request& request) {
    if (request.body.empty() && request.method != "POST") return;
    // Otherwise curl would add its own type.
    if (find_header(request.headers, "Content-Type").empty()) out.add("--header", "Content-Type:");
    out.add("--data-raw", request.body);
}

} // namespace detail

CALQUE_DECL std::string to_curl(const http_request& request, const https_options& options) {
    detail::check(request);
    if (request.body.find('\0') != std::string::npos)
        throw api_error{{.code = errc::bad_request_setting,
                         .what_happened = "the body of the request has a zero byte, which no command can hold"}};
    const detail::route_plan plan{options};
    detail::curl_command out{options.key};
    out.add("--request", request.method);
    out.add("--url", (plan.to.tls ? "https://" : "http://") + plan.to.authority + plan.to.path + request.target);
    out.add_own("--user-agent", std::string{"calque/"}.append(version_string));
    if (options.key || !plan.to.this_machine) detail::add_key(out, options.key.value_or(api_key{"unset"}));
    for (const http_header& each : request.headers)
        out.add("--header", each.value.empty() ? each.name + ';' : each.name + ": " + each.value);
    detail::add_route(out, options, plan);
    detail::add_body(out, request);
    return out.take();
}

} // namespace calque
