// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/text/grammar/grammar.hpp>
#include <calque/text/mend/detail/repair.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace calque::detail {

/// A look at a part of a text, from where a condition or the text begins: whether it may be a filter as far as a place.
///
/// Conditions are read one by one, by the grammar's own production. How they are grouped, what is negated and how many
/// they are is not looked at: what passes may be no filter, but what does not pass is none.
class outline {
public:
    outline(const schema_view& schema, const parse_options& options, filter_data& scratch)
        : schema_{schema}, options_{options}, scratch_{scratch} {}

    /// `negative` says that conditions are taken as negated.
    [[nodiscard]] bool passes(std::string_view text, const outlined_part& part, bool negative) {
        scratch_.nodes.clear();
        scratch_.text.clear();
        end_ = text.data() + text.size();
        place_ = text.data() + part.place;
        at_ = skip_blank(text.data() + part.begin, end_);
        row_ = part.row;
        joined_ = part.joined;
        negative_ = negative;
        verdict found = look();
        while (found == verdict::braces) found = look();
        return found == verdict::passes;
    }

private:
    enum class verdict : std::uint8_t { passes, fails, braces };

    /// Up to the place, or to where braces begin or end, behind which other fields are known.
    verdict look() {
        silent_reporter silence;
        parse_context<silent_reporter> on{schema_, options_, scratch_, silence};
        if (row_ != nullptr) (void)on.enter_row({}, row_->through, row_->separator());
        if (negative_) on.toggle_negation();
        for (;; joined_ = false) {
            if (!joined_) {
                skip_openings(on);
                if (!condition(on)) return open_braces() ? verdict::braces : verdict::fails;
            }
            for (; at_ != end_ && (*at_ == ')' || *at_ == '}'); at_ = skip_blank(at_ + 1, end_))
                if (*at_ == '}') row_ = nullptr;
            if (at_ == end_) return verdict::passes;
            const char* next = grammar::and_word{}.scan(on, at_, end_);
            if (next == nullptr) next = grammar::or_word{}.scan(on, at_, end_);
            if (next == nullptr) return verdict::fails;
            if (at_ > place_) return verdict::passes;
            at_ = skip_blank(next, end_);
            if ((row_ != nullptr) != !on.scope().empty()) {
                joined_ = false;
                return verdict::braces;
            }
        }
    }

    template <class On>
    bool condition(On& on) {
        return boost::spirit::x3::parse(
            at_, end_, boost::spirit::x3::with<grammar::context_tag>(on)[grammar::apart[grammar::condition]]);
    }

    /// `not`, `(` and `same_row(`, as many as there are.
    template <class On>
    void skip_openings(On& on) {
        while (at_ != end_) {
            const char* next = *at_ == '(' ? at_ + 1 : grammar::not_word{}.scan(on, at_, end_);
            if (next != nullptr && next != end_ && *next == '.') return; // a field
            if (const char* const word = match_word(at_, end_, "same_row"); next == nullptr && word != nullptr)
                if (const char* const paren = skip_blank(word, end_); paren != end_ && *paren == '(') next = paren + 1;
            if (next == nullptr) return;
            at_ = skip_blank(next, end_);
        }
    }

    bool open_braces() {
        const char* const behind = scan_word(at_, end_);
        const char* const brace = skip_blank(behind, end_);
        if (brace == end_ || *brace != '{' || row_ != nullptr) return false;
        const std::string_view name{at_, static_cast<std::size_t>(behind - at_)};
        for (const field& each : schema_.fields)
            if (each.rows == relation::to_many && each.through == name) row_ = &each;
        at_ = skip_blank(brace + 1, end_);
        return row_ != nullptr;
    }

    const schema_view& schema_;
    const parse_options& options_;
    filter_data& scratch_;
    const char* at_ = nullptr;
    const char* place_ = nullptr;
    const char* end_ = nullptr;
    const field* row_ = nullptr; ///< of the relation whose braces the part stands in
    bool joined_ = false;
    bool negative_ = false;
};

} // namespace calque::detail
