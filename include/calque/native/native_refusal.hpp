// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/native/native_value.hpp>
#include <calque/support/config.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace calque::detail {

/// Returns the diagnostic for an invalid argument value; `why` must not be `none`.
[[nodiscard]] CALQUE_DECL diagnostic native_refusal(native_problem why, std::string_view text);

/// Fits an argument to its field and operator, or returns why its value does not fit, without a range.
///
/// `name` is the field's full name. *Errors*: `E107`, `E112`, `E303`, `E305`, `E307`, `E405`.
CALQUE_DECL std::optional<diagnostic> bind_native(const native_reading& what, const field& row, std::string_view name,
                                                  op operation, bound_value& out);

/// Returns a refused argument as text of the language, for the source of a diagnostic; a long text is cut.
[[nodiscard]] CALQUE_DECL std::string written_native(const native_reading& what);

} // namespace calque::detail

#ifdef CALQUE_HEADER_ONLY
#include <calque/native/native_refusal.ipp>
#endif
