// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/build.hpp>
#include <calque/parse.hpp>
#include <calque/print.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "property/random.hpp"
#include "property/there_and_back.hpp"

BOOST_AUTO_TEST_SUITE(build_tests)

using namespace calque::call_log_fields;
using calque::row_use;
using std::chrono::days;

// Random trees of conditions, each as C++ and as text: both give the same filter, or both are refused.
namespace {

using filter = calque::filter<calque::call_log>;

template <row_use Use>
using row_condition = calque::row_condition<calque::call_log, "metric_evaluations", Use>;
using any_row_condition = std::variant<row_condition<row_use::anywhere>, row_condition<row_use::inside_same_row>>;

/// An expression in both forms; `contains_not` is true if it contains a `!`.
template <class Built>
struct expression {
    Built built;
    std::string text;
    bool contains_not = false;
};

std::string quoted(std::string_view text) {
    std::string out{'"'};
    calque::detail::append_escaped(out, text);
    // DEL must be escaped in the language, but not in JSON.
    for (std::size_t at = 0; (at = out.find('\x7f', at)) != std::string::npos;) out.replace(at, 1, "\\u007f");
    return out += '"';
}

std::string digits(double number) {
    std::array<char, 40> out{};
    // Whole numbers of up to 64 bits are written exactly, so that they are not read as the nearest double.
    const bool exact =
        number >= -9223372036854775808.0 && number < 18446744073709551616.0 && std::trunc(number) == number;
    const auto form = exact ? std::chars_format::fixed : std::chars_format::scientific;
    return {out.data(), std::to_chars(out.data(), out.data() + out.size(), number, form).ptr};
}

class expression_maker {
public:
    explicit expression_maker(std::uint64_t seed) : random_{seed} {}

    /// Returns a filter; nothing if its `!` has no exact complement, in which case the text must be refused, too.
    [[nodiscard]] std::optional<expression<filter>> any(std::size_t depth) {
        if (depth == 0 || random_.once_in(5)) return leaf();
        switch (random_.below(8)) {
        case 0: return negated(depth);
        case 1: return whole_row(depth);
        default: break;
        }
        auto left = any(depth - 1), right = any(depth - 1);
        if (!left || !right) return std::nullopt;
        const bool all = random_.once_in(2);
        return expression<filter>{all ? left->built && right->built : left->built || right->built,
                                  joined(left->text, all, right->text), left->contains_not || right->contains_not};
    }

    std::size_t refused = 0; ///< expressions that both forms refuse
    std::size_t rows = 0;    ///< `same_row` with two or more conditions

private:
    [[nodiscard]] static std::string joined(const std::string& left, bool all, const std::string& right) {
        return "(" + left + (all ? ") and (" : ") or (") + right + ")";
    }

    /// C++ evaluates each `!` separately, while text removes `not not`; so an inner `!` is printed first.
    [[nodiscard]] std::optional<expression<filter>> negated(std::size_t depth) {
        auto what = any(depth - 1);
        if (!what) return std::nullopt;
        std::string text = "not (" + (what->contains_not ? print(what->built) : what->text) + ")";
        try {
            return expression<filter>{!what->built, std::move(text), true};
        } catch (const calque::filter_error& failure) {
            refuse(text, failure);
            return std::nullopt;
        }
    }

    void refuse(const std::string& text, const calque::filter_error& failure) {
        ++refused;
        const auto read = calque::parse(text);
        property::demand(!read.has_value(), [&] { return text + "\nis a filter, and its expression throws"; });
        const auto code = [](const auto& all) { return all.front().code; };
        property::demand(code(read.diagnostics()) == code(failure.diagnostics()) ||
                             code(failure.diagnostics()) == calque::diagnostic_code::inexact_not,
                         [&] { return text + "\n" + failure.what(); });
    }

    // conditions on rows ---------------------------------------------------------------------------------------------

    [[nodiscard]] std::optional<expression<filter>> whole_row(std::size_t depth) {
        const auto inside = row(depth > 3 ? 3 : depth - 1);
        if (!inside) return std::nullopt;
        std::string text = "same_row(" + inside->text + ")";
        try {
            auto built = std::visit([](const auto& what) { return same_row(what); }, inside->built);
            rows += text.find(" and ") != std::string::npos ? 1u : 0u;
            return expression<filter>{std::move(built), std::move(text), inside->contains_not};
        } catch (const calque::filter_error& failure) { // distributing `or` may exceed the limit
            refuse(text, failure);
            return std::nullopt;
        }
    }

