// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/call/detail/jitter.hpp>
#include <calque/call/retry.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "unit/printing.hpp"

BOOST_AUTO_TEST_SUITE(retry_tests)

using namespace std::chrono_literals;

namespace {

using namespace calque;
using std::chrono::milliseconds;
using time_point = retry_state::time_point;

constexpr time_point start{1'000h};
constexpr double almost_one = 1.0 - 1e-12;

/// A rule that always waits equally long.
auto always(milliseconds wait) {
    return [wait](const failed_attempt&, double) { return std::optional{wait}; };
}

/// A call whose attempts take no time.
struct call {
    retry_policy policy{};
    call_limits limits{};
    bool read_only = true;
    std::uint64_t seed = 1;
    retry_state state{limits, policy, read_only, seed, start};
    time_point now = start;

    retry_decision fails(const api_failure& failure, std::string id = {}) {
        (void)state.begin(now);
        const retry_decision next = state.fail(failure, std::move(id), now);
        if (next) now = next.at;
        return next;
    }
    retry_verdict verdict(const api_failure& failure) { return fails(failure).verdict; }
};

std::optional<long> wait(const exponential_backoff& rule, unsigned number, double fraction) {
    const api_failure failure{.code = errc::network};
    const auto found = rule({.number = number, .failure = failure}, fraction);
    return found ? std::optional<long>{found->count()} : std::nullopt;
}

} // namespace

// Policy

BOOST_AUTO_TEST_CASE(default_waits_double_from_half_a_second_to_eight) {
    const exponential_backoff rule{.retries = 9};
    const std::vector<long> most{500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000};
    for (unsigned i = 0; i < most.size(); ++i) {
        BOOST_TEST((wait(rule, i + 1, 0) == 0), i);
        BOOST_TEST((wait(rule, i + 1, 0.5) == most[i] / 2), i);
        BOOST_TEST((wait(rule, i + 1, almost_one) == most[i] - 1), i);
    }
    BOOST_TEST(!wait(rule, 10, 0.5));
}

BOOST_AUTO_TEST_CASE(default_is_two_retries) {
    BOOST_TEST(wait({}, 1, 0.5).has_value());
    BOOST_TEST(wait({}, 2, 0.5).has_value());
    BOOST_TEST(!wait({}, 3, 0.5));
    BOOST_TEST(!wait({.retries = 0}, 1, 0.5));
}

BOOST_AUTO_TEST_CASE(extreme_settings_neither_overflow_nor_wait_negatively) {
    const unsigned many = std::numeric_limits<unsigned>::max();
    BOOST_TEST((wait({.retries = many}, many, 0.5) == 4000));
    BOOST_TEST((wait({.retries = many, .first = 0ms}, 1000, 0.5) == 0));
    BOOST_TEST((wait({.first = 20s}, 1, almost_one) == 7999));
    BOOST_TEST((wait({.first = -5s, .longest = -1s}, 1, 0.5) == 0));
    BOOST_TEST(wait({.first = milliseconds::max(), .longest = milliseconds::max()}, 2, 0.25).has_value());
}

// Jitter

BOOST_AUTO_TEST_CASE(fractions_are_uniform_below_one) {
    std::uint64_t state = 7;
    std::vector<int> tenths(10);
    for (int i = 0; i < 100'000; ++i) {
        const double each = detail::next_fraction(state);
        BOOST_REQUIRE((each >= 0 && each < 1));
        ++tenths[static_cast<std::size_t>(each * 10)];
    }
    for (const int count : tenths) BOOST_TEST((count > 9'500 && count < 10'500), count);
}

BOOST_AUTO_TEST_CASE(each_call_has_its_own_seed) {
    detail::call_seeds fixed{42}, same{42}, other{43};
    std::set<std::uint64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::uint64_t seed = fixed.next();
        BOOST_TEST(seed == same.next());
        seen.insert(seed);
        seen.insert(other.next());
    }
    BOOST_TEST(seen.size() == 2000u);
    BOOST_TEST((detail::call_seeds{}.next() != detail::call_seeds{}.next()));
}

