// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/evaluate/detail/pattern.hpp>
#include <calque/schema/field.hpp>
#include <calque/support/case_fold.hpp>
#include <calque/values/number_order.hpp>
#include <calque/values/value.hpp>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// Tests on a single value that is not null.
namespace calque::detail {

/// The result of a test; `null` if the value must be treated as null.
enum class verdict : std::uint8_t { no, yes, null };

[[nodiscard]] constexpr verdict verdict_of(bool holds) noexcept { return holds ? verdict::yes : verdict::no; }

/// The orderings that satisfy an operator.
struct accepted_ordering {
    bool less = false;
    bool equal = false;
    bool greater = false;

    explicit constexpr accepted_ordering(op operation) noexcept
        : less{operation == op::lt || operation == op::lte},
          equal{operation == op::eq || operation == op::neq || operation == op::lte || operation == op::gte},
          greater{operation == op::gt || operation == op::gte} {}

    [[nodiscard]] constexpr bool operator()(std::partial_ordering found) const noexcept {
        return found < 0 ? less : found > 0 ? greater : equal && found == 0;
    }
};

using exact_number = std::variant<std::int64_t, std::uint64_t, double>;

[[nodiscard]] inline std::partial_ordering order_numbers(const boost::json::value& found, const exact_number& wanted) {
    const auto against = [&](auto number) {
        return std::visit([&](auto other) { return order_numbers(number, other); }, wanted);
    };
    switch (found.kind()) {
    case boost::json::kind::int64: return against(found.get_int64());
    case boost::json::kind::uint64: return against(found.get_uint64());
    case boost::json::kind::double_: return against(found.get_double());
    default: return std::partial_ordering::unordered;
    }
}

/// A buffer for the text of a number.
using number_text = std::array<char, 32>;

/// Returns the shortest text of a number. A whole number has no fraction and, if it fits in 64 bits, no exponent.
[[nodiscard]] inline std::string_view write_number(number_text& storage, double number) noexcept {
    const auto written = [&](auto what) {
        const char* const end = std::to_chars(storage.data(), storage.data() + storage.size(), what).ptr;
        return std::string_view{storage.data(), static_cast<std::size_t>(end - storage.data())};
    };
    if (number != std::trunc(number) || std::abs(number) >= 18446744073709551616.0) return written(number);
    if (number >= 0) return written(static_cast<std::uint64_t>(number));
    return number >= -9223372036854775808.0 ? written(static_cast<std::int64_t>(number)) : written(number);
}

[[nodiscard]] inline std::string_view write_number(number_text& storage, std::integral auto number) noexcept {
    const char* const end = std::to_chars(storage.data(), storage.data() + storage.size(), number).ptr;
    return {storage.data(), static_cast<std::size_t>(end - storage.data())};
}

/// A buffer for the text of a value that is not a string.
struct text_storage {
    number_text number;
    std::string nested{};
};

/// A reader of values as text; of values other than strings only if the API compares the field as text.
///
/// For such a field the text of an object or an array is its JSON, so that any two values are ordered.
struct text_reader {
    bool any_value = false;

    [[nodiscard]] std::optional<std::string_view> operator()(const boost::json::value& found,
                                                             text_storage& storage) const {
        if (const auto* text = found.if_string()) return std::string_view{text->data(), text->size()};
        if (!any_value) return std::nullopt;
        switch (found.kind()) {
        case boost::json::kind::bool_: return found.get_bool() ? "true" : "false";
        case boost::json::kind::int64: return write_number(storage.number, found.get_int64());
        case boost::json::kind::uint64: return write_number(storage.number, found.get_uint64());
        case boost::json::kind::double_: return write_number(storage.number, found.get_double());
        case boost::json::kind::object:
        case boost::json::kind::array: return storage.nested = boost::json::serialize(found);
        case boost::json::kind::string:
        case boost::json::kind::null: break;
        }
        return std::nullopt;
    }
};

/// A reader of values as instants.
struct instant_reader {
    bool naive_is_utc = true;

