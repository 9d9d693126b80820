// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/bind.hpp>
#include <calque/filter/complement.hpp>
#include <calque/filter/distribute.hpp>
#include <calque/filter/growth.hpp>
#include <calque/filter/nesting.hpp>
#include <calque/filter/parse_options.hpp>
#include <calque/filter/tree_builder.hpp>
#include <calque/support/scan_path.hpp>
#include <calque/support/scan_run.hpp>
#include <calque/text/grammar/expectation.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace calque::detail {

/// A token's place in the source.
struct token {
    const char* begin = nullptr;
    const char* end = nullptr;

    [[nodiscard]] constexpr std::string_view text() const noexcept {
        return {begin, static_cast<std::size_t>(end - begin)};
    }
};

/// What an operator wants behind it: one value, a text in quotes, a list or a range, or nothing.
enum class operand : std::uint8_t { value, text, set, none };

/// What is around a condition.
struct surroundings {
    bool in_row = false;
    bool negated = false;
    std::string_view scope{}; ///< the relation whose braces it stands in
    std::string_view separator{};
};

/// One level of `or`, from its begin on.
struct any_level {
    std::size_t from = 0;      ///< its first node
    std::size_t bare_ands = 0; ///< those of the level around it
};

/// The reporter of the fast pass: says nothing, so that its calls vanish.
struct silent_reporter {
    static constexpr bool speaks = false;
};

/// Room for the nodes of a text, so that the array rarely grows: a condition is seldom shorter than that, and what
/// stands behind a comma is an item. A comma is looked for first, since most texts have none to count.
[[nodiscard]] inline std::size_t most_nodes(std::string_view text) noexcept {
    const std::size_t comma = text.find(',');
    return text.size() / 6 + 4 + (comma == std::string_view::npos ? 0 : count_characters(text.substr(comma), ','));
}

/// What the grammar's actions work on: the schema, the tree that grows, and the state of the condition at hand.
///
/// With `silent_reporter` every mistake just ends the parse; with one that speaks it is told, and where it is one of
/// meaning rather than of syntax the parse goes on, so that independent mistakes are found in one run.
template <class Reporter, class Data = filter_data>
class parse_context {
public:
    constexpr parse_context(const schema_view& fields, const parse_options& options, Data& out, Reporter& reporter)
        : schema_{fields}, options_{options}, tree_{out}, reporter_{reporter} {}

    static constexpr bool speaks = Reporter::speaks;
    [[nodiscard]] constexpr Reporter& reporter() noexcept { return reporter_; }
    [[nodiscard]] constexpr const parse_limits& limits() const noexcept { return options_.limits; }
    [[nodiscard]] constexpr const schema_view& schema() const noexcept { return schema_; }
    [[nodiscard]] constexpr bool has_warnings() const noexcept { return warned_; }
    [[nodiscard]] constexpr bool is_refused() const noexcept { return refused_; }

    /// A token class did not match at `at`; always false, for `return`.
    constexpr bool expected(const char* at, expectation what) {
        if constexpr (speaks) reporter_.expected(at, what);
        return false;
    }

    /// A token is broken inside; always false.
    template <class Tell>
    constexpr bool broken(const Tell& tell) {
        if constexpr (speaks) say(tell);
        return false;
    }

    /// A token was read up to `behind`.
    constexpr void consumed(const char* behind) noexcept {
        if constexpr (speaks) token_end_ = behind;
    }

    /// A text holds a character that nobody sees.
    constexpr void warn_of_hidden(const char* at) {
        warn([&](auto& to) { to.hidden_character(at); });
    }

    // groups -----------------------------------------------------------------------------------------------------

    [[nodiscard]] constexpr std::size_t mark() const noexcept { return tree_.mark(); }

    /// Begins an `or` level.
    [[nodiscard]] constexpr any_level begin_any() { return {mark(), std::exchange(bare_ands_, 0)}; }

    /// Closes an `and` level that began at the mark `from`; remembers that it joined something without parentheses.
    constexpr void close_all(std::size_t from) {
        if (!joined(from)) return;
        ++bare_ands_;
        tree_.close_group(from, negative_ ? node_kind::any_of : node_kind::all_of);
    }

