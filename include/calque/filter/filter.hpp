// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/filter/node.hpp>
#include <calque/schema/schema.hpp>
#include <calque/values/value.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace calque {

class node_view;

/// A field as a filter names it: the row of the schema, and the key if the row is a namespace.
///
/// *Lifetimes*: valid as long as the filter it was read from is unchanged.
struct field_view {
    const field* row = nullptr;
    std::string_view key{};

    /// Returns the full name, as in the filter JSON.
    [[nodiscard]] std::string name() const { return std::string{row->name}.append(key); }
};

/// The values of an `in` comparison, in textual order.
///
/// *Lifetimes*: valid as long as the filter it was read from is unchanged.
class item_list {
public:
    class iterator {
    public:
        using value_type = calque::value;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        iterator(const detail::filter_data* data, std::size_t index) noexcept : data_{data}, index_{index} {}

        [[nodiscard]] calque::value operator*() const noexcept { return data_->value_of(data_->nodes[index_]); }
        iterator& operator++() noexcept {
            ++index_;
            return *this;
        }
        iterator operator++(int) noexcept { return std::exchange(*this, iterator{data_, index_ + 1}); }
        friend bool operator==(const iterator&, const iterator&) = default;

    private:
        const detail::filter_data* data_ = nullptr;
        std::size_t index_ = 0;
    };

    item_list(const detail::filter_data& data, std::size_t first, std::size_t count) noexcept
        : data_{&data}, first_{first}, count_{count} {}

    [[nodiscard]] iterator begin() const noexcept { return {data_, first_}; }
    [[nodiscard]] iterator end() const noexcept { return {data_, first_ + count_}; }
    [[nodiscard]] std::size_t size() const noexcept { return count_; }

private:
    const detail::filter_data* data_;
    std::size_t first_;
    std::size_t count_;
};

namespace detail {

/// What the views of nodes share: where the node is.
class node_position {
public:
    node_position(const filter_data& data, const schema_view& fields, std::size_t index) noexcept
        : data_{&data}, schema_{&fields}, index_{index} {}

protected:
    [[nodiscard]] const detail::node& node() const noexcept { return data_->nodes[index_]; }
    [[nodiscard]] field_view field_of_node() const noexcept {
        return {&schema_->fields[node().field], data_->at(node().key)};
    }

    const filter_data* data_;
    const schema_view* schema_;
    std::size_t index_;
};

} // namespace detail

/// A condition with one value: a field, an operator other than `in`, and the value.
///
/// *Lifetimes*: valid as long as the filter it was read from is unchanged.
class comparison : detail::node_position {
public:
    using node_position::node_position;

    [[nodiscard]] field_view field() const noexcept { return field_of_node(); }
    [[nodiscard]] calque::op op() const noexcept { return node().operation; }
    [[nodiscard]] calque::value value() const noexcept { return data_->value_of(node()); }
};

/// A condition with a list: a field that must have one of the values, `in [...]`.
///
/// *Lifetimes*: valid as long as the filter it was read from is unchanged.
class membership : detail::node_position {
public:
    using node_position::node_position;

    [[nodiscard]] field_view field() const noexcept { return field_of_node(); }
    [[nodiscard]] item_list items() const noexcept { return {*data_, index_ + 1, node().extent - 1u}; }
};

/// How the conditions of a group are joined.
enum class connective : std::uint8_t { all_of, any_of, same_row };

/// Returns the name of a connective in the filter JSON.
[[nodiscard]] constexpr std::string_view json_name(connective joined) noexcept {
    switch (joined) {
    case connective::all_of: return "and";
    case connective::any_of: return "or";
    case connective::same_row: return "same_row";
    }
    return {};
}

/// Two or more nodes joined by `and`, `or` or `same_row`; a forward range of `node_view`.
///
/// *Lifetimes*: valid as long as the filter it was read from is unchanged.
class group : detail::node_position {
public:
    class iterator;

    using node_position::node_position;

    [[nodiscard]] connective kind() const noexcept {
        return static_cast<connective>(static_cast<std::uint8_t>(node().kind) - 1);
    }
    [[nodiscard]] inline iterator begin() const noexcept;
    [[nodiscard]] inline iterator end() const noexcept;
};

/// A node of a filter: a `comparison`, a `membership` or a `group`; `visit` calls the function for its kind.
///
/// *Lifetimes*: valid as long as the filter it was read from is unchanged.
class node_view : detail::node_position {
public:
    using node_position::node_position;

