// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "charts_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text.hpp"

namespace cli {
namespace {

/// Numbers from here on are written with an exponent.
constexpr double huge = 1e15;
constexpr int max_decimals = 2;

std::string with_decimals(double number, int decimals) {
    std::array<char, 400> text;
    const bool plain = std::abs(number) < huge;
    const auto [end, error] = plain
                                  ? std::to_chars(text.begin(), text.end(), number, std::chars_format::fixed, decimals)
                                  : std::to_chars(text.begin(), text.end(), number, std::chars_format::general, 6);
    std::string out{text.begin(), error == std::errc{} ? end : text.begin()};
    // Rounding can produce a negative zero.
    if (out.starts_with('-') && out.find_first_not_of("-0.") == std::string::npos) out.erase(0, 1);
    return out;
}

/// Returns the number of decimals for a readable number; small numbers need more.
int decimals_of(double number) {
    const double size = std::abs(number);
    if (!std::isfinite(number) || size >= huge || number == std::round(number)) return 0;
    int most = max_decimals;
    if (size < 0.1) most = std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), max_decimals, 9);
    const std::string text = with_decimals(number, most);
    return most - static_cast<int>(text.size() - 1 - text.find_last_not_of('0'));
}

int decimals_of(const calque::scalar& value) {
    const double* number = std::get_if<double>(&value);
    return number == nullptr ? 0 : decimals_of(*number);
}

template <class Integer>
std::string whole(Integer number, int decimals) {
    std::string out = std::to_string(number);
    if (decimals > 0) out.append(1, '.').append(static_cast<std::size_t>(decimals), '0');
    return out;
}

std::string text_of(const calque::scalar& value, int decimals, const chart_style& style) {
    return std::visit(calque::overloaded{
                          [&](std::monostate) { return std::string{style.nothing()}; },
                          [](bool truth) { return std::string{truth ? "true" : "false"}; },
                          [&](std::int64_t number) { return whole(number, decimals); },
                          [&](std::uint64_t number) { return whole(number, decimals); },
                          [&](double number) { return with_decimals(number, decimals); },
                          [&](const std::string& text) { return printable(text, style.unicode()); },
                      },
                      value);
}

} // namespace

std::optional<double> magnitude(const calque::scalar& value) {
    const auto number = std::visit(calque::overloaded{
                                       [](std::monostate) { return std::optional<double>{}; },
                                       [](const std::string&) { return std::optional<double>{}; },
                                       [](auto plain) { return std::optional{static_cast<double>(plain)}; },
                                   },
                                   value);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::vector<std::string> column_of(const std::vector<calque::scalar>& values, const chart_style& style) {
    int decimals = 0;
    for (const calque::scalar& value : values) decimals = std::max(decimals, decimals_of(value));
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const calque::scalar& value : values) texts.push_back(text_of(value, decimals, style));
    return texts;
}

std::string text_of(const calque::scalar& value, const chart_style& style) {
    return text_of(value, decimals_of(value), style);
}

} // namespace cli
