// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/bind.hpp>
#include <calque/filter/distribute.hpp>
#include <calque/filter/growth.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/filter/time_text.hpp>
#include <calque/filter/tree_builder.hpp>
#include <calque/schema/relative_time_warnings.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/token.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

/// The reporter of the fast passes: reports nothing, so its calls compile to nothing.
struct null_reporter {
    static constexpr bool reports = false;
};

/// Decides whether a condition is valid: its field, operator and value, the enclosing `same_row`, and the limits. The
/// readers of text, JSON and literals append all conditions through this class.
///
/// With `null_reporter`, the first mistake ends the reading. Any other reporter receives each mistake, and reading
/// continues after a semantic (not a syntax) error, so that independent mistakes are found in one run. Functions that
/// return bool return whether to continue.
template <class Reporter, class Data = filter_data>
class condition_checker {
public:
    constexpr condition_checker(const schema_view& fields, const parse_options& options, Data& out, Reporter& reporter)
        : schema_{fields}, options_{options}, tree_{out}, reporter_{reporter} {}

    static constexpr bool reports = Reporter::reports;
    [[nodiscard]] constexpr Reporter& reporter() noexcept { return reporter_; }
    [[nodiscard]] constexpr const parse_limits& limits() const noexcept { return options_.limits; }
    [[nodiscard]] constexpr const schema_view& schema() const noexcept { return schema_; }
    [[nodiscard]] constexpr bool has_warnings() const noexcept { return warned_; }
    [[nodiscard]] constexpr bool is_refused() const noexcept { return refused_; }
    [[nodiscard]] constexpr bool has_failed() const noexcept { return failed_; }

    // reports ----------------------------------------------------------------------------------------------------

    /// Reports an error after which reading cannot continue; always returns false.
    template <class Tell>
    constexpr bool broken(const Tell& tell) {
        if constexpr (reports) say(tell);
        return false;
    }

    /// Reports a semantic error.
    template <class Tell>
    constexpr bool wrong(const Tell& tell) {
        if constexpr (reports) {
            say(tell);
            failed_ = leaf_failed_ = true;
            return true;
        } else {
            return false;
        }
    }

    template <class Tell>
    constexpr void warn(const Tell& tell) {
        warned_ = true;
        if constexpr (reports) say(tell);
    }

    /// Warns about something undocumented, which is an error if `strict`.
    template <class Tell>
    constexpr void warn_undocumented(const Tell& tell) {
        refused_ = refused_ || options_.strict;
        warn(tell);
    }

    // the tree --------------------------------------------------------------------------------------------------

    [[nodiscard]] constexpr tree_builder<Data>& tree() noexcept { return tree_; }
    [[nodiscard]] constexpr std::size_t mark() const noexcept { return tree_.mark(); }

    /// Returns the arena, for a scanner that decodes a string.
    [[nodiscard]] constexpr auto& arena() noexcept { return tree_.data().text; }
    constexpr void bound_text(std::size_t size) noexcept { tree_.bound_text(size); }
    constexpr void reserve_text(std::size_t next) { tree_.reserve_text(next); }

    // groups ----------------------------------------------------------------------------------------------------

    /// Enters a group, a `not` or a `same_row`; `leave` undoes it.
    constexpr bool enter(const char* at) {
        const std::size_t limit = depth_limit(options_.limits);
        if (depth_ < limit) {
            deepest_ = std::max(deepest_, ++depth_);
            return true;
        }
        return broken([&](auto& to) { to.too_deep(at, limit); });
    }
    constexpr void leave() noexcept { --depth_; }

    /// Returns whether the tree is too deep although the source was not, because `not` and `same_row` added groups.
    [[nodiscard]] constexpr bool exceeds_depth_limit() const {
        constexpr std::size_t most = 2; // levels that either can add
        const std::size_t limit = depth_limit(options_.limits);
        return deepest_ + most > limit && nesting_of(tree_.data().nodes).levels > limit;
    }

    /// Begins a `same_row`, with the relation `scope` if the source names one.
    constexpr bool enter_row(const token& where, std::string_view scope = {}) {
        remember(row_token_, where);
        const bool ok = !in_row_ || wrong([&](auto& to) { to.nested_same_row(where); });
        in_row_ = true;
        row_relation_ = scope;
        return ok;
    }

