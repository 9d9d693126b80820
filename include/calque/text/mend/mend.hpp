// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/schema/call_log.hpp>
#include <calque/support/config.hpp>

#include <string>
#include <string_view>

namespace calque {

namespace detail {
CALQUE_DECL std::string mend_text(std::string_view text, const schema_view& fields, const parse_options& options);
} // namespace detail

/// A text with one edit applied; an edit that reaches past the text is cut at its end.
[[nodiscard]] std::string apply_edit(std::string_view text, const text_edit& edit);

/// A filter's text with everything mended that surely says what was meant; the rest of the text stays as it is.
///
/// Applies the first safe edit of each diagnostic, and again to what that gives, since one mistake may hide the next.
/// The result never has more errors than `text`, and a text without a safe edit comes back unchanged. Errors may
/// remain: parse the result. *Errors*: none; never throws but `std::bad_alloc`.
/// *Example*: `calque::mend("duraton => 60 and topic = null")` is `duration >= 60 and topic is null`.
template <schema Schema = call_log>
[[nodiscard]] std::string mend(std::string_view text, const parse_options& options = {}) {
    return detail::mend_text(text, schema_of<Schema>, options);
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/mend/mend.ipp>
#endif
