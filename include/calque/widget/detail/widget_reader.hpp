// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/widget/detail/chart_reader.hpp>
#include <calque/widget/detail/widget_keys.hpp>
#include <calque/widget/widget.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// A reader of a widget: `WidgetDataResponse` (api/README.md, "Chart data").
class widget_reader {
public:
    static constexpr std::string_view several = "widgets";

    explicit widget_reader(const decode_options& options) noexcept
        : keep_source_{options.keep_source}, rows_{options.max_rows} {}
    widget_reader(const widget_reader&) = delete;
    widget_reader& operator=(const widget_reader&) = delete;

    void open(json_kind kind) {
        if (keep_source_) source_.open(kind);
        switch (step_) {
        case step::start:
            expect_kind(json_kind::object, kind);
            step_ = step::widget;
            return;
        case step::widget:
        case step::metadata: return open_member(kind);
        case step::chart: return chart_.open(kind);
        case step::raw: return raw_.open(kind);
        case step::ignored: ++ignored_; return;
        }
    }

    /// Returns whether this ended the widget.
    bool close(json_kind kind) {
        if (keep_source_) source_.close(kind);
        switch (step_) {
        case step::start:
        case step::widget: finish(); return true;
        case step::metadata: leave(step::widget); break;
        case step::chart:
            if (chart_.close(kind)) leave(step::widget);
            break;
        case step::raw:
            if (!raw_.close(kind)) break;
            store_raw(raw_json{taken(raw_)});
            leave(outer_);
            break;
        case step::ignored:
            if (--ignored_ == 0) leave(outer_);
            break;
        }
        return false;
    }

    void key(std::string_view name, bool escaped) {
        if (keep_source_) source_.key(name);
        switch (step_) {
        case step::chart: return chart_.key(name, escaped);
        case step::raw: return raw_.key(name);
        case step::start:
        case step::ignored: return;
        case step::widget:
        case step::metadata: {
            const bool of_metadata = step_ == step::metadata;
            key_ = escaped ? widget_key_of(decoded_string(name), of_metadata) : widget_key_of(name, of_metadata);
        }
        }
    }

    /// Always returns false: a scalar is never a whole widget.
    bool scalar(const scalar_token& token) {
        if (keep_source_) source_.scalar(token);
        switch (step_) {
        case step::start: expect_kind(json_kind::object, token.kind()); break;
        case step::widget:
        case step::metadata:
            store(token);
            leave(step_);
            break;
        case step::chart: chart_.scalar(token); break;
        case step::raw: raw_.scalar(token); break;
        case step::ignored: break;
        }
        return false;
    }

    [[nodiscard]] const char* objects(const char* at, const char* end) {
        return step_ == step::chart && !keep_source_ ? chart_.objects(at, end) : nullptr;
    }

    void comma() {
        if (keep_source_) source_.comma();
        if (step_ == step::chart) chart_.comma();
        else if (step_ == step::raw) raw_.comma();
    }

    /// Returns the widget that was read, and prepares for the next.
    [[nodiscard]] widget_data take() {
        has_type_ = has_data_ = false;
        step_ = step::start;
        return std::exchange(out_, {});
    }

    /// Appends the JSON pointer of the current value within the widget.
    void append_place(std::string& pointer) const {
        if (key_ == widget_key::other) return;
        if (key_ > widget_key::metadata) pointer += "/metadata";
        pointer.append("/").append(widget_key_names[static_cast<std::size_t>(key_)]);
        if (key_ == widget_key::data) chart_.append_place(pointer);
    }

private:
    enum class step : std::uint8_t { start, widget, metadata, chart, raw, ignored };

    void leave(step next) noexcept {
        step_ = next;
        key_ = widget_key::other;
    }

    void begin_chart() {
        chart_.begin(out_.chart_type, has_type_);
        has_data_ = true;
    }

    void open_member(json_kind kind) {
        outer_ = step_;
        switch (key_) {
        case widget_key::data:
            begin_chart();
            step_ = step::chart;
            return chart_.open(kind);
        case widget_key::metadata:
            expect_kind(json_kind::object, kind);
            out_.metadata = {};
            return leave(step::metadata);
        case widget_key::group_by:
        case widget_key::filter_value: step_ = step::raw; return raw_.open(kind);
        case widget_key::other:
            step_ = step::ignored;
            ignored_ = 1;
            return;
        default: store({.form = kind == json_kind::object ? scalar_form::object : scalar_form::array}); // rejects it
        }
    }

    void store(const scalar_token& token) {
        switch (key_) {
        case widget_key::chart_type:
            expect_kind(json_kind::string, token.kind());
            out_.chart_type = *read_text(token);
            has_type_ = true;
            return;
        case widget_key::data:
            begin_chart();
            chart_.scalar(token);
            return;
        case widget_key::widget_id: out_.widget_id = read_integer(token); return;
        case widget_key::field_name: out_.field_name = read_text(token).value_or(std::string{}); return;
        case widget_key::aggregation_function: out_.aggregation_function = read_text(token); return;
        case widget_key::time_period: out_.time_period = read_text(token); return;
        case widget_key::can_group_by: out_.can_group_by = read_flag(token); return;
        case widget_key::metadata:
            if (!token.is_missing_or_null()) expect_kind(json_kind::object, token.kind());
            out_.metadata = {};
            return;
        case widget_key::display_name: out_.metadata.display_name = read_text(token).value_or(std::string{}); return;
        case widget_key::data_type: out_.metadata.data_type = read_text(token).value_or(std::string{}); return;
        case widget_key::series_dimension: out_.metadata.series_dimension = read_text(token); return;
        case widget_key::normalization: out_.metadata.normalization = read_text(token); return;
        case widget_key::group_by:
        case widget_key::filter_value: return store_raw(read_raw(token));
        case widget_key::other: return;
        }
    }

    void store_raw(std::optional<raw_json> json) {
        (key_ == widget_key::group_by ? out_.group_by : out_.metadata.filter_value) = std::move(json);
    }

    /// Returns a scalar as JSON, or nothing for null.
    [[nodiscard]] std::optional<raw_json> read_raw(const scalar_token& token) {
        if (token.is_missing_or_null()) return {};
        raw_.scalar(token);
        return raw_json{taken(raw_)};
    }

    void finish() {
        key_ = widget_key::other;
        if (!has_type_) stop("expected the key `chart_type`");
        if (!has_data_) stop("expected the key `data`");
        key_ = widget_key::data;
        out_.data = chart_.take(out_.chart_type);
        key_ = widget_key::other;
        if (keep_source_) out_.source.text = taken(source_);
    }

    bool keep_source_;
    row_budget rows_;
    chart_reader chart_{rows_};
    raw_capture<std::string> raw_;
    raw_capture<std::string> source_;
    widget_data out_;
    bool has_type_ = false;
    bool has_data_ = false;
    widget_key key_ = widget_key::other; ///< of the current member
    step step_ = step::start;
    step outer_ = step::start; ///< state to return to after JSON that is kept or ignored
    std::size_t ignored_ = 0;  ///< how many arrays and objects of an unknown member are open
};

} // namespace calque::detail
