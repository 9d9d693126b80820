// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/diagnostic.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(diagnostic_tests)

calque::diagnostic made(std::size_t begin, std::size_t end) {
    return {.code = calque::diagnostic_code::unknown_field, .range = {begin, end}, .message = "what"};
}

BOOST_AUTO_TEST_CASE(code_letter_matches_severity) {
    BOOST_TEST(to_string(calque::diagnostic_code::operator_not_allowed) == "E204");
    BOOST_TEST(to_string(calque::diagnostic_code::undocumented_operator) == "W801");
    BOOST_TEST((made(0, 1).level() == calque::severity::error));
}

BOOST_AUTO_TEST_CASE(every_code_has_a_description) {
    BOOST_TEST(calque::describe(calque::diagnostic_code::unexpected_end).cause == "the filter ends too early");
    BOOST_TEST(!calque::describe(calque::diagnostic_code::hidden_character).remedy.empty());
    BOOST_TEST(calque::describe(calque::diagnostic_code{999}).cause.empty());
}

BOOST_AUTO_TEST_CASE(line_and_column_are_one_based_display_positions) {
    const std::string_view text = "a\nb\tc\u00e9\u4f60x\r\nlast";
    const auto at = [&](std::size_t offset) { return calque::locate(text, offset); };
    BOOST_TEST((at(0) == calque::line_column{1, 1}));
    BOOST_TEST((at(2) == calque::line_column{2, 1}));
    BOOST_TEST((at(4) == calque::line_column{2, 5}));  // after the tab
    BOOST_TEST((at(7) == calque::line_column{2, 7}));  // the wide character
    BOOST_TEST((at(10) == calque::line_column{2, 9})); // after it
    BOOST_TEST((at(text.size()) == calque::line_column{3, 5}));
    BOOST_TEST((at(9999) == calque::line_column{3, 5}));
    BOOST_TEST((calque::locate("", 0) == calque::line_column{1, 1}));
}

BOOST_AUTO_TEST_CASE(carets_align_after_tabs_and_wide_characters) {
    BOOST_TEST(render(made(5, 8), "\t\u4f60 abc") ==
               "error[E201]: what\n --> filter:1:8\n  |\n1 |     \u4f60 abc\n  |        ^^^\n");
}

BOOST_AUTO_TEST_CASE(end_of_input_has_a_caret) {
    BOOST_TEST(render(made(3, 3), "abc") == "error[E201]: what\n --> filter:1:4\n  |\n1 | abc\n  |    ^\n");
    BOOST_TEST(render(made(0, 0), "") == "error[E201]: what\n --> filter:1:1\n  |\n1 | \n  | ^\n");
}

BOOST_AUTO_TEST_CASE(only_the_affected_line_is_shown) {
    BOOST_TEST(render(made(9, 12), "id = 1\r\n\tabc = 2\r\nand") ==
               "error[E201]: what\n --> filter:2:5\n  |\n2 |     abc = 2\n  |     ^^^\n");
    // The end after the last line break is a line of its own.
    BOOST_TEST(render(made(4, 4), "abc\n") == "error[E201]: what\n --> filter:2:1\n  |\n2 | \n  | ^\n");
    // A range over several lines is marked up to its first line break; a line break alone is still marked.
    BOOST_TEST(render(made(1, 5), "a(bc\n)") == "error[E201]: what\n --> filter:1:2\n  |\n1 | a(bc\n  |  ^^^\n");
    BOOST_TEST(render(made(2, 3), "ab\ncd") == "error[E201]: what\n --> filter:1:3\n  |\n1 | ab\n  |   ^\n");
}

BOOST_AUTO_TEST_CASE(tab_and_escape_are_marked_in_display_width) {
    BOOST_TEST(render(made(1, 2), "a\tb") == "error[E201]: what\n --> filter:1:2\n  |\n1 | a   b\n  |  ^^^\n");
    BOOST_TEST(render(made(1, 2), "a\x01z") == "error[E201]: what\n --> filter:1:2\n  |\n1 | a\\x01z\n  |  ^^^^\n");
    BOOST_TEST(render(made(1, 2), "a\xffz") == "error[E201]: what\n --> filter:1:2\n  |\n1 | a\\xffz\n  |  ^^^^\n");
}

