// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "../../../examples/cli/charts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "../../../examples/cli/text.hpp"

BOOST_AUTO_TEST_SUITE(charts_tests)

namespace {

using namespace calque;
using cli::chart_options;
using cli::render_chart;

datetime at(long seconds, std::int16_t zone_minutes = 0) {
    constexpr long november_3 = 1'762'128'000; // 2025-11-03T00:00:00Z
    return {instant{std::chrono::seconds{november_3 + seconds}}, zone_minutes};
}

constexpr long hour = 3'600;
constexpr long day = 24 * hour;

widget_data widget(std::string chart_type, chart_data data) {
    widget_data out;
    out.widget_id = 7;
    out.field_name = "duration";
    out.chart_type = std::move(chart_type);
    out.data = std::move(data);
    out.metadata.display_name = "Call duration";
    return out;
}

widget_data daily(std::vector<bar_point> points) {
    widget_data out = widget("bar", std::move(points));
    out.aggregation_function = "avg";
    out.time_period = "day";
    return out;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<widget_data> one_of_each() {
    std::vector<line_point> points;
    for (int i = 0; i < 40; ++i) points.push_back({i, at(i * hour), std::int64_t{(i * 37) % 100}});
    return {
        widget("line", points),
        daily({{at(0), 4.5, 10}, {at(day), -3.25, 8}, {at(2 * day), {}, {}}, {std::nullopt, std::string{"many"}, 1}}),
        widget("pie", std::vector<pie_slice>{{std::string{"customer_ended_call"}, std::int64_t{320}, 45.7},
                                             {std::string{"超时\x1b[31m"}, std::int64_t{210}, 30.0},
                                             {scalar{}, std::int64_t{1}, std::nullopt}}),
        widget("stat", raw_json{R"({"total_calls":1043,"success_rate":81.2,"avg_duration":93.5,"p95_latency":1203})"}),
    };
}

} // namespace

BOOST_AUTO_TEST_CASE(title_shows_name_type_and_widget) {
    const auto lines = lines_of(render_chart(daily({{at(0), 4.5, 10}}), {.width = 60}));
    BOOST_TEST(lines.at(0) == "── Call duration ───────────────────────── bar · widget 7 ──");
    BOOST_TEST(lines.at(1) == "   avg of duration per day, in seconds · 1 bucket · UTC");
}

BOOST_AUTO_TEST_CASE(unnamed_widget_shows_field_or_number) {
    widget_data nameless = widget("bar", std::vector<bar_point>{});
    nameless.metadata.display_name.clear();
    BOOST_TEST(render_chart(nameless).find(" duration ") != std::string::npos);
    nameless.field_name.clear();
    BOOST_TEST(render_chart(nameless).find(" widget 7 ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(bar_rows_show_value_and_sample_count) {
    const auto lines = lines_of(render_chart(daily({{at(0), 4.5, 10}, {at(day), 3.2, 8}}), {.width = 60}));
    BOOST_REQUIRE(lines.size() == 5u);
    BOOST_TEST(lines[2] == "   day             avg                               samples");
    BOOST_TEST(lines[3] == "   Mon 2025-11-03  4.5  ███████████████████████████       10");
    BOOST_TEST(lines[4] == "   Tue 2025-11-04  3.2  ███████████████████▎               8");
}

BOOST_AUTO_TEST_CASE(negative_bars_extend_left_of_zero) {
    const auto lines = lines_of(render_chart(daily({{at(0), 10.0, {}}, {at(day), -5.0, {}}}), {.width = 52}));
    BOOST_TEST(lines.at(3) == "   Mon 2025-11-03   10            ██████████████████");
    BOOST_TEST(lines.at(4) == "   Tue 2025-11-04   -5   █████████");
}

BOOST_AUTO_TEST_CASE(missing_value_is_a_dash_without_bar) {
    const auto lines = lines_of(render_chart(daily({{at(0), scalar{}, 0}, {at(day), 1.0, 1}}), {.width = 60}));
    BOOST_TEST(lines.at(3) == "   Mon 2025-11-03    –                                     0");
}

BOOST_AUTO_TEST_CASE(nonzero_value_always_has_a_visible_bar) {
    const auto lines =
        lines_of(render_chart(daily({{at(0), 1'000'000.0, {}}, {at(day), 1.0, {}}, {at(2 * day), 0.0, {}}})));
    BOOST_TEST(lines.at(4).ends_with("▏"));
    BOOST_TEST(lines.at(5).ends_with("0"));
}

BOOST_AUTO_TEST_CASE(figures_of_a_column_have_equal_decimals) {
    const std::string drawn =
        render_chart(daily({{at(0), 4.5, {}}, {at(day), std::int64_t{3}, {}}, {at(2 * day), 1.0 / 3, {}}}));
    BOOST_TEST(drawn.find("  4.50  ") != std::string::npos);
    BOOST_TEST(drawn.find("  3.00  ") != std::string::npos);
    BOOST_TEST(drawn.find("  0.33  ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(large_whole_numbers_are_exact) {
    const std::string drawn = render_chart(daily({{at(0), std::uint64_t{18'446'744'073'709'551'615u}, {}}}));
    BOOST_TEST(drawn.find(" 18446744073709551615 ") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(buckets_within_a_day_show_the_hour) {
    const std::string drawn = render_chart(daily({{at(0), 1.0, {}}, {at(14 * hour), 2.0, {}}}));
    BOOST_TEST(drawn.find("2025-11-03 14:00") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(buckets_on_the_first_are_months) {
    constexpr long october_1 = -33 * day;
    constexpr long november_1 = -2 * day;
    const auto lines = lines_of(render_chart(daily({{at(october_1), 1.0, {}}, {at(november_1), 2.0, {}}})));
    BOOST_TEST(lines.at(3).starts_with("   2025-10  "));
    BOOST_TEST(lines.at(4).starts_with("   2025-11  "));
}

BOOST_AUTO_TEST_CASE(times_are_shown_in_their_common_zone) {
    const auto in_india = render_chart(daily({{at(-5 * hour - 1'800, 330), 1.0, {}}}));
    BOOST_TEST(in_india.find("Mon 2025-11-03") != std::string::npos);
    BOOST_TEST(in_india.find("+05:30") != std::string::npos);
    const auto mixed = render_chart(daily({{at(0, 330), 1.0, {}}, {at(day, 0), 1.0, {}}}));
    BOOST_TEST(mixed.find("UTC") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_the_latest_buckets_are_drawn) {
    const auto lines =
        lines_of(render_chart(daily({{at(0), 1.0, {}}, {at(day), 2.0, {}}, {at(2 * day), 3.0, {}}}), {.max_rows = 2}));
    BOOST_REQUIRE(lines.size() == 6u);
    BOOST_TEST(lines[3] == "   1 earlier, not drawn");
    BOOST_TEST(lines[4].starts_with("   Tue 2025-11-04"));
}

BOOST_AUTO_TEST_CASE(pie_shows_values_and_shares) {
    const std::vector<pie_slice> slices{{std::string{"customer_ended_call"}, std::int64_t{320}, 45.7},
                                        {std::string{"agent_ended_call"}, std::int64_t{210}, 30.0}};
    widget_data pie = widget("pie", slices);
    pie.aggregation_function = "count";
    const auto lines = lines_of(render_chart(pie, {.width = 60}));
    BOOST_TEST(lines.at(1) == "   count of duration · 2 labels");
    BOOST_TEST(lines.at(2) == "   label                count  share");
    BOOST_TEST(lines.at(3) == "   customer_ended_call    320  45.7%  ██████████");
    BOOST_TEST(lines.at(4) == "   agent_ended_call       210  30.0%  ██████▋");
}

BOOST_AUTO_TEST_CASE(missing_shares_are_computed) {
    const std::vector<pie_slice> slices{{true, std::int64_t{3}, {}}, {false, std::int64_t{1}, {}}};
    const auto drawn = render_chart(widget("pie", slices));
    BOOST_TEST(drawn.find("true       3    75%") != std::string::npos);
    BOOST_TEST(drawn.find("false      1    25%") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(null_and_empty_labels_are_visible) {
    const std::vector<pie_slice> slices{{scalar{}, std::int64_t{3}, 75.0}, {std::string{}, std::int64_t{1}, 25.0}};
    const auto lines = lines_of(render_chart(widget("pie", slices)));
    BOOST_TEST(lines.at(3).starts_with("   null "));
    BOOST_TEST(lines.at(4).starts_with(R"(   "")"));
}

BOOST_AUTO_TEST_CASE(line_chart_labels_extremes_and_times) {
    const std::vector<line_point> points{{2, at(3 * day + 11 * hour), std::int64_t{62}}, {1, at(0), std::int64_t{45}}};
    const auto lines = lines_of(render_chart(widget("line", points), {.width = 60, .height = 4}));
    BOOST_REQUIRE(lines.size() == 8u);
    BOOST_TEST(lines[1] == "   duration, in seconds · 2 calls · UTC");
    BOOST_TEST(lines[2].starts_with("   62 ┤"));
    BOOST_TEST(lines[5].starts_with("   45 ┤⣀"));
    BOOST_TEST(lines[6].starts_with("      └───"));
    BOOST_TEST(lines[7] == "       2025-11-03 00:00                     2025-11-06 11:00");
}

BOOST_AUTO_TEST_CASE(points_are_drawn_by_time_in_any_order) {
    const std::vector<line_point> sorted{{1, at(0), 1.0}, {2, at(hour), 5.0}, {3, at(2 * hour), 2.0}};
    const std::vector<line_point> shuffled{{3, at(2 * hour), 2.0}, {1, at(0), 1.0}, {2, at(hour), 5.0}};
    BOOST_TEST(render_chart(widget("line", sorted)) == render_chart(widget("line", shuffled)));
}

BOOST_AUTO_TEST_CASE(level_line_has_one_label) {
    const std::vector<line_point> points{{1, at(0), 5.5}, {2, at(hour), 5.5}};
    const std::string drawn = render_chart(widget("line", points));
    BOOST_TEST(drawn.find("5.5") == drawn.rfind("5.5"));
    BOOST_TEST(drawn.find("5.5") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(undrawable_points_are_counted) {
    const std::vector<line_point> points{{1, at(0), 5.5}, {2, at(hour), scalar{}}, {3, std::nullopt, 1.0}};
    BOOST_TEST(render_chart(widget("line", points)).find("2 of 3 lack a time or a number") != std::string::npos);
    const std::vector<line_point> none{{2, at(hour), std::string{"x"}}};
    BOOST_TEST(render_chart(widget("line", none)).find("no point has both") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(largest_numbers_do_not_overflow) {
    constexpr double largest = std::numeric_limits<double>::max();
    const std::vector<line_point> points{{1, at(0), -largest}, {2, at(hour), largest}};
    const auto line = lines_of(render_chart(widget("line", points), {.width = 60, .height = 4}));
    BOOST_TEST(line.at(2).starts_with("    1.79769e+308 ┤"));
    BOOST_TEST(line.at(5).starts_with("   -1.79769e+308 ┤⣀"));
    const auto bar = lines_of(render_chart(daily({{at(0), largest, {}}, {at(day), -largest, {}}})));
    BOOST_TEST(bar.at(3).ends_with("█"));
    BOOST_TEST(bar.at(4).ends_with("█"));
}

BOOST_AUTO_TEST_CASE(missing_data_is_reported) {
    for (const auto& empty : {widget("line", std::vector<line_point>{}), widget("bar", std::vector<bar_point>{}),
                              widget("pie", std::vector<pie_slice>{})}) {
        const auto lines = lines_of(render_chart(empty));
        BOOST_REQUIRE(lines.size() == 2u);
        BOOST_TEST(lines[1].ends_with("no data"));
    }
}

BOOST_AUTO_TEST_CASE(unknown_chart_object_is_listed_line_by_line) {
    const raw_json overview{R"({"total_calls":1043,"avg_duration":230.46,"note":"a\u001b[m","rate":null})"};
    const auto lines = lines_of(render_chart(widget("stat", overview)));
    BOOST_REQUIRE(lines.size() == 6u);
    BOOST_TEST(lines[0].find(" stat · widget 7 ") != std::string::npos);
    BOOST_TEST(lines[2] == "   total_calls   1043");
    BOOST_TEST(lines[3] == "   avg_duration  230.46");
    BOOST_TEST(lines[4] == R"(   note          a\u001b[m)");
    BOOST_TEST(lines[5] == "   rate          –");
}

BOOST_AUTO_TEST_CASE(unknown_chart_rows_are_a_table) {
    const raw_json rows{R"([{"group":"negative","value":24.1,"calls":7},{"group":"positive","value":9,"calls":11}])"};
    const auto lines = lines_of(render_chart(widget("daily", rows)));
    BOOST_REQUIRE(lines.size() == 5u);
    BOOST_TEST(lines[2] == "   group     value  calls");
    BOOST_TEST(lines[3] == "   negative   24.1      7");
    BOOST_TEST(lines[4] == "   positive    9.0     11");
}

BOOST_AUTO_TEST_CASE(wide_table_cuts_headings_then_drops_columns) {
    const raw_json rows{R"([{"time_interval":"2025-11-03","selected_calls":7,"evaluated_calls":24}])"};
    const auto lines = lines_of(render_chart(widget("daily", rows), {.width = 31}));
    BOOST_TEST(lines.at(2) == "   time_inte…  select…  evalua…");
    BOOST_TEST(lines.at(3) == "   2025-11-03        7       24");
    raw_json wide{"[{"};
    for (const char letter : std::string_view{"abcdefghijkl"})
        wide.text += '"' + std::string(1, letter) + "\":\"123456\",";
    wide.text.back() = '}';
    wide.text += ']';
    const auto cut = lines_of(render_chart(widget("daily", wide), {.width = 31}));
    BOOST_TEST(cut.at(2) == "   a     b     c     d     e");
    BOOST_TEST(cut.at(3) == "   123…  123…  123…  123…  123…");
}

BOOST_AUTO_TEST_CASE(other_data_is_shown_as_json) {
    for (const char* text : {"[1,[2]]", R"({"a":{"b":1}})", R"([{"a":1},{"b":1}])", "7", "no JSON", "[]", "{}"})
        BOOST_TEST(lines_of(render_chart(widget("other", raw_json{text}))).at(2) == std::string{"   "} + text);
    const auto lines =
        lines_of(render_chart(widget("other", raw_json{"[" + std::string(30, '1') + "]"}), {.width = 24}));
    BOOST_REQUIRE(lines.size() == 4u);
    BOOST_TEST(lines[2].size() == 24u);
}

BOOST_AUTO_TEST_CASE(scattered_points_are_not_joined) {
    std::vector<line_point> points;
    for (int i = 0; i < 500; ++i) points.push_back({i, at(i * hour), std::int64_t{i % 2}});
    const std::string drawn = render_chart(widget("line", points), {.width = 60, .height = 6});
    BOOST_TEST(lines_of(drawn).at(4) == "     │");
}

BOOST_AUTO_TEST_CASE(every_line_fits_the_width) {
    for (const std::size_t width : {1u, 24u, 31u, 40u, 60u, 80u, 120u, 200u})
        for (const bool unicode : {true, false})
            for (const widget_data& each : one_of_each())
                for (const std::string& line : lines_of(render_chart(each, {.width = width, .unicode = unicode})))
                    BOOST_TEST(cli::display_width(line) <= std::max<std::size_t>(width, 24), line);
}

BOOST_AUTO_TEST_CASE(ascii_mode_has_only_ascii) {
    for (const widget_data& each : one_of_each())
        for (const char letter : render_chart(each, {.unicode = false}))
            BOOST_TEST(static_cast<unsigned char>(letter) < 0x7f);
}

BOOST_AUTO_TEST_CASE(api_text_cannot_send_terminal_controls) {
    const std::string evil = "a\x1b[2J\r\n\x07\xc2\x9b"
                             "1m\xe2\x80\xae\xff\x7f";
    widget_data hostile = daily({{at(0), scalar{evil}, 1}});
    hostile.metadata.display_name = evil;
    hostile.chart_type = evil;
    hostile.field_name = evil;
    hostile.aggregation_function = evil;
    hostile.time_period = evil;
    hostile.metadata.filter_value = raw_json{evil};
    hostile.group_by = raw_json{evil};
    widget_data pie = hostile;
    pie.data = std::vector<pie_slice>{{scalar{evil}, scalar{evil}, {}}};
    widget_data other = hostile;
    other.data = raw_json{evil};
    for (const widget_data& each : {hostile, pie, other}) {
        const std::string drawn = render_chart(each, {.width = 300});
        for (const std::string_view bad : {"\x1b", "\r", "\x07", "\xc2\x9b", "\xe2\x80\xae", "\xff", "\x7f"})
            BOOST_TEST(drawn.find(bad) == std::string::npos);
        BOOST_TEST(drawn.find(R"(a\u001b[2J\r\n\u0007\u009b1m\u202e\xff\u007f)") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(colour_adds_only_escape_sequences) {
    for (const widget_data& each : one_of_each()) {
        std::string coloured = render_chart(each, {.color = true});
        BOOST_TEST(coloured.find("\x1b[") != std::string::npos);
        for (std::size_t begin = coloured.find('\x1b'); begin != std::string::npos; begin = coloured.find('\x1b'))
            coloured.erase(begin, coloured.find('m', begin) - begin + 1);
        BOOST_TEST(coloured == render_chart(each));
    }
}

BOOST_AUTO_TEST_CASE(display_width_counts_terminal_columns) {
    BOOST_TEST(cli::display_width("abc") == 3u);
    BOOST_TEST(cli::display_width("超时") == 4u);
    BOOST_TEST(cli::display_width("e\xcc\x81") == 1u);
    BOOST_TEST(cli::clipped("超时超时", 5) == "超时…");
    BOOST_TEST(cli::clipped("超时超时", 4) == "超…");
    BOOST_TEST(cli::right_aligned("超", 4) == "  超");
    BOOST_TEST(cli::wrapped("超时a", 3).size() == 2u);
}

BOOST_AUTO_TEST_CASE(escapes_follow_json) {
    BOOST_TEST(cli::printable("\xf0\x9f\x98\x80", false) == R"(\ud83d\ude00)");
    BOOST_TEST(cli::printable("\xf0\x9f\x98\x80") == "\xf0\x9f\x98\x80");
    BOOST_TEST(cli::printable("\t") == R"(\t)");
    BOOST_TEST(cli::printable("\xed\xa0\x80") == R"(\xed\xa0\x80)");
}

BOOST_AUTO_TEST_SUITE_END()
