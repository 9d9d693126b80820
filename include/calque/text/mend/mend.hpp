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

/// Returns a text with one edit applied; a range that extends past the end of the text is clamped.
[[nodiscard]] std::string apply_edit(std::string_view text, const text_edit& edit);

/// Returns a filter's text with every mistake fixed whose correction is certain; the rest of the text is unchanged.
///
/// Applies the first safe edit of each diagnostic and repeats on the result, because one mistake may hide the next.
/// The result never has more errors than `text`; a text without a safe edit is returned unchanged. Errors may remain:
/// parse the result. *Errors*: none; throws only `std::bad_alloc`.
/// *Example*: `calque::mend("duraton => 60 and topic = null")` returns `duration >= 60 and topic is null`.
template <schema Schema = call_log>
[[nodiscard]] std::string mend(std::string_view text, const parse_options& options = {}) {
    return detail::mend_text(text, schema_of<Schema>, options);
}

} // namespace calque

#ifdef CALQUE_HEADER_ONLY
#include <calque/text/mend/mend.ipp>
#endif
