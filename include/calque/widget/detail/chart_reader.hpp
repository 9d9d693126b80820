// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget/detail/row_fast_path.hpp>
#include <calque/widget/detail/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail {

/// The limit on rows, shared by all charts of a response.
struct row_budget {
    std::size_t limit;
    std::size_t taken = 0;

    void take() {
        if (taken == limit) stop_at_limit("rows", limit, "max_rows");
        ++taken;
    }
};

/// A reader of the data of a chart: rows go to a tape, anything else is kept as JSON.
///
/// If the chart type precedes the data, the first row of another shape converts all rows to JSON; otherwise `take`
/// decides.
class chart_reader {
public:
    explicit chart_reader(row_budget& budget) noexcept : budget_{budget} {}

    /// Starts a new chart; `is_known` is whether the chart type has been read.
    void begin(std::string_view chart_type, bool is_known) {
        tape_.clear();
        raw_.clear();
        step_ = step::start;
        place_ = {};
        check_ = !is_known              ? nullptr
                 : chart_type == "line" ? has_shape<line_point>
                 : chart_type == "bar"  ? has_shape<bar_point>
                 : chart_type == "pie"  ? has_shape<pie_slice>
                                        : nullptr;
        maybe_rows_ = !is_known || check_ != nullptr;
    }

    void open(json_kind kind) {
        switch (step_) {
        case step::start:
            if (maybe_rows_ && kind == json_kind::array) {
                step_ = step::rows;
                return;
            }
            step_ = kind == json_kind::array ? step::raw_rows : step::raw;
            return raw_.open(kind);
        case step::rows:
            budget_.take();
            if (kind == json_kind::object) {
                step_ = step::row;
                return tape_.begin_row();
            }
            spill_before_item();
            return raw_.open(kind);
        case step::row: step_ = step::nested; return nested_.open(kind);
        case step::nested: return nested_.open(kind);
        case step::raw_rows:
            if (raw_.depth() == 1) budget_.take();
            return raw_.open(kind);
        case step::raw: return raw_.open(kind);
        }
    }

    /// Returns whether this ended the data.
    bool close(json_kind kind) {
        switch (step_) {
        case step::row:
            step_ = step::rows;
            tape_.end_row();
            if (check_ != nullptr && !check_(tape_.keys_of_row())) spill();
            return false;
        case step::nested:
            if (!nested_.close(kind)) return false;
            step_ = step::row;
            tape_.put(
                {.form = kind == json_kind::object ? scalar_form::object : scalar_form::array, .text = nested_.text()});
            nested_.clear();
            return false;
        case step::raw_rows:
        case step::raw: return raw_.close(kind);
        case step::start:
        case step::rows: break;
        }
        return true;
    }

    void key(std::string_view name, bool escaped) {
        if (step_ == step::row) {
            if (tape_.key(name, escaped)) return;
            spill_row();
        }
        if (step_ == step::nested) nested_.key(name);
        else raw_.key(name);
    }

    /// Returns whether this was the whole data.
    bool scalar(const scalar_token& token) {
        switch (step_) {
        case step::start: raw_.scalar(token); return true;
        case step::row: tape_.put(token); return false;
        case step::nested: nested_.scalar(token); return false;
        case step::rows:
            budget_.take();
            spill_before_item();
            break;
        case step::raw_rows:
            if (raw_.depth() == 1) budget_.take();
            break;
        case step::raw: break;
        }
        raw_.scalar(token);
        return false;
    }

    /// Reads rows until one must be read token by token; returns the position after the last, or null if none was
    /// read.
    [[nodiscard]] const char* objects(const char* at, const char* end) {
        if (step_ != step::rows) return nullptr;
        row_fast_path fast_path{tape_.keys()};
        const char* behind = nullptr;
        while (const char* const next = fast_path.read(at, end)) {
            budget_.take();
            tape_.add_row(fast_path.path(), fast_path.tokens());
            behind = next;
            at = skip_space(next, end);
            if (at == end || *at != ',') break;
            at = skip_space(at + 1, end);
        }
        return behind;
    }

    void comma() {
        if (step_ == step::nested) nested_.comma();
        else if (step_ == step::raw || step_ == step::raw_rows) raw_.comma();
    }

    /// Returns the data of a chart of the given type.
    [[nodiscard]] chart_data take(std::string_view chart_type) {
        if (step_ == step::rows) {
            if (chart_type == "line" && all_have_shape<line_point>(tape_)) return typed<line_point>();
            if (chart_type == "bar" && all_have_shape<bar_point>(tape_)) return typed<bar_point>();
            if (chart_type == "pie" && all_have_shape<pie_slice>(tape_)) return typed<pie_slice>();
        }
        return raw();
    }

    void append_place(std::string& pointer) const {
        if (place_.key == row_key::other) return;
        pointer.append("/").append(std::to_string(place_.row)).append("/");
        pointer += row_key_names[static_cast<std::size_t>(place_.key)];
    }

private:
    enum class step : std::uint8_t { start, rows, row, nested, raw_rows, raw };

    /// Switches to JSON, after a row.
    void spill() {
        raw_.open(json_kind::array);
        tape_.write_rows(raw_);
        tape_.clear();
        step_ = step::raw_rows;
    }

    /// Switches to JSON, before an item that is not an object.
    void spill_before_item() {
        const bool first = tape_.rows() == 0;
        spill();
        if (!first) raw_.comma();
    }

    /// Switches to JSON, before a key of a row.
    void spill_row() {
        raw_.open(json_kind::array);
        if (tape_.write_rows_and_begun(raw_)) raw_.comma();
        tape_.clear();
        step_ = step::raw_rows;
    }

    template <class Row>
    [[nodiscard]] chart_data typed() {
        try {
            chart_data rows = read_rows<Row>(tape_, place_);
            tape_.clear();
            return rows;
        } catch (const unreadable_time&) {
            return raw();
        }
    }

    [[nodiscard]] raw_json raw() {
        if (step_ == step::rows) {
            spill();
            raw_.close(json_kind::array);
        }
        tape_.clear();
        return {raw_.text().take_text()};
    }

    row_budget& budget_;
    row_tape tape_;
    raw_capture<chunked_buffer> raw_;
    raw_capture<std::string> nested_; ///< an array or an object in a row
    bool (*check_)(std::uint8_t keys) noexcept = nullptr;
    bool maybe_rows_ = true;
    step step_ = step::start;
    row_place place_;
};

} // namespace calque::detail
