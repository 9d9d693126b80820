// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/native/native_value.hpp>
#include <calque/text/grammar/constexpr_parser.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

// The `{}` of a format: an argument replaces a value or a list. It is never converted to text, so it cannot change the
// structure of the filter.
namespace calque::detail {

/// Which bound of a range an argument is, so that its prototype never exceeds the other bound.
enum class bound : std::uint8_t { none, low, high };

/// `"{}"`, which takes the next argument through `Take`.
template <class Take>
struct placeholder {
    Take take;

    constexpr explicit placeholder(const Take& what) : take{what} {}

    template <class On>
    constexpr const char* scan(On& on, const char* at, const char* end) const {
        if (end - at < 2 || at[0] != '{' || at[1] != '}') {
            on.expected(at, expectation::value);
            return nullptr;
        }
        return take(on, token{at, at + 2}) ? at + 2 : nullptr;
    }
};

/// Values of which some are arguments; `Derived` adds the argument at an index, or its items, to the filter.
template <class Derived>
class values_with_arguments {
public:
    constexpr bool value(auto& from) { return any(from, bound::none); }
    constexpr bool low(auto& from) { return any(from, bound::low); }
    constexpr bool high(auto& from) { return any(from, bound::high); }
    constexpr bool item(auto& from) { return value(from); }
    constexpr bool text(auto& from) { return matches_at(from) ? value(from) : written_values{}.text(from); }

    /// Parses the list of `field in {}`, an argument with several values.
    constexpr bool list(auto& from) {
        if (!matches_at(from) || next_ >= self().size() || !self().is_list(next_)) return false;
        return from.take(placeholder{[&](auto& on, const token& where) {
            if (!on.open_list()) return false;
            if (!self().add_items(on, where, next_++)) return false;
            return on.close_list(where);
        }});
    }

    constexpr bool finish(auto& from) const {
        if (next_ == self().size()) return true;
        from.context().broken([&](auto& to) { to.extra_argument(from.at(), next_, self().size()); });
        return false;
    }

private:
    [[nodiscard]] constexpr Derived& self() noexcept { return static_cast<Derived&>(*this); }
    [[nodiscard]] constexpr const Derived& self() const noexcept { return static_cast<const Derived&>(*this); }
    [[nodiscard]] static constexpr bool matches_at(const auto& from) noexcept {
        return from.at() != from.end() && *from.at() == '{';
    }

    constexpr bool any(auto& from, bound side) {
        if (!matches_at(from)) return written_values{}.value(from);
        return from.take(placeholder{[&](auto& on, const token& where) {
            if (next_ >= self().size()) return on.broken([&](auto& to) { to.missing_argument(where, self().size()); });
            if (self().is_list(next_)) return on.broken([&](auto& to) { to.not_a_list(where); });
            return self().add(on, where, next_++, side);
        }});
    }

    std::size_t next_ = 0;
};

/// What is known of an argument at compile time.
struct argument_type {
    native_kind kind = native_kind::unknown;
    bool is_list = false;

    friend bool operator==(const argument_type&, const argument_type&) = default;
};

/// Returns a value that represents an argument of this kind while the compiler checks the format.
[[nodiscard]] constexpr literal prototype_of(native_kind kind, bound side) noexcept {
    using limits = std::numeric_limits<std::int64_t>;
    const auto most = [&](auto low, auto high, decltype(low) between) {
        return std::bit_cast<std::uint64_t>(side == bound::low ? low : side == bound::high ? high : between);
    };
    const std::uint64_t whole = most(limits::min(), limits::max(), 0);
    constexpr double largest = std::numeric_limits<double>::max();
    switch (kind) {
    case native_kind::boolean: return {.kind = literal_kind::boolean, .value = value_kind::boolean};
    case native_kind::whole: return {.kind = literal_kind::number, .value = value_kind::integer, .bits = whole};
    case native_kind::real:
        return {.kind = literal_kind::number, .value = value_kind::number, .bits = most(-largest, largest, 0.5)};
    case native_kind::seconds:
    case native_kind::fractional_seconds:
        return {.kind = literal_kind::duration, .value = value_kind::integer, .bits = whole};
    case native_kind::text: return {.kind = literal_kind::string, .value = value_kind::string};
    case native_kind::datetime: return {.kind = literal_kind::datetime, .value = value_kind::datetime, .bits = whole};
    case native_kind::relative:
        return {.kind = literal_kind::relative, .value = value_kind::relative, .bits = pack(relative_time{})};
    case native_kind::character:
    case native_kind::null:
    case native_kind::calendar_duration:
    case native_kind::unknown: break;
    }
    return {};
}

/// Arguments known only by type.
class typed_arguments : public values_with_arguments<typed_arguments> {
public:
    constexpr explicit typed_arguments(std::span<const argument_type> all) noexcept : all_{all} {}

    [[nodiscard]] constexpr std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] constexpr bool is_list(std::size_t index) const noexcept { return all_[index].is_list; }

    constexpr bool add(auto& on, const token& where, std::size_t index, bound side) const {
        const native_kind kind = all_[index].kind;
        if (on.has_row()) {
            const op operation = on.operation();
            if (const value_problem why = problem_of(kind, on.row(), operation); why != value_problem::none)
                return on.broken([&](auto& to) { to.argument_does_not_fit(where, on.row(), operation, kind, why); });
        }
        literal what = prototype_of(kind, side);
        const auto begin = static_cast<std::uint32_t>(on.arena().size());
        if (what.kind == literal_kind::string) what.bits = pack(text_slice{begin, 0});
        return on.add_literal(where, what, {begin, 0});
    }
    constexpr bool add_items(auto& on, const token& where, std::size_t index) const {
        return add(on, where, index, bound::none);
    }

private:
    std::span<const argument_type> all_;
};

/// The values of an argument: one, or those of a range.
struct argument {
    std::span<const native_reading> values;
    bool is_list = false;
};

/// Arguments with their values.
class bound_arguments : public values_with_arguments<bound_arguments> {
public:
    constexpr explicit bound_arguments(std::span<const argument> all) noexcept : all_{all} {}

    [[nodiscard]] constexpr std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] constexpr bool is_list(std::size_t index) const noexcept { return all_[index].is_list; }

    constexpr bool add(auto& on, const token& where, std::size_t index, bound) const {
        return add_value(on, where, all_[index].values.front());
    }
    constexpr bool add_items(auto& on, const token& where, std::size_t index) const {
        for (const native_reading& each : all_[index].values)
            if (!add_value(on, where, each)) return false;
        return true;
    }

private:
    static constexpr bool add_value(auto& on, const token& where, const native_reading& from) {
        literal what = from.what;
        const text_slice text{static_cast<std::uint32_t>(on.arena().size()),
                              static_cast<std::uint32_t>(from.text.size())};
        if (what.kind == literal_kind::string) what.bits = pack(text);
        on.arena().append(from.text);
        return on.add_literal(where, what, text);
    }

    std::span<const argument> all_;
};

} // namespace calque::detail
