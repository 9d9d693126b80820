// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "../../../examples/cli/record_splitter.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "../../../examples/cli/failure.hpp"

// Splits input into records, whatever pieces it arrives in.
BOOST_AUTO_TEST_SUITE(record_splitter_tests)

/// The reader decides whether a candidate is JSON; in these tests, it is not if it contains this mark.
bool is_bad(std::string_view json) { return json.find("bad") != std::string_view::npos; }

/// Returns the records of the pieces, each as `line:column json`. A whole line is in angle brackets, and `-` precedes
/// bad JSON. Parts of a page are `head` and `tail`, and problems are in words.
std::string split(std::initializer_list<std::string_view> pieces, std::size_t longest = 1000,
                  const std::vector<std::string>& names = {}) {
    cli::record_splitter records{longest, names};
    std::string out;
    const auto take_all = [&] {
        while (const auto each = records.next()) {
            const bool bad = is_bad(each->json);
            if (bad && records.reconsider()) continue;
            out += std::to_string(each->line) + ':' + std::to_string(each->column) + (bad ? " -" : " ");
            if (each->what == cli::record_splitter::part::page_head) out += "head ";
            if (each->what == cli::record_splitter::part::page_tail) out += "tail ";
            const bool line = each->bytes.size() != each->json.size();
            out.append(line ? "<" : "").append(each->bytes).append(line ? ">" : "").append(each->problem);
            out.append(each->loses_line ? " and the rest of the line\n" : "\n");
        }
    };
    for (const std::string_view piece : pieces) {
        records.buffer() += piece;
        take_all();
    }
    records.finish();
    take_all();
    return out;
}

constexpr std::array<std::string_view, 19> inputs{
    "{\"id\":1}\n{\"id\":2}\n",
    "\xef\xbb\xbf{\"id\":1}\r\n\r\n  {\"id\":2}",
    "{\n  \"a\": \"}\\\"{\\\\\",\n  \"b\": [1, {}]\n}\n{\"c\":1}\n",
    "[{\"a\":[]},\n {\"b\":{}} ,3,\"x]\",null]\n{\"c\":1}",
    "{\"count\":2,\"next\":\"http://x/"
    "{\",\"results\":[{\"a\":1},{\"b\":2}],\"z\":{\"q\":[\"]}\"]}}{\"results\":[]}\n{\"c\":1}\n",
    "{\"results\":1}\n{\"next\":{\"a\":1}}\n{\"count\" : 1, \"id\":2}\n",
    "{\"a\":1} {\"b\":2}{\"bad\":3} x\n",
    "{\"bad\":1\n{\"b\":2}\nbad\n{\"bad\":\"a\n{\"c\":3}\n",
    "{\n  \"bad\": tru,\n  \"rows\": [\n    {\n    }\n  ]\n}\n{\n  \"id\": 2\n}\n",
    "[{\"a\":1},{\"bad\":tru},{\"b\":2},\n{\"c\":3},{\"bad\":",
    "[{\"a\":1}, ",
    "[,{\"a\":1} {\"b\":2},,\n{\"c\":3},]\n{\"d\":4}\n",
    "[{\"results\":[{\"a\":1}],\"count\":1}, {\"count\":1,\"results\":[{\"b\":1},]},{\"c\":1}]",
    "{\"results\":[{\"a\":1}]\n{\"b\":1}\n",
    "{\"results\":[{\"a\":1}],\"bad\":tru,}\n{\"b\":1}\n",
    "{\"results\":[{\"a\":1}],\"x\":",
    "{\"results\":[{\"a\":1}",
    "[{\"bad\":1,{\"b\":2},\n{\"c\":3}]",
    "{\n\"results\": [\n{\"bad\":tru},\n{\"a\":1\n}\n],\n\"x\": [1]\n}\n",
};

BOOST_AUTO_TEST_CASE(records_have_line_and_column) {
    const auto input = [](std::size_t at) { return inputs.at(at); };
    BOOST_TEST(split({input(0)}) == "1:0 <{\"id\":1}\n>\n2:0 <{\"id\":2}\n>\n");
    BOOST_TEST(split({input(1)}) == "1:3 <{\"id\":1}\r\n>\n3:2 <  {\"id\":2}>\n");
    BOOST_TEST(split({input(2)}) == "1:0 {\n  \"a\": \"}\\\"{\\\\\",\n  \"b\": [1, {}]\n}\n5:0 <{\"c\":1}\n>\n");
    BOOST_TEST(split({input(3)}) == "1:1 {\"a\":[]}\n2:1 {\"b\":{}}\n2:11 3\n2:13 \"x]\"\n2:18 null\n3:0 {\"c\":1}\n");
    BOOST_TEST(split({input(4)}) ==
               "1:0 head {\"count\":2,\"next\":\"http://x/{\",\"results\":[\n1:42 {\"a\":1}\n1:50 {\"b\":2}\n"
               "1:58 tail ,\"z\":{\"q\":[\"]}\"]}}\n1:76 head {\"results\":[\n1:89 tail }\n2:0 <{\"c\":1}\n>\n");
    BOOST_TEST(split({input(5)}) ==
               "1:0 <{\"results\":1}\n>\n2:0 <{\"next\":{\"a\":1}}\n>\n3:0 <{\"count\" : 1, \"id\":2}\n>\n");
    BOOST_TEST(split({input(7)}) ==
               "1:0 -{\"bad\":1\n2:0 <{\"b\":2}\n>\n3:0 -<bad\n>\n4:0 -{\"bad\":\"a\n5:0 <{\"c\":3}\n>\n");
    BOOST_TEST(split({input(8)}).ends_with("\n8:0 {\n  \"id\": 2\n}\n"));
    BOOST_TEST(split({input(9)}) ==
               "1:1 {\"a\":1}\n1:9 -{\"bad\":tru}\n1:21 {\"b\":2}\n2:0 {\"c\":3}\n2:8 -{\"bad\":\n");
    BOOST_TEST(split({input(10)}) == "1:1 {\"a\":1}\n1:10 the input ends within an array\n");
    BOOST_TEST(split({input(17)}) == "1:1 -{\"bad\":1,{\"b\":2}, and the rest of the line\n2:0 {\"c\":3}\n");
}

