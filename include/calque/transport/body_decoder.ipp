// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>
#include <calque/transport/api_failure.hpp>
#include <calque/transport/body_decoder.hpp>
#include <calque/transport/detail/retry_after.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

[[nodiscard]] inline std::string lower_case(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
    return out;
}

/// Returns a header's value, which is untrusted, as a message shows it.
[[nodiscard]] inline std::string shown_value(std::string_view value) { return '`' + excerpt(value, 60) + '`'; }

CALQUE_DECL std::optional<body_coding> compression_of(std::string_view content_encoding) {
    const std::string coding = lower_case(trimmed(content_encoding));
    if (coding == "gzip" || coding == "x-gzip") return body_coding::gzip;
    if (coding == "deflate") return body_coding::deflate;
    return {};
}

CALQUE_DECL coded_body::coded_body(std::string_view content_encoding) {
    const std::string coding = lower_case(trimmed(content_encoding));
    if (coding.empty() || coding == "identity") return;
    if (const auto compressed = compression_of(coding)) inflater_.emplace(*compressed);
    else unknown_coding_ = "the body is coded as " + shown_value(content_encoding) + ", expected gzip, deflate or none";
}

CALQUE_DECL std::optional<std::string> coded_body::finish() {
    if (!unknown_coding_.empty()) return unknown_coding_;
    if (inflater_ && !inflater_->finish()) return inflater_->problem();
    return {};
}

CALQUE_DECL bool body_prefix::add(std::string_view text) {
    // A character has at most four bytes, and a run of blanks counts as one, so this is enough.
    constexpr std::size_t enough = 5 * longest_body_excerpt;
    for (const char c : text) {
        if (text_.size() == enough) return false;
        const bool blank = is_class(c, blank_char);
        if (!blank || (!text_.empty() && text_.back() != ' ')) text_ += blank ? ' ' : c;
    }
    return true;
}

CALQUE_DECL std::string body_prefix::excerpt() const { return detail::excerpt(text_, longest_body_excerpt); }

CALQUE_DECL std::optional<std::string> wrong_content_type(std::string_view content_type) {
    const std::string type = lower_case(trimmed(content_type.substr(0, content_type.find(';'))));
    const bool is_json =
        type.empty() || type == "application/json" || (type.starts_with("application/") && type.ends_with("+json"));
    if (!is_json) return "expected JSON, found the content type " + shown_value(content_type);
    const std::string whole = lower_case(content_type);
    const std::size_t at = whole.find("charset=");
    if (at == std::string::npos) return {};
    std::string_view charset{whole};
    charset = trimmed(charset.substr(at + 8, charset.find(';', at) - (at + 8)));
    if (charset.size() > 1 && charset.front() == '"' && charset.back() == '"')
        charset = charset.substr(1, charset.size() - 2);
    if (charset == "utf-8" || charset == "utf8" || charset == "us-ascii") return {};
    return "expected JSON in UTF-8, found the content type " + shown_value(content_type);
}

} // namespace calque::detail

#include <calque/transport/inflate.ipp>
