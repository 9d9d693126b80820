// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "../../examples/cli/record_splitter.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "../../examples/cli/failure.hpp"

// Records of the program's input, whatever pieces it comes in.
BOOST_AUTO_TEST_SUITE(record_splitter_tests)

/// Whether a candidate is JSON is for its reader to tell; here all with this mark are none.
bool is_bad(std::string_view json) { return json.empty() || json.find("bad") != std::string_view::npos; }

/// What is split from the pieces, each as `line:column json`, in angle brackets where it is a line, or `-` before it where
/// it is bad.
std::string split(std::initializer_list<std::string_view> pieces, std::size_t longest = 1000) {
    cli::record_splitter records{longest};
    std::string out;
    const auto take_all = [&] {
        while (const auto each = records.next()) {
            const bool bad = is_bad(each->json);
            if (bad && records.reconsider()) continue;
            out += std::to_string(each->line) + ':' + std::to_string(each->column) + (bad ? " -" : " ");
            out.append(each->whole_line ? "<" : "")
                .append(each->bytes)
                .append(each->whole_line ? ">" : "")
                .append("\n");
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

constexpr std::array<std::string_view, 11> inputs{
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
};

BOOST_AUTO_TEST_CASE(records_and_their_places) {
    const auto input = [](std::size_t at) { return inputs.at(at); };
    BOOST_TEST(split({input(0)}) == "1:0 <{\"id\":1}\n>\n2:0 <{\"id\":2}\n>\n");
    BOOST_TEST(split({input(1)}) == "1:3 <\xef\xbb\xbf{\"id\":1}\r\n>\n3:2 <  {\"id\":2}>\n");
    BOOST_TEST(split({input(2)}) == "1:0 {\n  \"a\": \"}\\\"{\\\\\",\n  \"b\": [1, {}]\n}\n5:0 <{\"c\":1}\n>\n");
    BOOST_TEST(split({input(3)}) ==
               "1:1 {\"a\":[]}\n2:1 {\"b\":{}}\n2:11 3\n2:13 \"x]\"\n2:18 null\n3:0 <{\"c\":1}>\n");
    BOOST_TEST(split({input(4)}) == "1:42 {\"a\":1}\n1:50 {\"b\":2}\n2:0 <{\"c\":1}\n>\n");
    BOOST_TEST(split({input(5)}) ==
               "1:0 <{\"results\":1}\n>\n2:0 <{\"next\":{\"a\":1}}\n>\n3:0 <{\"count\" : 1, \"id\":2}\n>\n");
    BOOST_TEST(split({input(7)}) ==
               "1:0 -{\"bad\":1\n2:0 <{\"b\":2}\n>\n3:0 -<bad\n>\n4:0 -{\"bad\":\"a\n5:0 <{\"c\":3}\n>\n");
    BOOST_TEST(split({input(8)}).ends_with("\n8:0 {\n  \"id\": 2\n}\n"));
    BOOST_TEST(split({input(9)}) ==
               "1:1 {\"a\":1}\n1:9 -{\"bad\":tru}\n1:21 {\"b\":2}\n2:0 {\"c\":3}\n2:8 -{\"bad\":\n");
    BOOST_TEST(split({input(10)}) == "1:1 {\"a\":1}\n1:0 -\n");
}

BOOST_AUTO_TEST_CASE(pieces_make_no_difference) {
    for (const std::string_view input : inputs) {
        const std::string whole = split({input});
        for (std::size_t first = 0; first <= input.size(); ++first)
            for (std::size_t second = first; second <= input.size(); ++second)
                BOOST_TEST(split({input.substr(0, first), input.substr(first, second - first), input.substr(second)}) ==
                               whole,
                           input << " cut at " << first << " and " << second);
    }
}

BOOST_AUTO_TEST_CASE(a_record_that_is_too_long_is_refused) {
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