    /// Replaces the tree since `from` by the meaning of its `same_row`; the source ends at `end`.
    constexpr bool close_row(std::size_t from, const char* end) {
        in_row_ = false;
        row_relation_ = {};
        if (reports && failed_) return true;
        const term_count size = count_terms(tree_.data().nodes, from);
        const std::size_t count = conditions_ - count_conditions(tree_.data().nodes, from) + size.conditions;
        if (count > options_.limits.conditions || !size.exact())
            return broken([&](auto& to) {
                to.too_many_conditions({row_token_.begin, end}, count, size.exact(), or_is_distributed);
            });
        conditions_ = count;
        distribute_same_row(tree_.data().nodes, from);
        return true;
    }

    // one condition ---------------------------------------------------------------------------------------------

    /// Resets the state of the previous condition; the next one's field is at `where`.
    constexpr void begin_condition(const token& where) noexcept {
        remember(field_token_, where);
        leaf_negated_ = false;
        if constexpr (reports) leaf_failed_ = false;
        operator_ok_ = true;
        field_ = no_field;
        key_ = {};
    }

    /// Sets the field, which was found under the name `path`.
    [[gnu::always_inline]] constexpr bool set_field(const token& where, const path_scan& path,
                                                    const schema_view::match& found) {
        const calque::field& row = schema_.fields[found.index];
        if (!row.name.empty() && !found.key.empty() && found.key.find('.') != std::string_view::npos)
            return wrong([&](auto& to) { to.nested_key(where, row, found.key); });
        if (found.key.size() > options_.limits.string_bytes)
            return broken([&](auto& to) { to.name_too_long(where, found.key.size()); });
        if (++conditions_ > options_.limits.conditions)
            return broken([&](auto& to) { to.too_many_conditions(where, conditions_, false); });
        if (row.is_unlisted()) warn_undocumented([&](auto& to) { to.unlisted_field(where, path); });
        field_ = found.index;
        row_ = &row;
        if (path.quoted) key_ = tree_.keep_text(arena().size() - path.text.size(), found.key);
        else if (!found.key.empty()) key_ = add_key(found.key);
        return check_row(where, found);
    }

    [[gnu::always_inline]] constexpr bool check_operator(const token& where, op operation) {
        operator_ok_ = true;
        if (field_is_unknown()) return true;
        const op_tier tier = row_->tier(operation);
        if (tier == op_tier::documented && !(row_->compared_as_text && is_ordering(operation))) return true;
        return check_rare_operator(where, operation, tier);
    }

    /// Sets the operator of the next value.
    [[gnu::always_inline]] constexpr bool set_operator(const token& where, op operation) {
        remember(operator_token_, where);
        operation_ = operation;
        return check_operator(where, operation);
    }

    /// Returns whether a value cannot be checked because its field or operator is wrong.
    [[nodiscard]] constexpr bool value_is_uncheckable() const noexcept { return field_is_unknown() || !operator_ok_; }

    /// Fits a literal to the current field and operator and stores it in `to`. `text` is the text of a string, which
    /// the caller keeps if the value is a string.
    [[gnu::always_inline]] constexpr bool fit(const token& where, const literal& what, std::string_view text,
                                              node& to) {
        const bound_value bound = bind(what, text, *row_, operation_);
        if (bound.problem != value_problem::none) return refuse_value(where, what, bound.problem);
        to.value = bound.value;
        to.zone_minutes = bound.zone_minutes;
        to.bits = bound.bits;
        if (row_->name.empty() && holds_time(to)) store_time_as_text(tree_.data(), to);
        check_time(where, to);
        return true;
    }

    /// Reports that a value does not fit the current field and operator.
    constexpr bool refuse_value(const token& where, const literal& what, value_problem why) {
        return wrong([&](auto& to) { to.value_does_not_fit(where, what, why, *row_, field_token_, operator_token_); });
    }

    /// Returns the node of `is null` or `is not null`.
    [[nodiscard]] constexpr node null_test(bool null) const noexcept {
        node out = leaf(op::isnull);
        out.value = value_kind::boolean;
        out.bits = null ? 1 : 0;
        return out;
    }

    /// Begins a list of values.
    constexpr void begin_list() {
        operation_ = op::in;
        list_ = mark();
        tree_.add(leaf(op::in));
    }
    [[nodiscard]] constexpr std::size_t list() const noexcept { return list_; }

    /// Adds a value to the list; a value that did not fit has no kind.
    constexpr bool add_item(const token& where, const node& item) {
        const std::size_t place = mark();
        if (const std::size_t items = place - list_ - 1; items >= options_.limits.list_items)
            return broken([&](auto& to) { to.too_many_items(where); });
        if (place > list_ + 1) {
            const value_kind first = tree_.data().nodes[list_ + 1].value;
            const bool both = first != value_kind::none && item.value != value_kind::none;
            if (both && !same_kind(first, item.value) &&
                !wrong([&](auto& to) { to.mixed_list(where, first, item.value); }))
                return false;
        }
        tree_.add(item);
        return true;
    }

