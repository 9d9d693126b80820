// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/detail/config.hpp>
#include <calque/diagnostic.hpp>
#include <calque/impl/parse/skim.hpp>
#include <calque/parse_result.hpp>
#include <calque/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
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

/// Offers edits for errors that a single change mends: tries likely ones, and keeps those that make the text a filter.
///
/// The second source of edits beside those of the reporter, which come first where they mend the text, too. Its work
/// is bounded: it looks at the first errors of texts up to some KiB, and at a fixed number of changes.
class repair_search {
public:
    static constexpr std::size_t max_edits = 5;
    static constexpr std::size_t max_cost = 9; ///< past it, an edit would only be a coincidence

    repair_search(std::string_view text, const schema_view& fields, const parse_options& options)
        : text_{text}, schema_{fields}, options_{options} {}

    void improve(std::vector<diagnostic>& problems);

private:
    /// A change that was tried, and the filter that it gives.
    struct verified {
        repair what;
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

    void gather(const std::vector<diagnostic>& problems);
    void verify();
    void merge(std::vector<diagnostic>& problems);
    [[nodiscard]] std::string did_you_mean(const repair& what) const;

    // repair_characters.ipp: one character too much, too few, or in the wrong place
    void add_characters(const surroundings& near);
    void add_insertions(const surroundings& near, std::size_t at);
    void add_digits(const surroundings& near, std::size_t at);
    [[nodiscard]] std::size_t cost_of_deletion(std::size_t at) const;
    [[nodiscard]] std::size_t cost_of_swap(std::size_t at) const;
    [[nodiscard]] text_range digits_around(std::size_t at) const;
    [[nodiscard]] bool inside_string(const surroundings& near, std::size_t at) const;

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

    void add(const surroundings& near, std::size_t begin, std::size_t end, std::string replacement, std::size_t cost,
             bool sure = false);
    [[nodiscard]] std::size_t distance(const surroundings& near, std::size_t at) const;
    [[nodiscard]] std::string_view of(const piece& what) const noexcept { return text_of(text_, what); }
    [[nodiscard]] std::string_view of(std::size_t i) const noexcept {
        return i < pieces_.size() ? of(pieces_[i]) : std::string_view{};
    }
    [[nodiscard]] char character(std::size_t at) const noexcept { return at < text_.size() ? text_[at] : '\0'; }

    std::string_view text_;
    const schema_view& schema_;
    const parse_options& options_;
    std::vector<piece> pieces_;
    std::vector<repair> candidates_;
    std::vector<verified> found_;
    std::size_t error_ = 0; ///< the one whose surroundings are looked at
    bool complete_ = true;  ///< no candidate was left out for lack of time
};

/// The fast pass alone: whether a text is a filter. Defined in parse.ipp.
CALQUE_DECL bool parse_silently(std::string_view text, const schema_view& fields, const parse_options& options,
                                filter_data& out);

} // namespace calque::detail
