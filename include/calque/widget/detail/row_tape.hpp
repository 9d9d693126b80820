// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/chunked_buffer.hpp>
#include <calque/decode/packed_scalar.hpp>
#include <calque/decode/raw_capture.hpp>
#include <calque/decode/written_time.hpp>
#include <calque/widget/detail/row_keys.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The rows of a chart in compact form, from which both typed rows and the original JSON can be produced.
///
/// Whether rows are typed is known only at the last one, and a growing vector needs three times the memory of its
/// rows. Rows are therefore stored here, at about a quarter of their size, until their type and number are known. A
/// row is one byte for its keys, followed by its packed values.
class row_tape {
public:
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] const key_trie& keys() const noexcept { return keys_; }

    void begin_row() {
        path_ = 0;
        head_ = buffer_.prepare(1);
        *head_ = 0;
        buffer_.advance(head_ + 1);
    }

    /// Returns false if the key would need one trie node too many; the row then ends before it.
    [[nodiscard]] bool key(std::string_view name, bool escaped) {
        const std::uint8_t next = keys_.step(path_, name, escaped);
        if (next == 0) return false;
        path_ = next;
        return true;
    }

    void put(scalar_token token) {
        if (is_time(keys_[path_].role)) read_common_time(token);
        pack(buffer_, token);
    }

    void end_row() {
        *head_ = static_cast<char>(path_);
        ++rows_;
        keys_.mark_end(path_);
    }

    /// Adds a complete row with the same keys as an earlier one.
    void add_row(std::uint8_t path, std::span<const scalar_token> tokens) {
        buffer_.push_back(static_cast<char>(path));
        for (const scalar_token& each : tokens) pack(buffer_, each);
        ++rows_;
    }

    /// Returns the set of known keys in the last row.
    [[nodiscard]] std::uint8_t keys_of_row() const noexcept { return keys_[path_].keys; }

    /// Writes the complete rows, separated by commas.
    void write_rows(raw_capture<chunked_buffer>& out) {
        byte_cursor cursor{buffer_};
        for (std::size_t row = 0; row < rows_; ++row) {
            write_row(cursor, out, row == 0);
            out.close(json_kind::object);
        }
    }

    /// Writes the complete rows and the members of the unfinished one, which is left open; returns whether it has a
    /// member.
    bool write_rows_and_begun(raw_capture<chunked_buffer>& out) {
        *head_ = static_cast<char>(path_);
        byte_cursor cursor{buffer_};
        for (std::size_t row = 0; row <= rows_; ++row) {
            write_row(cursor, out, row == 0);
            if (row != rows_) out.close(json_kind::object);
        }
        return path_ != 0;
    }

    [[nodiscard]] byte_cursor read() { return byte_cursor{buffer_}; }

    /// Reads the trie node of the row at the cursor.
    [[nodiscard]] static std::uint8_t read_path(byte_cursor& cursor) {
        const char* const at = cursor.at();
        cursor.advance(at + 1);
        return static_cast<std::uint8_t>(*at);
    }

    void clear() {
        buffer_.clear();
        keys_.clear();
        rows_ = 0;
    }

private:
    /// Writes a row without its closing brace.
    void write_row(byte_cursor& cursor, raw_capture<chunked_buffer>& out, bool first) {
        if (!first) out.comma();
        out.open(json_kind::object);
        first = true;
        for (const std::uint8_t each : keys_.path_to(read_path(cursor))) {
            if (!first) out.comma();
            first = false;
            out.key(keys_[each].key());
            out.scalar(unpack(cursor));
        }
    }

    chunked_buffer buffer_;
    key_trie keys_;
    std::size_t rows_ = 0;
    std::uint8_t path_ = 0; ///< node that the current row has reached
    char* head_ = nullptr;  ///< head byte of the current row
};

} // namespace calque::detail
