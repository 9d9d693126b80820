// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/bind.hpp>
#include <calque/filter/distribute.hpp>
#include <calque/filter/doubt_words.hpp>
#include <calque/filter/limit_words.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/filter/tree_builder.hpp>
#include <calque/filter/value_words.hpp>
#include <calque/json/detail/problems.hpp>
#include <calque/schema/time_doubts.hpp>
#include <calque/schema/words.hpp>
#include <calque/support/read_word.hpp>
#include <calque/support/suggest.hpp>
#include <calque/values/scan_number.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// The operator that a JSON name stands for.
[[nodiscard]] inline std::optional<op> op_of(std::string_view name) noexcept {
    for (std::size_t i = 0; i < op_count; ++i)
        if (same_bytes(json_name(static_cast<op>(i)), name)) return static_cast<op>(i);
    return std::nullopt;
}

/// The group that a JSON name stands for.
[[nodiscard]] inline std::optional<node_kind> group_of(std::string_view name) noexcept {
    if (name == "and") return node_kind::all_of;
    if (name == "or") return node_kind::any_of;
    if (name == "same_row") return node_kind::same_row;
    return std::nullopt;
}

/// A number of the JSON as a literal: written in whichever way, it is whole where it fits a whole number.
[[nodiscard]] constexpr literal json_number(const number_scan& number) noexcept {
    return {literal_kind::number, number.kind, 0, number.bits};
}

/// A decoded text of the JSON: it stands somewhere else, or at the end of the filter's own texts.
struct json_text {
    std::string_view view{};
    bool kept = false;
};

/// What both readers of filter JSON act on: the schema, the tree that grows, and the checks of what comes into it.
///
/// With `json_problems` every mistake is told and the reading goes on; with `untold_problems` none is, and it ends.
template <class Problems>
class json_context {
public:
    json_context(const schema_view& fields, const parse_options& options, filter_data& out, Problems& problems)
        : schema_{fields}, options_{options}, tree_{out}, problems_{problems} {}

    [[nodiscard]] tree_builder<filter_data>& tree() noexcept { return tree_; }
    [[nodiscard]] Problems& problems() noexcept { return problems_; }
    [[nodiscard]] const parse_limits& limits() const noexcept { return options_.limits; }

    // groups -----------------------------------------------------------------------------------------------------

    /// Begins a group in `depth` others; whether it may stand there.
    bool open_group(node_kind kind, std::size_t depth) {
        if (depth >= depth_limit(limits())) return fail_depth();
        if (kind != node_kind::same_row) return true;
        if (std::exchange(in_row_, true)) {
            problems_.fail(diagnostic_code::not_one_relation, "`same_row` cannot stand inside another one",
                           "join them into one");
            return false;
        }
        row_relation_ = {};
        return true;
    }

    /// Makes a group of what was added since `from`.
    void close_group(node_kind kind, std::size_t from) {
        const bool row = kind == node_kind::same_row;
        if (row) in_row_ = false;
        if (problems_.failed()) return;
        tree_.close_group(from, row ? node_kind::all_of : kind);
        if (row) distribute(from);
    }

    /// Whether there are too many conditions, so that no more need to be read.
    [[nodiscard]] bool is_full() const noexcept { return too_many_; }

    // conditions -------------------------------------------------------------------------------------------------

    /// Counts one more; whether there may be so many.
    bool count_condition() { return ++conditions_ <= limits().conditions || fail_conditions(false); }

