// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/transport/api_failure.hpp>
#include <calque/walk/page_walk.hpp>
#include <calque/widget.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(page_walk_tests)

namespace {

using namespace calque;

/// Returns a page of `widgets` widgets with a link to the next page.
bulk_widget_response page(std::optional<std::string> next, std::int64_t count = 100, std::size_t widgets = 2) {
    bulk_widget_response out;
    out.count = count;
    out.next = std::move(next);
    out.results.resize(widgets);
    return out;
}

/// Returns a page without the key `next`.
bulk_widget_response page_without_next(std::optional<std::int64_t> count, std::size_t widgets = 2) {
    bulk_widget_response out;
    out.count = count;
    out.next_absent = true;
    out.results.resize(widgets);
    return out;
}

page_facts facts(const bulk_widget_response& what) { return page_facts::of(what); }

std::string link(int number) { return "https://elsewhere.example/x/?page_size=2&page=" + std::to_string(number); }

/// Returns the message of the error that `take` throws.
std::string refusal(page_walk& walk, const bulk_widget_response& what) {
    try {
        walk.take(calque::page_facts::of(what));
    } catch (const api_error& error) {
        BOOST_TEST(error.code() == errc::page_loop);
        return error.failure().what_happened;
    }
    return "taken";
}

} // namespace

BOOST_AUTO_TEST_CASE(walk_starts_without_page_number_or_at_a_given_one) {
    BOOST_TEST(!calque::page_walk{}.page().has_value());
    BOOST_TEST(!calque::page_walk{}.finished());
    BOOST_TEST(calque::page_walk{7}.page().value() == 7);
}

BOOST_AUTO_TEST_CASE(walk_follows_next_until_null) {
    calque::page_walk walk;
    walk.take(facts(page(link(2))));
    BOOST_TEST(walk.page().value() == 2);
    walk.take(facts(page(link(3))));
    BOOST_TEST(walk.page().value() == 3);
    walk.take(facts(page({})));
    BOOST_TEST(walk.finished());
    BOOST_TEST(walk.taken() == 3u);
}

