// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/schema/words.hpp>
#include <calque/support/insertion_sort.hpp>
#include <calque/text/mend/detail/repair.hpp>
#include <calque/text/mend/detail/repair_pairs.ipp>
#include <calque/text/mend/detail/repair_words.ipp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calque::detail {

/// Returns whether changing words may fix an error.
[[nodiscard]] constexpr bool may_be_typo(diagnostic_code code) noexcept {
    switch (code) {
    case diagnostic_code::nested_key:          // a limit of the API, which no edit avoids
    case diagnostic_code::number_out_of_range: // dropping any digit would fit
    case diagnostic_code::undocumented:        // spelled correctly
    case diagnostic_code::look_alike:          // the reporter knows the plain character
    case diagnostic_code::invalid_utf8:
    case diagnostic_code::input_too_long:
    case diagnostic_code::too_deep:
    case diagnostic_code::too_many_conditions:
    case diagnostic_code::too_many_items:
    case diagnostic_code::string_too_long:
    case diagnostic_code::inexact_not: return false;
    default: return true;
    }
}

/// Returns whether an edit keeps the digits in their order, and the marks that negate or invert what follows them.
[[nodiscard, gnu::cold]] inline bool keeps_marks(std::string_view typed, std::string_view put) {
    const auto is_digit = [](char c) { return is_class(c, digit_char); };
    for (const char c : std::string_view{"!-+~\\%$"})
        if (std::count(put.begin(), put.end(), c) < std::count(typed.begin(), typed.end(), c)) return false;
    std::string left, right;
    std::copy_if(typed.begin(), typed.end(), std::back_inserter(left), is_digit);
    std::copy_if(put.begin(), put.end(), std::back_inserter(right), is_digit);
    return left == right;
}

CALQUE_COLD_DECL void repair::add(const char* begin, const char* end, std::string_view put, std::size_t cost,
                                  bool sure) {
    if (keeps_marks({begin, static_cast<std::size_t>(end - begin)}, put)) offer(begin, end, put, cost, sure);
}

CALQUE_COLD_DECL void repair::offer(const char* begin, const char* end, std::string_view put, std::size_t cost,
                                    bool sure) {
    const std::string_view typed{begin, static_cast<std::size_t>(end - begin)};
    if (typed == put) return;
    const auto at = static_cast<std::size_t>(begin - text_.data());
    candidates_.push_back({{{at, at + typed.size()}, std::string{put}, sure}, cost});
}

/// Returns the condition from which a changed text can be parsed on its own. Returns the start of the text if a
/// bracket changes, or closes one that was opened earlier.
CALQUE_COLD_DECL condition_start repair::start_before(const failure& where, const text_edit& edit) const {
    constexpr std::string_view brackets = "()[]{}";
    if (edit.replacement.find_first_of(brackets) != std::string::npos ||
        text_.substr(edit.range.begin, edit.range.end - edit.range.begin).find_first_of(brackets) != std::string::npos)
        return {};
    const std::size_t behind = std::max(where.at, edit.range.end);
    for (const condition_start& each : where.conditions) {
        if (each.at > edit.range.begin || (each.at == edit.range.begin && edit.range.begin == edit.range.end)) continue;
        int open = 0;
        for (const word& one : words_) {
            const auto at = static_cast<std::size_t>(one.begin - text_.data());
            if (at < each.at || at >= behind) continue;
            if (is_opening(*one.begin)) ++open;
            if (is_closing(*one.begin) && --open < 0) return {};
        }
        return each;
    }
    return {};
}

/// Returns whether the changed text parses from its condition to the end of the change.
CALQUE_COLD_DECL bool repair::mends(const failure& where, const text_edit& edit) {
    changed_.assign(text_.substr(0, edit.range.begin)).append(edit.replacement).append(text_.substr(edit.range.end));
    if (changed_.size() > input_limit(options_.limits)) return false;
    const condition_start start = start_before(where, edit);
    const std::size_t behind = edit.range.begin + edit.replacement.size();
    const std::size_t up_to = std::max(behind, where.at + behind - std::min(where.at + behind, edit.range.end));
    const std::size_t read = reads_up_to(changed_, start, schema_, options_, scratch_);
    if (read == start.at || read < up_to) return false;
    const char* const at = changed_.data() + read;
    const char* const end = changed_.data() + changed_.size();
    if (at == end || (is_closing(*at) && start.at > 0)) return true;
    const std::string_view next = word_at(at, end).text();
    return is_and(next) || is_or(next);
}