    /// Closes an `or` level, in a text whose part of it begins at `begin`.
    constexpr void close_any(const any_level& level, const char* begin) {
        if (joined(level.from)) {
            if (bare_ands_ > 0) warn([&](auto& to) { to.mixed_connectives({begin, token_end_}); });
            tree_.close_group(level.from, negative_ ? node_kind::all_of : node_kind::any_of);
        }
        bare_ands_ = level.bare_ands;
    }

    /// One level of parentheses, `not` or `same_row` deeper; `leave` takes it back.
    constexpr bool enter(const char* at) {
        const std::size_t limit = depth_limit(options_.limits);
        if (depth_ < limit) {
            deepest_ = std::max(deepest_, ++depth_);
            return true;
        }
        return broken([&](auto& to) { to.too_deep(at, limit); });
    }
    constexpr void leave() noexcept { --depth_; }

    /// Whether the tree may be deeper than the text, and too deep, because `not` and `same_row` made groups of their own.
    [[nodiscard]] constexpr bool has_outgrown_depth() const {
        constexpr std::size_t most = 2; // levels that either can add
        const std::size_t limit = depth_limit(options_.limits);
        return deepest_ + most > limit && nesting_of(tree_.data().nodes).levels > limit;
    }
    constexpr void toggle_negation() noexcept { negative_ = !negative_; }

    /// Enters `same_row(` or, with the relation's name and separator, `relation {`.
    constexpr bool enter_row(const token& where, std::string_view scope, std::string_view separator = {}) {
        remember(row_token_, where);
        bool ok = true;
        if (in_row_) ok = wrong([&](auto& to) { to.nested_same_row(where); });
        else if (negative_) ok = wrong([&](auto& to) { to.inexact_not(where, inexact::to_many, {}); });
        in_row_ = true;
        row_relation_ = scope;
        scope_ = scope;
        separator_ = separator;
        return ok;
    }

    constexpr bool close_row(std::size_t from) {
        in_row_ = false;
        scope_ = row_relation_ = {};
        if (speaks && failed_) return true;
        const term_count size = count_terms(tree_.data().nodes, from);
        const std::size_t count = conditions_ - count_conditions(tree_.data().nodes, from) + size.conditions;
        if (count > options_.limits.conditions || !size.exact())
            return broken([&](auto& to) {
                to.too_many_conditions({row_token_.begin, token_end_}, count, size.exact(), or_is_distributed);
            });
        conditions_ = count;
        distribute_same_row(tree_.data().nodes, from);
        return true;
    }

    // one condition ----------------------------------------------------------------------------------------------

    [[gnu::always_inline]] constexpr bool begin_condition(const token& where, const path_scan& path);
    [[gnu::always_inline]] constexpr bool set_operator(const token& where, op operation);
    constexpr void set_negated() noexcept { leaf_negated_ = true; }
    constexpr void follow(operand what) noexcept { follows_ = what; }
    [[nodiscard]] constexpr operand follows() const noexcept { return follows_; }
    constexpr void set_membership(const token& where) noexcept {
        remember(operator_token_, where);
        if constexpr (speaks) reporter_.compared(where);
    }
    constexpr bool add_null_test(const token& where, bool null);
    constexpr bool open_list();
    constexpr bool close_list(const token& where);
    constexpr void begin_range() noexcept;
    constexpr bool continue_range();

    /// A literal; `text` is the slice of the arena that holds a string, the last thing in it.
    constexpr bool add_literal(const token& where, const literal& what, text_slice text);

    /// Gives the arena to a scanner that decodes a string.
    [[nodiscard]] constexpr auto& arena() noexcept { return tree_.data().text; }

    constexpr void bound_text(std::size_t size) noexcept { tree_.bound_text(size); }
    constexpr void make_room(std::size_t next) { tree_.make_room(next); }
    [[nodiscard]] constexpr std::string_view scope() const noexcept { return scope_; }
    [[nodiscard]] constexpr bool in_list() const noexcept { return mode_ == mode::item; }

