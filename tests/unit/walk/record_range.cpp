// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/decode/json_as.hpp>
#include <calque/parse.hpp>
#include <calque/walk/record_range.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "unit/call/scripted.hpp"
#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(record_range_tests)

namespace {

using namespace calque;
namespace asio = boost::asio;

/// A user-defined record type.
struct my_call {
    std::int64_t id = 0;
    double score = 0;
};

my_call tag_invoke(boost::json::value_to_tag<my_call>, const boost::json::value& json) {
    return {json.at("id").to_number<std::int64_t>(), json.at("score").to_number<double>()};
}

/// Returns all records, each followed by a space; a failure ends the loop.
template <class Range>
std::string read_all(scripted::stage& on, Range& records) {
    std::string out;
    const auto story = [&]() -> asio::awaitable<void> {
        try {
            while (auto record = co_await records.next()) out += record->text + ' ';
        } catch (const api_error& error) {
            out += error.code().message();
        }
    };
    asio::co_spawn(on.io, story(), asio::detached);
    on.run();
    return out;
}

std::string page_of(std::string_view records, std::string_view next = "null") {
    return std::string{R"({"next":)"}
        .append(next)
        .append(R"(,"previous":null,"results":[)")
        .append(records)
        .append("]}");
}

instant day(int number) { return std::chrono::sys_days{std::chrono::year{2025} / 1 / 1} + std::chrono::days{number}; }

} // namespace

BOOST_AUTO_TEST_CASE(records_come_one_by_one_over_all_pages) {
    for (const bool prefetch : {false, true}) {
        scripted::stage on;
        on.answers(200, page_of(R"({"id":1},{"id":2})", R"("?page=2")"));
        on.answers(200, page_of(""));
        auto records = on.client.records(call_log_request{.page_size = 2}, keep_raw{}, {.prefetch = prefetch});
        BOOST_TEST(read_all(on, records) == R"({"id":1} {"id":2} )");
        BOOST_TEST(on.lines->requests.at(1).target == "/observability/v2/call-logs/?page=2&page_size=2");
        BOOST_TEST(read_all(on, records).empty()); // the end is permanent
        BOOST_TEST(on.lines->requests.size() == 2u);
    }
}

BOOST_AUTO_TEST_CASE(runs_are_records_too) {
    scripted::stage on;
    on.answers(200, R"([{"id":1}])");
    auto records =
        on.client.records(run_request{.filters = parse<run>("timestamp >= today-7d").value(), .project_id = 5});
    BOOST_TEST(read_all(on, records) == R"({"id":1} )");
}

BOOST_AUTO_TEST_CASE(records_convert_to_the_user_type_with_exact_numbers) {
    scripted::stage on;
    on.answers(200, page_of(R"({"id":9007199254740993,"score":0.1234567890123})"));
    auto records = on.client.records(call_log_request{}, json_as<my_call>);
    scripted::outcome<std::optional<my_call>> done;
    records.next(done.handler());
    on.run();
    BOOST_TEST(done.result.value()->id == 9007199254740993);
    BOOST_TEST(done.result.value()->score == 0.1234567890123);
}

BOOST_AUTO_TEST_CASE(exception_of_a_converter_ends_only_that_next) {
    scripted::stage on;
    on.answers(200, page_of(R"({"id":1},{"id":2,"score":1})"));
    auto records = on.client.records(call_log_request{}, json_as<my_call>);
    scripted::outcome<std::optional<my_call>> broken;
    records.next(broken.handler());
    on.run();
    BOOST_TEST((broken.error != nullptr));
    scripted::outcome<std::optional<my_call>> done;
    records.next(done.handler());
    on.run();
    BOOST_TEST(done.result.value()->id == 2);
}

BOOST_AUTO_TEST_CASE(long_period_is_split_into_windows_latest_first) {
    scripted::stage on;
    on.answers(200, page_of(R"({"id":4},{"id":3})"));
    on.answers(200, page_of(R"({"id":3},{"id":2})")); // the boundary is in both windows
    on.answers(200, page_of(""));
    auto records = on.client.records(call_log_request{.from = day(0), .to = day(70)});
    BOOST_TEST(read_all(on, records) == R"({"id":4} {"id":3} {"id":2} )");
    BOOST_TEST(records.repeated() == 1u);
    BOOST_REQUIRE_EQUAL(on.lines->requests.size(), 3u);
    BOOST_TEST(
        on.lines->requests[0].target ==
        "/observability/v2/call-logs/?timestamp_from=2025-02-09T00%3A00%3A00Z&timestamp_to=2025-03-12T00%3A00%3A00Z");
    BOOST_TEST(
        on.lines->requests[2].target ==
        "/observability/v2/call-logs/?timestamp_from=2025-01-01T00%3A00%3A00Z&timestamp_to=2025-01-09T00%3A00%3A00Z");
}