BOOST_AUTO_TEST_CASE(array_commas_and_page_ends_are_checked) {
    const auto input = [](std::size_t at) { return inputs.at(at); };
    BOOST_TEST(split({input(11)}) ==
               "1:1 an extra comma\n1:2 {\"a\":1}\n1:10 a comma is missing before this value\n1:10 {\"b\":2}\n"
               "1:18 an extra comma\n2:0 {\"c\":3}\n2:8 there is no value after the last comma\n"
               "3:0 <{\"d\":4}\n>\n");
    BOOST_TEST(split({input(12)}) ==
               "1:1 head {\"results\":[\n1:13 {\"a\":1}\n1:21 tail ,\"count\":1}\n"
               "1:34 head {\"count\":1,\"results\":[\n1:56 {\"b\":1}\n1:64 there is no value after the last comma\n"
               "1:65 tail }\n1:67 {\"c\":1}\n");
    BOOST_TEST(split({input(13)}) == "1:0 head {\"results\":[\n1:12 {\"a\":1}\n"
                                     "2:0 expected `}` or a comma after the results of a page\n2:0 <{\"b\":1}\n>\n");
    BOOST_TEST(split({input(14)}) ==
               "1:0 head {\"results\":[\n1:12 {\"a\":1}\n1:20 -tail ,\"bad\":tru,}\n2:0 <{\"b\":1}\n>\n");
    BOOST_TEST(split({input(15)}) == "1:0 head {\"results\":[\n1:12 {\"a\":1}\n1:25 the input ends within a page\n");
    BOOST_TEST(split({input(16)}) == "1:0 head {\"results\":[\n1:12 {\"a\":1}\n1:19 the input ends within a page\n");
}

/// The keys before `results` decide whether an object is a page.
BOOST_AUTO_TEST_CASE(pages_are_told_from_records_with_results) {
    const std::vector<std::string> names{"id", "data"};
    const auto is_page = [&](std::string_view text, const std::vector<std::string>& known) {
        return split({text}, 1000, known).find("head") != std::string::npos;
    };
    for (const std::string_view text :
         {"{\"results\":[]}", "{\"count\":1,\"results\":[]}", "{\"next\":null,\"previous\":\"x\",\"results\":[{}]}"}) {
        BOOST_TEST(is_page(text, names), text);
        BOOST_TEST(is_page(text, {}), text);
    }
    for (const std::string_view text :
         {"{\"page\":{\"results\":[1]},\"results\":[]}", "{\"a\\\"b\":[\"]\"],\"status\":\"ok\",\"results\":[{}]}"}) {
        BOOST_TEST(is_page(text, names), text);
        BOOST_TEST(!is_page(text, {}), text);
    }
    for (const std::string_view text :
         {"{\"id\":1,\"results\":[]}", "{\"page\":1,\"data\":{},\"results\":[]}", "{\"results\":{}}", "{\"results\":1}",
          "{\"page\":1}", "{\"page\":{\"results\":[]}}", "{\"page\":tru\"results\":[]}", "{\"page\" \"results\":[]}"}) {
        BOOST_TEST(!is_page(text, names), text);
        BOOST_TEST(!is_page(text, {}), text);
    }
}

BOOST_AUTO_TEST_CASE(input_chunks_do_not_affect_the_result) {
    for (const std::string_view input : inputs) {
        const std::string whole = split({input});
        for (std::size_t first = 0; first <= input.size(); ++first)
            for (std::size_t second = first; second <= input.size(); ++second)
                BOOST_TEST(split({input.substr(0, first), input.substr(first, second - first), input.substr(second)}) ==
                               whole,
                           input << " cut at " << first << " and " << second);
    }
}

BOOST_AUTO_TEST_CASE(overlong_record_is_refused) {
    const auto refused = [](std::initializer_list<std::string_view> pieces) {
        BOOST_CHECK_THROW((void)split(pieces, 8), cli::usage_error);
    };
    BOOST_TEST(split({"{\"id\":1}\n[{\"id\":1},{\"id\":2}]"}, 8) ==
               "1:0 <{\"id\":1}\n>\n2:1 {\"id\":1}\n2:10 {\"id\":2}\n");
    refused({"{\"id\":12}"});
    refused({"[{\"id\":12}]"});
    refused({"{\"id\"", ":123"});
    refused({"[{\"id\"", ":123"});
}

BOOST_AUTO_TEST_SUITE_END()