    [[nodiscard]] std::optional<instant> operator()(const boost::json::value& found) const {
        const auto* text = found.if_string();
        if (text == nullptr) return std::nullopt;
        const auto time = read_datetime({text->data(), text->size()}, naive_is_utc);
        return time ? std::optional{time->at} : std::nullopt;
    }
};

struct is_never {
    [[nodiscard]] verdict operator()(const boost::json::value&) const noexcept { return verdict::no; }
};

struct is_present {
    [[nodiscard]] verdict operator()(const boost::json::value&) const noexcept { return verdict::yes; }
};

struct is_instant {
    instant_reader read;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        return read(found) ? verdict::yes : verdict::null;
    }
};

struct boolean_is {
    bool wanted;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const noexcept {
        const bool* const boolean = found.if_bool();
        return verdict_of(boolean != nullptr && *boolean == wanted);
    }
};

struct number_is {
    accepted_ordering order;
    exact_number wanted;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        return verdict_of(order(order_numbers(found, wanted)));
    }
};

/// `a <=> b`, which libc++ 16 lacks for time points.
[[nodiscard]] inline std::strong_ordering order_instants(instant a, instant b) noexcept {
    return a.time_since_epoch().count() <=> b.time_since_epoch().count();
}

struct instant_is {
    instant_reader read;
    accepted_ordering order;
    instant wanted;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        const auto time = read(found);
        return time ? verdict_of(order(order_instants(*time, wanted))) : verdict::null;
    }
};

struct text_is {
    text_reader read;
    accepted_ordering order;
    std::string wanted;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        text_storage storage;
        const auto text = read(found, storage);
        return verdict_of(text && order(*text <=> wanted));
    }
};

/// Orders against a time on a field of unknown type: as instants if the value reads as one, otherwise as text.
struct time_or_text_is {
    instant_is as_instant;
    text_is as_text;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        const verdict answer = as_instant(found);
        return answer == verdict::null ? as_text(found) : answer;
    }
};

/// `contains`, `startswith` and `endswith`.
struct text_has {
    enum class place : std::uint8_t { anywhere, start, end };

    text_reader read;
    place where;
    folded_needle needle;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        text_storage storage;
        const auto text = read(found, storage);
        if (!text) return verdict::no;
        switch (where) {
        case place::anywhere: return verdict_of(needle.is_in(*text));
        case place::start: return verdict_of(needle.starts(*text));
        case place::end: return verdict_of(needle.ends(*text));
        }
        return verdict::no;
    }
};

struct text_matches {
    text_reader read;
    pattern expression;

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        text_storage storage;
        const auto text = read(found, storage);
        return verdict_of(text && expression.is_in(*text));
    }
};

/// `in`: the items, grouped by type and sorted so that long lists are searched quickly.
struct is_one_of {
    text_reader read_text;
    instant_reader read_instant;
    std::vector<exact_number> numbers{};
    std::vector<std::string> texts{};
    std::vector<instant> instants{};
    bool with_true = false;
    bool with_false = false;

    void sort() {
        std::ranges::sort(numbers, [](const exact_number& a, const exact_number& b) {
            return std::visit([](auto x, auto y) { return order_numbers(x, y) < 0; }, a, b);
        });
        std::ranges::sort(texts);
        std::ranges::sort(instants);
    }

    [[nodiscard]] verdict operator()(const boost::json::value& found) const {
        text_storage storage;
        if (const auto text = read_text(found, storage))
            if (std::binary_search(texts.begin(), texts.end(), *text, std::less<>{})) return verdict::yes;
        if (const bool* const boolean = found.if_bool()) return verdict_of(*boolean ? with_true : with_false);
        if (found.is_number()) {
            const auto at = std::ranges::partition_point(
                numbers, [&](const exact_number& item) { return order_numbers(found, item) > 0; });
            return verdict_of(at != numbers.end() && order_numbers(found, *at) == 0);
        }
        if (instants.empty()) return verdict::no;
        const auto time = read_instant(found);
        return time ? verdict_of(std::ranges::binary_search(instants, *time)) : verdict::null;
    }
};

using predicate = std::variant<is_never, is_present, is_instant, boolean_is, number_is, instant_is, text_is,
                               time_or_text_is, text_has, text_matches, is_one_of>;

} // namespace calque::detail
