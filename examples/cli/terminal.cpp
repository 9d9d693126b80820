// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "terminal.hpp"

#include <boost/algorithm/string/predicate.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

#include "environment.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::size_t narrowest = 24;
constexpr std::size_t widest = 240;

std::optional<std::size_t> columns_of(int descriptor) {
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return {};
}

std::optional<std::size_t> columns_wanted() {
    const std::optional<std::string> text = environment("COLUMNS");
    std::size_t columns = 0;
    if (!text) return {};
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), columns);
    if (error != std::errc{} || end != text->data() + text->size() || columns == 0) return {};
    return columns;
}

/// Returns true unless a locale without UTF-8 is set: terminals show UTF-8 by default.
bool shows_unicode() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const auto locale = environment(name))
            return boost::icontains(*locale, "utf-8") || boost::icontains(*locale, "utf8");
    return true;
}

bool shows_color() {
    const auto kind = environment("TERM");
    return kind && *kind != "dumb" && !environment("NO_COLOR");
}

} // namespace

terminal terminal_of(int descriptor) {
    terminal found;
    found.interactive = isatty(descriptor) == 1;
    const auto columns = found.interactive ? columns_of(descriptor) : std::nullopt;
    found.width = std::clamp(columns ? *columns : columns_wanted().value_or(found.width), narrowest, widest);
    found.unicode = shows_unicode();
    found.color = found.interactive && shows_color();
    return found;
}

std::string json_for(const terminal& screen, std::string_view json) {
    return screen.interactive ? printable(json, screen.unicode) : std::string{json};
}

std::string lines_for(const terminal& screen, std::string_view text) {
    if (!screen.interactive) return std::string{text};
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\n\t"), text.size());
        out += printable(text.substr(0, end), screen.unicode);
        if (end < text.size()) out += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

} // namespace cli