    /// The node as a condition with one value; empty if it is something else.
    [[nodiscard]] std::optional<comparison> as_comparison() const noexcept {
        return is_group() || is_membership() ? std::nullopt : std::optional{comparison{*data_, *schema_, index_}};
    }
    /// The node as a condition with a list; empty if it is something else.
    [[nodiscard]] std::optional<membership> as_membership() const noexcept {
        return is_membership() ? std::optional{membership{*data_, *schema_, index_}} : std::nullopt;
    }
    /// The node as a group; empty if it is a condition.
    [[nodiscard]] std::optional<group> as_group() const noexcept {
        return is_group() ? std::optional{group{*data_, *schema_, index_}} : std::nullopt;
    }

private:
    [[nodiscard]] bool is_group() const noexcept { return node().is_group(); }
    [[nodiscard]] bool is_membership() const noexcept { return !is_group() && node().operation == op::in; }
};

class group::iterator {
public:
    using value_type = node_view;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    iterator(const detail::filter_data* data, const schema_view* fields, std::size_t index) noexcept
        : data_{data}, schema_{fields}, index_{index} {}

    [[nodiscard]] node_view operator*() const noexcept { return {*data_, *schema_, index_}; }
    iterator& operator++() noexcept {
        index_ += data_->nodes[index_].extent;
        return *this;
    }
    iterator operator++(int) noexcept {
        iterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

private:
    const detail::filter_data* data_ = nullptr;
    const schema_view* schema_ = nullptr;
    std::size_t index_ = 0;
};

inline group::iterator group::begin() const noexcept { return {data_, schema_, index_ + 1}; }
inline group::iterator group::end() const noexcept { return {data_, schema_, index_ + data_->nodes[index_].extent}; }

/// An overload set in one object, for `visit`.
template <class... Functions>
struct overloaded : Functions... {
    using Functions::operator()...;
};

// clang 16 does not deduce the template arguments of an aggregate without this guide.
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;

/// Calls the function that takes the node's kind, `comparison`, `membership` or `group`, and returns what it returns.
template <class... Functions>
decltype(auto) visit(node_view node, Functions&&... functions) {
    auto overloads = overloaded{std::forward<Functions>(functions)...};
    if (const auto one = node.as_comparison()) return overloads(*one);
    if (const auto list = node.as_membership()) return overloads(*list);
    return overloads(*node.as_group());
}

namespace detail {
struct filter_access;
}

/// A filter that is valid for its schema, which is part of its type: a regular value.
///
/// Made by `parse`, by `from_json`, and by operators on filters; there is no empty filter. A moved-from filter may
/// only be assigned to or destroyed. Copying, comparing and destroying never recurse.
template <schema Schema>
class filter {
public:
    using schema_type = Schema;

    /// Returns the top node.
    [[nodiscard]] node_view root() const noexcept { return {data_, schema_of<Schema>, 0}; }

    /// Returns the number of conditions; a list counts as one.
    [[nodiscard]] std::size_t condition_count() const noexcept {
        std::size_t count = 0;
        for (const detail::node& each : data_.nodes) count += each.kind == detail::node_kind::comparison ? 1u : 0u;
        return count;
    }

    friend bool operator==(const filter&, const filter&) = default;

private:
    friend struct detail::filter_access;
    friend struct std::hash<filter>;
    explicit filter(detail::filter_data data) noexcept : data_{std::move(data)} {}

    detail::filter_data data_;
};

/// An operand of filter operators: a filter, or a type that converts to one and has its schema as `schema_type`.
///
/// If you see an error that names this concept, an operand is not a filter: a field without a comparison, a bool, or
/// a condition that only `same_row` takes.
template <class What>
concept filter_operand =
    requires { typename What::schema_type; } && std::is_convertible_v<const What&, filter<typename What::schema_type>>;

/// A filter over fields unknown to the library.
using open_filter = filter<open_schema>;

namespace detail {

/// Internal access to a filter's data; the caller must have checked the data.
struct filter_access {
    template <schema Schema>
    [[nodiscard]] static filter<Schema> make(filter_data data) noexcept {
        return filter<Schema>{std::move(data)};
    }
    template <schema Schema>
    [[nodiscard]] static const filter_data& data(const filter<Schema>& from) noexcept {
        return from.data_;
    }
    template <schema Schema>
    [[nodiscard]] static filter_data& data(filter<Schema>& from) noexcept {
        return from.data_;
    }
    template <schema Schema>
    [[nodiscard]] static filter_data take(filter<Schema>&& from) noexcept {
        return std::move(from.data_);
    }
};

} // namespace detail

} // namespace calque

template <calque::schema Schema>
struct std::hash<calque::filter<Schema>> {
    [[nodiscard]] std::size_t operator()(const calque::filter<Schema>& what) const noexcept {
        return what.data_.hash();
    }
};
