// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/mend/detail/repair.hpp>
#include <calque/text/report/edit_gate.hpp>

#include <algorithm>
#include <string>
#include <utility>

// The search for repairs: which errors, in which order, and how what is found joins the edits that are there.
namespace calque::detail {

/// Whether an error may be a slip of the keyboard, so that one change could mend it.
[[nodiscard]] constexpr bool may_be_a_slip(diagnostic_code code) noexcept {
    switch (code) {
    case diagnostic_code::nested_key:          // the API's limit, and no edit gets around it
    case diagnostic_code::number_out_of_range: // dropping any digit would do
    case diagnostic_code::undocumented:        // it is spelt well
    case diagnostic_code::invalid_utf8:
    case diagnostic_code::input_too_long:
    case diagnostic_code::too_deep:
    case diagnostic_code::too_many_conditions:
    case diagnostic_code::too_many_items:
    case diagnostic_code::string_too_long:
    case diagnostic_code::inexact_not: return false;
    default: return severity_of(code) == severity::error;
    }
}

CALQUE_DECL void repair_search::add(const surroundings& near, std::size_t begin, std::size_t end,
                                    std::string_view replacement, std::size_t cost, bool sure) {
    if (cost > most_) return;
    end = std::min(end, text_.size());
    if (begin > end || !may_mend({begin, end}, replacement)) return;
    if (text_.substr(begin, end - begin) == replacement) return;
    cost += distance(near, begin < near.range.begin ? end : begin);
    if (cost >= least_ && cost <= most_)
        candidates_.push_back({{begin, end}, std::string{replacement}, cost, sure, error_});
}

/// How far a place lies from the error, in pieces.
CALQUE_DECL std::size_t repair_search::distance(const surroundings& near, std::size_t at) const {
    if (at >= near.range.begin && at <= near.range.end) return 0;
    std::size_t between = 0;
    for (std::size_t i = near.first; i < near.behind; ++i) {
        const piece& each = pieces_[i];
        if (at < near.range.begin ? each.begin >= at && each.end <= near.range.begin
                                  : each.begin >= near.range.end && each.end <= at)
            ++between;
    }
    return std::min<std::size_t>(between, 3);
}

/// What the reporter offers first for each of the first errors: where that mends the text, less is to be looked for.
CALQUE_DECL void repair_search::try_own_edits(const std::vector<diagnostic>& problems) {
    std::size_t errors = 0;
    for (std::size_t i = 0; i < problems.size() && errors < max_errors; ++i) {
        const diagnostic& each = problems[i];
        if (!may_be_a_slip(each.code)) continue;
        ++errors;
        // A group may be closed in more than one place, and mean something else in each.
        const bool doubtful = each.code == diagnostic_code::unclosed_group;
        for (std::size_t k = 0; k < each.edits.size(); ++k)
            candidates_.push_back(
                {each.edits[k].range, each.edits[k].replacement, k, each.edits[k].safe && !doubtful, i});
    }
    for (const repair& each : candidates_)
        if (each.cost == 0) verify(each);
}

/// The most that a change may cost beside those that were found: beside one that surely is right, only what puts that
/// into question.
CALQUE_DECL std::size_t repair_search::dearest() const {
    constexpr std::size_t much_likelier = 5;
    if (found_.empty()) return max_cost;
    const repair& best = found_.front().what;
    const bool clear = best.cost == 0 && best.sure && found_.size() == 1;
    return std::min(max_cost, best.cost + (clear ? likelier - 1 : much_likelier));
}

/// Changes near each of the first errors.
CALQUE_DECL void repair_search::gather(const std::vector<diagnostic>& problems) {
    std::size_t errors = 0;
    for (std::size_t i = 0; i < problems.size() && errors < max_errors; ++i) {
        if (!may_be_a_slip(problems[i].code)) continue;
        ++errors;
        error_ = i;
        gather_near(problems[i]);
    }
}

CALQUE_DECL void repair_search::gather_near(const diagnostic& problem) {
    surroundings near{.range = problem.range};
    while (near.at < pieces_.size() && pieces_[near.at].end <= near.range.begin) ++near.at;
    near.first = near.at - std::min<std::size_t>(near.at, 3);
    near.behind = near.at;
    while (near.behind < pieces_.size() && pieces_[near.behind].begin < near.range.end) ++near.behind;
    near.behind = std::min(near.behind + 2, pieces_.size());
    while (near.behind > near.first && pieces_[near.behind - 1].begin > reach_) --near.behind;
    near.in_string = near.at < pieces_.size() && pieces_[near.at].kind == piece_kind::string &&
                     pieces_[near.at].begin == near.range.begin && pieces_[near.at].end == near.range.end;
    add_characters(near);
    add_words(near);
    add_quotes(near);
    add_brackets(near);
}

/// Tries the changes, the likeliest first, until enough are found or the work is too much.
CALQUE_DECL void repair_search::verify() {
    for (std::size_t cost = least_; cost <= std::min(most_, dearest()); ++cost) {
        for (const repair& each : candidates_) {
            if (each.cost != cost) continue;
            if (found_.size() >= max_edits || !complete_) return;
            verify(each);
        }
    }
}

CALQUE_DECL void repair_search::verify(const repair& what) {
    constexpr std::size_t max_tried = 512, max_effort = 128 * 1024;
    if (++tried_ > max_tried || effort_ > max_effort) {
        complete_ = false;
        return;
    }
    changed_.resize(text_.size() - (what.range.end - what.range.begin) + what.replacement.size());
    char* to = std::copy_n(text_.begin(), what.range.begin, changed_.data());
    to = std::copy(what.replacement.begin(), what.replacement.end(), to);
    std::copy(text_.begin() + static_cast<std::ptrdiff_t>(what.range.end), text_.end(), to);
    const auto known = [&](const verified& other) { return other.text == changed_; };
    if (std::any_of(found_.begin(), found_.end(), known) || (what.cost > 0 && !passes_outline(what))) return;
    effort_ += changed_.size();
    if (!parse_silently(changed_, schema_, options_, filter_)) return;
    const auto same = [&](const verified& other) { return other.filter == filter_; };
    if (std::any_of(found_.begin(), found_.end(), same)) return;
    if (keeps_what_was_typed(text_, {what.range, what.replacement}))
        found_.push_back({what, changed_, std::move(filter_)});
    else refused_ = std::min(refused_, what.cost);
}

/// What to take out, or what the text says around the change once it is made: whole words, up to blanks.
CALQUE_DECL std::string repair_search::did_you_mean(const repair& what) const {
    std::size_t begin = what.range.begin, end = what.range.end;
    if (what.replacement.find_first_not_of(" \t\r\n") == std::string::npos) {
        while (begin < end && is_class(text_[begin], blank_char)) ++begin;
        while (end > begin && is_class(text_[end - 1], blank_char)) --end;
        const auto begins = [&](const piece& each) { return each.begin == begin; };
        const auto ends = [&](const piece& each) { return each.end == end; };
        const bool whole =
            std::any_of(pieces_.begin(), pieces_.end(), begins) && std::any_of(pieces_.begin(), pieces_.end(), ends);
        if (whole && end - begin < 40) return "take out " + detail::quoted(text_.substr(begin, end - begin));
        begin = what.range.begin;
        end = what.range.end;
    }
    constexpr std::size_t most = 60;
    for (const piece& each : pieces_)
        if (each.end >= end && each.begin <= end && each.end - begin <= most) end = each.end;
    for (auto each = pieces_.rbegin(); each != pieces_.rend(); ++each)
        if (each->begin <= begin && each->end >= begin && end - each->begin <= most) begin = each->begin;
    std::string shown{text_.substr(begin, what.range.begin - begin)};
    shown.append(what.replacement).append(text_.substr(what.range.end, end - what.range.end));
    const bool readable = shown.find_first_not_of(" \t\r\n") != std::string::npos;
    return readable ? "did you mean " + detail::quoted(shown) + "?" : std::string{};
}

/// The edits of each error: those that mend the text, likeliest first. Where there are any, the others do not.
CALQUE_DECL void repair_search::merge(std::vector<diagnostic>& problems) {
    if (found_.empty()) return;
    const std::size_t next = std::min(refused_, found_.size() == 1 ? refused_ : found_[1].what.cost);
    const bool clear = next == std::size_t(-1) || found_[0].what.cost + likelier <= next;
    for (std::size_t i = 0; i < problems.size(); ++i) {
        diagnostic& to = problems[i];
        if (to.level() == severity::warning) continue;
        std::vector<text_edit> edits;
        const verified* first = nullptr;
        for (const verified& each : found_) {
            if (each.what.error != i) continue;
            if (edits.empty()) first = &each;
            edits.push_back({each.what.range, each.what.replacement, false});
        }
        const auto same = [&](const text_edit& edit) {
            return edit.range == first->what.range && edit.replacement == first->what.replacement;
        };
        if (first == nullptr) { // another error's edit mends all
            for (text_edit& each : to.edits) each.safe = false;
            continue;
        }
        const auto known = std::find_if(to.edits.begin(), to.edits.end(), same);
        const bool doubtful = to.code == diagnostic_code::unclosed_group && found_.size() > 1;
        edits.front().safe = !doubtful && clear && first == found_.data() &&
                             (known != to.edits.end() ? known->safe : complete_ && first->what.sure);
        if (known != to.edits.begin() || known == to.edits.end()) {
            std::string meant = did_you_mean(first->what);
            const bool adds = to.edits.empty() && !to.help.empty() && !to.help.starts_with("the fields are ");
            if (!meant.empty()) to.help = adds ? to.help + "; " + meant : std::move(meant);
        }
        to.edits = std::move(edits);
    }
}

CALQUE_DECL void repair_search::improve(std::vector<diagnostic>& problems) {
    constexpr std::size_t max_text = 4 * 1024;
    if (text_.size() > max_text) return;
    if (std::none_of(problems.begin(), problems.end(), [](const diagnostic& each) { return may_be_a_slip(each.code); }))
        return;
    candidates_.reserve(32);
    pieces_ = skim(text_);
    find_reach();
    try_own_edits(problems);
    for (; least_ <= dearest(); least_ = most_ + 1) {
        most_ = dearest();
        gather(problems);
        verify();
    }
    merge(problems);
}

} // namespace calque::detail
