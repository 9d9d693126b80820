// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "property/shop.hpp"

// Conditions on the fields of the small schema, with the entry of the language's table of `not` for each.
namespace property {

/// Whether the table documents an exact complement of a condition.
enum class complement : std::uint8_t { never_or_unsaid, always, if_neq_keeps_nulls };

struct condition {
    std::string text;
    std::size_t slot = 0;
    complement exact = complement::never_or_unsaid;
};

/// Generates every condition on one field: each operator of its type, with a few values.
class condition_generator {
public:
    condition_generator(std::vector<condition>& out, const calque::field& row) : out_{out}, row_{row} {
        name_ = row.opens_namespace() ? std::string{row.name} + "k" : std::string{row.name};
        const std::string_view key = std::string_view{name_}.substr(0, name_.find('.'));
        slot_ = static_cast<std::size_t>(std::ranges::find(slots(), key, &slot::key) - slots().begin());
    }

    void make() {
        const std::vector<std::string_view> values = values_of(row_.type);
        for (const std::string_view value : values) {
            for (const char* sign : {"=", "!="}) add(sign, value, unequal(*sign == '!', value));
            if (ordered(value))
                for (const char* sign : {"<", "<=", ">", ">="}) add(sign, value, flip(value));
            list("in [" + std::string{value} + "]", equal(value));
        }
        // A list has values of one type.
        const std::string both = "[" + std::string{values[0]} + ", " + std::string{values[1]} + "]";
        const bool today = both.find("today") != std::string::npos;
        list("in " + both, today ? complement::never_or_unsaid : equal(values[0]));
        if (ordered(values[0])) list("in " + std::string{values[0]} + " .. " + std::string{values[1]}, flip(values[0]));
        out_.push_back({name_ + " is null", slot_, exact_unless_many()});
        out_.push_back({name_ + " is not null", slot_, exact_unless_many()});
        if (row_.type != calque::field_type::string && row_.type != calque::field_type::dynamic) return;
        for (const char* match : {"contains", "startswith", "endswith", "matches"}) {
            out_.push_back({name_ + " " + match + " \"m\"", slot_});
            out_.push_back({"not (" + name_ + " not " + match + " \"M\")", slot_});
        }
    }

private:
    [[nodiscard]] static std::vector<std::string_view> values_of(calque::field_type type) {
        switch (type) {
        case calque::field_type::integer: return {"2", "4"};
        case calque::field_type::number: return {"0.5", "1.5", "5"};
        case calque::field_type::boolean: return {"true", "false"};
        case calque::field_type::string: return {R"("m")", R"("a")"};
        case calque::field_type::datetime: return {"now-1d", "now", "today-1d", "today", "2025-11-03T12:00:00Z"};
        case calque::field_type::dynamic: return {"5", "6", R"("m")", "true"};
        }
        return {};
    }

    /// Adds the condition, and its form with a `not` of its own.
    void list(const std::string& words, complement exact) {
        out_.push_back({name_ + " " + words, slot_, exact});
        if (exact != complement::never_or_unsaid)
            out_.push_back({"not (" + name_ + " not " + words + ")", slot_, exact});
    }
    void add(const char* sign, std::string_view value, complement exact) {
        out_.push_back({name_ + " " + sign + " " + std::string{value}, slot_, exact});
    }

    [[nodiscard]] bool ordered(std::string_view value) const {
        if (row_.type == calque::field_type::dynamic) return value != "true";
        return row_.type != calque::field_type::string && row_.type != calque::field_type::boolean;
    }
    [[nodiscard]] bool documented(op each) const { return row_.tier(each) == calque::op_tier::documented; }
    [[nodiscard]] bool null_can_be_said() const { return !row_.may_be_null() || documented(op::isnull); }
    [[nodiscard]] complement exact_unless_many() const {
        return row_.rows == calque::relation::to_many ? complement::never_or_unsaid : complement::always;
    }
    [[nodiscard]] complement flip(std::string_view value) const {
        // Values of different types have no order, unless they are compared as text.
        const bool mixed = row_.type == calque::field_type::dynamic && !row_.compared_as_text;
        if (mixed || value.starts_with("today") || !null_can_be_said()) return complement::never_or_unsaid;
        return exact_unless_many();
    }
    [[nodiscard]] complement equal(std::string_view value) const {
        if (value.starts_with("today") || !null_can_be_said()) return complement::never_or_unsaid;
        if (row_.type == calque::field_type::boolean || documented(op::neq)) return exact_unless_many();
        return row_.may_be_null() ? complement::never_or_unsaid : flip(value);
    }
    [[nodiscard]] complement unequal(bool negative, std::string_view value) const {
        if (!negative) return equal(value);
        if (value.starts_with("today") || row_.rows == calque::relation::to_many) return complement::never_or_unsaid;
        return row_.may_be_null() ? complement::if_neq_keeps_nulls : complement::always;
    }

    std::vector<condition>& out_;
    const calque::field& row_;
    std::string name_;
    std::size_t slot_ = 0;
};

/// Returns every condition on every field.
[[nodiscard]] inline const std::vector<condition>& all_conditions() {
    static const std::vector<condition> all = [] {
        std::vector<condition> out;
        for (const calque::field& row : shop<true>::fields) condition_generator{out, row}.make();
        return out;
    }();
    return all;
}

/// Returns the conditions with these texts.
[[nodiscard]] inline std::vector<condition> conditions(std::span<const std::string_view> texts) {
    std::vector<condition> out;
    for (const std::string_view text : texts) {
        const auto found = std::ranges::find(all_conditions(), text, &condition::text);
        if (found == all_conditions().end()) throw std::out_of_range{std::string{text}};
        out.push_back(*found);
    }
    return out;
}

} // namespace property
