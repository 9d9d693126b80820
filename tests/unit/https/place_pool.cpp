// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https/detail/place_pool.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(place_pool_tests)

namespace {

using pool = calque::detail::place_pool<int>;
using guest = pool::guest;

/// A pool whose things are numbered from 1, and what becomes of them.
struct stage {
    explicit stage(std::size_t most, std::chrono::seconds longest_idle = std::chrono::seconds{10})
        : of{{.most = most,
              .longest_idle = longest_idle,
              .make = [this] { return std::make_shared<int>(++made); },
              .leave = [this](const std::shared_ptr<int>& each) { ended.push_back(*each); }}} {}

    [[nodiscard]] std::shared_ptr<guest> make_guest(const std::string& name = {}) {
        auto who = std::make_shared<guest>();
        who->call = [this, name] { called += name; };
        return who;
    }

    /// The number that a guest is lent; 0 where it has not its turn, or the pool is closed.
    [[nodiscard]] int held_by(const std::shared_ptr<guest>& who) {
        const auto held = of.has_turn(*who) ? of.lend(*who) : nullptr;
        return held ? *held : 0;
    }

    int made = 0;
    std::vector<int> ended{};
    std::string called{};
    pool of;
};

pool::clock::time_point at(int seconds) { return pool::clock::time_point{} + std::chrono::seconds{seconds}; }

} // namespace

BOOST_AUTO_TEST_CASE(no_more_are_lent_out_than_there_are) {
    stage on{2};
    const auto a = on.make_guest();
    const auto b = on.make_guest();
    const auto c = on.make_guest();
    BOOST_TEST(on.of.enter(*a));
    BOOST_TEST(on.of.enter(*b));
    BOOST_TEST(!on.of.enter(*c));
    BOOST_TEST(on.held_by(a) == 1);
    BOOST_TEST(on.held_by(b) == 2);
    BOOST_TEST(on.held_by(c) == 0);
    on.of.leave(a, false);
    BOOST_TEST(on.held_by(a) == 0);
    BOOST_TEST(on.of.enter(*c));
    BOOST_TEST(on.held_by(c) == 3);
}

BOOST_AUTO_TEST_CASE(what_was_used_last_is_lent_out_first_until_it_is_too_old) {
    stage on{3};
    std::vector<std::shared_ptr<guest>> guests;
    for (int i = 1; i <= 3; ++i) {
        guests.push_back(on.make_guest());
        BOOST_TEST(on.of.enter(*guests.back(), at(0)));
        BOOST_TEST(on.held_by(guests.back()) == i);
    }
    for (int i = 1; i <= 3; ++i) on.of.leave(guests[static_cast<std::size_t>(i - 1)], true, at(i));
    const auto next = on.make_guest();
    BOOST_TEST(on.of.enter(*next, at(4)));
    BOOST_TEST(on.held_by(next) == 3);
    on.of.leave(next, true, at(4));
    BOOST_TEST(on.of.enter(*next, at(11))); // the first has been idle for ten seconds
    BOOST_TEST(on.held_by(next) == 3);
    BOOST_TEST(on.ended == std::vector<int>{1}, boost::test_tools::per_element());
    const auto other = on.make_guest();
    BOOST_TEST(on.of.enter(*other, at(30)));
    BOOST_TEST(on.held_by(other) == 4);
    BOOST_TEST((on.ended == std::vector<int>{1, 2}));
}

BOOST_AUTO_TEST_CASE(who_waits_is_called_in_turn_and_nobody_overtakes) {
    stage on{1};
    const auto a = on.make_guest("a");
    const auto b = on.make_guest("b");
    const auto c = on.make_guest("c");
    BOOST_TEST(on.of.enter_or_wait(a));
    BOOST_TEST(!on.of.enter_or_wait(b));
    BOOST_TEST(!on.of.enter_or_wait(c));
    BOOST_TEST(on.held_by(a) == 1);
    on.of.leave(a, true);
    BOOST_TEST(on.called == "b");
    BOOST_TEST(on.held_by(b) == 1);
    const auto late = on.make_guest("d");
    on.of.leave(b, false);
    BOOST_TEST(!on.of.enter(*late));
    BOOST_TEST(on.called == "bc");
    BOOST_TEST(on.held_by(c) == 2); // the one before was not kept
}

BOOST_AUTO_TEST_CASE(who_leaves_the_line_is_passed_over) {
    stage on{1};
    const auto a = on.make_guest("a");
    const auto b = on.make_guest("b");
    const auto c = on.make_guest("c");
    BOOST_TEST(on.of.enter_or_wait(a));
    for (const auto& each : {b, c}) BOOST_TEST(!on.of.enter_or_wait(each));
    on.of.leave(b, true);
    BOOST_TEST(on.called.empty());
    on.of.leave(a, true);
    BOOST_TEST(on.called == "c");
    // One that has its turn and leaves without having noticed makes room, too.
    const auto d = on.make_guest("d");
    BOOST_TEST(!on.of.enter_or_wait(d));
    on.of.leave(c, false);
    BOOST_TEST(on.called == "cd");
    on.of.leave(d, false);
    on.of.leave(d, false); // twice does no harm
    BOOST_TEST(on.of.enter(*a));
}

