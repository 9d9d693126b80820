// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call/detail/redact_result.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace calque::detail {

/// Redacts the texts in the parts of a result.
class result_redactor {
public:
    explicit result_redactor(const any_transport& link) noexcept : link_{link} {}

    void operator()(std::string& text) const { link_.redact(text); }
    void operator()(raw_json& json) const { link_.redact_json(json.text); }
    void operator()(scalar& what) const {
        if (auto* text = std::get_if<std::string>(&what)) (*this)(*text);
    }
    template <class Part>
    void operator()(std::optional<Part>& part) const {
        if (part) (*this)(*part);
    }
    template <class Part>
    void operator()(std::vector<Part>& parts) const {
        for (Part& each : parts) (*this)(each);
    }

    void operator()(line_point& point) const { (*this)(point.value); }
    void operator()(bar_point& point) const { (*this)(point.value); }
    void operator()(pie_slice& slice) const { all(slice.label, slice.value); }

    void operator()(widget_metadata& what) const {
        all(what.display_name, what.data_type, what.filter_value, what.series_dimension, what.normalization);
    }
    void operator()(widget_data& widget) const {
        if (std::holds_alternative<raw_json>(widget.data)) (*this)(widget.chart_type);
        std::visit(*this, widget.data);
        all(widget.field_name, widget.aggregation_function, widget.time_period, widget.group_by, widget.metadata,
            widget.source);
    }
    template <class Page>
        requires requires(Page& page) { page.next_absent; }
    void operator()(Page& page) const {
        all(page.next, page.previous, page.results);
    }

private:
    template <class... Part>
    void all(Part&... parts) const {
        ((*this)(parts), ...);
    }

    const any_transport& link_;
};

CALQUE_DECL void redact_result(const any_transport& link, raw_json& json) { result_redactor{link}(json); }
CALQUE_DECL void redact_result(const any_transport& link, record_page& page) { result_redactor{link}(page); }
CALQUE_DECL void redact_result(const any_transport& link, widget_data& widget) { result_redactor{link}(widget); }
CALQUE_DECL void redact_result(const any_transport& link, bulk_widget_response& page) { result_redactor{link}(page); }

} // namespace calque::detail
