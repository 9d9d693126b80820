// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
//
// Reads, uses and destroys filters of the greatest permitted depth on a small stack, on which deeper ones are
// refused. If the test fails, the output shows the failed check, or the step during which the stack overflowed.
#include <calque/calque.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value_from.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

#include "../sanitizers.hpp"
#include "shapes.hpp"
#include "small_stack.hpp"

namespace {

using filter = calque::filter<calque::call_log>;
using result = calque::parse_result<calque::call_log>;

constexpr std::size_t small = (under_asan ? 256 : 64) * 1024;
constexpr std::size_t usual = 8 * 1024 * 1024;

void demand(bool holds, const char* what, const std::string& more = {}) {
    if (holds) return;
    std::printf("does not hold: %s\n%s\n", what, more.c_str());
    std::fflush(stdout);
    std::exit(1);
}

/// The size of the stack and the limit of depth of a run, with the most stack that was used so far.
struct setting {
    std::size_t stack;
    std::size_t depth;
    std::size_t most_used = 0;
    std::string most_used_by{};

    [[nodiscard]] calque::parse_options options() const {
        calque::parse_options out;
        out.limits.depth = depth;
        out.limits.input_bytes = std::size_t{1} << 20;
        return out;
    }

    void run(const std::string& what, const std::function<void()>& work) {
        std::printf("%s, %zu deep, with %zu KiB", what.c_str(), depth, stack / 1024);
        std::fflush(stdout);
        small_stack on{stack};
        on.run(work);
        std::printf(": %zu KiB\n", on.used() / 1024);
        if (on.used() <= most_used) return;
        most_used = on.used();
        most_used_by = what;
    }
};

void demand_refused(const result& refused, const std::string& source) {
    demand(!refused, "one level more is refused", source);
    const auto& all = refused.diagnostics();
    demand(std::any_of(all.begin(), all.end(), [](const auto& each) { return to_string(each.code) == "E402"; }),
           "it is refused with E402", render(all, source));
    demand(!render(all, source).empty(), "the refusal is rendered");
}

/// Calls every function that takes a filter.
void use(setting& at, const std::string& name, const filter& deep) {
    const auto options = at.options();
    const filter copy = deep;
    std::string json, text;
    boost::json::value value;
    at.run(name + ": copying, comparing, hashing", [&] {
        const filter again = copy;
        demand(again == deep && std::hash<filter>{}(again) == std::hash<filter>{}(deep), "a copy is equal");
    });
    at.run(name + ": to_json", [&] { json = to_json(deep); });
    at.run(name + ": value_from", [&] { value = boost::json::value_from(deep); });
    at.run(name + ": from_json", [&] { demand(calque::from_json(json, options).value() == deep, "from_json", json); });
    at.run(name + ": from_json of a value",
           [&] { demand(calque::from_json(value, options).value() == deep, "from_json of a value", json); });
    at.run(name + ": print", [&] { text = print(deep); });
    at.run(name + ": parse of what is printed",
           [&] { demand(calque::parse(text, options).value() == deep, "parse(print(f)) == f", text); });
    at.run(name + ": print over lines", [&] { text = print(deep, {.width = 40}); });
    at.run(name + ": evaluate", [&] {
        const boost::json::value record{{"id", 2}, {"topic", "b"}, {"duration", 90}};
        const bool selected = evaluate(deep, record, calque::instant{});
        demand(selected == evaluate(copy, record, calque::instant{}), "evaluate");
    });
    at.run(name + ": canonical", [&] { demand(!print(canonical(deep)).empty(), "canonical"); });
    at.run(name + ": negate", [&] { demand(!negate(deep).diagnostics().empty() || negate(deep), "negate"); });
    at.run(name + ": join", [&] {
        try {
            demand(!to_json((deep && copy) || deep).empty(), "join");
        } catch (const calque::filter_error& deeper) {
            demand(to_string(deeper.diagnostics().front().code) == "E402",
                   "only depth keeps filters from being joined");
        }
    });
}

void read_text(setting& at) {
    const auto options = at.options();
    for (const shape& each : shapes) {
        const std::string name{each.name};
        const std::string over = each.text(at.depth + 1);
        std::string text = each.text(at.depth);
        at.run("text by " + name, [&] {
            const result deep = calque::parse(text, options);
            demand(deep.has_value(), "the depth of the limit passes", render(deep.diagnostics(), text));
        });
        at.run("text by " + name + ", one level more", [&] { demand_refused(calque::parse(over, options), over); });
        at.run("text by " + name + ", torn off", [&] {
            const result torn = calque::parse(std::string_view{text}.substr(0, text.size() / 2), options);
            demand(!torn, "half a text is refused");
            demand(!render(torn.diagnostics(), text).empty(), "what is said of it is rendered");
        });
        use(at, name, calque::parse(text, options).value());
    }
    const shape rows{"", {"same_row(", "metric_evaluations {"}, {")", "}"}, {}, {}, "value = 1"};
    const std::string row_text = rows.text(at.depth + 1);
    at.run("text by same_row inside same_row", [&] {
        const result refused = calque::parse(row_text, options);
        demand(!refused && !render(refused.diagnostics(), row_text).empty(), "a row inside a row is refused", row_text);
    });
}

void read_json(setting& at) {
    const auto options = at.options();
    const std::string text = nested_json(at.depth), over = nested_json(at.depth + 1), far = nested_json(5'000);
    at.run("JSON", [&] {
        const result deep = calque::from_json(text, options);
        demand(deep.has_value(), "the depth of the limit passes", render(deep.diagnostics(), text));
    });
    at.run("JSON, one level more", [&] { demand_refused(calque::from_json(over, options), over); });
    at.run("JSON, 5000 levels", [&] { demand_refused(calque::from_json(far, options), far); });
    const nested_value value{at.depth}, value_over{at.depth + 1}, value_far{5'000};
    at.run("a value", [&] { demand(calque::from_json(value.get(), options).has_value(), "the limit passes"); });
    at.run("a value, one level more", [&] { demand_refused(calque::from_json(value_over.get(), options), {}); });
    at.run("a value, 5000 levels", [&] { demand_refused(calque::from_json(value_far.get(), options), {}); });
    use(at, "JSON", calque::from_json(text, options).value());
}

} // namespace

int main() {
    for (setting at : {setting{small, 64}, setting{usual, 512}}) {
        read_text(at);
        read_json(at);
        std::printf("at most %zu of %zu KiB: %s\n\n", (at.most_used + 1023) / 1024, at.stack / 1024,
                    at.most_used_by.c_str());
    }
}
