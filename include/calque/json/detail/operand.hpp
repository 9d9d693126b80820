// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/bind.hpp>
#include <calque/json/detail/context.hpp>
#include <calque/json/detail/problems.hpp>
#include <calque/values/scan_number.hpp>

#include <boost/json/array.hpp>
#include <boost/json/kind.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail {

[[nodiscard]] inline std::string_view as_view(boost::json::string_view text) noexcept {
    return {text.data(), text.size()};
}

/// Reads the value of a condition, or the values of its list, from a tree of JSON.
class operand_reader {
public:
    explicit operand_reader(json_context<json_problems>& on) noexcept : on_{on}, problems_{on.problems()} {}

    /// Appends the condition `head` with the value that stands in `json`.
    void read(const boost::json::value& json, const field& row, node head) {
        if (head.operation == op::isnull) {
            const auto* const truth = json.if_bool();
            if (truth == nullptr)
                return problems_.fail(diagnostic_code::wrong_value_type, "`isnull` takes `true` or `false`",
                                      "write `true` for \"is null\", `false` for \"is not null\"");
            head.value = value_kind::boolean;
            head.bits = *truth ? 1 : 0;
            return on_.tree().add(head);
        }
        if (head.operation != op::in) {
            if (read_value(json, row, head)) on_.tree().add(head);
            return;
        }
        const auto* const items = json.if_array();
        if (items == nullptr)
            return problems_.fail(diagnostic_code::wrong_value_type, "`in` takes an array",
                                  "write [ and ] around the value");
        if (items->empty())
            return problems_.fail(diagnostic_code::empty_list, describe(diagnostic_code::empty_list).cause,
                                  "list the values, or leave the condition out");
        if (items->size() > on_.limits().list_items)
            return problems_.fail(diagnostic_code::too_many_items,
                                  too_many_items_message(items->size(), on_.limits().list_items), too_many_items_help);
        const std::size_t list = on_.tree().mark();
        head.extent = static_cast<std::uint32_t>(items->size() + 1);
        on_.tree().add(head);
        for (std::size_t i = 0; i < items->size(); ++i) {
            problems_.inside(i, [&] {
                node item{.kind = node_kind::item, .operation = op::in};
                if (read_value((*items)[i], row, item)) on_.add_item(list, item);
            });
        }
    }

private:
    /// Reads a scalar and fits it to the field.
    bool read_value(const boost::json::value& json, const field& row, node& out) {
        literal what;
        json_text text;
        switch (json.kind()) {
        case boost::json::kind::bool_:
            what = {literal_kind::boolean, value_kind::boolean, 0, json.get_bool() ? 1u : 0u};
            break;
        case boost::json::kind::int64:
            what = {literal_kind::number, value_kind::integer, 0, static_cast<std::uint64_t>(json.get_int64())};
            break;
        case boost::json::kind::uint64:
            // Boost.JSON keeps small numbers as int64, but a value made in code may say otherwise.
            what = {literal_kind::number,
                    json.get_uint64() >> 63 != 0 ? value_kind::unsigned_integer : value_kind::integer, 0,
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
            what = json_number(number);
            break;
        }
        case boost::json::kind::string:
            text.view = as_view(json.get_string());
            if (!is_utf8(text.view)) {
                problems_.fail(diagnostic_code::invalid_utf8, describe(diagnostic_code::invalid_utf8).cause,
                               "JSON is UTF-8");
                return false;
            }
            what = {literal_kind::string, value_kind::string, 0, 0};
            break;
        case boost::json::kind::null:
            problems_.fail(diagnostic_code::compared_with_null, describe(diagnostic_code::compared_with_null).cause,
                           out.operation == op::eq    ? R"(write "op":"isnull","value":true)"
                           : out.operation == op::neq ? R"(write "op":"isnull","value":false)"
                                                      : R"(a condition of its own tests for it, with "op":"isnull")");
            return false;
        case boost::json::kind::array:
        case boost::json::kind::object:
            problems_.fail(diagnostic_code::wrong_value_type, "a single value must stand here",
                           "only `in` takes an array");
            return false;
        }
        return on_.fit(what, text, row, out);
    }

    json_context<json_problems>& on_;
    json_problems& problems_;
};

} // namespace calque::detail
