// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <string>
#include <string_view>

#include "charts.hpp"

namespace cli {

/// The role of a chart's element, which selects its colour.
enum class role { title, faint, plot, negative };

/// The glyphs and colours of a chart.
class chart_style {
public:
    explicit chart_style(const chart_options& options) : unicode_{options.unicode}, color_{options.color} {}

    [[nodiscard]] bool unicode() const { return unicode_; }
    [[nodiscard]] std::string_view rule() const { return unicode_ ? "─" : "-"; }
    [[nodiscard]] std::string_view separator() const { return unicode_ ? " · " : " | "; }
    [[nodiscard]] std::string_view nothing() const { return unicode_ ? "–" : "-"; }
    [[nodiscard]] std::string_view axis() const { return unicode_ ? "│" : "|"; }
    [[nodiscard]] std::string_view tick() const { return unicode_ ? "┤" : "+"; }
    [[nodiscard]] std::string_view corner() const { return unicode_ ? "└" : "+"; }

    /// Returns a text in the colour of its role, or unchanged if colours are off.
    [[nodiscard]] std::string paint(role what, std::string_view text) const {
        if (!color_ || text.empty()) return std::string{text};
        return std::string{code(what)}.append(text).append("\x1b[0m");
    }

private:
    [[nodiscard]] static std::string_view code(role what) {
        switch (what) {
        case role::title: return "\x1b[1m";
        case role::faint: return "\x1b[2m";
        case role::plot: return "\x1b[36m";
        case role::negative: return "\x1b[35m";
        }
        return {};
    }

    bool unicode_;
    bool color_;
};

} // namespace cli