BOOST_AUTO_TEST_CASE(waits_are_jittered_over_the_full_range_and_equal_for_equal_seeds) {
    std::vector<long> waits;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        call one{.seed = seed}, other{.seed = seed};
        const auto next = one.fails({.code = errc::network});
        BOOST_TEST((next.at == other.fails({.code = errc::network}).at));
        waits.push_back(std::chrono::floor<milliseconds>(next.at - start).count());
    }
    const auto [least, most] = std::ranges::minmax_element(waits);
    BOOST_TEST((*least >= 0 && *least < 10));
    BOOST_TEST((*most < 500 && *most > 490));
}

// Retryable failures

BOOST_AUTO_TEST_CASE(only_retryable_codes_are_retried) {
    const std::set<errc> again{errc::network, errc::timeout, errc::rate_limited, errc::try_again, errc::server_error};
    for (int number = 1; number <= static_cast<int>(errc::bad_records_file); ++number) {
        const auto code = static_cast<errc>(number);
        const retry_verdict wanted = again.contains(code) ? retry_verdict::again : retry_verdict::not_retryable;
        BOOST_TEST((call{}.verdict({.code = code}) == wanted), make_error_code(code).message());
    }
}

BOOST_AUTO_TEST_CASE(only_retryable_statuses_are_retried) {
    const std::set<unsigned> again{408, 425, 429, 500, 502, 503, 504};
    for (unsigned status = 100; status < 600; ++status) {
        const api_failure failure = parse_api_failure(status, "");
        const retry_verdict wanted = again.contains(status) ? retry_verdict::again : retry_verdict::not_retryable;
        BOOST_TEST((call{}.verdict(failure) == wanted), status);
    }
}

BOOST_AUTO_TEST_CASE(calls_that_are_not_read_only_are_never_retried) {
    for (const errc code : {errc::network, errc::timeout, errc::rate_limited, errc::try_again, errc::server_error}) {
        call one{.read_only = false};
        BOOST_TEST((one.verdict({.code = code, .retry_after = 0s}) == retry_verdict::not_read_only));
    }
}

BOOST_AUTO_TEST_CASE(policy_cannot_retry_what_is_not_retryable) {
    int asked = 0;
    const retry_policy eager = [&](const failed_attempt&, double) {
        ++asked;
        return std::optional{0ms};
    };
    for (const errc code : {errc::cancelled, errc::tls_verification_failed, errc::bad_request, errc::not_found,
                            errc::unauthorized, errc::server_refusal})
        BOOST_TEST((call{.policy = eager}.verdict({.code = code}) == retry_verdict::not_retryable));
    BOOST_TEST(
        (call{.policy = eager, .read_only = false}.verdict({.code = errc::network}) == retry_verdict::not_read_only));
    BOOST_TEST(asked == 0);
    BOOST_TEST((call{.policy = eager}.verdict({.code = errc::network}) == retry_verdict::again));
    BOOST_TEST(asked == 1);
}

BOOST_AUTO_TEST_CASE(default_policy_gives_up_after_three_attempts) {
    call one;
    BOOST_TEST((one.verdict({.code = errc::network}) == retry_verdict::again));
    BOOST_TEST((one.verdict({.code = errc::server_error}) == retry_verdict::again));
    BOOST_TEST((one.verdict({.code = errc::network}) == retry_verdict::enough));
    BOOST_TEST(one.state.report().attempts.size() == 3u);
}

