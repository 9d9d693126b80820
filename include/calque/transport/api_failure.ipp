// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/api_failure.hpp>
#include <calque/transport/call_report.ipp>
#include <calque/transport/server_words.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>

namespace calque {

namespace detail {

inline constexpr std::size_t longest_message = 500;
inline constexpr std::size_t longest_key = 60;
inline constexpr std::size_t longest_path = 200;
inline constexpr std::size_t max_messages = 20;
inline constexpr std::size_t largest_error_body = 64u * 1024u; // a larger one is treated as text

[[nodiscard]] constexpr errc errc_of_status(unsigned status) noexcept {
    switch (status) {
    case 400: return errc::bad_request;
    case 401: return errc::unauthorized;
    case 403: return errc::forbidden;
    case 404: return errc::not_found;
    case 405: return errc::method_not_allowed;
    case 408:
    case 425: return errc::try_again;
    case 429: return errc::rate_limited;
    case 500:
    case 502:
    case 503:
    case 504: return errc::server_error;
    default: break;
    }
    if (status >= 400 && status < 500) return errc::client_error;
    if (status >= 500 && status < 600) return errc::server_refusal;
    return errc::unexpected_status;
}

/// Returns the message for a code, with the status if the code covers several.
[[nodiscard]] inline std::string words_of(errc code, unsigned status) {
    const std::string number = std::to_string(status);
    if (code == errc::client_error) return "the API refused the request (" + number + ")";
    if (code == errc::try_again) return "the API asks to send the request again (" + number + ")";
    if (code == errc::server_error) return "the API failed (" + number + "); try again later";
    if (code == errc::server_refusal) return "the API cannot do what was asked (" + number + ")";
    if (code != errc::unexpected_status) return make_error_code(code).message();
    if (status >= 200 && status < 300) return "the API answered " + number + " without data";
    return "the API answered " + number + ", which is not followed; check the base URL";
}

/// Returns the path of an error body's member; omits the two keys of Django REST Framework that name no field.
[[nodiscard]] inline std::string path_below(const std::string& path, std::string_view key) {
    if (key == "non_field_errors" || (path.empty() && key == "detail")) return path;
    return excerpt(path + (path.empty() ? "" : ".") + excerpt(key, longest_key), longest_path);
}

/// Collects the messages of an error body. A message's path consists of its keys, and of the indices in lists of
/// objects or lists, as in a body about several objects.
inline void collect_messages(const boost::json::value& json, const std::string& path,
                             std::vector<server_message>& out) {
    if (out.size() >= max_messages || json.is_null()) return;
    if (const auto* list = json.if_array()) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            const bool nested = (*list)[i].is_structured();
            collect_messages((*list)[i], nested ? path_below(path, std::to_string(i)) : path, out);
        }
        return;
    }
    if (const auto* object = json.if_object()) {
        for (const auto& [key, value] : *object) collect_messages(value, path_below(path, key), out);
        return;
    }
    const auto* text = json.if_string();
    out.push_back(
        {path, excerpt(text != nullptr ? std::string_view{*text} : boost::json::serialize(json), longest_message)});
}

[[nodiscard]] inline std::string joined(const std::vector<server_message>& messages) {
    std::string out;
    for (const server_message& each : messages) {
        if (!out.empty()) out += "; ";
        if (!each.path.empty()) out.append(each.path).append(": ");
        out += each.text;
    }
    return out;
}

/// Returns whether a message is about a filter, judging by its path or its text.
[[nodiscard]] inline bool is_about_a_filter(const server_message& what) {
    return std::ranges::any_of(steps_of(what.path), is_filter_member) || has_word(what.text, "filter") ||
           has_word(what.text, "filters");
}

} // namespace detail

CALQUE_DECL std::string describe(const api_failure& failure) {
    std::string out = failure.what_happened.empty() ? failure.code.message() : failure.what_happened;
    if (!failure.server_detail.empty()) out.append("; the server says: \"").append(failure.server_detail).append("\"");
    if (failure.retry_after && failure.retry_after->count() > 0)
        out.append("; the server asks to wait ").append(std::to_string(failure.retry_after->count())).append(" s");
    if (!failure.help.empty()) out.append("; ").append(failure.help);
    if (const std::string told = describe(failure.report); !told.empty()) out.append(" (").append(told).append(")");
    return out;
}

CALQUE_DECL const api_failure* failure_of(const std::exception_ptr& error) noexcept {
    if (!error) return nullptr;
    try {
        std::rethrow_exception(error);
    } catch (const api_error& found) {
        return &found.failure();
    } catch (...) {
        return nullptr;
    }
}

CALQUE_DECL api_failure parse_api_failure(unsigned status, std::string_view body) {
    api_failure out{.code = detail::errc_of_status(status), .status = status};
    error_code problem = boost::json::make_error_code(boost::json::error::incomplete);
    boost::json::value json;
    if (body.size() <= detail::largest_error_body) json = boost::json::parse(body, problem);
    if (problem) {
        out.server_detail = detail::excerpt(body, detail::longest_body_excerpt);
    } else {
        detail::collect_messages(json, {}, out.messages);
        out.server_detail = detail::joined(out.messages);
    }
    const std::vector<server_message> told = detail::messages_of(out);
    if (status == 400 && std::ranges::any_of(told, detail::is_about_a_filter)) out.code = errc::filter_refused;
    out.what_happened = detail::words_of(static_cast<errc>(out.code.value()), status);
    for (const server_message& each : told)
        if (out.help.empty()) out.help = detail::known_help(each.text);
    return out;
}

} // namespace calque

#include <calque/transport/excerpt.ipp>