BOOST_AUTO_TEST_CASE(mark_is_as_wide_as_its_token) {
    // Two wide characters, then a letter with a combining accent.
    BOOST_TEST(render(made(0, 6), "\u4f60\u597d = 1") ==
               "error[E201]: what\n --> filter:1:1\n  |\n1 | \u4f60\u597d = 1\n  | ^^^^\n");
    BOOST_TEST(render(made(4, 5), "e\u0301 x") == "error[E201]: what\n --> filter:1:3\n  |\n1 | e\u0301 x\n  |   ^\n");
}

BOOST_AUTO_TEST_CASE(note_on_the_same_line_is_drawn) {
    calque::diagnostic both = made(4, 5);
    both.note = calque::diagnostic_note{{0, 1}, "opened here"};
    both.label = "here";
    both.help = "close it";
    BOOST_TEST(render(both, "( a b") ==
               "error[E201]: what\n --> filter:1:5\n  |\n1 | ( a b\n  | -   ^ here\n  | opened here\nhelp: close it\n");
    both.note->range = {5, 7};
    BOOST_TEST(render(both, "( a bcd") ==
               "error[E201]: what\n --> filter:1:5\n  |\n1 | ( a bcd\n  |     ^-- here\n  |  "
               "    opened here\nhelp: close it\n");
}

BOOST_AUTO_TEST_CASE(note_on_another_line_shows_its_line) {
    calque::diagnostic both = made(4, 5);
    both.note = calque::diagnostic_note{{0, 1}, "opened here"};
    both.label = "here";
    both.help = "close it";
    BOOST_TEST(
        render(both, "(\na b") ==
        "error[E201]: what\n --> filter:2:3\n  |\n1 | (\n  | - opened here\n2 | a b\n  |   ^ here\nhelp: close it\n");
    // Lines between the two are omitted, and the line numbers are aligned.
    both.range = {12, 13};
    both.help.clear();
    BOOST_TEST(
        render(both, "(\n\n\n\n\n\n\n\n\na b c d") ==
        "error[E201]: what\n  --> filter:10:3\n   |\n 1 | (\n   | - opened here\n...\n10 | a b c d\n   |   ^ here\n");
    // The later line is below.
    both.range = {0, 1};
    both.note = calque::diagnostic_note{{6, 7}, "and here"};
    BOOST_TEST(render(both, "a\nb\nc d\n") ==
               "error[E201]: what\n --> filter:1:1\n  |\n1 | a\n  | ^ here\n...\n3 | c d\n  |   - and here\n");
}

BOOST_AUTO_TEST_CASE(untrusted_text_cannot_send_terminal_controls) {
    calque::diagnostic hostile = made(0, 1);
    hostile.message = "no \x1b[31m field \u202e";
    const std::string shown = render(hostile, "\x1b]0;x\x07 \xff \u009b \u202e");
    BOOST_TEST(shown.find('\x1b') == std::string::npos);
    BOOST_TEST(shown.find('\x07') == std::string::npos);
    BOOST_TEST(shown.find("\u202e") == std::string::npos);
    BOOST_TEST(shown.find("\\x1b]0;x\\x07 \\xff \\u009b \\u202e") != std::string::npos, shown);
}

