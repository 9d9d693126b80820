// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/schema/schema.hpp>
#include <calque/support/config.hpp>
#include <calque/text/mend/detail/spelling.hpp>
#include <calque/text/mend/detail/vocabulary.hpp>
#include <calque/text/parse/passes.hpp>
#include <calque/text/report/failure.hpp>
#include <calque/text/report/skim.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// A change that might mend the text, before it is tried.
struct repair {
    text_range range;
    std::string replacement;
    std::size_t cost;  ///< the smaller, the likelier
    bool sure = false; ///< where no other one is as likely, it says what was meant
    std::size_t error = 0;
};

/// A part of a text that outline.hpp looks at.
struct outlined_part {
    std::size_t begin = 0;      ///< where a condition begins
    std::size_t place = 0;      ///< how far the look has to go
    const field* row = nullptr; ///< of the relation whose braces it stands in
    bool negative = false;      ///< whether a `not` stands before it
    bool joined = false;        ///< it does not begin with a condition, but behind one
};

/// Offers edits for errors that a single change mends: tries likely ones, and keeps those that make the text a filter.
///
/// The second source of edits beside those of the reporter, which come first where they mend the text, too. Its work
/// is bounded: it looks at the first errors of texts up to some KiB, and at a fixed number of changes. Nearly all that
/// could be changed is left alone, because it lies where it cannot mend (repair_reach.ipp), or is found out by a look at
/// the condition that it is in (outline.hpp), so that few changed texts are parsed.
class repair_search {
public:
    static constexpr std::size_t max_edits = 5;
    static constexpr std::size_t max_errors = 3; ///< whose surroundings are looked at
    static constexpr std::size_t max_cost = 9;   ///< past it, an edit would only be a coincidence
    static constexpr std::size_t likelier = 3;   ///< by that much a change costs less that is clearly the best

    repair_search(std::string_view text, const schema_view& fields, const parse_options& options, const failure& first)
        : text_{text}, schema_{fields}, options_{options}, failure_{first}, words_{fields} {}

    void improve(std::vector<diagnostic>& problems);

private:
    /// A change that was tried, and the filter that it gives.
    struct verified {
        repair what;
        std::string text;
        filter_data filter;
    };
    /// Where to look: an error's place, and the pieces around it.
    struct surroundings {
        text_range range;       ///< the error's
        std::size_t at = 0;     ///< the piece that the error is about; the number of pieces at the end of the text
        std::size_t first = 0;  ///< pieces to change, from here
        std::size_t behind = 0; ///< to before here
        bool in_string = false; ///< the error is about what a text in quotes holds
    };

    void try_own_edits(const std::vector<diagnostic>& problems);
    /// Whether a text in quotes does not end: only a quote helps, or its inside may be wrong as well.
    enum class tear : std::uint8_t { none, open, inside };

    void gather(const std::vector<diagnostic>& problems);
    void gather_near(const diagnostic& problem);
    void verify();
    void verify(const repair& what);
    void merge(std::vector<diagnostic>& problems);
    [[nodiscard]] std::size_t dearest() const;
    [[nodiscard]] std::string did_you_mean(const repair& what) const;

    // repair_reach.ipp: what cannot mend, by its place alone
    void find_reach();
    [[nodiscard]] bool is_lost(const piece& word) const;
    [[nodiscard]] bool has_lost() const noexcept { return lost_.end > lost_.begin; }
    [[nodiscard]] bool in_list(std::size_t at) const;
    [[nodiscard]] bool may_change(std::size_t begin, std::size_t end) const;
    [[nodiscard]] bool is_settled(const piece& what) const;
    [[nodiscard]] bool stays_the_same(const piece& what, const text_range& range, std::string_view replacement) const;
    [[nodiscard]] bool may_be_quoted(const piece& word) const;
    [[nodiscard]] bool is_waited_for(expectation what) const;
    [[nodiscard]] bool may_mend(const text_range& range, std::string_view replacement) const;
    [[nodiscard]] bool touches_lost(const text_range& range, std::string_view replacement) const;
    [[nodiscard]] bool balances(std::string_view removed, std::string_view added) const;
    void outline_from(const repair& what);
    [[nodiscard]] bool is_still_broken(const repair& what) const;
    [[nodiscard]] bool passes_outline(const repair& what);

