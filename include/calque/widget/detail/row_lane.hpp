// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/json_number.hpp>
#include <calque/support/json_string.hpp>
#include <calque/support/load_bytes.hpp>
#include <calque/widget/detail/row_tape.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace calque::detail {

/// Reads a row with the keys of the row before it straight through, with the same functions as the scanner: nearly all
/// rows are such, and going from token to token costs more than reading them.
class row_lane {
public:
    explicit row_lane(const key_tree& keys) noexcept : keys_{keys} {}

    /// The place behind the row at `at`, or null where it is to be read token by token: where it has other keys than
    /// are likely, something nested, a mistake, or its end is not there.
    [[nodiscard]] const char* read(const char* at, const char* end) {
        if (at == end || *at != '{') return nullptr;
        at = skip_space(at + 1, end);
        way_ = 0;
        for (count_ = 0; count_ < atoms_.size(); ++count_) {
            const key_tree::node& next = keys_[keys_[way_].likely];
            if (&next == &keys_[0] || !stands_at(at, end, next.token)) return nullptr;
            way_ = keys_[way_].likely;
            at = value(skip_space(at + next.token.size(), end), end);
            if (at == nullptr) return nullptr;
            if (is_time(next.role)) read_written_time(atoms_[count_]);
            at = skip_space(at, end);
            if (at == end || (*at != ',' && *at != '}')) return nullptr;
            if (*at++ == '}') {
                ++count_;
                return next.ends_row ? at : nullptr;
            }
            at = skip_space(at, end);
        }
        return nullptr;
    }

    /// The keys of the row that was read, and its values.
    [[nodiscard]] std::uint8_t way() const noexcept { return way_; }
    [[nodiscard]] std::span<const json_atom> atoms() const noexcept { return {atoms_.data(), count_}; }

private:
    [[nodiscard]] const char* value(const char* at, const char* end) {
        if (at == end) return nullptr;
        json_atom& atom = atoms_[count_];
        if (*at == '"') {
            const json_string_scan scan = scan_json_string(at + 1, end);
            if (scan.status != json_string_status::whole) return nullptr;
            atom.form = atom_form::string;
            atom.escaped = scan.escaped;
            atom.text = {at + 1, static_cast<std::size_t>(scan.at - at - 1)};
            return scan.at + 1;
        }
        if (stands_at(at, end, "null")) {
            atom.form = atom_form::null;
            return at + 4;
        }
        const json_number_scan scan = scan_json_number(at, end, atom);
        return scan.ok ? scan.at : nullptr;
    }

    const key_tree& keys_;
    std::array<json_atom, 8> atoms_; ///< rows with more members go token by token
    std::size_t count_ = 0;
    std::uint8_t way_ = 0;
};

} // namespace calque::detail