BOOST_AUTO_TEST_CASE(one_may_be_exchanged_for_a_new_one) {
    stage on{1};
    const auto a = on.make_guest();
    BOOST_TEST(on.of.enter(*a));
    BOOST_TEST(on.held_by(a) == 1);
    BOOST_TEST(*on.of.renew(*a) == 2);
    BOOST_TEST(on.held_by(a) == 2);
    const auto b = on.make_guest();
    BOOST_TEST(!on.of.enter(*b)); // still one place
    on.of.leave(a, true);
    BOOST_TEST(on.of.enter(*b));
    BOOST_TEST(on.held_by(b) == 2);
}

BOOST_AUTO_TEST_CASE(a_closed_pool_lends_nothing_and_calls_all_who_wait) {
    stage on{2};
    const auto a = on.make_guest("a");
    const auto b = on.make_guest("b");
    const auto c = on.make_guest("c");
    const auto d = on.make_guest("d");
    for (const auto& each : {a, b}) {
        BOOST_TEST(on.of.enter_or_wait(each));
        BOOST_TEST(on.held_by(each) != 0);
    }
    for (const auto& each : {c, d}) BOOST_TEST(!on.of.enter_or_wait(each));
    const auto lent = on.of.close();
    BOOST_TEST(lent.size() == 2u);
    BOOST_TEST(on.called == "cd");
    BOOST_TEST(on.of.closed());
    BOOST_TEST(on.held_by(c) == 0);
    BOOST_TEST(on.of.renew(*a) == nullptr);
    on.of.leave(a, true);
    BOOST_TEST(!on.of.enter(*c));
    BOOST_TEST(!on.of.enter_or_wait(d));
    BOOST_TEST(on.of.close().size() == 1u);
    BOOST_TEST(on.called == "cd");

    stage idle{1};
    const auto e = idle.make_guest();
    BOOST_TEST(idle.of.enter(*e));
    BOOST_TEST(idle.held_by(e) == 1);
    idle.of.leave(e, true);
    BOOST_TEST(idle.of.close().empty());
    BOOST_TEST(idle.ended == std::vector<int>{1}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_leaves_makes_nothing_for_the_next_who_makes_it_without_the_lock) {
    bool broken = false;
    pool of{{.most = 1,
             .longest_idle = std::chrono::seconds{10},
             .make =
                 [&] {
                     BOOST_TEST(!of.closed()); // which takes the lock
                     if (broken) throw std::bad_alloc{};
                     return std::make_shared<int>(1);
                 },
             .leave = [](const std::shared_ptr<int>&) {}}};
    const std::array<std::shared_ptr<guest>, 3> guests{std::make_shared<guest>(), std::make_shared<guest>(),
                                                       std::make_shared<guest>()};
    for (const auto& each : guests) {
        each->call = [] {};
        (void)of.enter_or_wait(each);
    }
    BOOST_TEST((of.lend(*guests[0]) != nullptr));
    broken = true;
    of.leave(guests[0], false);
    BOOST_CHECK_THROW((void)of.lend(*guests[1]), std::bad_alloc);
    BOOST_TEST(of.has_turn(*guests[1]));
    of.leave(guests[1], true); // it has nothing to keep
    broken = false;
    BOOST_TEST((of.lend(*guests[2]) != nullptr));
}

BOOST_AUTO_TEST_CASE(what_a_call_throws_ends_neither_the_process_nor_the_calls_of_others) {
    stage on{2};
    const auto a = on.make_guest();
    const auto b = on.make_guest();
    const auto c = on.make_guest();
    const auto d = on.make_guest("d");
    for (const auto& each : {a, b, c, d}) (void)on.of.enter_or_wait(each);
    c->call = [] { throw std::bad_alloc{}; };
    BOOST_TEST(on.of.close().empty());
    BOOST_TEST(on.called == "d");
}

BOOST_AUTO_TEST_CASE(many_threads_share_a_pool) {
    std::atomic<int> lent = 0;
    std::atomic<int> most = 0;
    std::atomic<int> served = 0;
    pool of{{.most = 3,
             .longest_idle = std::chrono::seconds{10},
             .make = [] { return std::make_shared<int>(); },
             .leave = [](const std::shared_ptr<int>&) {}}};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 300; ++round) {
                const auto who = std::make_shared<guest>();
                std::atomic<bool> called = false;
                who->call = [&] { called = true; };
                if (!of.enter_or_wait(who))
                    while (!called) std::this_thread::yield();
                if (!of.lend(*who)) return;
                const int now_lent = ++lent;
                most = std::max<int>(most, now_lent);
                ++served;
                --lent;
                of.leave(who, round % 3 != 0);
            }
        });
    for (auto& each : threads) each.join();
    BOOST_TEST(served == 6 * 300);
    BOOST_TEST(most <= 3);
}

BOOST_AUTO_TEST_SUITE_END()