    // repair_characters.ipp: one character too much, too few, or in the wrong place
    void add_characters(const surroundings& near);
    void add_spellings(const surroundings& near, const piece& word, const spelling& of_word);
    template <class Insert>
    void add_insertions(std::size_t at, const Insert& insert) const;
    template <class Insert>
    void add_digits(std::size_t at, const Insert& insert) const;
    [[nodiscard]] std::size_t cost_of_deletion(std::size_t at) const;
    [[nodiscard]] std::size_t cost_of_swap(std::size_t at) const;
    [[nodiscard]] text_range digits_around(std::size_t at) const;
    [[nodiscard]] bool inside_string(const surroundings& near, std::size_t i, std::size_t at) const;

    // repair_words.ipp: a word or symbol too much, too few, misspelt, split or run together
    void add_words(const surroundings& near);
    void add_near_words(const surroundings& near, const piece& word);
    void add_splits(const surroundings& near, const piece& word);
    void add_joins(const surroundings& near);
    void add_replacements(const surroundings& near);

    // repair_pairs.ipp: quotes and brackets
    void add_quotes(const surroundings& near);
    void add_quotes_in(const surroundings& near, const piece& of);
    void add_brackets(const surroundings& near);
    [[nodiscard]] bool starts_condition(std::size_t i) const;
    [[nodiscard]] bool ends_condition(std::size_t i) const;

    void add(const surroundings& near, std::size_t begin, std::size_t end, std::string_view replacement,
             std::size_t cost, bool sure = false);
    [[nodiscard]] std::size_t distance(const surroundings& near, std::size_t at) const;
    [[nodiscard]] std::string_view of(const piece& what) const noexcept { return text_of(text_, what); }
    [[nodiscard]] std::string_view of(std::size_t i) const noexcept {
        return i < pieces_.size() ? of(pieces_[i]) : std::string_view{};
    }
    [[nodiscard]] char character(std::size_t at) const noexcept { return at < text_.size() ? text_[at] : '\0'; }

    std::string_view text_;
    const schema_view& schema_;
    const parse_options& options_;
    const failure& failure_;
    vocabulary words_;
    std::vector<piece> pieces_;
    std::vector<repair> candidates_;
    std::vector<verified> found_;
    std::size_t refused_ =
        std::size_t(-1);    ///< what the likeliest change costs that mends the text, but may not be offered
    std::size_t error_ = 0; ///< the one whose surroundings are looked at
    std::size_t least_ = 1; ///< what a change costs that is looked for
    std::size_t most_ = max_cost;
    std::size_t tried_ = 0;
    std::size_t effort_ = 0; ///< bytes that were read, about
    bool complete_ = true;   ///< no candidate was left out for lack of time
    std::string changed_;    ///< the text with a change
    filter_data filter_;     ///< kept from one text to the next, for most are none

    std::size_t reach_ = 0; ///< a change that begins behind this cannot mend
    text_range lost_{};     ///< what can stand nowhere, so that it has to be changed or quoted
    tear torn_ = tear::none;
    std::string marks_; ///< the marks between words that may be missing
    outlined_part outlined_;
    std::array<int, 3> open_{}; ///< brackets of each kind that are opened and not closed
};

/// Whether a text may be a filter as far as a part of it tells. Defined in parse_text.ipp.
CALQUE_DECL bool may_be_filter(std::string_view text, const outlined_part& part, const schema_view& fields,
                               const parse_options& options, filter_data& scratch);

} // namespace calque::detail
