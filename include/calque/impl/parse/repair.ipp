// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/impl/parse/repair.hpp>

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
                                    std::string replacement, std::size_t cost, bool sure) {
    end = std::min(end, text_.size());
    if (begin > end || text_.substr(begin, end - begin) == replacement) return;
    const std::size_t place = begin < near.range.begin ? end : begin;
    cost += distance(near, place);
    if (cost <= max_cost) candidates_.push_back({{begin, end}, std::move(replacement), cost, sure, error_});
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

/// Changes near each of the first errors.
CALQUE_DECL void repair_search::gather(const std::vector<diagnostic>& problems) {
    constexpr std::size_t max_errors = 3;
    std::size_t errors = 0;
    for (std::size_t i = 0; i < problems.size() && errors < max_errors; ++i) {
        const diagnostic& each = problems[i];
        if (!may_be_a_slip(each.code)) continue;
        ++errors;
        error_ = i;
        for (std::size_t k = 0; k < each.edits.size(); ++k)
            candidates_.push_back({each.edits[k].range, each.edits[k].replacement, k, each.edits[k].safe, i});
        surroundings near{.range = each.range};
        while (near.at < pieces_.size() && pieces_[near.at].end <= each.range.begin) ++near.at;
        near.first = near.at - std::min<std::size_t>(near.at, 3);
        near.behind = near.at;
        while (near.behind < pieces_.size() && pieces_[near.behind].begin < each.range.end) ++near.behind;
        near.behind = std::min(near.behind + 2, pieces_.size());
        near.in_string = near.at < pieces_.size() && pieces_[near.at].kind == piece_kind::string &&
                         pieces_[near.at].begin == each.range.begin && pieces_[near.at].end == each.range.end;
        add_characters(near);
        add_words(near);
        add_quotes(near);
        add_brackets(near);
    }
}

/// Tries the changes, the likeliest first, until enough are found or the work is too much.
CALQUE_DECL void repair_search::verify() {
    constexpr std::size_t max_tried = 512, max_bytes = 128 * 1024, much_likelier = 5;
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const repair& a, const repair& b) { return a.cost < b.cost; });
    std::size_t tried = 0, bytes = 0;
    std::string changed;
    filter_data filter; // kept from one to the next, for most are none
    for (repair& each : candidates_) {
        if (found_.size() >= max_edits || (!found_.empty() && each.cost > found_[0].what.cost + much_likelier)) return;
        bytes += text_.size();
        if (++tried > max_tried || bytes > max_bytes) {
            complete_ = false;
            return;
        }
        changed.assign(text_.substr(0, each.range.begin)).append(each.replacement).append(text_.substr(each.range.end));
        if (!parse_silently(changed, schema_, options_, filter)) continue;
        const auto same = [&](const verified& other) { return other.filter == filter; };
        if (std::none_of(found_.begin(), found_.end(), same)) found_.push_back({std::move(each), filter});
    }
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
    const bool clear = found_.size() == 1 || found_[0].what.cost + 3 <= found_[1].what.cost;
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
        // A group may be closed in more than one place, and mean something else in each.
        const bool doubtful = to.code == diagnostic_code::unclosed_group && found_.size() > 1;
        edits.front().safe = !doubtful && clear && first == found_.data() &&
                             (known != to.edits.end() ? known->safe : complete_ && first->what.sure);
        if (std::string meant = did_you_mean(first->what); known != to.edits.begin() || known == to.edits.end()) {
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
    pieces_ = skim(text_);
    gather(problems);
    verify();
    merge(problems);
}

} // namespace calque::detail
