// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts_raw.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "charts_rows.hpp"
#include "charts_values.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::size_t narrowest = 4;
constexpr std::size_t max_columns_shown = 32;

/// A column; numbers are aligned to the right.
struct column {
    std::string heading;
    std::vector<calque::scalar> values;
    bool numbers = true;
    std::vector<std::string> cells{};
    std::size_t width = 0;

    /// Returns the width below which cells are cut; a heading may be cut.
    [[nodiscard]] std::size_t needed() const {
        std::size_t most = narrowest;
        for (const std::string& each : cells) most = std::max(most, display_width(each));
        return most;
    }
};

bool is_flat(const boost::json::object& object) {
    return !object.empty() && object.size() <= max_columns_shown &&
           std::ranges::none_of(object, [](const auto& member) { return member.value().is_structured(); });
}

calque::scalar scalar_of(const boost::json::value& value) {
    switch (value.kind()) {
    case boost::json::kind::bool_: return value.get_bool();
    case boost::json::kind::int64: return value.get_int64();
    case boost::json::kind::uint64: return value.get_uint64();
    case boost::json::kind::double_: return value.get_double();
    case boost::json::kind::string: return std::string{value.get_string()};
    default: return {};
    }
}

/// Returns the columns of a list of flat objects that all have the keys of the first; nothing for any other list.
std::optional<std::vector<column>> columns_of(const boost::json::array& rows, const chart_options& options) {
    if (rows.empty() || !rows[0].is_object() || !is_flat(rows[0].get_object())) return {};
    std::vector<column> columns;
    for (const auto& member : rows[0].get_object()) columns.push_back({printable(member.key(), options.unicode), {}});
    for (const boost::json::value& row : rows) {
        const boost::json::object* object = row.if_object();
        if (object == nullptr || object->size() != columns.size() || !is_flat(*object)) return {};
        if (columns[0].values.size() == options.max_rows) continue;
        auto key = rows[0].get_object().begin();
        for (column& each : columns) {
            const boost::json::value* value = object->if_contains((key++)->key());
            if (value == nullptr) return {};
            each.numbers = each.numbers && (value->is_number() || value->is_null());
            each.values.push_back(scalar_of(*value));
        }
    }
    for (column& each : columns) each.cells = column_of(each.values, chart_style{options});
    return columns;
}

/// Narrows headings first, then the widest cells, then drops the last columns, until all fit.
void fit(std::vector<column>& columns, std::size_t room) {
    std::vector<std::size_t> needed;
    for (column& each : columns) {
        needed.push_back(each.needed());
        each.width = std::max(needed.back(), display_width(each.heading));
    }
    const auto used = [&] {
        std::size_t sum = (columns.size() - 1) * gap;
        for (const column& each : columns) sum += each.width;
        return sum;
    };
    while (used() > room) {
        column* widest = nullptr;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].width > needed[i] && (widest == nullptr || columns[i].width > widest->width))
                widest = &columns[i];
        if (widest == nullptr) widest = &*std::ranges::max_element(columns, {}, &column::width);
        if (widest->width > narrowest) --widest->width;
        else columns.pop_back();
        needed.resize(columns.size());
    }
}

std::string table(std::vector<column> columns, std::size_t rows, const chart_options& options) {
    const chart_style style{options};
    fit(columns, options.width - indent);
    const auto line = [&](auto text_of_column) {
        std::string out(indent, ' ');
        for (const column& each : columns) {
            const std::string text = clipped(text_of_column(each), each.width, style.unicode());
            out += (each.numbers ? right_aligned(text, each.width) : padded(text, each.width)) + std::string(gap, ' ');
        }
        return out.erase(out.find_last_not_of(' ') + 1);
    };
    std::string out = style.paint(role::faint, line([](const column& each) { return each.heading; })) + '\n';
    const std::size_t shown = columns[0].cells.size();
    for (std::size_t i = 0; i < shown; ++i) out += line([i](const column& each) { return each.cells[i]; }) + '\n';
    if (rows > shown) out += std::string(indent, ' ') + std::to_string(rows - shown) + " more, not drawn\n";
    return out;
}

/// Formats an object with one line per member.
std::string members(const boost::json::object& object, const chart_options& options) {
    const chart_style style{options};
    std::size_t width = 0;
    for (const auto& member : object) width = std::max(width, display_width(printable(member.key(), style.unicode())));
    const std::size_t room = options.width - indent - gap;
    width = std::min(width, room / 2);
    std::string out;
    for (const auto& [key, value] : object) {
        const std::string name = padded(clipped(printable(key, style.unicode()), width, style.unicode()), width);
        out += std::string(indent, ' ') + style.paint(role::faint, name) + std::string(gap, ' ');
        out += clipped(text_of(scalar_of(value), style), room - width, style.unicode()) + '\n';
    }
    return out;
}

std::string as_json(const calque::raw_json& json, const chart_options& options) {
    std::string out;
    const std::vector<std::string> lines = wrapped(printable(json.text, options.unicode), options.width - indent);
    const std::size_t shown = std::min(lines.size(), options.max_rows);
    for (std::size_t i = 0; i < shown; ++i) out.append(indent, ' ').append(lines[i]).append(1, '\n');
    if (shown < lines.size())
        out += std::string(indent, ' ') + std::to_string(lines.size() - shown) + " more, not drawn\n";
    return out;
}

} // namespace

std::string render_raw(const calque::raw_json& json, const chart_options& options) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(json.text, error);
    if (error) return as_json(json, options);
    if (const auto* object = value.if_object(); object != nullptr && is_flat(*object)) return members(*object, options);
    if (const auto* rows = value.if_array())
        if (auto columns = columns_of(*rows, options)) return table(*std::move(columns), rows->size(), options);
    return as_json(json, options);
}

} // namespace cli
