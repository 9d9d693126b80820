// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/query.hpp>
#include <calque/support/insertion_sort.hpp>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail::stand_in_parts {

/// The `page` and `page_size` of a query.
class page_choice {
public:
    /// As in the framework, a `page_size` that is not a positive number is ignored, and a large one is clamped.
    page_choice(const query& asked, std::size_t usual_size, std::size_t max_size) : size_{usual_size} {
        if (const std::string* const page = asked.find("page")) page_ = positive(*page).value_or(0);
        if (const std::string* const text = asked.find("page_size"))
            if (const auto size = positive(*text)) size_ = std::min(*size, max_size);
        for (const query::parameter& each : asked.all())
            if (each.first != "page") others_.push_back(each);
    }

    /// Returns the items of the page as a half-open range; nothing if there is no such page.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> range(std::size_t count) const noexcept {
        if (page_ == 0 || (page_ > 1 && page_ - 1 >= pages(count))) return std::nullopt;
        const std::size_t begin = (page_ - 1) * size_;
        return std::pair{begin, std::min(begin + size_, count)};
    }

    /// Returns the query of an adjacent page; nothing at either end. Sorts parameters, as the framework does.
    [[nodiscard]] std::optional<std::string> neighbour(std::size_t count, bool next) const {
        if (next ? page_ >= pages(count) : page_ <= 1) return std::nullopt;
        const std::size_t page = next ? page_ + 1 : page_ - 1;
        std::vector<query::parameter> all = others_;
        if (page != 1) all.emplace_back("page", std::to_string(page));
        insertion_sort(all, [](const auto& a, const auto& b) { return a.first < b.first; });
        std::string text;
        for (const auto& [name, value] : all)
            text.append(text.empty() ? "?" : "&").append(escaped(name)).append("=").append(escaped(value));
        return text;
    }

private:
    [[nodiscard]] std::size_t pages(std::size_t count) const noexcept { return (count + size_ - 1) / size_; }

    [[nodiscard]] static std::optional<std::size_t> positive(std::string_view text) noexcept {
        const auto number = whole_number<std::size_t>(text);
        return number == 0u ? std::nullopt : number;
    }

    [[nodiscard]] static std::string escaped(std::string_view text) {
        return boost::urls::encode(text, boost::urls::unreserved_chars);
    }

    std::size_t page_ = 1;
    std::size_t size_;
    std::vector<query::parameter> others_;
};

} // namespace calque::detail::stand_in_parts
