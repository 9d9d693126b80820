// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/parse_result.hpp>
#include <calque/schema/schema.hpp>
#include <calque/text/parse/passes.hpp>
#include <calque/text/report/failure.hpp>
#include <calque/text/report/words.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Searches for edits that fix a failed parse: changes whole words near the error and parses again from the start of
/// the condition.
///
/// The second source of edits. The reporter knows common habits; this class handles a word that is superfluous,
/// missing, misplaced, split or run together with another, and an unmatched quote or bracket. No edit drops or moves
/// a digit, a sign, a unit or a negation.
class repair {
public:
    repair(std::string_view text, const schema_view& fields, const parse_options& options)
        : text_{text}, schema_{fields}, options_{options} {}

    /// Adds edits to the diagnostics that `failures` refer to.
    void improve(std::vector<diagnostic>& problems, const std::vector<failure>& failures);

private:
    static constexpr std::size_t max_edits = 5;
    static constexpr std::size_t max_tried = 24; ///< changes parsed per error
    static constexpr std::size_t likelier = 2;   ///< cost margin that makes the best change clearly the best

    struct candidate {
        text_edit edit; ///< safe unless another one is as likely
        std::size_t cost;
    };

    void improve(diagnostic& to, const failure& where);
    void try_out(const failure& where, std::vector<candidate>& found);
    [[nodiscard]] bool mends(const failure& where, const text_edit& edit);
    void merge(diagnostic& to, std::vector<candidate>& found, std::size_t own) const;
    [[nodiscard]] std::string did_you_mean(const text_edit& edit) const;

    /// Adds a change that keeps the marks that were typed; `offer` accepts any change.
    void add(const char* begin, const char* end, std::string_view put, std::size_t cost, bool sure = false);
    void offer(const char* begin, const char* end, std::string_view put, std::size_t cost, bool sure = false);

    // repair_words.ipp
    void add_words(const failure& where, std::size_t at);
    void add_near(const failure& where, const word& typed);
    void add_splits(const word& typed);
    void add_substitutes(const failure& where, const word& typed);
    void add_joins(const word& left, const word& right);
    void add_swap(const word& left, const word& right);
    void add_repeated(const word& left, const word& right);
    void add_missing(const failure& where, const word& before);
    void collect_lengths();
    [[nodiscard]] bool knows(std::string_view name) const;
    [[nodiscard]] static std::size_t letter_of(std::string_view name) noexcept {
        return name.empty() ? 0 : static_cast<unsigned char>(name.front()) & 31u;
    }
    [[nodiscard]] static std::uint64_t length_bit(std::string_view name) noexcept {
        return std::uint64_t{1} << std::min<std::size_t>(name.size(), 63);
    }
    [[nodiscard]] bool is_part_of_longer_word(const word& typed) const { return is_part_of_word(typed, text_); }

    // repair_pairs.ipp
    void add_quotes(std::size_t at);
    void add_quote_in(const word& typed);
    [[nodiscard]] bool goes_on(const char* at, bool key) const;
    void add_brackets();
    [[nodiscard]] bool begins_condition(std::size_t i) const;
    [[nodiscard]] bool ends_condition(std::size_t i) const;
    [[nodiscard]] bool follows_in(std::size_t i) const;
    [[nodiscard]] bool is_interval(std::size_t i) const;

    [[nodiscard]] condition_start start_before(const failure& where, const text_edit& edit) const;
    [[nodiscard]] const char* text_end() const noexcept { return text_.data() + text_.size(); }
    [[nodiscard]] char before(const char* at) const noexcept { return at == text_.data() ? ' ' : at[-1]; }
    [[nodiscard]] char here(const char* at) const noexcept { return at >= text_end() ? ' ' : *at; }

    std::string_view text_;
    const schema_view& schema_;
    const parse_options& options_;
    std::vector<word> words_;
    std::vector<candidate> candidates_;
    std::array<std::uint64_t, 32> lengths_{};
    std::string changed_;
    filter_data scratch_; ///< kept from one parse to the next
};

} // namespace calque::detail
