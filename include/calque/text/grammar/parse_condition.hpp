// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/parse_context.hpp>
#include <calque/values/empty_range.hpp>

#include <algorithm>

// The part of the context that checks and appends one condition.
namespace calque::detail {

/// Finds the field that a path inside braces denotes, relative to the relation.
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
constexpr bool parse_context<Reporter, Data>::begin_condition(const token& where, const path_scan& path,
                                                              const char* end) {
    base::begin_condition(where);
    mode_ = mode::single;
    const schema_view::match found = scope_.empty() ? schema_.find(path.text) : find_in_scope(path.text);
    if constexpr (reports)
        reporter_.begun(where, found ? &schema_.fields[found.index] : nullptr,
                        {in_row_, negative_, scope_, separator_});
    if (!found) return wrong([&](auto& to) { to.unknown_field(where, path, scope_); });
    if (schema_.fields[found.index].name.empty()) { // an open schema, in which any name is a field
        const char* const next = skip_blank(path.end, end);
        if (next != end && *next == '{') return false;
        if (!path.quoted && is_reserved(path.text)) return expected(where.begin, expectation::field);
    }
    return base::set_field(where, path, found);
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::set_operator(const token& where, op operation) {
    if constexpr (reports) reporter_.compared(where);
    mode_ = mode::single;
    return base::set_operator(where, operation);
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::add_null_test(const token& where, bool null) {
    remember(operator_token_, where);
    if (!check_operator(where, op::isnull)) return false;
    const std::size_t from = mark();
    tree_.add(base::null_test(null));
    return finish_leaf(from, where.end);
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::open_list() {
    if (!check_operator(operator_token_, op::in)) return false;
    mode_ = mode::item;
    base::begin_list();
    return true;
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::close_list(const token& where) {
    mode_ = mode::single;
    const bool empty = mark() == base::list() + 1;
    return base::end_list(where) && (empty || finish_leaf(base::list(), where.end));
}

template <class Reporter, class Data>
constexpr void parse_context<Reporter, Data>::begin_range() noexcept {
    mode_ = mode::low;
    operation_ = op::gte;
    base::operator_ok_ = true;
}

/// Called between the two bounds: only now is it certain that a range was meant, so its operators are checked here.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::continue_range() {
    mode_ = mode::high;
    if (!check_operator(operator_token_, op::gte)) return false;
    return value_is_uncheckable() || row_->tier(op::lte) == row_->tier(op::gte) ||
           check_operator(operator_token_, op::lte);
}

template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::add_literal(const token& where, const literal& what, text_slice text) {
    node each = mode_ == mode::item ? node{.kind = node_kind::item} : leaf(operation_);
    if (value_is_uncheckable()) {
        if (mode_ != mode::low) tree_.add(each);
        return true;
    }
    if (!base::fit(where, what, tree_.data().at(text), each)) return false;
    if (what.kind == literal_kind::string && each.value != value_kind::string && each.value != value_kind::none)
        base::arena().resize(text.begin); // a time, which is stored as a number
    switch (mode_) {
    case mode::item: return base::add_item(where, each);
    case mode::low:
        low_ = each;
        remember(low_token_, where);
        operation_ = op::lte;
        return true;
    case mode::high: return finish_range(where, low_, each);
    case mode::single: break;
    }
    const std::size_t from = mark();
    tree_.add(each);
    return finish_leaf(from, where.end);
}

/// Applies `not` to the condition whose nodes begin at `from`.
template <class Reporter, class Data>
constexpr bool parse_context<Reporter, Data>::finish_leaf(std::size_t from, const char* end) {
    if (!negated() || value_is_uncheckable() || (reports && leaf_failed_)) return true;
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