BOOST_AUTO_TEST_CASE(records_with_equal_ids_are_repeats) {
    scripted::stage on;
    on.answers(200, page_of(R"({"id":1,"success":null},{"id":"1"},{"of":{"id":1}})", R"("?page=2")"));
    on.answers(200, page_of(R"({"success":true,"\u0069d" : 1 },{"id":"1","x":0},{"id":10})"));
    auto records = on.client.records(call_log_request{});
    BOOST_TEST(read_all(on, records) == R"({"id":1,"success":null} {"id":"1"} {"of":{"id":1}} {"id":10} )");
    BOOST_TEST(records.repeated() == 2u);
}

BOOST_AUTO_TEST_CASE(records_without_id_are_never_repeats) {
    scripted::stage on;
    on.answers(200, page_of(R"({"duration":5},{"duration":5},{"id":null},{"id":null},{"id":[1]},{"id":[1]},7,7)"));
    auto records = on.client.records(call_log_request{.ql = "{duration}"});
    BOOST_TEST(read_all(on, records) ==
               R"({"duration":5} {"duration":5} {"id":null} {"id":null} {"id":[1]} {"id":[1]} 7 7 )");
    BOOST_TEST(records.repeated() == 0u);
}

BOOST_AUTO_TEST_CASE(only_ids_of_two_adjacent_windows_are_kept) {
    scripted::stage on;
    on.answers(200, page_of(R"({"id":1},{"id":2})"));
    on.answers(200, page_of(R"({"id":2},{"id":3})"));
    on.answers(200, page_of(R"({"id":1},{"id":3})")); // id 1 is in no adjacent window
    auto records = on.client.records(call_log_request{.from = day(0), .to = day(70)});
    BOOST_TEST(read_all(on, records) == R"({"id":1} {"id":2} {"id":3} {"id":1} )");
    BOOST_TEST(records.repeated() == 2u);
}

BOOST_AUTO_TEST_CASE(short_and_open_periods_are_not_split) {
    scripted::stage on;
    on.answers(200, page_of(""));
    on.answers(200, page_of(""));
    auto bounded = on.client.records(call_log_request{.from = day(0), .to = day(31)});
    auto open = on.client.records(call_log_request{.to = day(31)});
    (void)read_all(on, bounded);
    (void)read_all(on, open);
    BOOST_TEST(on.lines->requests.size() == 2u);
    BOOST_CHECK_THROW((void)on.client.records(call_log_request{.from = day(2), .to = day(1)}), system_error);
    BOOST_CHECK_THROW(
        (void)on.client.records(call_log_request{.from = day(0), .to = day(1)}, keep_raw{}, {.longest_window = {}}),
        system_error);
}

BOOST_AUTO_TEST_CASE(no_record_is_lost_after_cancellation) {
    scripted::stage on;
    on.stays_silent();
    on.answers(200, page_of(R"({"id":1})"));
    auto records = on.client.records(call_log_request{});
    scripted::outcome<std::optional<raw_json>> stopped;
    asio::cancellation_signal stop;
    records.next(asio::bind_cancellation_slot(stop.slot(), stopped.handler()));
    on.io.poll();
    stop.emit(asio::cancellation_type::total);
    on.run();
    BOOST_TEST(stopped.failure().code == errc::cancelled);
    BOOST_TEST(read_all(on, records) == R"({"id":1} )");
}

BOOST_AUTO_TEST_CASE(concurrent_next_is_refused_and_failures_are_reported) {
    scripted::stage on;
    on.answers(403, R"({"detail":"No."})");
    auto records = on.client.records(call_log_request{});
    scripted::outcome<std::optional<raw_json>> first;
    scripted::outcome<std::optional<raw_json>> second;
    records.next(first.handler());
    records.next(second.handler());
    on.run();
    BOOST_TEST(first.failure().code == errc::forbidden);
    BOOST_TEST(second.failure().code == errc::bad_request_setting);
}

BOOST_AUTO_TEST_SUITE_END()
