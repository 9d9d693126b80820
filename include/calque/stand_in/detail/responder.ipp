// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/responder.hpp>
#include <calque/stand_in/detail/routes.hpp>
#include <calque/support/scan.hpp>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail::stand_in_parts {

/// Returns whether a `Host` header may be used in a link.
[[nodiscard]] inline bool is_plain_host(std::string_view host) noexcept {
    return !host.empty() &&
           std::ranges::all_of(host, [](char c) { return is_class(c, word_char) || is_among(c, ".-:[]"); });
}

CALQUE_DECL const stand_in_key* responder::key_of(const http_request& request) const noexcept {
    const std::string_view sent = find_header(request.headers, "X-CEKURA-API-KEY");
    const auto found = std::ranges::find(settings_.keys, sent, &stand_in_key::text);
    return found == settings_.keys.end() ? nullptr : &*found;
}

CALQUE_DECL std::string responder::origin_of(const http_request& request) const {
    const std::string_view host = find_header(request.headers, "Host");
    if (!is_plain_host(host)) return settings_.origin;
    return settings_.origin.substr(0, settings_.origin.find("//") + 2).append(host);
}

CALQUE_DECL http_response responder::handle(const http_request& request) const {
    const auto target = boost::urls::parse_origin_form(request.target);
    if (!target) return detail_response(400, "Bad request target.");
    const std::string path{target->encoded_path()};
    const route_match match = match_route(request.method, path);
    if (match.allowed.empty()) {
        if (match_route(request.method, path + '/').allowed.empty()) return detail_response(404, "Not found.");
        const std::string_view rest = std::string_view{request.target}.substr(path.size());
        return {301, {{"Location", (path + '/').append(rest)}}, {}};
    }
    const stand_in_key* const key = key_of(request);
    if (!settings_.keys.empty() && key == nullptr) {
        const bool sent = !find_header(request.headers, "X-CEKURA-API-KEY").empty();
        http_response response = detail_response(401, sent ? "Incorrect authentication credentials."
                                                           : "Authentication credentials were not provided.");
        response.headers.push_back({"WWW-Authenticate", "Api-Key"});
        return response;
    }
    if (match.found == nullptr) {
        http_response response = detail_response(405, "Method \"" + request.method + "\" not allowed.");
        response.headers.push_back({"Allow", match.allowed == "GET" ? "GET, HEAD" : std::string{match.allowed}});
        return response;
    }
    if (key != nullptr && key->read_only && request.method == "POST")
        return detail_response(403, "You do not have permission to perform this action.");
    try {
        const query asked{target->params({true})}; // decodes a plus sign as a space
        const page_choice page{asked, settings_.page_size, settings_.max_page_size};
        const instant moment =
            settings_.now.value_or(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()));
        return match.found->answer(records_, {request, asked, page, match.id, origin_of(request) + path, moment});
    } catch (refusal& why) {
        return std::move(why.response);
    }
}

} // namespace calque::detail::stand_in_parts