BOOST_AUTO_TEST_CASE(null_next_ends_the_walk_whatever_the_count) {
    calque::page_walk walk;
    walk.take(facts(page({}, 1'000)));
    BOOST_TEST(walk.finished());
}

BOOST_AUTO_TEST_CASE(bare_array_is_the_only_page) {
    calque::page_walk walk;
    bulk_widget_response bare;
    bare.results.resize(3);
    walk.take(facts(bare));
    BOOST_TEST(walk.finished());
}

BOOST_AUTO_TEST_CASE(without_next_the_count_decides) {
    calque::page_walk walk;
    walk.take(facts(page_without_next(5)));
    BOOST_TEST(walk.page().value() == 2);
    walk.take(facts(page_without_next(5)));
    BOOST_TEST(walk.page().value() == 3);
    walk.take(facts(page_without_next(5, 1)));
    BOOST_TEST(walk.finished());
}

BOOST_AUTO_TEST_CASE(without_next_an_empty_page_ends_the_walk) {
    calque::page_walk walk;
    walk.take(facts(page_without_next(5)));
    walk.take(facts(page_without_next(5, 0)));
    BOOST_TEST(walk.finished());
}

BOOST_AUTO_TEST_CASE(without_next_and_count_there_is_one_page) {
    calque::page_walk walk;
    walk.take(facts(page_without_next({})));
    BOOST_TEST(walk.finished());
}

BOOST_AUTO_TEST_CASE(empty_page_with_next_continues) {
    calque::page_walk walk;
    walk.take(facts(page(link(2), 100, 0)));
    BOOST_TEST(!walk.finished());
    BOOST_TEST(walk.page().value() == 2);
}

BOOST_AUTO_TEST_CASE(next_without_page_number_increments_the_page) {
    calque::page_walk walk{4};
    walk.take(facts(page("https://elsewhere.example/?cursor=abc")));
    BOOST_TEST(walk.page().value() == 5);
    walk.take(facts(page("not a URL at all, but there is more")));
    BOOST_TEST(walk.page().value() == 6);
}

BOOST_AUTO_TEST_CASE(page_that_does_not_advance_is_a_loop) {
    calque::page_walk walk{3};
    BOOST_TEST(refusal(walk, page(link(3))) == "page 3 names page 3 as the next one");
    BOOST_TEST(refusal(walk, page(link(1))) == "page 3 names page 1 as the next one");
    // The page was not taken, so the walk is unchanged.
    BOOST_TEST(walk.taken() == 0u);
    BOOST_TEST(walk.page().value() == 3);
}

BOOST_AUTO_TEST_CASE(server_that_ignores_the_page_is_detected) {
    calque::page_walk walk;
    walk.take(facts(page(link(2))));
    BOOST_TEST(refusal(walk, page(link(2))) == "page 2 names page 2 as the next one");
}

BOOST_AUTO_TEST_CASE(repeated_link_without_number_is_a_loop) {
    calque::page_walk walk;
    walk.take(facts(page("?cursor=abc")));
    BOOST_TEST(refusal(walk, page("?cursor=abc")) == "page 2 has the same next link as the previous page");
}

BOOST_AUTO_TEST_CASE(number_of_pages_is_limited) {
    calque::page_walk walk{{}, 2};
    walk.take(facts(page(link(2))));
    BOOST_TEST(refusal(walk, page(link(3))) ==
               "there are more than 2 pages; raise client_options::max_pages or the page size");
    calque::page_walk enough{{}, 2};
    enough.take(facts(page(link(2))));
    enough.take(facts(page({})));
    BOOST_TEST(enough.finished());
}

BOOST_AUTO_TEST_CASE(missing_page_after_the_first_ends_the_walk) {
    calque::page_walk walk;
    const std::string invalid = R"({"detail":"Invalid page."})";
    BOOST_TEST(!walk.take_failure(parse_api_failure(404, invalid)));
    BOOST_TEST(!walk.finished());
    walk.take(facts(page(link(2))));
    BOOST_TEST(!walk.take_failure(parse_api_failure(400, invalid)));
    BOOST_TEST(!walk.finished());
    BOOST_TEST(walk.take_failure(parse_api_failure(404, invalid)));
    BOOST_TEST(walk.finished());
}

BOOST_AUTO_TEST_CASE(other_404_ends_the_walk_only_after_all_counted_results) {
    const auto ends = [](std::optional<std::int64_t> count, const std::string& body) {
        calque::page_walk walk;
        bulk_widget_response first = page(link(2));
        first.count = count;
        walk.take(facts(first));
        const bool out = walk.take_failure(parse_api_failure(404, body));
        BOOST_TEST(walk.finished() == out);
        return out;
    };
    for (const auto* other : {"<html>Not Found</html>", "", "Invalid page.", R"({"detail":"Not found."})",
                              R"({"page":["Invalid page."]})", R"({"detail":"An invalid page."})"}) {
        BOOST_TEST(!ends(6, other), other);
        BOOST_TEST(!ends({}, other), other);
        BOOST_TEST(ends(2, other), other);
        BOOST_TEST(ends(1, other), other);
    }
    for (const auto* own :
         {R"({"detail":"Invalid page."})", R"({"detail":"Invalid page (2): That page contains no results"})",
          R"({"detail": "invalid page"})", R"({"detail":["Invalid page."]})"})
        BOOST_TEST(ends(6, own), own);
}

BOOST_AUTO_TEST_CASE(foreign_link_warns_and_pages_are_counted) {
    calque::page_walk walk{{}, 10, "https://api.cekura.ai"};
    walk.take(facts(page("https://evil.example/x/?page=7")));
    BOOST_TEST(walk.page().value() == 2);
    BOOST_TEST_REQUIRE(walk.warnings().size() == 1u);
    BOOST_TEST(walk.warnings().front() == "page 1 links to another origin than https://api.cekura.ai, "
                                          "\"https://evil.example/x/?page=7\"; pages are counted here");
    walk.take(facts(page("https://API.cekura.ai:443/x/?page=3")));
    BOOST_TEST(walk.page().value() == 3);
    walk.take(facts(page("/dashboards/?page=4")));
    BOOST_TEST(walk.page().value() == 4);
    BOOST_TEST(walk.warnings().size() == 1u);
    // A foreign link again: its number is ignored, so the page is only incremented.
    walk.take(facts(page("http://api.cekura.ai/x/?page=9\n")));
    BOOST_TEST(walk.page().value() == 5);
    BOOST_TEST(walk.warnings().size() == 2u);
    BOOST_TEST(walk.warnings().back().find('\n') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(repeated_page_is_a_loop) {
    calque::page_walk walk;
    const auto with = [](int next, std::uint64_t fingerprint, std::size_t results = 1) {
        static std::string kept;
        kept = link(next);
        return page_facts{.next = kept, .results = results, .fingerprint = fingerprint};
    };
    walk.take(with(2, 11));
    walk.take(with(3, 12));
    walk.take(with(4, 12, 0)); // empty pages may be equal
    BOOST_CHECK_THROW(walk.take(with(5, 11)), api_error);
    BOOST_TEST(walk.taken() == 3u);
    walk.take(with(5, 13));
    BOOST_TEST(walk.results() == 3);
}

BOOST_AUTO_TEST_CASE(latest_count_is_used) {
    calque::page_walk walk;
    walk.take(facts(page_without_next(5)));
    BOOST_TEST(walk.count().value() == 5);
    walk.take(facts(page_without_next(3)));
    BOOST_TEST(walk.finished());
    BOOST_TEST(walk.count().value() == 3);
}

BOOST_AUTO_TEST_CASE(links_are_compared_by_origin) {
    BOOST_TEST(detail::has_origin("https://a.example/x", "https://A.example:443/base"));
    BOOST_TEST(detail::has_origin("//a.example/x", "https://a.example"));
    BOOST_TEST(detail::has_origin("?page=2", "https://a.example"));
    BOOST_TEST(detail::has_origin("http://127.0.0.1:8080/?page=2", "http://127.0.0.1:8080"));
    for (const auto* foreign : {"http://a.example/", "https://a.example:444/", "https://b.example/",
                                "mailto:x@a.example", "https://a.example@b.example/", "//b.example/", "https://[::1"})
        BOOST_TEST(!detail::has_origin(foreign, "https://a.example"), foreign);
}

BOOST_AUTO_TEST_CASE(page_number_reads_only_the_number_from_a_link) {
    BOOST_TEST(detail::page_number("https://api.cekura.ai/x/?page=4").value() == 4);
    BOOST_TEST(detail::page_number("?a=b&page=12&c").value() == 12);
    BOOST_TEST(detail::page_number("/x?p%61ge=%31").value() == 1);
    for (const auto* none : {"", "/x", "?page", "?page=", "?page=0", "?page=-1", "?page=1.5", "?page=two", "?mypage=2",
                             "?page=99999999999999999999", "http://[::1", "?page=1#?page=\x01"})
        BOOST_TEST(!detail::page_number(none).has_value(), none);
}

BOOST_AUTO_TEST_SUITE_END()