/// Tries the changes, likeliest first, until enough of them fix the error or the next one could only fit by
/// coincidence.
CALQUE_COLD_DECL void repair::try_out(const failure& where, std::vector<candidate>& found) {
    insertion_sort(candidates_, [](const candidate& a, const candidate& b) { return a.cost < b.cost; });
    constexpr std::size_t much_likelier = 4;
    std::size_t tried = 0;
    std::vector<filter_data> meant;
    for (candidate& each : candidates_) {
        if (found.size() == max_edits || tried == max_tried) return;
        if (!found.empty() && each.cost > found.front().cost + (found.front().edit.safe ? likelier : much_likelier))
            return;
        const auto same = [&](const candidate& other) {
            return other.edit.range == each.edit.range && other.edit.replacement == each.edit.replacement;
        };
        if (std::any_of(found.begin(), found.end(), same)) continue;
        ++tried;
        if (!mends(where, each.edit)) continue;
        if (std::find(meant.begin(), meant.end(), scratch_) != meant.end()) continue;
        meant.push_back(scratch_);
        found.push_back(std::move(each));
    }
}

/// Returns help text that names what to remove, or shows the changed words in full.
CALQUE_COLD_DECL std::string repair::did_you_mean(const text_edit& edit) const {
    constexpr std::ptrdiff_t most = 60;
    const char* begin = text_.data() + edit.range.begin;
    const char* end = text_.data() + edit.range.end;
    if (edit.replacement.empty()) {
        token gone{begin, end};
        while (gone.begin < gone.end && is_class(*gone.begin, blank_char)) ++gone.begin;
        while (gone.end > gone.begin && is_class(gone.end[-1], blank_char)) --gone.end;
        const auto begins = [&](const word& each) { return each.begin == gone.begin; };
        const auto ends = [&](const word& each) { return each.end == gone.end; };
        if (std::any_of(words_.begin(), words_.end(), begins) && std::any_of(words_.begin(), words_.end(), ends))
            return "take out " + detail::quoted(gone.text());
    }
    const char *first = begin, *last = end;
    for (const word& each : words_) {
        if (each.end < begin || each.begin > end || each.end - each.begin > most) continue;
        first = std::min(first, each.begin);
        last = std::max(last, each.end);
    }
    return "did you mean " + detail::quoted(std::string{first, begin}.append(edit.replacement).append(end, last)) + "?";
}

/// Stores the edits that fix an error, likeliest first. They replace those of the reporter, if there are any.
CALQUE_COLD_DECL void repair::merge(diagnostic& to, std::vector<candidate>& found, std::size_t own) const {
    if (found.empty()) return;
    // A group can be closed at several positions, each with a different meaning.
    const bool clear =
        found.size() == 1 || (to.code != diagnostic_code::unclosed_group && found[0].cost + likelier <= found[1].cost);
    const bool known = own > 0 && found.front().edit == to.edits.front();
    if (!known) {
        const bool adds = own == 0 && !to.help.empty() && !to.help.starts_with("the fields are ");
        std::string meant = did_you_mean(found.front().edit);
        to.help = adds ? to.help + "; " + meant : std::move(meant);
    }
    to.edits.clear();
    for (candidate& each : found) {
        each.edit.safe = each.edit.safe && clear && to.edits.empty();
        to.edits.push_back(std::move(each.edit));
    }
}

CALQUE_COLD_DECL void repair::improve(diagnostic& to, const failure& where) {
    candidates_.clear();
    const std::size_t own = to.edits.size();
    if (own > 0 && to.edits.front().safe && to.code != diagnostic_code::unclosed_group &&
        mends(where, to.edits.front()))
        return;
    for (std::size_t i = 0; i < own; ++i) candidates_.push_back({to.edits[i], i});
    std::size_t at = 0;
    while (at < words_.size() && words_[at].end <= text_.data() + where.at) ++at;
    add_words(where, at);
    add_quotes(at);
    add_brackets();
    std::vector<candidate> found;
    try_out(where, found);
    merge(to, found, own);
}

CALQUE_COLD_DECL void repair::improve(std::vector<diagnostic>& problems, const std::vector<failure>& failures) {
    constexpr std::size_t longest = 4 * 1024;
    if (text_.size() > longest) return;
    for (const failure& where : failures) {
        if (!may_be_typo(where.code)) continue;
        const auto about = [&](const diagnostic& each) { return each.code == where.code && each.range == where.range; };
        const auto to = std::find_if(problems.begin(), problems.end(), about);
        if (to == problems.end()) continue;
        if (words_.empty()) {
            words_ = words_of(text_);
            collect_lengths();
        }
        improve(*to, where);
    }
}

} // namespace calque::detail
