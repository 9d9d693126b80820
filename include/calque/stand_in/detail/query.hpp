// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/filter_input.hpp>
#include <calque/values/relative_time.hpp>
#include <calque/values/value.hpp>

#include <boost/url/params_view.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace calque::detail::stand_in_parts {

/// Parses a number that spans the whole text, without surrounding spaces.
template <class Number>
[[nodiscard]] std::optional<Number> whole_number(std::string_view text) noexcept {
    Number number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return number;
}

/// The parameters of a request, read as the framework does: if a name is repeated the last one counts, and unknown
/// names are ignored.
class query {
public:
    using parameter = std::pair<std::string, std::string>;

    explicit query(boost::urls::params_view given) {
        for (const auto& each : given) all_.emplace_back(each.key, each.value);
    }

    [[nodiscard]] const std::vector<parameter>& all() const noexcept { return all_; }

    /// Returns the value of a parameter, or null.
    [[nodiscard]] const std::string* find(std::string_view name) const noexcept {
        for (auto each = all_.rbegin(); each != all_.rend(); ++each)
            if (each->first == name) return &each->second;
        return nullptr;
    }

    /// *Errors*: throws `refusal`.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const {
        const std::string* const text = find(name);
        if (text == nullptr) return std::nullopt;
        const auto number = whole_number<std::int64_t>(*text);
        if (!number) refuse_member(name, "A valid integer is required.");
        return number;
    }

    /// Returns comma-separated numbers; empty if the parameter is missing. *Errors*: throws `refusal`.
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name) const {
        std::vector<std::int64_t> numbers;
        for (const std::string_view each : texts(name)) {
            const auto number = whole_number<std::int64_t>(each);
            if (!number) refuse_member(name, "A valid integer is required.");
            numbers.push_back(*number);
        }
        return numbers;
    }

    /// Returns comma-separated texts; empty if the parameter is missing.
    [[nodiscard]] std::vector<std::string_view> texts(std::string_view name) const {
        std::vector<std::string_view> parts;
        const std::string* const text = find(name);
        if (text == nullptr) return parts;
        for (std::string_view left = *text;;) {
            const std::size_t comma = left.find(',');
            parts.push_back(left.substr(0, comma));
            if (comma == std::string_view::npos) return parts;
            left.remove_prefix(comma + 1);
        }
    }

    /// Returns a time; without a zone it is UTC (inferred). *Errors*: throws `refusal`.
    [[nodiscard]] std::optional<instant> time(std::string_view name) const {
        const std::string* const text = find(name);
        if (text == nullptr) return std::nullopt;
        const auto read = read_datetime(*text, true);
        if (!read) refuse_member(name, "Enter a valid date/time.");
        return read->at;
    }

    [[nodiscard]] bool flag(std::string_view name) const noexcept {
        const std::string* const text = find(name);
        return text != nullptr && (*text == "true" || *text == "True" || *text == "1");
    }

    /// Returns a filter given as JSON text. *Errors*: throws `refusal`.
    template <schema Schema>
    [[nodiscard]] std::optional<filter<Schema>> filter_of(std::string_view name) const {
        const std::string* const text = find(name);
        if (text == nullptr) return std::nullopt;
        return read_filter_text<Schema>(name, *text);
    }

private:
    std::vector<parameter> all_;
};

} // namespace calque::detail::stand_in_parts
