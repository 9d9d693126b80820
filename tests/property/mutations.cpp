// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/parse.hpp>
#include <calque/text/mend/mend.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

#include "property/mistyping.hpp"
#include "property/realistic.hpp"
#include "property/texts.hpp"

BOOST_AUTO_TEST_SUITE(mutations_tests)

struct rate {
    std::size_t mutants = 0, ruled_out = 0, errors = 0, mended = 0, at_once = 0, fixed = 0, wrong = 0;

    [[nodiscard]] double percent() const {
        return errors == 0 ? 100.0 : 100.0 * static_cast<double>(mended) / static_cast<double>(errors);
    }
    void add(const rate& other) {
        mutants += other.mutants;
        ruled_out += other.ruled_out;
        errors += other.errors;
        mended += other.mended;
        at_once += other.at_once;
        fixed += other.fixed;
        wrong += other.wrong;
    }
};

std::string shown(std::string_view name, const rate& what) {
    std::ostringstream out;
    out << std::left << std::setw(20) << name << std::right << std::setw(6) << what.mutants << " mutants, "
        << std::setw(4) << what.ruled_out << " with another number or negation, " << std::setw(5) << what.errors
        << " errors, " << std::setw(5) << what.mended << " mended: " << std::fixed << std::setprecision(1)
        << std::setw(5) << what.percent() << " %, " << std::setw(5) << what.at_once
        << " by the first edit; mend() alone: " << what.fixed << " right, " << what.wrong << " wrong";
    return out.str();
}

/// The edit that restores the original, or a filter equal to it: the first, another, or none.
enum class mending { first, other, none };

mending restoring_edit(const std::vector<calque::diagnostic>& problems, const std::string& mutant,
                       const std::string& text, const calque::filter<calque::call_log>& meant) {
    mending so_far = mending::first;
    for (const calque::diagnostic& each : problems) {
        for (const calque::text_edit& edit : each.edits) {
            const std::string mended = calque::apply_edit(mutant, edit);
            if (mended == text) return so_far;
            if (const auto again = calque::parse(mended); again && *again == meant) return so_far;
            so_far = mending::other;
        }
    }
    return mending::none;
}

/// Returns true if each number, date and amount of a text is still in its mutant: no edit can restore a lost one.
bool has_numbers_of(std::string_view mutant, const std::string& text) {
    const auto is_part = [&](std::size_t i) {
        const auto is_plain = [&](std::size_t k) {
            return k < text.size() && std::isalnum(static_cast<unsigned char>(text[k])) != 0;
        };
        return is_plain(i) || (std::string_view{"-+.:\\"}.find(text[i]) != std::string_view::npos && is_plain(i + 1));
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t begin = i;
        while (i < text.size() && is_part(i)) ++i;
        const std::string_view run = std::string_view{text}.substr(begin, i - begin);
        if (run.find_first_of("0123456789") == std::string_view::npos) continue;
        const std::size_t at = mutant.find(run);
        const auto is_digit = [&](std::size_t k) { return k < mutant.size() && mutant[k] >= '0' && mutant[k] <= '9'; };
        if (at == std::string_view::npos || is_digit(at + run.size()) || is_digit(at - 1)) return false;
        mutant.remove_prefix(at + run.size());
    }
    return true;
}

/// Counts the negations of a text: no edit removes a `not`.
std::size_t negations_of(std::string_view text) {
    std::size_t out = static_cast<std::size_t>(std::ranges::count(text, '!'));
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        const auto is = [&](std::size_t i, char c) { return (text[at + i] | 0x20) == c; };
        if (is(0, 'n') && ((is(1, 'o') && is(2, 't')) || (is(1, 'e') && is(2, 'q')))) ++out;
    }
    return out;
}

/// Returns true if an edit keeps each digit of the text, except for numbers that become truth values.
bool keeps_digits(const std::string& text, const calque::text_edit& edit) {
    if (edit.replacement == "true" || edit.replacement == "false") return true;
    const std::string mended = calque::apply_edit(text, edit);
    return std::ranges::all_of(std::string_view{"0123456789"}, [&](char digit) {
        return std::ranges::count(mended, digit) >= std::ranges::count(text, digit);
    });
}

