// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/bind.hpp>
#include <calque/detail/scan_number.hpp>
#include <calque/detail/tree_builder.hpp>
#include <calque/impl/json/problems.hpp>
#include <calque/impl/parse/doubt_words.hpp>
#include <calque/impl/parse/limit_words.hpp>
#include <calque/impl/parse/words.hpp>
#include <calque/parse_result.hpp>

#include <boost/json/array.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

[[nodiscard]] inline std::string_view as_view(boost::json::string_view text) noexcept {
    return {text.data(), text.size()};
}

/// Reads the value of a condition, or the values of its list, and fits them to the field.
class operand_reader {
public:
    operand_reader(const parse_options& options, tree_builder<filter_data>& tree, json_problems& problems) noexcept
        : options_{options}, tree_{tree}, problems_{problems} {}

    /// Appends the condition `head` with the value that stands in `json`.
    void read(const boost::json::value& json, const field& row, node head) {
        const std::size_t place = tree_.mark();
        if (head.operation == op::isnull) {
            const auto* const truth = json.if_bool();
            if (truth == nullptr)
                return problems_.fail(diagnostic_code::wrong_value_type, "`isnull` takes `true` or `false`",
                                      "write `true` for \"is null\"");
            head.value = value_kind::boolean;
            head.bits = *truth ? 1 : 0;
            return tree_.add(head);
        }
        if (head.operation != op::in) {
            if (read_value(json, row, head)) tree_.add(head);
            return;
        }
        const auto* const items = json.if_array();
        if (items == nullptr)
            return problems_.fail(diagnostic_code::wrong_value_type, "`in` takes an array",
                                  "write [ and ] around the value");
        if (items->empty())
            return problems_.fail(diagnostic_code::empty_list, "`in` needs at least one value",
                                  "list the values, or leave the condition out");
        if (items->size() > options_.limits.list_items)
            return problems_.fail(diagnostic_code::too_many_items,
                                  too_many_items_message(items->size(), options_.limits.list_items),
                                  std::string{too_many_items_help});
        head.extent = static_cast<std::uint32_t>(items->size() + 1);
        tree_.add(head);
        for (std::size_t i = 0; i < items->size(); ++i) {
            problems_.inside(std::to_string(i), [&] {
                node item{.kind = node_kind::item, .operation = op::in};
                if (!read_value((*items)[i], row, item)) return;
                item.operation = op::eq;
                const bool first = tree_.mark() == place + 1;
                if (!first && !same_kind(tree_.data().nodes[place + 1].value, item.value))
                    return problems_.fail(diagnostic_code::mixed_list, "the values of a list must have one type",
                                          "use two conditions joined by `or`");
                tree_.add(item);
            });
        }
    }

private:
    /// Reads a scalar and fits it to the field.
    bool read_value(const boost::json::value& json, const field& row, node& out) {
        literal what;
        std::string_view text;
        switch (json.kind()) {
        case boost::json::kind::bool_:
            what = {literal_kind::boolean, value_kind::boolean, 0, true, json.get_bool() ? 1u : 0u};
            break;
        case boost::json::kind::int64:
            what = {literal_kind::number, value_kind::integer, 0, true, static_cast<std::uint64_t>(json.get_int64())};
            break;
        case boost::json::kind::uint64:
            // Boost.JSON keeps small numbers as int64, but a value made in code may say otherwise.
            what = {literal_kind::number,
                    json.get_uint64() >> 63 != 0 ? value_kind::unsigned_integer : value_kind::integer, 0, true,
                    json.get_uint64()};
            break;
        case boost::json::kind::double_: {
            if (!std::isfinite(json.get_double())) {
                problems_.fail(diagnostic_code::number_out_of_range, "JSON has no such number",
                               "write a finite number");
                return false;
            }
            number_scan number;
            store_double(json.get_double(), number);
            what = {literal_kind::number, number.kind, 0, number.kind != value_kind::number, number.bits};
            break;
        }
        case boost::json::kind::string:
            text = as_view(json.get_string());
            what = {literal_kind::string, value_kind::string, 0, true, 0};
            break;
        case boost::json::kind::null:
            problems_.fail(diagnostic_code::compared_with_null, "null is not compared with, it is tested for",
                           R"(write "op":"isnull","value":true)");
            return false;
        case boost::json::kind::array:
        case boost::json::kind::object:
            problems_.fail(diagnostic_code::wrong_value_type, "a single value must stand here",
                           "only `in` takes an array");
            return false;
        }
        return fit(what, text, row, out);
    }

    bool fit(const literal& what, std::string_view text, const field& row, node& out) {
        if (!is_utf8(text)) {
            problems_.fail(diagnostic_code::invalid_utf8, "this text is not valid UTF-8", "JSON is UTF-8");
            return false;
        }
        if (text.size() > options_.limits.string_bytes) {
            problems_.fail(diagnostic_code::string_too_long,
                           string_too_long_message("this text", text.size(), options_.limits.string_bytes),
                           std::string{string_too_long_help});
            return false;
        }
        const bound_value bound = bind(what, text, row, out.operation);
        if (bound.problem != value_problem::none) {
            problems_.fail(
                code_of(bound.problem),
                named(row, row.name) + " does not take this value with " + detail::quoted(json_name(out.operation)),
                "write " + std::string{is_text_match(out.operation) ? wanted(field_type::string) : wanted(row.type)});
            return false;
        }
        if (bound.value == value_kind::relative && to_string(unpack_relative(bound.bits)) != text) {
            problems_.fail(diagnostic_code::malformed_relative,
                           detail::quoted(text) + " is not a relative time of the API",
                           "write " + detail::quoted(to_string(unpack_relative(bound.bits))));
            return false;
        }
        if (bound.value == value_kind::relative && !doubt(unpack_relative(bound.bits), text, out.operation))
            return false;
        out.value = bound.value;
        out.zone_minutes = bound.zone_minutes;
        out.bits = bound.value == value_kind::string ? pack(tree_.add_text(text)) : bound.bits;
        return true;
    }

    /// Tells what is doubtful of a time; false where that is an error.
    [[nodiscard]] bool doubt(const relative_time& time, std::string_view written, op operation) {
        const auto tell = [&](diagnostic_code code, doubt_words words) {
            problems_.fail(code, std::move(words.message), std::move(words.help));
        };
        const bool documented = !is_undocumented(time, operation);
        if (!documented)
            tell(options_.strict ? diagnostic_code::undocumented : diagnostic_code::undocumented_relative,
                 undocumented_relative_words(written, time));
        if (includes_day(time, operation)) tell(diagnostic_code::includes_today, includes_day_words(time));
        if (may_be_minutes(time)) tell(diagnostic_code::maybe_minutes, maybe_minutes_words(time));
        return documented || !options_.strict;
    }

    const parse_options& options_;
    tree_builder<filter_data>& tree_;
    json_problems& problems_;
};

} // namespace calque::detail