    constexpr bool end_list(const token& where) {
        const std::size_t items = mark() - list_ - 1;
        if (items == 0) return wrong([&](auto& to) { to.empty_list(where, field_token_); });
        tree_.data().nodes[list_].extent = static_cast<std::uint32_t>(items + 1);
        return true;
    }

    /// Returns whether the field of the next value is known. Tests the index, not the pointer: with
    /// -fsanitize=undefined, g++ cannot compare that pointer with null in a constant expression.
    [[nodiscard]] constexpr bool has_row() const noexcept { return field_ != no_field; }
    [[nodiscard]] constexpr const calque::field& row() const noexcept { return *row_; }
    [[nodiscard]] constexpr op operation() const noexcept { return operation_; }
    [[nodiscard]] constexpr node leaf(op operation) const noexcept {
        return {.operation = operation, .field = field_, .key = key_};
    }

protected:
    /// Keeps the position of a token for later reports.
    static constexpr void remember(token& to, const token& where) noexcept {
        if constexpr (reports) to = where;
    }

    // Not inlined, so that recursive readers need less stack per level.
    template <class Tell>
    [[gnu::noinline]] constexpr void say(const Tell& tell) {
        tell(reporter_);
    }

    [[nodiscard]] constexpr bool field_is_unknown() const noexcept { return reports && !has_row(); }

    /// Returns whether the current condition is negated.
    [[nodiscard]] constexpr bool negated() const noexcept { return negative_ != leaf_negated_; }

private:
    [[nodiscard]] constexpr text_slice add_key(std::string_view key) {
        reserve_text(key.size());
        return tree_.add_text(key);
    }

    /// Checks that inside `same_row` all conditions are on one to-many relation, that of the first.
    constexpr bool check_row(const token& where, const schema_view::match& found) {
        if (!in_row_ || (row_->name.empty() && !row_->is_unlisted())) return true; // an open schema knows no relations
        const std::string_view through = schema_.relation_of(found);
        if (through.empty() || (!row_relation_.empty() && through != row_relation_)) {
            const calque::field& row = *row_;
            return wrong([&](auto& to) { to.not_in_relation(where, row, row_relation_, row_token_); });
        }
        row_relation_ = through;
        return true;
    }

    /// Slow path: the operator is undocumented, refused, or compares texts.
    constexpr bool check_rare_operator(const token& where, op operation, op_tier tier) {
        const bool as_text = is_ordering(operation) && row_->compared_as_text;
        switch (tier) {
        case op_tier::documented: break;
        case op_tier::undocumented:
            if (!row_->name.empty() && !as_text)
                warn_undocumented([&](auto& to) { to.undocumented_operator(where, *row_, field_token_, operation); });
            break;
        case op_tier::refused:
            operator_ok_ = false;
            return wrong([&](auto& to) { to.operator_not_allowed(where, *row_, field_token_, operation); });
        }
        if (as_text) warn([&](auto& to) { to.compared_as_text(where, field_token_); });
        return true;
    }

    /// Warns about times whose form or meaning is not documented by the vendor's guide.
    constexpr void check_time(const token& where, const node& each) {
        if (each.value != value_kind::relative) return;
        const relative_time time = unpack_relative(each.bits);
        if (is_undocumented(time, operation_))
            warn_undocumented([&](auto& to) { to.undocumented_relative(where, time); });
        if (includes_day(time, operation_) && !negated())
            warn([&](auto& to) { to.includes_today(where, operator_token_, time); });
        if (may_be_minutes(time)) warn([&](auto& to) { to.maybe_minutes(where, time); });
    }

protected:
    const schema_view& schema_;
    const parse_options& options_;
    tree_builder<Data> tree_;
    Reporter& reporter_;
    bool warned_ = false;
    bool refused_ = false; ///< because of `strict`
    bool failed_ = false;
    bool negative_ = false; ///< under an odd number of `not`
    bool in_row_ = false;
    std::size_t depth_ = 0;
    std::size_t deepest_ = 0;
    std::size_t conditions_ = 0;
    std::string_view row_relation_{};
    token row_token_{};

    // the current condition
    const calque::field* row_ = nullptr;
    field_index field_ = no_field;
    text_slice key_{};
    token field_token_{};
    token operator_token_{};
    op operation_ = op::eq;
    bool leaf_negated_ = false;
    bool leaf_failed_ = false;
    bool operator_ok_ = true;
    std::size_t list_ = 0;
};

} // namespace calque::detail
