// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/api/http_message.hpp>
#include <calque/stand_in/detail/json_out.hpp>

#include <boost/json/value.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Error responses, in the formats of the API's framework (api/README.md, "Errors and retries").
namespace calque::detail::stand_in_parts {

/// An error response, thrown while a request is checked.
struct refusal {
    http_response response;
};

[[nodiscard]] inline http_response json_response(unsigned status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

/// Returns a response with the body `{"detail": "…"}`.
[[nodiscard]] inline http_response detail_response(unsigned status, std::string_view detail) {
    json_out out;
    out.open('{').key("detail").text(detail).close('}');
    return json_response(status, std::move(out).take());
}

/// The mistakes in a form: `{"<member>": ["…"], …}`, one message for each member.
class form_mistakes {
public:
    /// Adds a mistake; only the first one of each member is kept.
    void add(std::string_view member, std::string_view message) {
        if (!names(member)) all_.emplace_back(member, message);
    }

    [[nodiscard]] bool names(std::string_view member) const {
        return std::ranges::find(all_, member, &mistake::first) != all_.end();
    }

    /// *Errors*: throws `refusal` with 400 if there are mistakes.
    void refuse() const {
        if (all_.empty()) return;
        json_out out;
        out.open('{');
        for (const auto& [member, message] : all_) out.key(member).open('[').text(message).close(']');
        out.close('}');
        throw refusal{json_response(400, std::move(out).take())};
    }

private:
    using mistake = std::pair<std::string, std::string>;

    std::vector<mistake> all_;
};

/// Throws `refusal` with `{"<member>": ["…"]}`.
[[noreturn]] inline void refuse_member(std::string_view member, std::string_view message) {
    json_out out;
    out.open('{').key(member).open('[').text(message).close(']').close('}');
    throw refusal{json_response(400, std::move(out).take())};
}

/// Returns the framework's name of a type in messages.
[[nodiscard]] inline std::string_view framework_name(const boost::json::value& what) noexcept {
    switch (what.kind()) {
    case boost::json::kind::null: return "NoneType";
    case boost::json::kind::bool_: return "bool";
    case boost::json::kind::int64:
    case boost::json::kind::uint64: return "int";
    case boost::json::kind::double_: return "float";
    case boost::json::kind::string: return "str";
    case boost::json::kind::array: return "list";
    case boost::json::kind::object: return "dict";
    }
    return {};
}

} // namespace calque::detail::stand_in_parts