BOOST_AUTO_TEST_CASE(policy_gets_attempt_number_failure_and_fraction) {
    std::vector<unsigned> numbers;
    std::set<double> fractions;
    const retry_policy rule = [&](const failed_attempt& last, double fraction) -> std::optional<std::chrono::seconds> {
        numbers.push_back(last.number);
        fractions.insert(fraction);
        if (last.failure.code == errc::rate_limited) return std::nullopt;
        return 1s;
    };
    call one{.policy = rule};
    BOOST_TEST((one.fails({.code = errc::network}).at == start + 1s));
    BOOST_TEST((one.fails({.code = errc::network}).at == start + 2s));
    BOOST_TEST((one.verdict({.code = errc::rate_limited}) == retry_verdict::enough));
    BOOST_TEST((numbers == std::vector<unsigned>{1, 2, 3}));
    BOOST_TEST(fractions.size() == 3u);
}

BOOST_AUTO_TEST_CASE(exception_of_a_policy_propagates) {
    call one{
        .policy = [](const failed_attempt&, double) -> std::optional<milliseconds> { throw std::runtime_error{"no"}; }};
    BOOST_CHECK_THROW((void)one.fails({.code = errc::network}), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(other_types_are_not_retry_rules) {
    static_assert(retry_rule<exponential_backoff>);
    static_assert(std::is_convertible_v<exponential_backoff, retry_policy>);
    static_assert(!retry_rule<int>);
    const auto takes_nothing = [] { return std::optional{0ms}; };
    static_assert(!std::is_constructible_v<retry_policy, decltype(takes_nothing)>);
    const auto gives_nothing = [](const failed_attempt&, double) {};
    static_assert(!std::is_constructible_v<retry_policy, decltype(gives_nothing)>);
    auto changes = [n = 0](const failed_attempt&, double) mutable { return std::optional{milliseconds{n++}}; };
    static_assert(!std::is_constructible_v<retry_policy, decltype(changes)>);
    const retry_policy copied = call{}.policy;
    BOOST_TEST(copied({.number = 1, .failure = api_failure{}}, 0.5)->count() == 250);
}

// Time

BOOST_AUTO_TEST_CASE(default_limits_are_60_seconds_per_call_and_30_per_attempt) {
    call one;
    BOOST_TEST((one.state.deadline() == start + 60s));
    BOOST_TEST((one.state.begin(start) == start + 30s));
    BOOST_TEST((one.state.begin(start + 29s) == start + 59s));
    BOOST_TEST((one.state.begin(start + 31s) == start + 60s));
    BOOST_TEST((one.state.begin(start + 70s) == start + 60s));
    const call brief{.limits = {.call = 1s}};
    BOOST_TEST((call{brief}.state.begin(start) == start + 1s));
}

BOOST_AUTO_TEST_CASE(wait_must_end_before_the_deadline) {
    const api_failure failure{.code = errc::network};
    BOOST_TEST((call{.policy = always(59'999ms)}.verdict(failure) == retry_verdict::again));
    BOOST_TEST((call{.policy = always(60s)}.verdict(failure) == retry_verdict::no_time));
    BOOST_TEST((call{.policy = always(milliseconds::max())}.verdict(failure) == retry_verdict::no_time));
    // The duration of the attempt counts as well.
    call late{.policy = always(5s)};
    (void)late.state.begin(start);
    BOOST_TEST((late.state.fail(failure, {}, start + 54s).at == start + 59s));
    call too_late{.policy = always(5s)};
    (void)too_late.state.begin(start);
    BOOST_TEST((too_late.state.fail(failure, {}, start + 55s).verdict == retry_verdict::no_time));
    call over{.policy = always(0ms)};
    (void)over.state.begin(start);
    BOOST_TEST((over.state.fail(failure, {}, start + 60s).verdict == retry_verdict::no_time));
}

BOOST_AUTO_TEST_CASE(no_wait_passes_the_deadline) {
    std::size_t retries = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const milliseconds limit{1 + seed * 7 % 20'000};
        call one{.policy = exponential_backoff{.retries = 50}, .limits = {.call = limit}, .seed = seed};
        while (const auto next = one.fails({.code = errc::network})) {
            BOOST_REQUIRE((next.at >= start && next.at < start + limit));
            ++retries;
        }
    }
    BOOST_TEST(retries > 5000u);
}

BOOST_AUTO_TEST_CASE(retry_after_is_the_minimum_wait) {
    const auto at = [](milliseconds ours, std::chrono::seconds theirs) {
        return call{.policy = always(ours)}.fails({.code = errc::rate_limited, .retry_after = theirs}).at - start;
    };
    BOOST_TEST((at(100ms, 7s) == 7s));
    BOOST_TEST((at(8s, 7s) == 8s));
    BOOST_TEST((at(250ms, 0s) == 250ms));
    BOOST_TEST((at(-1s, 0s) == 0s));
    BOOST_TEST((at(0ms, 59s) == 59s));
}

BOOST_AUTO_TEST_CASE(retry_after_beyond_the_deadline_ends_the_call) {
    const auto verdict = [](std::chrono::seconds asked) {
        return call{}.verdict({.code = errc::server_error, .status = 503, .retry_after = asked});
    };
    BOOST_TEST((verdict(59s) == retry_verdict::again));
    BOOST_TEST((verdict(60s) == retry_verdict::no_time));
    BOOST_TEST((verdict(std::chrono::hours{24 * 365}) == retry_verdict::no_time));
    BOOST_TEST((verdict(std::chrono::seconds::max()) == retry_verdict::no_time));
}

BOOST_AUTO_TEST_CASE(maximum_limits_do_not_overflow) {
    const call_limits endless{.call = milliseconds::max(), .attempt = milliseconds::max()};
    call one{.limits = endless};
    BOOST_TEST((one.state.deadline() > start));
    BOOST_TEST((one.state.begin(start) > start));
    const call none{.limits = {.call = milliseconds::min(), .attempt = milliseconds::min()}};
    BOOST_TEST((none.state.deadline() == start));
}

BOOST_AUTO_TEST_CASE(invalid_limits_are_refused) {
    const auto refused = [](const call_limits& limits) {
        BOOST_CHECK_EXCEPTION(calque::check(limits), system_error,
                              [](const system_error& error) { return error.code() == errc::bad_request_setting; });
    };
    refused({.call = 0ms});
    refused({.call = -1ms});
    refused({.attempt = 0ms});
    refused({.attempt = -1ms});
    BOOST_CHECK_NO_THROW(calque::check(call_limits{}));
}

// Report

BOOST_AUTO_TEST_CASE(report_has_every_attempt_with_its_times) {
    const retry_policy rule = always(200ms);
    retry_state state{{}, rule, true, 1, start};
    (void)state.begin(start + 1ms);
    BOOST_TEST((state.fail({.code = errc::network}, {}, start + 31ms).at == start + 231ms));
    (void)state.begin(start + 240ms);
    (void)state.fail({.code = errc::server_error, .status = 503}, "first", start + 300ms);
    (void)state.begin(start + 500ms);
    state.succeed(200, "second", start + 612'345us);
    const std::vector<attempt_report> expected{
        {.start = 1ms, .duration = 30ms, .code = errc::network},
        {.delay = 209ms,
         .start = 240ms,
         .duration = 60ms,
         .status = 503,
         .code = errc::server_error,
         .request_id = "first"},
        {.delay = 200ms, .start = 500ms, .duration = 112'345us, .status = 200, .request_id = "second"},
    };
    BOOST_TEST((state.report().attempts == expected));
    BOOST_TEST(state.report().request_id() == "second");
    BOOST_TEST((state.report().duration() == 612'345us));
}

BOOST_AUTO_TEST_CASE(report_includes_the_final_failure) {
    call one;
    (void)one.fails({.code = errc::bad_request, .status = 400}, "id");
    const std::vector<attempt_report> expected{{.status = 400, .code = errc::bad_request, .request_id = "id"}};
    BOOST_TEST((one.state.report().attempts == expected));
}

BOOST_AUTO_TEST_SUITE_END()
