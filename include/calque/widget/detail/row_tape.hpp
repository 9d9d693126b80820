// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/byte_pile.hpp>
#include <calque/decode/packed_atom.hpp>
#include <calque/decode/raw_capture.hpp>
#include <calque/decode/written_time.hpp>
#include <calque/widget/detail/row_keys.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace calque::detail {

/// The rows of a chart in few bytes, from which both typed rows and the rows' JSON can be made, each as it came.
///
/// Whether rows are typed is known only at the last of them, and a vector that grows needs the room of its rows thrice.
/// So rows wait here, at about a quarter of their size, until both are known: what they are, and how many. A row is a
/// byte for its keys, and its packed values.
class row_tape {
public:
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] const key_tree& keys() const noexcept { return keys_; }

    void begin_row() {
        way_ = 0;
        head_ = pile_.room(1);
        *head_ = 0;
        pile_.advance(head_ + 1);
    }

    /// Returns false where the key makes one sequence of keys too many; the row then ends before it.
    [[nodiscard]] bool key(std::string_view name, bool escaped) {
        const std::uint8_t next = keys_.step(way_, name, escaped);
        if (next == 0) return false;
        way_ = next;
        return true;
    }

    void put(json_atom atom) {
        if (is_time(keys_[way_].role)) read_written_time(atom);
        pack(pile_, atom);
    }

    void end_row() {
        *head_ = static_cast<char>(way_);
        ++rows_;
        keys_.mark_end(way_);
    }

    /// Adds a whole row with the keys of one before.
    void add_row(std::uint8_t way, std::span<const json_atom> atoms) {
        pile_.push_back(static_cast<char>(way));
        for (const json_atom& each : atoms) pack(pile_, each);
        ++rows_;
    }

    /// The keys of the last row.
    [[nodiscard]] std::uint8_t keys_of_row() const noexcept { return keys_[way_].keys; }

    /// Writes the rows that ended, with commas between them.
    void write_rows(raw_capture<byte_pile>& out) {
        byte_cursor cursor{pile_};
        for (std::size_t row = 0; row < rows_; ++row) {
            write_row(cursor, out, row == 0);
            out.close(json_kind::object);
        }
    }

    /// Writes them and what there is of the row that has begun, which is left open; returns whether it has a member.
    bool write_rows_and_begun(raw_capture<byte_pile>& out) {
        *head_ = static_cast<char>(way_);
        byte_cursor cursor{pile_};
        for (std::size_t row = 0; row <= rows_; ++row) {
            write_row(cursor, out, row == 0);
            if (row != rows_) out.close(json_kind::object);
        }
        return way_ != 0;
    }

    [[nodiscard]] byte_cursor read() { return byte_cursor{pile_}; }

    /// The node of the row at the cursor.
    [[nodiscard]] static std::uint8_t read_way(byte_cursor& cursor) {
        const char* const at = cursor.at();
        cursor.advance(at + 1);
        return static_cast<std::uint8_t>(*at);
    }

    void clear() {
        pile_.clear();
        keys_.clear();
        rows_ = 0;
    }

private:
    /// Writes all of a row but its end.
    void write_row(byte_cursor& cursor, raw_capture<byte_pile>& out, bool first) {
        if (!first) out.comma();
        out.open(json_kind::object);
        first = true;
        for (const std::uint8_t each : keys_.way_to(read_way(cursor))) {
            if (!first) out.comma();
            first = false;
            out.key(keys_[each].key());
            out.scalar(unpack(cursor));
        }
    }

    byte_pile pile_;
    key_tree keys_;
    std::size_t rows_ = 0;
    std::uint8_t way_ = 0; ///< where the row at hand has come to
    char* head_ = nullptr; ///< of the row at hand
};

} // namespace calque::detail
