// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/calque.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <sys/mman.h>

BOOST_AUTO_TEST_SUITE(limits_tests)

using result = calque::parse_result<calque::call_log>;
using knob = std::size_t calque::parse_limits::*;
using reading = std::function<result(const std::string&, const calque::parse_options&)>;

result as_text(const std::string& text, const calque::parse_options& options) { return calque::parse(text, options); }
result as_json(const std::string& text, const calque::parse_options& options) {
    return calque::from_json(text, options);
}
result as_value(const std::string& text, const calque::parse_options& options) {
    boost::json::parse_options deep;
    deep.max_depth = 4096;
    return calque::from_json(boost::json::parse(text, {}, deep), options);
}

/// Checks that with default limits `at` passes and `over` is refused with exactly one error, which has this code and
/// these words; and that `over` passes if the limit is raised to `raised`.
void check_limit(const reading& read, const std::string& at, const std::string& over, knob turned, std::size_t raised,
                 std::string_view code, std::initializer_list<std::string_view> words) {
    BOOST_TEST(read(at, {}).has_value());
    const result refused = read(over, {});
    BOOST_TEST_REQUIRE(!refused);
    BOOST_TEST(refused.diagnostics().size() == 1u);
    const calque::diagnostic& first = refused.diagnostics().front();
    BOOST_TEST(to_string(first.code) == code);
    const std::string shown = render(first, over);
    for (const std::string_view each : words)
        BOOST_TEST(shown.find(each) != std::string::npos, shown << " does not have: " << each);
    calque::parse_options options;
    options.limits.*turned = raised;
    const result passed = read(over, options);
    BOOST_TEST(passed.has_value(), render(passed.diagnostics(), over));
}

std::string repeated(std::size_t count, std::string_view what, std::string_view between = {}) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out.append(i == 0 ? "" : between).append(what);
    return out;
}

std::string json_group(std::string_view kind, const std::string& conditions) {
    return R"({"operator":")" + std::string{kind} + R"(","conditions":[)" + conditions + "]}";
}
const std::string json_condition = R"({"field":"id","op":"eq","value":1})";

std::string json_nested(std::size_t depth) {
    std::string out;
    for (std::size_t i = depth; i-- > 0;)
        out.append(R"({"operator":")").append(i % 2 == 0 ? "and" : "or").append(R"(","conditions":[)");
    out += json_condition;
    for (std::size_t i = 0; i < depth; ++i) out += "]}";
    return out;
}

BOOST_AUTO_TEST_CASE(input_size_is_limited) {
    const auto padded = [](std::string text, std::size_t size) { return text.append(size - text.size(), ' '); };
    constexpr knob turned = &calque::parse_limits::input_bytes;
    check_limit(as_text, padded("id = 1", 65'536), padded("id = 1", 65'537), turned, 65'537, "E401",
                {"the filter has 65537 bytes", "the limit is 65536", "parse_limits::input_bytes"});
    check_limit(as_json, padded(json_condition, 65'536), padded(json_condition, 65'537), turned, 65'537, "E401",
                {"the filter JSON has 65537 bytes", "the limit is 65536", "parse_limits::input_bytes"});
}

BOOST_AUTO_TEST_CASE(group_depth_is_limited) {
    const auto nested = [](std::size_t depth, std::string_view open, std::string_view close) {
        return repeated(depth, open) + "id = 1" + repeated(depth, close);
    };
    constexpr knob turned = &calque::parse_limits::depth;
    const auto words = {std::string_view{"at least 65 levels"}, std::string_view{"the limit is 64"},
                        std::string_view{"parse_limits::depth"}};
    check_limit(as_text, nested(64, "(", ")"), nested(65, "(", ")"), turned, 65, "E402", words);
    check_limit(as_text, nested(64, "not ", ""), nested(65, "not ", ""), turned, 65, "E402", words);
    check_limit(as_text, nested(32, "!(", ")"), nested(33, "!(", ")"), turned, 66, "E402", words);
    check_limit(as_json, json_nested(64), json_nested(65), turned, 65, "E402", words);
    check_limit(as_json, json_nested(64), json_nested(400), turned, 400, "E402", words);
    check_limit(as_value, json_nested(64), json_nested(65), turned, 65, "E402", words);
}