    /// Says of a value that it does not fit the field and operator at hand; false where that ends the parse.
    constexpr bool refuse_value(const token& where, const literal& what, value_problem why) {
        return wrong([&](auto& to) { to.value_does_not_fit(where, what, why, *row_, field_token_, operator_token_); });
    }

    /// The field and the operator that the next value goes with; no field where that one is unknown. It is not asked of
    /// the pointer: with -fsanitize=undefined g++ cannot tell in the compiler whether that is null.
    [[nodiscard]] constexpr bool has_row() const noexcept { return field_ != no_field; }
    [[nodiscard]] constexpr const calque::field& row() const noexcept { return *row_; }
    [[nodiscard]] constexpr op operation() const noexcept { return operation_; }

private:
    /// What the next literal is: the value of an operator, an item of a list, or an end of a range.
    enum class mode : std::uint8_t { single, item, low, high };

    [[nodiscard]] constexpr bool joined(std::size_t from) const noexcept {
        const auto& nodes = tree_.data().nodes;
        return nodes[from].extent != nodes.size() - from;
    }

    /// Keeps the place of a token, for what may have to be said of it.
    static constexpr void remember(token& to, const token& where) noexcept {
        if constexpr (speaks) to = where;
    }

    // Apart, so that the grammar, which recurses, needs less stack for each level.
    template <class Tell>
    [[gnu::noinline]] constexpr void say(const Tell& tell) {
        tell(reporter_);
    }

    /// A mistake of meaning: false in the fast pass; told, and the parse goes on, in the other.
    template <class Tell>
    constexpr bool wrong(const Tell& tell) {
        if constexpr (speaks) {
            say(tell);
            failed_ = leaf_failed_ = true;
            return true;
        } else {
            return false;
        }
    }

    /// The same of what is not documented, which `strict` makes an error.
    template <class Tell>
    constexpr void warn_undocumented(const Tell& tell) {
        refused_ = refused_ || options_.strict;
        warn(tell);
    }

    template <class Tell>
    constexpr void warn(const Tell& tell) {
        warned_ = true;
        if constexpr (speaks) say(tell);
    }

    [[nodiscard]] constexpr bool poisoned() const noexcept { return speaks && !has_row(); }
    [[nodiscard]] constexpr bool negated() const noexcept { return negative_ != leaf_negated_; }
    [[nodiscard]] constexpr schema_view::match find_in_scope(std::string_view path) const;
    [[nodiscard]] constexpr text_slice add_key(std::string_view key) {
        make_room(key.size());
        return tree_.add_text(key);
    }
    [[gnu::always_inline]] constexpr bool check_operator(const token& where, op operation);
    constexpr bool check_rare_operator(const token& where, op operation, op_tier tier);
    constexpr bool check_row(const token& where, const schema_view::match& found);
    constexpr void check_time(const token& where, const node& each);
    constexpr bool finish_leaf(std::size_t from, const char* end);
    constexpr bool finish_range(const token& where, const node& low, const node& high);
    [[nodiscard]] constexpr node leaf(op operation) const noexcept {
        return {.operation = operation, .field = field_, .key = key_};
    }

    const schema_view& schema_;
    const parse_options& options_;
    tree_builder<Data> tree_;
    Reporter& reporter_;
    const char* token_end_ = nullptr;
    bool warned_ = false;
    bool refused_ = false; ///< by `strict`
    bool failed_ = false;
    bool negative_ = false;
    bool in_row_ = false;
    std::size_t depth_ = 0;
    std::size_t deepest_ = 0;
    std::size_t conditions_ = 0;
    std::size_t bare_ands_ = 0;
    std::string_view scope_{};
    std::string_view separator_{};
    std::string_view row_relation_{};
    token row_token_{};

    // the condition at hand
    const calque::field* row_ = nullptr;
    field_index field_ = no_field;
    text_slice key_{};
    token field_token_{};
    token operator_token_{};
    op operation_ = op::eq;
    operand follows_ = operand::value;
    mode mode_ = mode::single;
    bool leaf_negated_ = false;
    bool leaf_failed_ = false;
    bool operator_ok_ = true;
    std::size_t list_ = 0;
    node low_{};
    token low_token_{};
};

} // namespace calque::detail