    /// The row of a field's name, or null, and in `head` the field with its key.
    const field* find_field(const json_text& written, node& head) {
        const std::string_view name = written.view;
        const schema_view::match found = schema_.find(name);
        if (!found) {
            problems_.fail(diagnostic_code::unknown_field, [&] { return unknown_field_words(name); });
            return nullptr;
        }
        if (found.key.size() > limits().string_bytes) {
            problems_.fail(diagnostic_code::string_too_long, [&] {
                return problem_words{string_too_long_message("this name", found.key.size(), limits().string_bytes),
                                     std::string{string_too_long_help}};
            });
            return nullptr;
        }
        const field& row = schema_.fields[found.index];
        if (row.is_unlisted())
            problems_.fail(options_.strict ? diagnostic_code::undocumented : diagnostic_code::unlisted_field, [&] {
                return problem_words{unlisted_field_message(schema_, name), "documented are " + field_list(schema_)};
            });
        if (!row.name.empty() && found.key.find('.') != std::string_view::npos) {
            problems_.fail(diagnostic_code::nested_key, [&] {
                return problem_words{"the API cannot address " + detail::quoted(found.key) + " in " +
                                         detail::quoted(row.name),
                                     "only top-level keys without dots can be filtered on"};
            });
            return nullptr;
        }
        if (in_row_ && !is_in_row(name, row, found)) return nullptr;
        head.field = found.index;
        if (!found.key.empty()) head.key = keep(found.key, written);
        else if (written.kept) keep({}, written);
        return &row;
    }

    /// Whether a field takes an operator.
    bool check_operator(const field& row, op operation) {
        switch (row.tier(operation)) {
        case op_tier::documented: return true;
        case op_tier::refused:
            problems_.fail(diagnostic_code::operator_not_allowed, [&] {
                return problem_words{named(row, row.name) + " does not take " + detail::quoted(json_name(operation)),
                                     "it takes " + operator_list(row)};
            });
            return false;
        case op_tier::undocumented:
            if (row.is_unlisted()) return true;
            if (!is_ordering(operation) || !row.compared_as_text) break;
            problems_.fail(diagnostic_code::compared_as_text,
                           [&] { return compared_as_text_words(json_name(operation), row.name); });
            return true;
        }
        problems_.fail(options_.strict ? diagnostic_code::undocumented : diagnostic_code::undocumented_operator, [&] {
            return problem_words{detail::quoted(json_name(operation)) + " on " + named(row, row.name) +
                                     " is not documented; the API may refuse it",
                                 "documented are " + operator_list(row)};
        });
        return !options_.strict;
    }

    // values -----------------------------------------------------------------------------------------------------

    /// Fits a scalar to the field and to the operator of `out`, which becomes its value; `text` is that of a string.
    bool fit(const literal& what, const json_text& text, const field& row, node& out) {
        if (text.view.size() > limits().string_bytes) {
            problems_.fail(diagnostic_code::string_too_long, [&] {
                return problem_words{string_too_long_message("this text", text.view.size(), limits().string_bytes),
                                     std::string{string_too_long_help}};
            });
            return false;
        }
        const bound_value bound = bind(what, text.view, row, out.operation);
        if (bound.problem != value_problem::none) {
            problems_.fail(code_of(bound.problem), [&] {
                if (bound.problem == value_problem::out_of_range)
                    return problem_words{named(row, row.name) + std::string{integers_only}, "check the number"};
                return problem_words{
                    named(row, row.name) + " does not take this value with " + detail::quoted(json_name(out.operation)),
                    "write " +
                        std::string{is_text_match(out.operation) ? wanted(field_type::string) : wanted(row.type)}};
            });
            return false;
        }
        if (bound.value == value_kind::relative && !check_time(unpack_relative(bound.bits), text.view, out.operation))
            return false;
        out.value = bound.value;
        out.zone_minutes = bound.zone_minutes;
        out.bits = bound.value == value_kind::string ? pack(keep(text.view, text)) : bound.bits;
        if (bound.value != value_kind::string && text.kept) keep({}, text);
        return true;
    }

