// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/complement.hpp>
#include <calque/filter/condition_checker.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/scan_run.hpp>
#include <calque/text/grammar/expectation.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace calque::detail {

/// The operand that an operator requires: one value, a quoted text, a list or range, or nothing.
enum class operand : std::uint8_t { value, text, set, none };

/// The context of a condition.
struct surroundings {
    bool in_row = false;
    bool negated = false;
    std::string_view scope{}; ///< the relation whose braces contain the condition
    std::string_view separator{};
};

/// The state of one `or` level.
struct or_level {
    std::size_t from = 0;      ///< its first node
    std::size_t bare_ands = 0; ///< those of the enclosing level
};

/// Estimates the number of nodes of a text, so that the array rarely grows: a condition is seldom shorter than six
/// characters, and a comma precedes an item. Most texts have no comma, so `find` runs before the count.
[[nodiscard]] inline std::size_t max_nodes(std::string_view text) noexcept {
    const std::size_t comma = text.find(',');
    return text.size() / 6 + 4 + (comma == std::string_view::npos ? 0 : count_characters(text.substr(comma), ','));
}

/// The state on which the grammar's actions work. Adds to the checks of conditions what only the language has:
/// connectives, `not`, ranges, and names relative to the relation whose braces contain them.
template <class Reporter, class Data = filter_data>
class parse_context : public condition_checker<Reporter, Data> {
    using base = condition_checker<Reporter, Data>;
    using base::check_operator, base::value_is_uncheckable, base::leaf, base::negated, base::remember;
    using base::conditions_, base::in_row_, base::key_, base::leaf_failed_, base::leaf_negated_, base::negative_;
    using base::field_token_, base::operation_, base::operator_token_, base::options_, base::reporter_, base::row_;
    using base::schema_, base::tree_;

public:
    using base::base;
    using base::broken, base::mark, base::reports, base::warn, base::warn_undocumented, base::wrong;

    /// Records that a token class did not match at `at`; always returns false.
    constexpr bool expected(const char* at, expectation what) {
        if constexpr (reports) reporter_.expected(at, what);
        return false;
    }

    /// Records that a token ends at `behind`.
    constexpr void consumed(const char* behind) noexcept {
        if constexpr (reports) token_end_ = behind;
    }

    /// Warns that a text contains an invisible character.
    constexpr void warn_of_hidden(const char* at) {
        warn([&](auto& to) { to.hidden_character(at); });
    }

    // groups -----------------------------------------------------------------------------------------------------

    /// Begins an `or` level.
    [[nodiscard]] constexpr or_level begin_or() { return {mark(), std::exchange(bare_ands_, 0)}; }

    /// Closes an `and` level that began at the mark `from`; counts it if it joined conditions without parentheses.
    constexpr void close_and(std::size_t from) {
        if (!joined(from)) return;
        ++bare_ands_;
        tree_.close_group(from, negative_ ? node_kind::any_of : node_kind::all_of);
    }

    /// Closes an `or` level whose text begins at `begin`.
    constexpr void close_or(const or_level& level, const char* begin) {
        if (joined(level.from)) {
            if (bare_ands_ > 0) warn([&](auto& to) { to.mixed_connectives({begin, token_end_}); });
            tree_.close_group(level.from, negative_ ? node_kind::all_of : node_kind::any_of);
        }
        bare_ands_ = level.bare_ands;
    }

    constexpr void toggle_negation() noexcept { negative_ = !negative_; }

    /// Enters `same_row(` or, given the relation's name and separator, `relation {`.
    constexpr bool enter_row(const token& where, std::string_view scope, std::string_view separator = {}) {
        const bool nested = in_row_;
        bool ok = base::enter_row(where, scope);
        if (!nested && negative_) ok = wrong([&](auto& to) { to.inexact_not(where, inexact::to_many, {}); });
        scope_ = scope;
        separator_ = separator;
        return ok;
    }
    constexpr bool close_row(std::size_t from) {
        scope_ = {};
        return base::close_row(from, token_end_);
    }

    // one condition ----------------------------------------------------------------------------------------------

    /// Begins a condition on the field `path` in a text that ends at `end`. If it returns false, nothing was appended
    /// and the grammar may parse the same position as the name of a relation.
    [[gnu::always_inline]] constexpr bool begin_condition(const token& where, const path_scan& path, const char* end);
    [[gnu::always_inline]] constexpr bool set_operator(const token& where, op operation);
    constexpr void set_negated() noexcept { leaf_negated_ = true; }
    constexpr void follow(operand what) noexcept { follows_ = what; }
    [[nodiscard]] constexpr operand follows() const noexcept { return follows_; }
    constexpr void set_membership(const token& where) noexcept {
        remember(operator_token_, where);
        if constexpr (reports) reporter_.compared(where);
    }
    constexpr bool add_null_test(const token& where, bool null);
    constexpr bool open_list();
    constexpr bool close_list(const token& where);
    constexpr void begin_range() noexcept;
    constexpr bool continue_range();

    /// Adds a literal; `text` is the slice of the arena that holds a string, at the end of the arena.
    constexpr bool add_literal(const token& where, const literal& what, text_slice text);

    [[nodiscard]] constexpr std::string_view scope() const noexcept { return scope_; }
    [[nodiscard]] constexpr bool in_list() const noexcept { return mode_ == mode::item; }

private:
    /// The role of the next literal: the operand of an operator, an item of a list, or a bound of a range.
    enum class mode : std::uint8_t { single, item, low, high };

    [[nodiscard]] constexpr bool joined(std::size_t from) const noexcept {
        const auto& nodes = tree_.data().nodes;
        return nodes[from].extent != nodes.size() - from;
    }
    [[nodiscard]] constexpr schema_view::match find_in_scope(std::string_view path) const;
    constexpr bool finish_leaf(std::size_t from, const char* end);
    constexpr bool finish_range(const token& where, const node& low, const node& high);

    const char* token_end_ = nullptr;
    std::size_t bare_ands_ = 0;
    std::string_view scope_{};
    std::string_view separator_{};
    operand follows_ = operand::value;
    mode mode_ = mode::single;
    node low_{};
    token low_token_{};
};

} // namespace calque::detail
