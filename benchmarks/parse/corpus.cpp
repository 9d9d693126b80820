// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "corpus.hpp"

#include <calque/calque.hpp>

#include <cstddef>
#include <fstream>
#include <iostream>
#include <map>
#include <string_view>
#include <utility>

namespace throughput {
namespace {

/// An unparsed filter of the file.
struct raw_line {
    std::size_t number;
    std::string group; ///< the name in the comment above it, or empty
    std::string text;
};

std::string_view without_blanks(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

std::vector<raw_line> read_lines(std::istream& in) {
    std::vector<raw_line> out;
    std::string group;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        const std::string_view text = without_blanks(line);
        if (text.empty()) continue;
        if (text.front() == '#') group = without_blanks(text.substr(1));
        else out.push_back({number, group, std::string{text}});
    }
    return out;
}

/// Returns each line's name: its group's, numbered if the group has several lines; without a group, the line number.
std::vector<std::string> names_of(const std::vector<raw_line>& lines) {
    std::map<std::string, std::size_t> sizes;
    for (const raw_line& each : lines) ++sizes[each.group];
    std::map<std::string, std::size_t> used;
    std::vector<std::string> out;
    for (const raw_line& each : lines) {
        if (each.group.empty()) out.push_back("line " + std::to_string(each.number));
        else if (sizes[each.group] == 1) out.push_back(each.group);
        else out.push_back(each.group + "/" + std::to_string(++used[each.group]));
    }
    return out;
}

sample make_sample(std::string name, const raw_line& line, calque::filter<calque::call_log> filter, bool has_warnings) {
    std::string json = calque::to_json(filter);
    json.reserve(json.size() + json_padding);
    return {std::move(name), line.text, std::move(json), std::move(filter), has_warnings};
}

} // namespace

std::vector<sample> read_corpus(const std::string& path) {
    std::ifstream in{path};
    if (!in) {
        std::cerr << path << ": cannot be read\n";
        return {};
    }
    const std::vector<raw_line> lines = read_lines(in);
    if (lines.empty()) std::cerr << path << ": has no filter\n";
    const std::vector<std::string> names = names_of(lines);
    std::vector<sample> out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto read = calque::parse(lines[i].text);
        const std::string where = path + ", line " + std::to_string(lines[i].number);
        if (!read) {
            std::cerr << calque::render(read.diagnostics(), lines[i].text, {.source_name = where});
            continue;
        }
        const bool has_warnings = !read.diagnostics().empty();
        out.push_back(make_sample(names[i], lines[i], *std::move(read), has_warnings));
    }
    if (out.size() < lines.size()) out.clear();
    return out;
}

} // namespace throughput