    [[nodiscard]] std::optional<expression<any_row_condition>> row(std::size_t depth) {
        if (depth == 0 || random_.once_in(5)) return row_leaf();
        if (random_.once_in(5)) return negated_row(depth);
        auto left = row(depth - 1), right = row(depth - 1);
        if (!left || !right) return std::nullopt;
        const bool all = random_.once_in(2);
        auto built = std::visit(
            [all](const auto& a, const auto& b) { return all ? any_row_condition{a && b} : any_row_condition{a || b}; },
            left->built, right->built);
        return expression<any_row_condition>{std::move(built), joined(left->text, all, right->text),
                                             left->contains_not || right->contains_not};
    }

    [[nodiscard]] std::optional<expression<any_row_condition>> negated_row(std::size_t depth) {
        auto what = row(depth - 1);
        if (!what || what->contains_not) return what;
        std::string text = "not (" + what->text + ")";
        try {
            return expression<any_row_condition>{
                std::visit([](const auto& each) { return any_row_condition{!each}; }, what->built), std::move(text),
                true};
        } catch (const calque::filter_error& failure) {
            refuse("same_row(" + text + ")", failure);
            return std::nullopt;
        }
    }

    [[nodiscard]] expression<any_row_condition> row_leaf() {
        const auto whole = random_.whole();
        const double real = random_.real();
        const std::string text = random_.text(), other = random_.text();
        const std::string prefix = "metric_evaluations.";
        const auto with = [&](auto built, const std::string& behind) {
            return expression<any_row_condition>{any_row_condition{std::move(built)}, prefix + behind};
        };
        switch (random_.below(11)) {
        case 0: return with(metric_name == text, "metric.name = " + quoted(text));
        case 1: return with(metric_name != text, "metric.name != " + quoted(text));
        case 2:
            return with(metric_name.in({text, other}), "metric.name in [" + quoted(text) + ", " + quoted(other) + "]");
        case 3: return with(metric_id == whole, "metric.id = " + std::to_string(whole));
        case 4: return with(metric_id > whole, "metric.id > " + std::to_string(whole));
        case 5: return with(metric_value >= real, "value >= " + digits(real));
        case 6: return with(metric_value == true, "value = true");
        case 7: return with(metric_value.is_null(), "value is null");
        case 8: return with(metric_id.between(1, 9), "metric.id in 1..9");
        case 9: {
            auto made =
                with(metric_id.not_in({whole, std::int64_t{5}}), "metric.id not in [" + std::to_string(whole) + ", 5]");
            made.contains_not = true;
            return made;
        }
        default: return with(metric_name.contains(text), "metric.name contains " + quoted(text));
        }
    }

    // conditions -----------------------------------------------------------------------------------------------------

    [[nodiscard]] expression<filter> leaf() {
        switch (random_.below(4)) {
        case 0: return number_leaf();
        case 1: return text_leaf();
        case 2: return time_leaf();
        default: return other_leaf();
        }
    }

    [[nodiscard]] expression<filter> number_leaf() {
        const auto whole = random_.whole();
        const auto large = random_.bits();
        const double real = random_.real();
        const std::chrono::milliseconds parts{whole >> 20};
        const std::chrono::minutes minutes{static_cast<std::int32_t>(whole)};
        switch (random_.below(9)) {
        case 0: return {id == whole, "id = " + std::to_string(whole)};
        case 1:
            return {id < static_cast<std::int32_t>(whole), "id < " + std::to_string(static_cast<std::int32_t>(whole))};
        case 2: return {duration >= large, "duration >= " + std::to_string(large)};
        case 3: return {duration <= real, "duration <= " + digits(real)};
        case 4:
            return {duration > static_cast<float>(whole),
                    "duration > " + digits(static_cast<double>(static_cast<float>(whole)))};
        case 5: return {duration != minutes, "duration != " + std::to_string(minutes.count()) + "m"};
        case 6: return {duration == parts, "duration = " + std::to_string(parts.count()) + "e-3"};
        case 7:
            return {duration.in({0.0, real, static_cast<double>(large)}),
                    "duration in [0, " + digits(real) + ", " + digits(static_cast<double>(large)) + "]"};
        default: return {agent_id >= whole, "agent.id >= " + std::to_string(whole)};
        }
    }

