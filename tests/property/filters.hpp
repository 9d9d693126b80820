// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/call_log.hpp>
#include <calque/filter/bind.hpp>
#include <calque/schema.hpp>
#include <calque/values/relative_time.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "property/random.hpp"

// Valid filter JSON, in every shape of the API's grammar.
namespace property {

namespace json = boost::json;

/// The values in conditions: a few that test records have, or any.
enum class values : std::uint8_t { few, any };

[[nodiscard]] inline json::object condition_json(std::string_view field, std::string_view operation,
                                                 json::value value) {
    json::object out;
    out["field"] = json::string_view{field.data(), field.size()};
    out["op"] = json::string_view{operation.data(), operation.size()};
    out["value"] = std::move(value);
    return out;
}

[[nodiscard]] inline json::object group_json(std::string_view joined, json::array conditions) {
    json::object out;
    out["operator"] = json::string_view{joined.data(), joined.size()};
    out["conditions"] = std::move(conditions);
    return out;
}

/// Generates filter JSON for a schema: groups of one, groups nested in groups of their kind, `same_row` with groups.
template <calque::schema Schema>
class filter_maker {
public:
    filter_maker(std::uint64_t seed, values from) : random_{seed}, from_{from} {}

    [[nodiscard]] randomness& random() { return random_; }

    [[nodiscard]] json::object filter(std::size_t depth, bool in_row = false) {
        if (depth == 0 || random_.once_in(3)) return condition(in_row);
        // `or` is distributed over `same_row`, so a deep `same_row` would exceed the limit of conditions.
        if (!in_row && random_.once_in(4))
            return group_json("same_row", children(std::min<std::size_t>(depth - 1, 2), true));
        return group_json(random_.word({"and", "or"}), children(depth - 1, in_row));
    }

    /// Returns nested groups of two members, alternating in kind so that none is flattened.
    [[nodiscard]] json::object deep(std::size_t depth) {
        json::object out = condition(false);
        for (std::size_t i = 0; i < depth; ++i) {
            json::array both{condition(false)};
            both.insert(random_.once_in(2) ? both.begin() : both.end(), std::move(out));
            out = group_json(i % 2 == 0 ? "or" : "and", std::move(both));
        }
        return out;
    }

    [[nodiscard]] json::object condition(bool in_row) {
        const calque::field* row = nullptr;
        do row = &Schema::fields[random_.below(Schema::fields.size())];
        while (in_row && row->rows != calque::relation::to_many && !row->name.empty());
        calque::op operation{};
        do operation = static_cast<calque::op>(random_.below(calque::op_count));
        while (row->tier(operation) == calque::op_tier::refused);
        return condition_json(name_of(*row), calque::json_name(operation), operand(*row, operation));
    }

private:
    [[nodiscard]] json::array children(std::size_t depth, bool in_row) {
        json::array out;
        for (std::size_t i = random_.below(3) + 1; i > 0; --i) out.push_back(filter(depth, in_row));
        return out;
    }

    [[nodiscard]] std::string name_of(const calque::field& row) {
        if (!row.opens_namespace()) return std::string{row.name};
        std::string key;
        if (from_ == values::few) {
            key = random_.word({"k", "other key"});
        } else if (row.name.empty()) {
            key = random_.word({"a", "in", "not", "a.b", "rows.x", "true", "now", "same_row", "x.and.1"});
            if (random_.once_in(3)) key += "." + random_.text() + "x";
        } else {
            do {
                key = random_.text();
                std::erase(key, '.'); // the API cannot address such keys
            } while (key.empty());
        }
        return std::string{row.name} + key;
    }

    [[nodiscard]] json::value operand(const calque::field& row, calque::op operation) {
        if (operation == calque::op::isnull) return random_.once_in(2);
        if (operation != calque::op::in) return scalar(row, operation, random_.below(3));
        json::array items;
        const std::size_t kind = random_.below(3); // the values of a list have one type
        for (std::size_t i = random_.below(3) + 1; i > 0; --i) items.push_back(scalar(row, operation, kind));
        return items;
    }

    /// Returns a value that the operator accepts; for a field of any type, `kind` selects the type.
    [[nodiscard]] json::value scalar(const calque::field& row, calque::op operation, std::size_t kind) {
        using calque::field_type;
        if (calque::detail::is_text_match(operation)) return json::value(text(operation));
        switch (row.type) {
        case field_type::boolean: return random_.once_in(2);
        case field_type::integer: return from_ == values::few ? random_.one_of<std::int64_t>({1, 2}) : random_.whole();
        case field_type::number: return number();
        case field_type::string: return json::value(text(operation));
        case field_type::datetime: return json::value(time());
        case field_type::dynamic: break;
        }
        if (kind == 0 && !calque::detail::is_ordering(operation)) return random_.once_in(2);
        if (kind == 1) return json::value(text(operation));
        return number();
    }

    [[nodiscard]] json::value number() {
        if (from_ == values::few) return random_.one_of<json::value>({1, 2, 2.0, 0.5});
        switch (random_.below(4)) {
        case 0: return random_.whole();
        case 1: return random_.bits();
        default: return random_.real();
        }
    }

    [[nodiscard]] std::string text(calque::op operation) {
        if (from_ == values::few) return random_.word({"a", "m", "A"});
        if (operation == calque::op::regex) return random_.word({"^a", "\\d+", "(", "\\", ""}); // not compiled here
        if (random_.once_in(6)) return time(); // a string that looks like a time
        return random_.text();
    }

    [[nodiscard]] std::string time() {
        if (from_ == values::few) return random_.word({"2025-11-03T12:00:00Z", "now", "today", "now-1d"});
        if (random_.once_in(2)) return relative();
        std::array<char, 64> out{};
        std::snprintf(out.data(), out.size(), "%04zu-%02zu-%02zuT%02zu:%02zu:%02zu", random_.below(9999) + 1,
                      random_.below(12) + 1, random_.below(28) + 1, random_.below(24), random_.below(60),
                      random_.below(60));
        std::string time = out.data();
        if (random_.once_in(2)) {
            const std::string digits = std::to_string(1'000'000 + random_.below(1'000'000));
            time += "." + digits.substr(1, 1 + random_.below(6));
        }
        if (random_.once_in(3)) return time + "Z";
        std::snprintf(out.data(), out.size(), "%c%02zu:%02zu", "+-"[random_.below(2)], random_.below(24),
                      random_.below(60));
        return time + out.data();
    }

    [[nodiscard]] std::string relative() {
        calque::relative_time time{.anchor = random_.one_of({calque::time_anchor::now, calque::time_anchor::today})};
        if (random_.once_in(4)) return to_string(time);
        time.sign = random_.one_of({'-', '+'});
        time.unit = static_cast<calque::time_unit>(random_.below(7));
        const auto most = static_cast<std::size_t>(max_amount(time.unit));
        time.amount = static_cast<std::int32_t>(random_.one_of<std::size_t>({0, 1, 7, most, random_.below(most)}));
        return to_string(time);
    }

    randomness random_;
    values from_;
};

} // namespace property