/// Mistypes a text `count` times with one kind of error.
rate mistype(property::mistyper& wrong, property::mistyping kind, const std::string& text, std::size_t count) {
    static const bool list = std::getenv("CALQUE_LIST_MUTANTS") != nullptr;
    const calque::filter<calque::call_log> meant = calque::parse(text).value();
    rate out;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string mutant = wrong(text, kind);
        if (mutant == text) continue;
        ++out.mutants;
        const auto result = calque::parse(mutant);
        if (result) continue;
        const bool as_typed = has_numbers_of(mutant, text) && negations_of(mutant) <= negations_of(text);
        ++(as_typed ? out.errors : out.ruled_out);
        for (const calque::diagnostic& each : result.diagnostics()) {
            BOOST_TEST_REQUIRE(each.edits.size() <= 5u, mutant);
            if (each.level() == calque::severity::warning) continue; // some warnings propose another amount
            for (const calque::text_edit& edit : each.edits)
                BOOST_TEST(keeps_digits(mutant, edit), mutant << "\n" << calque::apply_edit(mutant, edit));
        }
        const std::string alone = calque::mend(mutant);
        const auto fixed = calque::parse(alone);
        const bool wrongly = fixed && *fixed != meant;
        out.fixed += fixed && !wrongly ? 1u : 0u;
        out.wrong += wrongly ? 1u : 0u;
        if (list && wrongly) std::cout << "  mended wrongly: " << mutant << "\n              to: " << alone << '\n';
        const mending back = restoring_edit(result.diagnostics(), mutant, text, meant);
        if (!as_typed) continue;
        out.mended += back != mending::none ? 1u : 0u;
        out.at_once += back == mending::first ? 1u : 0u;
        if (list && back == mending::none)
            std::cout << "  not mended: " << mutant << "\n        from: " << text << '\n';
    }
    return out;
}

BOOST_AUTO_TEST_CASE(single_typing_errors_have_an_edit_that_mends_them) {
    property::mistyper wrong{20251124};
    property::text_maker make{20251124};
    rate all;
    for (const auto& [kind, name] : property::all_mistypings) {
        rate of_kind;
        for (const std::string_view text : property::realistic)
            of_kind.add(mistype(wrong, kind, std::string{text}, 10));
        for (int generated = 0; generated < 150;) {
            const std::string text = make.filter(2);
            if (!calque::parse(text)) continue; // its `not` has no exact form
            of_kind.add(mistype(wrong, kind, text, 1));
            ++generated;
        }
        std::cout << shown(name, of_kind) << '\n';
        BOOST_TEST(of_kind.errors > 100u, name);
        all.add(of_kind);
    }
    std::cout << shown("all", all) << std::endl;
    BOOST_TEST(all.percent() >= 97.0);
    // `mend` applies edits without asking, so they must be right.
    BOOST_TEST(all.fixed > all.errors / 4);
    BOOST_TEST(all.wrong == 0u);
}

std::size_t errors_of(const std::vector<calque::diagnostic>& problems) {
    return static_cast<std::size_t>(
        std::ranges::count_if(problems, [](const auto& each) { return each.level() == calque::severity::error; }));
}

BOOST_AUTO_TEST_CASE(mend_never_adds_errors) {
    property::mistyper wrong{7};
    property::text_maker make{7};
    std::size_t changed = 0;
    for (int i = 0; i < 2'000; ++i) {
        std::string text = make.filter(2);
        for (std::size_t errors = wrong.below(4); errors > 0 && text.size() > 1; --errors) {
            const std::size_t kind = wrong.below(property::all_mistypings.size() + 1);
            text = kind == property::all_mistypings.size() ? make.mutated(text)
                                                           : wrong(text, property::all_mistypings[kind].first);
        }
        const auto before = calque::parse(text);
        const std::string mended = calque::mend(text);
        const auto after = calque::parse(mended);
        changed += mended != text ? 1u : 0u;
        BOOST_TEST_REQUIRE((errors_of(after.diagnostics()) <= errors_of(before.diagnostics())), text << "\n" << mended);
        BOOST_TEST_REQUIRE((!before || (after && *before == *after)), text << "\n" << mended);
        BOOST_TEST_REQUIRE(calque::mend(mended) == mended, text);
    }
    BOOST_TEST_MESSAGE(changed << " texts were mended");
    BOOST_TEST(changed > 500u);
}

BOOST_AUTO_TEST_SUITE_END()
