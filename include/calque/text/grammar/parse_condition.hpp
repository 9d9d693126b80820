// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/time_text.hpp>
#include <calque/schema/time_doubts.hpp>
#include <calque/text/grammar/parse_context.hpp>
#include <calque/values/empty_range.hpp>

#include <algorithm>

// The part of the context that checks and appends one condition.
namespace calque::detail {

/// The row that a path inside braces names, relative to the relation.
template <class Reporter, class Data>
constexpr schema_view::match parse_context<Reporter, Data>::find_in_scope(std::string_view path) const {
    std::array<char, 256> full{};
    const std::size_t size = scope_.size() + separator_.size() + path.size();
    if (size > full.size()) return {};
    char* to = std::copy(scope_.begin(), scope_.end(), full.begin());
    to = std::copy(separator_.begin(), separator_.end(), to);
    std::copy(path.begin(), path.end(), to);
    return {schema_.find_exact({full.data(), size}), {}};
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::begin_condition(const token& where, const path_scan& path) {
    remember(field_token_, where);
    leaf_negated_ = false;
    if constexpr (speaks) leaf_failed_ = false;
    operator_ok_ = true;
    mode_ = mode::single;
    field_ = no_field;
    key_ = {};
    const schema_view::match found = scope_.empty() ? schema_.find(path.text) : find_in_scope(path.text);
    if constexpr (speaks)
        reporter_.begun(where, found ? &schema_.fields[found.index] : nullptr,
                        {in_row_, negative_, scope_, separator_});
    if (!found) return wrong([&](auto& to) { to.unknown_field(where, path, scope_); });
    const calque::field& row = schema_.fields[found.index];
    if (row.name.empty()) {
        if (!path.quoted && is_reserved(path.text)) return expected(where.begin, expectation::field);
    } else if (!found.key.empty() && found.key.find('.') != std::string_view::npos) {
        return wrong([&](auto& to) { to.nested_key(where, row, found.key); });
    }
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

/// Inside `same_row` all conditions are on one to-many relation, which the first of them names.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::check_row(const token& where, const schema_view::match& found) {
    if (!in_row_ || (row_->name.empty() && !row_->is_unlisted())) return true; // an open schema knows no relations
    const std::string_view through = schema_.relation_of(found);
    if (through.empty() || (!row_relation_.empty() && through != row_relation_)) {
        const calque::field& row = *row_;
        return wrong([&](auto& to) { to.not_in_relation(where, row, row_relation_, row_token_); });
    }
    row_relation_ = through;
    return true;
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::check_operator(const token& where, op operation) {
    operator_ok_ = true;
    if (poisoned()) return true;
    const op_tier tier = row_->tier(operation);
    if (tier == op_tier::documented && !(row_->compared_as_text && is_ordering(operation))) return true;
    return check_rare_operator(where, operation, tier);
}

/// The same of an operator of which there is something to say.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::check_rare_operator(const token& where, op operation, op_tier tier) {
    switch (tier) {
    case op_tier::documented: break;
    case op_tier::undocumented:
        if (!row_->name.empty() && !(is_ordering(operation) && row_->compared_as_text))
            warn_undocumented([&](auto& to) { to.undocumented_operator(where, *row_, field_token_, operation); });
        break;
    case op_tier::refused:
        operator_ok_ = false;
        return wrong([&](auto& to) { to.operator_not_allowed(where, *row_, field_token_, operation); });
    }
    if (is_ordering(operation) && row_->compared_as_text)
        warn([&](auto& to) { to.compared_as_text(where, field_token_); });
    return true;
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::set_operator(const token& where, op operation) {
    remember(operator_token_, where);
    if constexpr (speaks) reporter_.compared(where);
    operation_ = operation;
    mode_ = mode::single;
    return check_operator(where, operation);
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::add_null_test(const token& where, bool null) {
    remember(operator_token_, where);
    if (!check_operator(where, op::isnull)) return false;
    const std::size_t from = mark();
    node each = leaf(op::isnull);
    each.value = value_kind::boolean;
    each.bits = null ? 1 : 0;
    tree_.add(each);
    return finish_leaf(from, where.end);
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::open_list() {
    if (!check_operator(operator_token_, op::in)) return false;
    operation_ = op::in;
    mode_ = mode::item;
    list_ = mark();
    tree_.add(leaf(op::in));
    return true;
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::close_list(const token& where) {
    mode_ = mode::single;
    const std::size_t items = mark() - list_ - 1;
    if (items == 0) return wrong([&](auto& to) { to.empty_list(where, field_token_); });
    tree_.data().nodes[list_].extent = static_cast<std::uint32_t>(items + 1);
    return finish_leaf(list_, where.end);
}

template <class Reporter, class Data>
constexpr void parse_context<Reporter, Data>::begin_range() noexcept {
    mode_ = mode::low;
    operation_ = op::gte;
    operator_ok_ = true;
}

/// Between the two bounds: only now it is sure that a range was meant, so only now its operators are checked.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::continue_range() {
    mode_ = mode::high;
    if (!check_operator(operator_token_, op::gte)) return false;
    return poisoned() || !operator_ok_ || row_->tier(op::lte) == row_->tier(op::gte) ||
           check_operator(operator_token_, op::lte);
}

/// Times that have a form or a meaning that the guide does not document.
template <class Reporter, class Data>
constexpr void parse_context<Reporter, Data>::check_time(const token& where, const node& each) {
    if (each.value != value_kind::relative) return;
    const relative_time time = unpack_relative(each.bits);
    if (is_undocumented(time, operation_)) warn_undocumented([&](auto& to) { to.undocumented_relative(where, time); });
    if (includes_day(time, operation_) && !negated())
        warn([&](auto& to) { to.includes_today(where, operator_token_, time); });
    if (may_be_minutes(time)) warn([&](auto& to) { to.maybe_minutes(where, time); });
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::add_literal(const token& where, const literal& what, text_slice text) {
    if (poisoned() || !operator_ok_) {
        node dummy = leaf(operation_);
        if (mode_ == mode::item) dummy.kind = node_kind::item;
        if (mode_ != mode::low) tree_.add(dummy);
        return true;
    }
    const bound_value bound = bind(what, tree_.data().at(text), *row_, operation_);
    node each = mode_ == mode::item ? node{.kind = node_kind::item} : leaf(operation_);
    if (bound.problem != value_problem::none) {
        if (!refuse_value(where, what, bound.problem)) return false;
    } else {
        each.value = bound.value;
        each.zone_minutes = bound.zone_minutes;
        each.bits = bound.bits;
        if (bound.value != value_kind::string && what.kind == literal_kind::string) arena().resize(text.begin);
        if (row_->name.empty() && holds_time(each)) store_time_as_text(tree_.data(), each);
        check_time(where, each);
    }
    const std::size_t from = mark();
    switch (mode_) {
    case mode::single: tree_.add(each); return finish_leaf(from, where.end);
    case mode::low:
        low_ = each;
        remember(low_token_, where);
        operation_ = op::lte;
        return true;
    case mode::high: return finish_range(where, low_, each);
    case mode::item: break;
    }
    if (const std::size_t items = from - list_ - 1; items >= options_.limits.list_items)
        return broken([&](auto& to) { to.too_many_items(where); });
    if (const node& first = tree_.data().nodes[list_]; from > list_ + 1 && bound.problem == value_problem::none) {
        const node& head = *(&first + 1);
        if (head.value != value_kind::none && !same_kind(head.value, each.value)) {
            if (!wrong([&](auto& to) { to.mixed_list(where, head.value, each.value); })) return false;
        }
    }
    tree_.add(each);
    return true;
}

/// Applies `not` to the condition since `from`.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::finish_leaf(std::size_t from, const char* end) {
    if (!negated() || poisoned() || !operator_ok_ || (speaks && leaf_failed_)) return true;
    std::vector<node>& nodes = tree_.data().nodes;
    const op before = nodes[from].operation;
    const inexact why = complement{nodes, *row_, tree_.data().at(key_), schema_.assumptions, in_row_}.apply(from);
    if (why == inexact::none) {
        if (const auto added = undocumented_in_complement(nodes, from, *row_, before))
            warn_undocumented([&](auto& to) {
                to.undocumented_complement({field_token_.begin, end}, *row_, field_token_, *added);
            });
        return true;
    }
    return wrong([&](auto& to) { to.inexact_not({field_token_.begin, end}, why, field_token_.text()); });
}

/// `field in low .. high` is `field >= low and field <= high`.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::finish_range(const token& where, const node& low, const node& high) {
    const Data& data = tree_.data();
    if (low.value != value_kind::none && high.value != value_kind::none &&
        is_empty_range(data.value_of(low), data.value_of(high))) {
        if (!wrong([&](auto& to) { to.empty_range(low_token_, where); })) return false;
    }
    if (++conditions_ > options_.limits.conditions)
        return broken([&](auto& to) { to.too_many_conditions(where, conditions_, false); });
    const std::size_t from = mark();
    tree_.add(low);
    if (!finish_leaf(from, where.end)) return false;
    const std::size_t second = mark();
    tree_.add(high);
    if (!finish_leaf(second, where.end)) return false;
    tree_.close_group(from, negated() ? node_kind::any_of : node_kind::all_of);
    return true;
}

} // namespace calque::detail
