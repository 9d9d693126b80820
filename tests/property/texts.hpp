// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

// Seeded texts of the language: the same on every machine, because only the engine's own numbers are used.
namespace property {

class text_maker {
public:
    explicit text_maker(std::uint64_t seed) : engine_{seed} {}

    [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

    template <std::size_t Count>
    [[nodiscard]] std::string one_of(const std::string_view (&words)[Count]) {
        return std::string{words[below(Count)]};
    }

    /// Returns a filter that is valid, unless it has a `not` without an exact form.
    [[nodiscard]] std::string filter(std::size_t depth = 4) {
        switch (depth == 0 ? 5 : below(10)) {
        case 0: return filter(depth - 1) + one_of({" and ", " AND ", "&&", " && "}) + filter(depth - 1);
        case 1: return filter(depth - 1) + one_of({" or ", " Or ", "||", "\n|| "}) + filter(depth - 1);
        case 2: return "(" + filter(depth - 1) + ")";
        case 3: return one_of({"not ", "! ", "NOT "}) + "(" + filter(depth - 1) + ")";
        case 4: return row(depth - 1);
        default: return condition();
        }
    }

    /// Returns a text with one random error.
    [[nodiscard]] std::string mutated(std::string text) {
        static constexpr std::string_view salt = "()[]{}\"'\\.,=<>!~#-+0159 \n\tazAZ_\x01\x80\xc3\xff|&";
        if (text.empty()) return text;
        const std::size_t at = below(text.size());
        switch (below(5)) {
        case 0: text.erase(at, 1); break;
        case 1: text.insert(at, 1, salt[below(salt.size())]); break;
        case 2: text[at] = salt[below(salt.size())]; break;
        case 3: text.insert(at, text.substr(at, below(8))); break;
        default: text.resize(at);
        }
        return text;
    }

private:
    [[nodiscard]] std::string condition() {
        switch (below(10)) {
        case 0: return "id " + ordering() + " " + std::to_string(static_cast<std::int64_t>(engine_()));
        case 1: return "duration " + ordering() + " " + number();
        case 2: return one_of({"success", "is_reviewed"}) + one_of({" = ", "==", " eq "}) + one_of({"true", "FALSE"});
        case 3: return text_field() + one_of({" = ", " != ", " contains ", " NEQ "}) + quoted();
        case 4:
            return one_of({"topic", "dropoff_point", "success", "metadata.x"}) +
                   one_of({" is null", " IS NOT NULL", " isnull"});
        case 5: return "timestamp " + ordering() + " " + time();
        case 6:
            return text_field() + one_of({" in ", " not in "}) + "[" + quoted() + ", " + quoted() + one_of({"", ","}) +
                   "]";
        case 7: return "duration in 0.5 .. 1" + std::to_string(below(1000));
        case 8: return "metadata." + quoted_key() + one_of({" = ", " != "}) + one_of({"true", "5", "'x'", "-0.25"});
        default: return "metric_evaluations.value " + ordering() + " " + number();
        }
    }
    [[nodiscard]] std::string row(std::size_t depth) {
        std::string inside = "value " + ordering() + " " + number();
        for (std::size_t i = below(3); i > 0; --i)
            inside += one_of({" and ", " or "}) + std::string{"metric.id = "} + std::to_string(below(9));
        if (depth > 2) inside = "(" + inside + ") and metric.name = " + quoted();
        return "metric_evaluations { " + inside + " }";
    }
    [[nodiscard]] std::string ordering() { return one_of({"=", ">", ">=", "<", "<=", "gte", "LT"}); }
    [[nodiscard]] std::string text_field() {
        return one_of({"topic", "customer_number", "call_ended_reason", "agent.agent_name", "metadata.k"});
    }
    [[nodiscard]] std::string number() {
        return one_of(
            {"0", "-1", "60", "0.1", "1e300", "5e-324", "-2.5E+3", "9007199254740993", "18446744073709551615", "1e20"});
    }
    [[nodiscard]] std::string time() {
        return one_of({"now", "today", "now-2h", "now - 90s", "today-7d", "\"now-1M\"", "2025-11-03T10:30:00Z",
                       "2024-02-29T00:00:00.5-09:30"});
    }
    [[nodiscard]] std::string quoted_key() { return one_of({"region", "\"org name\"", "'\\u00e9'", "a_1"}); }
    [[nodiscard]] std::string quoted() {
        static constexpr std::string_view pieces[] = {
            "a", "B", " ", "\\n", "\\\\", "\\u0000", "\u00e9", "\U0001F600", "\\ud83d\\ude00", "#", "(", "9"};
        std::string out = "\"";
        for (std::size_t i = below(5); i > 0; --i) out += pieces[below(std::size(pieces))];
        return out + "\"";
    }

    std::mt19937_64 engine_;
};

} // namespace property
