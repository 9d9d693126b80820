// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/insertion_sort.hpp>
#include <calque/text/mend/mend.hpp>
#include <calque/text/mend/parse_text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque {

CALQUE_DECL std::string apply_edit(std::string_view text, const text_edit& edit) {
    const std::size_t begin = std::min(edit.range.begin, text.size());
    const std::size_t end = std::clamp(edit.range.end, begin, text.size());
    std::string out;
    out.reserve(text.size() + edit.replacement.size());
    return out.append(text.substr(0, begin)).append(edit.replacement).append(text.substr(end));
}

namespace detail {

/// Returns the first safe edit of each diagnostic in text order, without those that overlap an earlier one.
[[nodiscard]] inline std::vector<text_edit> safe_edits(const std::vector<diagnostic>& problems) {
    std::vector<text_edit> out;
    for (const diagnostic& each : problems) {
        const auto safe =
            std::find_if(each.edits.begin(), each.edits.end(), [](const auto& edit) { return edit.safe; });
        if (safe != each.edits.end()) out.push_back(*safe);
    }
    insertion_sort(out, [](const text_edit& a, const text_edit& b) { return a.range.begin < b.range.begin; });
    const auto touches = [](const text_edit& a, const text_edit& b) {
        return b.range.begin < a.range.end || b.range.begin == a.range.begin;
    };
    out.erase(std::unique(out.begin(), out.end(), touches), out.end());
    return out;
}

/// A partly mended text and its remaining diagnostics.
struct mending {
    std::string text;
    std::vector<diagnostic> problems;

    mending(std::string what, const schema_view& fields, const parse_options& options) : text{std::move(what)} {
        filter_data data;
        parse_text(text, fields, options, data, problems);
    }

    /// Returns the number of errors that begin before `end`.
    [[nodiscard]] std::size_t errors_before(std::size_t end) const {
        return static_cast<std::size_t>(std::count_if(problems.begin(), problems.end(), [&](const diagnostic& each) {
            return each.level() == severity::error && each.range.begin < end;
        }));
    }
    [[nodiscard]] std::size_t errors() const { return errors_before(text.size() + 1); }
    /// Returns how far the text was read, judging by the errors; errors after that position may be hidden.
    [[nodiscard]] std::size_t read() const {
        std::size_t out = 0;
        for (const diagnostic& each : problems)
            if (each.level() == severity::error) out = std::max(out, each.range.end);
        return out == 0 ? text.size() + 1 : out;
    }
};

/// Returns whether `next`, which is `held` with `edits` applied, has no more errors than `held` in the part that was
/// read.
[[nodiscard]] inline bool no_worse(const mending& held, const mending& next, const std::vector<text_edit>& edits) {
    std::size_t end = held.read();
    std::size_t grown = 0, shrunk = 0;
    for (const text_edit& each : edits) {
        if (each.range.begin >= end) continue;
        grown += each.replacement.size();
        shrunk += each.range.end - each.range.begin;
    }
    end = end + grown > shrunk ? end + grown - shrunk : 0;
    return next.errors_before(end) <= held.errors();
}

CALQUE_DECL std::string mend_text(std::string_view text, const schema_view& fields, const parse_options& options) {
    std::size_t left = 100; // attempts left; only one syntax error is reported per parse
    if (text.size() > options.limits.input_bytes) return std::string{text};
    mending held{std::string{text}, fields, options};
    // A fixed error may uncover others that no edit fixes; `best` is the last text with no more errors than the
    // original.
    const std::size_t errors = held.errors();
    std::string best = held.text;
    while (left > 0) {
        // All edits together, otherwise the first one that does no harm alone.
        std::vector<std::vector<text_edit>> attempts{safe_edits(held.problems)};
        if (attempts.front().empty()) break;
        if (attempts.front().size() > 1)
            for (std::size_t i = 0; i < attempts.front().size(); ++i) attempts.push_back({attempts.front()[i]});
        const auto works = [&](const std::vector<text_edit>& edits) {
            std::string changed = held.text;
            for (auto each = edits.rbegin(); each != edits.rend(); ++each)
                changed = apply_edit(std::string_view{changed}, *each);
            if (changed == held.text || changed.size() > options.limits.input_bytes || left == 0) return false;
            --left;
            mending next{std::move(changed), fields, options};
            if (!no_worse(held, next, edits)) return false;
            held = std::move(next);
            if (held.errors() <= errors) best = held.text;
            return true;
        };
        if (std::none_of(attempts.begin(), attempts.end(), works)) break;
    }
    return best;
}

} // namespace detail

} // namespace calque