BOOST_AUTO_TEST_CASE(depth_option_has_a_maximum) {
    calque::parse_options options;
    options.limits.depth = 100'000;
    options.limits.input_bytes = 10'000'000;
    const result refused = calque::parse(repeated(100'000, "("), options);
    BOOST_TEST_REQUIRE(!refused);
    BOOST_TEST(refused.diagnostics().front().message == "groups are nested at least 513 levels deep; the limit is 512");
    BOOST_TEST(refused.diagnostics().front().help.find("at most to 512") != std::string::npos);
    const result json = calque::from_json(json_nested(100'000), options);
    BOOST_TEST_REQUIRE(!json);
    BOOST_TEST(json.diagnostics().front().message == refused.diagnostics().front().message);
}

BOOST_AUTO_TEST_CASE(number_of_conditions_is_limited) {
    constexpr knob turned = &calque::parse_limits::conditions;
    const auto words = {std::string_view{"at least 1001 conditions"}, std::string_view{"the limit is 1000"},
                        std::string_view{"parse_limits::conditions"}};
    check_limit(as_text, repeated(1000, "id = 1", " and "), repeated(1001, "id = 1", " and "), turned, 1001, "E403",
                words);
    const auto json = [](std::size_t count) { return json_group("or", repeated(count, json_condition, ",")); };
    check_limit(as_json, json(1000), json(1001), turned, 1001, "E403", words);
    check_limit(as_value, json(1000), json(1001), turned, 1001, "E403", words);
}

BOOST_AUTO_TEST_CASE(condition_limit_counts_the_expanded_filter) {
    constexpr knob turned = &calque::parse_limits::conditions;
    // (a or …) and (b or …) in one row expands to a choice of pairs: 20 times 25 pairs have 1000 conditions.
    const auto row = [](std::size_t left, std::size_t right) {
        return "metric_evaluations { (" + repeated(left, "value = 1", " or ") + ") and (" +
               repeated(right, "value = 2", " or ") + ") }";
    };
    check_limit(
        as_text, row(20, 25), row(20, 26), turned, 1040, "E403",
        {"1040 conditions once `or` is distributed over `same_row`", "the limit is 1000", "parse_limits::conditions"});
    const auto list = [](std::size_t count) { return "customer_number not in [" + repeated(count, "'1'", ", ") + "]"; };
    const auto as_wide_text = [](const std::string& text, const calque::parse_options& options) {
        calque::parse_options wider = options;
        wider.limits.list_items = 2000;
        return calque::parse(text, wider);
    };
    check_limit(as_wide_text, list(1000), list(1234), turned, 1234, "E403",
                {"1234 conditions once `not` is pushed inward", "the limit is 1000", "parse_limits::conditions"});

    const auto json = [](std::size_t left, std::size_t right) {
        const std::string value = R"({"field":"metric_evaluations.value","op":"eq","value":1})";
        return json_group("same_row", json_group("or", repeated(left, value, ",")) + ',' +
                                          json_group("or", repeated(right, value, ",")));
    };
    check_limit(as_json, json(20, 25), json(20, 26), turned, 1040, "E403",
                {"1040 conditions", "the limit is 1000", "parse_limits::conditions"});
    // The limit is for the whole filter, not for one row: one row fits, two do not.
    check_limit(as_json, json(20, 20), json_group("and", json(20, 20) + ',' + json(20, 20)), turned, 1600, "E403",
                {"1600 conditions", "the limit is 1000", "parse_limits::conditions"});
}

BOOST_AUTO_TEST_CASE(condition_count_does_not_overflow) {
    // Ten choices of 90 in one row make 90^10 combinations, which overflow 64 bits.
    const std::string choice = "(" + repeated(90, "value = 1", " or ") + ")";
    const std::string text = "metric_evaluations { " + repeated(10, choice, " and ") + " }";
    for (const std::size_t limit : {std::size_t{1000}, std::size_t(-1)}) {
        calque::parse_options options;
        options.limits.conditions = limit;
        const result refused = calque::parse(text, options);
        BOOST_TEST_REQUIRE(!refused);
        BOOST_TEST(to_string(refused.diagnostics().front().code) == "E403");
        BOOST_TEST(refused.diagnostics().front().message.find("at least ") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(list_size_is_limited) {
    constexpr knob turned = &calque::parse_limits::list_items;
    const auto list = [](std::size_t count) { return "topic in [" + repeated(count, "'a,]'", " , ") + ", ]"; };
    check_limit(as_text, list(1000), list(1001), turned, 1001, "E404",
                {"the list has 1001 values", "the limit is 1000", "parse_limits::list_items"});
    check_limit(as_text, list(1000), list(1500) + " and id = 1", turned, 1500, "E404", {"the list has 1500 values"});
    const auto json = [](std::size_t count) {
        return R"({"field":"id","op":"in","value":[)" + repeated(count, "1", ",") + "]}";
    };
    check_limit(as_json, json(1000), json(1001), turned, 1001, "E404",
                {"the list has 1001 values", "the limit is 1000", "parse_limits::list_items"});
    check_limit(as_value, json(1000), json(1500), turned, 1500, "E404", {"the list has 1500 values"});
}

BOOST_AUTO_TEST_CASE(string_size_is_limited) {
    constexpr knob turned = &calque::parse_limits::string_bytes;
    const auto words = {std::string_view{"this text has 8193 bytes"}, std::string_view{"the limit is 8192"},
                        std::string_view{"parse_limits::string_bytes"}};
    // The decoded size counts: the escape is one byte.
    const auto text = [](std::size_t size) { return "topic = \"\\n" + repeated(size - 1, "x") + "\""; };
    check_limit(as_text, text(8192), text(8193), turned, 8193, "E405", words);
    check_limit(as_text, text(8192), text(9000) + " and id = 1", turned, 9000, "E405", {"this text has 9000 bytes"});
    const auto json = [](std::size_t size) {
        return R"({"field":"topic","op":"eq","value":"\n)" + repeated(size - 1, "x") + "\"}";
    };
    check_limit(as_json, json(8192), json(8193), turned, 8193, "E405", words);
    check_limit(as_value, json(8192), json(9000), turned, 9000, "E405", {"this text has 9000 bytes"});
    const auto item = [](std::size_t size) {
        return R"({"field":"topic","op":"in","value":["a",")" + repeated(size, "x") + "\"]}";
    };
    check_limit(as_json, item(8192), item(8193), turned, 8193, "E405", words);
}

BOOST_AUTO_TEST_CASE(key_size_is_limited) {
    constexpr knob turned = &calque::parse_limits::string_bytes;
    const auto quoted = [](std::size_t size) { return "metadata.\"" + repeated(size, "k") + "\" = 1"; };
    check_limit(as_text, quoted(8192), quoted(8193), turned, 8193, "E405",
                {"8193 bytes", "the limit is 8192", "parse_limits::string_bytes"});
    const auto plain = [](std::size_t size) { return "metadata." + repeated(size, "k") + " = 1"; };
    check_limit(as_text, plain(8192), plain(8193), turned, 8193, "E405", {"this name has 8193 bytes"});
    const auto json = [](std::size_t size) {
        return R"({"field":"metadata.)" + repeated(size, "k") + R"(","op":"eq","value":1})";
    };
    check_limit(as_json, json(8192), json(8193), turned, 8193, "E405", {"this name has 8193 bytes"});
    check_limit(as_value, json(8192), json(8193), turned, 8193, "E405", {"this name has 8193 bytes"});
}

/// Memory that must not be read: reading any byte of it ends the program.
class inaccessible_text {
public:
    explicit inaccessible_text(std::size_t size)
        : memory_{::mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)}, size_{size} {
        BOOST_TEST_REQUIRE((memory_ != MAP_FAILED));
    }
    inaccessible_text(const inaccessible_text&) = delete;
    inaccessible_text& operator=(const inaccessible_text&) = delete;
    ~inaccessible_text() { ::munmap(memory_, size_); }

    [[nodiscard]] std::string_view text() const { return {static_cast<const char*>(memory_), size_}; }

private:
    void* memory_;
    std::size_t size_;
};

BOOST_AUTO_TEST_CASE(oversized_input_is_not_read) {
    const inaccessible_text huge{100'000'000};
    for (const result& refused : {calque::parse(huge.text()), calque::from_json(huge.text())}) {
        BOOST_TEST_REQUIRE(!refused);
        BOOST_TEST(refused.diagnostics().size() == 1u);
        const std::string shown = render(refused.diagnostics(), "");
        BOOST_TEST(shown.starts_with("error[E401]: the filter "), shown);
        BOOST_TEST(shown.find(" has 100000000 bytes; the limit is 65536\n") != std::string::npos, shown);
        BOOST_TEST(shown.ends_with("help: shorten it, or raise parse_limits::input_bytes, at most to 268435456\n"),
                   shown);
        BOOST_CHECK_EXCEPTION((void)refused.value(), calque::filter_error, [&](const calque::filter_error& thrown) {
            return thrown.source().empty() && std::string_view{thrown.what()}.find("E401") != std::string_view::npos;
        });
    }
}

BOOST_AUTO_TEST_CASE(input_size_option_has_a_maximum) {
    const inaccessible_text huge{std::size_t{1} << 29};
    calque::parse_options options;
    options.limits.input_bytes = std::size_t(-1);
    for (const result& refused : {calque::parse(huge.text(), options), calque::from_json(huge.text(), options)}) {
        BOOST_TEST_REQUIRE(!refused);
        BOOST_TEST(refused.diagnostics().front().message.find("536870912 bytes; the limit is 268435456") !=
                   std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