BOOST_AUTO_TEST_CASE(colour_is_off_by_default) {
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

BOOST_AUTO_TEST_CASE(marks_stay_aligned_in_cut_lines) {
    // Each character takes two columns, so both ends of the window fall inside a character.
    std::string wide;
    for (int i = 0; i < 100; ++i) wide += "\u4f60";
    const std::string text = wide + "x" + wide;
    const std::string shown = render(made(300, 301), text, {.max_columns = 21});
    std::string left, right;
    for (int i = 0; i < 5; ++i) left += "\u4f60", right += "\u4f60";
    BOOST_TEST(shown == "error[E201]: what\n --> filter:1:201\n  |\n1 | \u2026" + left + "x" + right +
                            "\u2026\n  |            ^\n");
    const std::string odd = render(made(300, 301), text, {.max_columns = 20});
    BOOST_TEST(odd.find("x" + right.substr(3) + "\u2026\n") != std::string::npos, odd);
    // A token longer than the window is marked as far as it is shown.
    const std::string cut = render(made(0, 300), std::string(300, 'a'), {.max_columns = 10});
    BOOST_TEST(cut == "error[E201]: what\n --> filter:1:1\n  |\n1 | aaaaaaaaaa\u2026\n  | ^^^^^^^^^^\n");
    // The end of a long line.
    const std::string end = render(made(300, 300), std::string(300, 'a'), {.max_columns = 10});
    BOOST_TEST(end == "error[E201]: what\n --> filter:1:301\n  |\n1 | \u2026aaaaaaaaaa\n  |            ^\n");
}

BOOST_AUTO_TEST_CASE(cut_line_shows_the_note_if_both_fit) {
    const std::string text = std::string(100, 'a') + "(" + std::string(28, 'b') + "!" + std::string(100, 'c');
    calque::diagnostic both = made(129, 130);
    both.note = calque::diagnostic_note{{100, 101}, "opened here"};
    BOOST_TEST(render(both, text, {.max_columns = 40}) ==
               "error[E201]: what\n --> filter:1:130\n  |\n1 | \u2026aaaaa(" + std::string(28, 'b') +
                   "!ccccc\u2026\n  |       -" + std::string(28, ' ') + "^\n  |       opened here\n");
    // Otherwise the note is only named.
    BOOST_TEST(render(both, text, {.max_columns = 10}) ==
               "error[E201]: what\n --> filter:1:130\n  |\n1 | \u2026bbbbb!cccc\u2026\n  |       ^\n"
               "  = note: opened here (column 101)\n");
}

BOOST_AUTO_TEST_CASE(token_and_note_have_different_colours) {
    calque::diagnostic both = made(2, 3);
    both.note = calque::diagnostic_note{{0, 1}, "n"};
    both.label = "l";
    const std::string shown = render(both, "a b", {.color = true});
    BOOST_TEST(shown.find(" \x1b[1;34m-\x1b[0m \x1b[1;31m^\x1b[0m \x1b[1;31ml\x1b[0m\n") != std::string::npos, shown);
    // Without the colours, the text is the same.
    std::string plain;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (shown[i] == '\x1b') i = shown.find('m', i);
        else plain += shown[i];
    }
    BOOST_TEST(plain == render(both, "a b"));
}

BOOST_AUTO_TEST_CASE(source_name_cannot_send_terminal_controls) {
    BOOST_TEST(render(made(0, 1), "a", {.source_name = "x\x1b[2J"}).find(" --> x\\x1b[2J:1:1\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(filter_json_is_located_by_its_pointer) {
    calque::diagnostic placed = made(0, 0);
    placed.pointer = "/conditions/1/op";
    placed.help = "write one";
    BOOST_TEST(render(placed, "{}", {.source_name = "filter JSON"}) ==
               "error[E201]: what\n --> filter JSON at /conditions/1/op\nhelp: write one\n");
    // With a range in the text, both are shown.
    placed.range = {3, 5};
    BOOST_TEST(render(placed, "{}\n[]", {.source_name = "filter JSON"}) ==
               "error[E201]: what\n --> filter JSON:2:1 at /conditions/1/op\n  |\n2 | []\n  | ^^\nhelp: write one\n");
}

BOOST_AUTO_TEST_CASE(long_pointer_is_cut_if_a_range_is_shown) {
    calque::diagnostic deep = made(0, 0);
    for (int i = 0; i < 20; ++i) deep.pointer += "/conditions/" + std::to_string(i);
    BOOST_TEST(render(deep, "{}", {.max_columns = 30}).find(" at " + deep.pointer + "\n") != std::string::npos);
    deep.range = {0, 1};
    BOOST_TEST(
        render(deep, "{}", {.max_columns = 30}).find(" --> filter:1:1 at \u2026/conditions/18/conditions/19\n") !=
        std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