    [[nodiscard]] expression<filter> text_leaf() {
        const std::string text = random_.text(), other = random_.text();
        std::string key = random_.text();
        std::erase(key, '.');
        if (key.empty()) key = "k";
        const std::string name = "metadata." + quoted(key) + " ";
        switch (random_.below(10)) {
        case 0: return {topic == text, "topic = " + quoted(text)};
        case 1: return {topic != text.c_str(), "topic != " + quoted(text.c_str())};
        case 2: return {call_ended_reason.contains(text), "call_ended_reason contains " + quoted(text)};
        case 3: return {agent_name.endswith(text), "agent.agent_name endswith " + quoted(text)};
        case 4:
            return {customer_number.in({text, other}),
                    "customer_number in [" + quoted(text) + ", " + quoted(other) + "]"};
        case 5: return {metadata[key] == text, name + "= " + quoted(text)};
        case 6: return {metadata[key] != random_number_, name + "!= " + digits(random_number_)};
        case 7:
            return {metadata[key].in(std::vector{text, other, text}),
                    name + "in [" + quoted(text) + ", " + quoted(other) + ", " + quoted(text) + "]"};
        case 8: return {metadata[key].is_not_null(), name + "is not null"};
        default: return {dropoff_point.matches(text), "dropoff_point matches " + quoted(text)};
        }
    }

    [[nodiscard]] expression<filter> time_leaf() {
        // Any microsecond of the years 1 to 9999; half of them are whole seconds.
        std::chrono::microseconds since{static_cast<std::int64_t>(random_.bits() % 315'537'897'600'000'000) -
                                        62'135'596'800'000'000};
        if (random_.once_in(2)) since = std::chrono::floor<std::chrono::seconds>(since);
        const calque::instant at{since};
        const std::string written = to_string(calque::datetime{at, 0});
        const auto amount = static_cast<int>(random_.below(10'000));
        const std::string behind = std::to_string(amount);
        switch (random_.below(8)) {
        case 0: return {timestamp >= at, "timestamp >= " + written};
        case 1: return {timestamp < at, "timestamp < '" + written + "'"};
        case 2: return {timestamp == calque::now - std::chrono::seconds{amount}, "timestamp = now-" + behind + "s"};
        case 3: return {timestamp >= calque::today - days{amount}, "timestamp >= today-" + behind + "d"};
        case 4: return {timestamp <= calque::now + std::chrono::weeks{amount}, "timestamp <= now + " + behind + "w"};
        case 5: return {timestamp > calque::today - std::chrono::months{-amount}, "timestamp > today+" + behind + "M"};
        case 6:
            return {timestamp.between(calque::now - std::chrono::years{amount % 9'999}, calque::now),
                    "timestamp in now-" + std::to_string(amount % 9'999) + "y..now"};
        default:
            return {timestamp.in({calque::now, calque::now - std::chrono::hours{amount}}),
                    "timestamp in [now, now-" + behind + "h]"};
        }
    }

    [[nodiscard]] expression<filter> other_leaf() {
        switch (random_.below(9)) {
        case 0: return {success == true, "success = true"};
        case 1: return {success != false, "success != false"};
        case 2: return {!is_reviewed, "not is_reviewed = true"};
        case 3: return {is_reviewed == true, "is_reviewed = true"};
        case 4: return {topic.is_null(), "topic is null"};
        case 5: return {agent_id.is_not_null(), "agent.id is not null"};
        case 6: return {id.not_in({1, 2, 3}), "id not in [1, 2, 3]", true};
        case 7: return {topic.not_in({"a"}), "topic not in ['a']", true};
        default: return {duration.between(0.5, 60), "duration in 0.5..60"};
        }
    }

    property::randomness random_;
    double random_number_ = random_.real();
};

} // namespace

BOOST_AUTO_TEST_CASE(expressions_and_their_texts_give_equal_filters) {
    expression_maker make{20251103};
    std::size_t same = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto made = make.any(1 + static_cast<std::size_t>(i) % 5);
        if (!made || made->built.condition_count() > calque::parse_limits{}.conditions) continue;
        ++same;
        property::demand_equal(calque::parse(made->text), made->built, made->text);
        const std::string printed = print(made->built);
        property::demand_equal(calque::parse(printed), made->built, printed);
    }
    BOOST_TEST_MESSAGE(same << " expressions are their texts, " << make.rows << " with `same_row`; " << make.refused
                            << " complements are refused by both");
    BOOST_TEST(same > 10'000u);
    BOOST_TEST(make.rows > 500u);
    BOOST_TEST(make.refused > 500u);
}

BOOST_AUTO_TEST_SUITE_END()