    /// Appends a value to the list whose head stands at `list`.
    bool add_item(std::size_t list, node item) {
        item.operation = op::eq;
        const auto& nodes = tree_.data().nodes;
        if (nodes.size() > list + 1 && !same_kind(nodes[list + 1].value, item.value)) {
            problems_.fail(diagnostic_code::mixed_list, describe(diagnostic_code::mixed_list).cause,
                           "use two conditions joined by `or`");
            return false;
        }
        tree_.add(item);
        return true;
    }

private:
    /// Keeps the end of a text.
    text_slice keep(std::string_view end, const json_text& of) {
        if (of.kept) return tree_.keep_text(tree_.data().text.size() - of.view.size(), end);
        tree_.make_room(end.size());
        return tree_.add_text(end);
    }

    // Apart, as all that is marked so, because what recurses should need little stack for each level.
    [[gnu::noinline]] bool fail_depth() {
        problems_.fail(diagnostic_code::too_deep, [&] {
            return problem_words{too_deep_message(depth_limit(limits())), std::string{too_deep_help}};
        });
        return false;
    }

    bool fail_conditions(bool exact, std::string_view once = {}) {
        if (std::exchange(too_many_, true)) return false;
        problems_.fail(diagnostic_code::too_many_conditions, [&] {
            return problem_words{too_many_conditions_message(conditions_, limits().conditions, exact, once),
                                 std::string{too_many_conditions_help}};
        });
        return false;
    }

    /// Makes of the tree at `from` what `same_row` of it means.
    [[gnu::noinline]] void distribute(std::size_t from) {
        const auto& nodes = tree_.data().nodes;
        const term_count size = count_terms(nodes, from);
        conditions_ += size.conditions - count_conditions(nodes, from);
        if (conditions_ > limits().conditions || !size.exact()) fail_conditions(size.exact(), or_is_distributed);
        else distribute_same_row(tree_.data().nodes, from);
    }

    /// Whether a field is on the relation that the conditions of a `same_row` have, which the first of them names.
    bool is_in_row(std::string_view name, const field& row, const schema_view::match& found) {
        if (row.name.empty() && !row.is_unlisted()) return true; // an open schema knows no relations
        const std::string_view through = schema_.relation_of(found);
        if (through.empty() || (!row_relation_.empty() && through != row_relation_)) {
            problems_.fail(diagnostic_code::not_one_relation, [&] {
                return problem_words{detail::quoted(name) + " is not on the one relation of this `same_row`",
                                     "move it out"};
            });
            return false;
        }
        row_relation_ = through;
        return true;
    }

    [[nodiscard]] problem_words unknown_field_words(std::string_view name) const {
        suggester near{name};
        for (const field& row : schema_.fields)
            if (!row.opens_namespace()) near.consider(row.name);
        const auto best = near.best(1);
        return {"there is no field " + detail::quoted(name),
                best.empty() ? "use a field of the schema" : "did you mean " + detail::quoted(best.front().text) + "?"};
    }

    /// Tells of a time that is not written as the API does, or is doubtful; false where that is an error.
    bool check_time(const relative_time& time, std::string_view written, op operation) {
        if (to_string(time) != written) {
            problems_.fail(diagnostic_code::malformed_relative, [&] {
                return problem_words{detail::quoted(written) + " is not a relative time of the API",
                                     "write " + detail::quoted(to_string(time))};
            });
            return false;
        }
        const bool documented = !is_undocumented(time, operation);
        if (!documented)
            problems_.fail(options_.strict ? diagnostic_code::undocumented : diagnostic_code::undocumented_relative,
                           [&] { return undocumented_relative_words(written, time); });
        if (includes_day(time, operation))
            problems_.fail(diagnostic_code::includes_today, [&] { return includes_day_words(time); });
        if (may_be_minutes(time))
            problems_.fail(diagnostic_code::maybe_minutes, [&] { return maybe_minutes_words(time); });
        return documented || !options_.strict;
    }

    const schema_view& schema_;
    const parse_options& options_;
    tree_builder<filter_data> tree_;
    Problems& problems_;
    std::size_t conditions_ = 0;
    bool too_many_ = false;
    bool in_row_ = false;
    std::string_view row_relation_{};
};

} // namespace calque::detail
