// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/diagnostic.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(diagnostic)

calque::diagnostic made(std::size_t begin, std::size_t end) {
    return {.code = calque::diagnostic_code::unknown_field, .range = {begin, end}, .message = "what"};
}

BOOST_AUTO_TEST_CASE(codes_have_a_letter_for_their_severity) {
    BOOST_TEST(to_string(calque::diagnostic_code::operator_not_allowed) == "E204");
    BOOST_TEST(to_string(calque::diagnostic_code::undocumented_operator) == "W801");
    BOOST_TEST((made(0, 1).level() == calque::severity::error));
}

BOOST_AUTO_TEST_CASE(lines_and_columns_count_from_one_in_display_width) {
    const std::string_view text = "a\nb\tc\u00e9\u4f60x\r\nlast";
    const auto at = [&](std::size_t offset) { return calque::locate(text, offset); };
    BOOST_TEST((at(0) == calque::line_column{1, 1}));
    BOOST_TEST((at(2) == calque::line_column{2, 1}));
    BOOST_TEST((at(4) == calque::line_column{2, 5}));  // behind the tab
    BOOST_TEST((at(7) == calque::line_column{2, 7}));  // the wide character
    BOOST_TEST((at(10) == calque::line_column{2, 9})); // behind it
    BOOST_TEST((at(text.size()) == calque::line_column{3, 5}));
    BOOST_TEST((at(9999) == calque::line_column{3, 5}));
    BOOST_TEST((calque::locate("", 0) == calque::line_column{1, 1}));
}

BOOST_AUTO_TEST_CASE(carets_stand_under_the_token_behind_tabs_and_wide_characters) {
    BOOST_TEST(render(made(5, 8), "\t\u4f60 abc") ==
               "error[E201]: what\n --> filter:1:8\n  |\n1 |     \u4f60 abc\n  |        ^^^\n");
}

BOOST_AUTO_TEST_CASE(the_end_of_input_has_a_caret_too) {
    BOOST_TEST(render(made(3, 3), "abc") == "error[E201]: what\n --> filter:1:4\n  |\n1 | abc\n  |    ^\n");
    BOOST_TEST(render(made(0, 0), "") == "error[E201]: what\n --> filter:1:1\n  |\n1 | \n  | ^\n");
}

BOOST_AUTO_TEST_CASE(a_note_on_the_same_line_is_drawn_and_one_on_another_is_named) {
    calque::diagnostic both = made(4, 5);
    both.note = calque::diagnostic_note{{0, 1}, "opened here"};
    both.label = "here";
    both.help = "close it";
    BOOST_TEST(render(both, "( a b") ==
               "error[E201]: what\n --> filter:1:5\n  |\n1 | ( a b\n  | -   ^ here\n  | opened here\nhelp: close it\n");
    BOOST_TEST(render(both, "(\na b") == "error[E201]: what\n --> filter:2:3\n  |\n2 | a b\n  |   ^ here\n  = note: "
                                         "opened here (line 1, column 1)\nhelp: close it\n");
}

BOOST_AUTO_TEST_CASE(text_of_strangers_cannot_steer_the_terminal) {
    calque::diagnostic hostile = made(0, 1);
    hostile.message = "no \x1b[31m field \u202e";
    const std::string shown = render(hostile, "\x1b]0;x\x07 \xff \u009b \u202e");
    BOOST_TEST(shown.find('\x1b') == std::string::npos);
    BOOST_TEST(shown.find('\x07') == std::string::npos);
    BOOST_TEST(shown.find("\u202e") == std::string::npos);
    BOOST_TEST(shown.find("\\x1b]0;x\\x07 \\xff \\u009b \\u202e") != std::string::npos, shown);
}

BOOST_AUTO_TEST_CASE(colours_are_there_only_on_demand) {
    BOOST_TEST(render(made(0, 1), "a").find('\x1b') == std::string::npos);
    const std::string coloured = render(made(0, 1), "a", {.color = true});
    BOOST_TEST(coloured.find("\x1b[1;31m") != std::string::npos);
    BOOST_TEST(coloured.find("\x1b[0m") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(long_lines_are_cut_around_the_token) {
    const std::string text = std::string(500, 'a') + "TOKEN" + std::string(500, 'b');
    const std::string shown = render(made(500, 505), text, {.max_columns = 40});
    BOOST_TEST(shown.find("\u2026" + std::string(20, 'a') + "TOKEN" + std::string(15, 'b') + "\u2026\n") !=
                   std::string::npos,
               shown);
    BOOST_TEST(shown.find("| " + std::string(21, ' ') + "^^^^^\n") != std::string::npos, shown);
}

BOOST_AUTO_TEST_CASE(filter_json_is_placed_by_its_pointer) {
    calque::diagnostic placed = made(0, 0);
    placed.pointer = "/conditions/1/op";
    placed.help = "write one";
    BOOST_TEST(render(placed, "{}", {.source_name = "filter JSON"}) ==
               "error[E201]: what\n --> filter JSON at /conditions/1/op\nhelp: write one\n");
}

BOOST_AUTO_TEST_SUITE_END()
