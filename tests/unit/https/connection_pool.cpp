// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/https/detail/connection_pool.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(connection_pool_tests)

namespace {

using pool = calque::detail::connection_pool<int>;
using waiter = pool::waiter;

/// A pool whose connections are numbered from 1, and a record of its calls.
struct stage {
    explicit stage(std::size_t most, std::chrono::seconds longest_idle = std::chrono::seconds{10})
        : of{{.capacity = most,
              .longest_idle = longest_idle,
              .make = [this] { return std::make_shared<int>(++made); },
              .discard = [this](const std::shared_ptr<int>& each) { ended.push_back(*each); }}} {}

    [[nodiscard]] std::shared_ptr<waiter> make_waiter(const std::string& name = {}) {
        auto who = std::make_shared<waiter>();
        who->notify = [this, name] { called += name; };
        return who;
    }

    /// Returns the number of the connection that a waiter holds; 0 if it is not admitted or the pool is closed.
    [[nodiscard]] int held_by(const std::shared_ptr<waiter>& who) {
        const auto held = of.is_admitted(*who) ? of.connection_of(*who) : nullptr;
        return held ? *held : 0;
    }

    int made = 0;
    std::vector<int> ended{};
    std::string called{};
    pool of;
};

pool::clock::time_point at(int seconds) { return pool::clock::time_point{} + std::chrono::seconds{seconds}; }

} // namespace

BOOST_AUTO_TEST_CASE(capacity_is_never_exceeded) {
    stage on{2};
    const auto a = on.make_waiter();
    const auto b = on.make_waiter();
    const auto c = on.make_waiter();
    BOOST_TEST(on.of.try_acquire(*a));
    BOOST_TEST(on.of.try_acquire(*b));
    BOOST_TEST(!on.of.try_acquire(*c));
    BOOST_TEST(on.held_by(a) == 1);
    BOOST_TEST(on.held_by(b) == 2);
    BOOST_TEST(on.held_by(c) == 0);
    on.of.release(a, false);
    BOOST_TEST(on.held_by(a) == 0);
    BOOST_TEST(on.of.try_acquire(*c));
    BOOST_TEST(on.held_by(c) == 3);
}

BOOST_AUTO_TEST_CASE(most_recently_used_connection_is_reused_until_idle_too_long) {
    stage on{3};
    std::vector<std::shared_ptr<waiter>> waiters;
    for (int i = 1; i <= 3; ++i) {
        waiters.push_back(on.make_waiter());
        BOOST_TEST(on.of.try_acquire(*waiters.back(), at(0)));
        BOOST_TEST(on.held_by(waiters.back()) == i);
    }
    for (int i = 1; i <= 3; ++i) on.of.release(waiters[static_cast<std::size_t>(i - 1)], true, at(i));
    const auto next = on.make_waiter();
    BOOST_TEST(on.of.try_acquire(*next, at(4)));
    BOOST_TEST(on.held_by(next) == 3);
    on.of.release(next, true, at(4));
    BOOST_TEST(on.of.try_acquire(*next, at(11))); // the first connection has been idle for ten seconds
    BOOST_TEST(on.held_by(next) == 3);
    BOOST_TEST(on.ended == std::vector<int>{1}, boost::test_tools::per_element());
    const auto other = on.make_waiter();
    BOOST_TEST(on.of.try_acquire(*other, at(30)));
    BOOST_TEST(on.held_by(other) == 4);
    BOOST_TEST((on.ended == std::vector<int>{1, 2}));
}

BOOST_AUTO_TEST_CASE(waiters_are_served_first_in_first_out) {
    stage on{1};
    const auto a = on.make_waiter("a");
    const auto b = on.make_waiter("b");
    const auto c = on.make_waiter("c");
    BOOST_TEST(on.of.acquire_or_enqueue(a));
    BOOST_TEST(!on.of.acquire_or_enqueue(b));
    BOOST_TEST(!on.of.acquire_or_enqueue(c));
    BOOST_TEST(on.held_by(a) == 1);
    on.of.release(a, true);
    BOOST_TEST(on.called == "b");
    BOOST_TEST(on.held_by(b) == 1);
    const auto late = on.make_waiter("d");
    on.of.release(b, false);
    BOOST_TEST(!on.of.try_acquire(*late));
    BOOST_TEST(on.called == "bc");
    BOOST_TEST(on.held_by(c) == 2); // connection 1 was not kept
}

BOOST_AUTO_TEST_CASE(waiter_that_leaves_the_queue_is_skipped) {
    stage on{1};
    const auto a = on.make_waiter("a");
    const auto b = on.make_waiter("b");
    const auto c = on.make_waiter("c");
    BOOST_TEST(on.of.acquire_or_enqueue(a));
    for (const auto& each : {b, c}) BOOST_TEST(!on.of.acquire_or_enqueue(each));
    on.of.release(b, true);
    BOOST_TEST(on.called.empty());
    on.of.release(a, true);
    BOOST_TEST(on.called == "c");
    // An admitted waiter that leaves before it notices also frees its capacity.
    const auto d = on.make_waiter("d");
    BOOST_TEST(!on.of.acquire_or_enqueue(d));
    on.of.release(c, false);
    BOOST_TEST(on.called == "cd");
    on.of.release(d, false);
    on.of.release(d, false); // repeated release has no effect
    BOOST_TEST(on.of.try_acquire(*a));
}

BOOST_AUTO_TEST_CASE(connection_can_be_replaced) {
    stage on{1};
    const auto a = on.make_waiter();
    BOOST_TEST(on.of.try_acquire(*a));
    BOOST_TEST(on.held_by(a) == 1);
    BOOST_TEST(*on.of.replace(*a) == 2);
    BOOST_TEST(on.held_by(a) == 2);
    const auto b = on.make_waiter();
    BOOST_TEST(!on.of.try_acquire(*b)); // the capacity is still one
    on.of.release(a, true);
    BOOST_TEST(on.of.try_acquire(*b));
    BOOST_TEST(on.held_by(b) == 2);
}

BOOST_AUTO_TEST_CASE(closed_pool_lends_nothing_and_notifies_all_waiters) {
    stage on{2};
    const auto a = on.make_waiter("a");
    const auto b = on.make_waiter("b");
    const auto c = on.make_waiter("c");
    const auto d = on.make_waiter("d");
    for (const auto& each : {a, b}) {
        BOOST_TEST(on.of.acquire_or_enqueue(each));
        BOOST_TEST(on.held_by(each) != 0);
    }
    for (const auto& each : {c, d}) BOOST_TEST(!on.of.acquire_or_enqueue(each));
    const auto lent = on.of.close();
    BOOST_TEST(lent.size() == 2u);
    BOOST_TEST(on.called == "cd");
    BOOST_TEST(on.of.closed());
    BOOST_TEST(on.held_by(c) == 0);
    BOOST_TEST(on.of.replace(*a) == nullptr);
    on.of.release(a, true);
    BOOST_TEST(!on.of.try_acquire(*c));
    BOOST_TEST(!on.of.acquire_or_enqueue(d));
    BOOST_TEST(on.of.close().size() == 1u);
    BOOST_TEST(on.called == "cd");

    stage idle{1};
    const auto e = idle.make_waiter();
    BOOST_TEST(idle.of.try_acquire(*e));
    BOOST_TEST(idle.held_by(e) == 1);
    idle.of.release(e, true);
    BOOST_TEST(idle.of.close().empty());
    BOOST_TEST(idle.ended == std::vector<int>{1}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(admitted_waiter_makes_its_connection_without_the_lock) {
    bool broken = false;
    pool of{{.capacity = 1,
             .longest_idle = std::chrono::seconds{10},
             .make =
                 [&] {
                     BOOST_TEST(!of.closed()); // takes the lock
                     if (broken) throw std::bad_alloc{};
                     return std::make_shared<int>(1);
                 },
             .discard = [](const std::shared_ptr<int>&) {}}};
    const std::array<std::shared_ptr<waiter>, 3> waiters{std::make_shared<waiter>(), std::make_shared<waiter>(),
                                                         std::make_shared<waiter>()};
    for (const auto& each : waiters) {
        each->notify = [] {};
        (void)of.acquire_or_enqueue(each);
    }
    BOOST_TEST((of.connection_of(*waiters[0]) != nullptr));
    broken = true;
    of.release(waiters[0], false);
    BOOST_CHECK_THROW((void)of.connection_of(*waiters[1]), std::bad_alloc);
    BOOST_TEST(of.is_admitted(*waiters[1]));
    of.release(waiters[1], true); // has no connection to keep
    broken = false;
    BOOST_TEST((of.connection_of(*waiters[2]) != nullptr));
}

BOOST_AUTO_TEST_CASE(throwing_notification_does_not_affect_other_waiters) {
    stage on{2};
    const auto a = on.make_waiter();
    const auto b = on.make_waiter();
    const auto c = on.make_waiter();
    const auto d = on.make_waiter("d");
    for (const auto& each : {a, b, c, d}) (void)on.of.acquire_or_enqueue(each);
    c->notify = [] { throw std::bad_alloc{}; };
    BOOST_TEST(on.of.close().empty());
    BOOST_TEST(on.called == "d");
}

BOOST_AUTO_TEST_CASE(many_threads_share_a_pool) {
    std::atomic<int> lent = 0;
    std::atomic<int> most = 0;
    std::atomic<int> served = 0;
    pool of{{.capacity = 3,
             .longest_idle = std::chrono::seconds{10},
             .make = [] { return std::make_shared<int>(); },
             .discard = [](const std::shared_ptr<int>&) {}}};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 300; ++round) {
                const auto who = std::make_shared<waiter>();
                std::atomic<bool> called = false;
                who->notify = [&] { called = true; };
                if (!of.acquire_or_enqueue(who))
                    while (!called) std::this_thread::yield();
                if (!of.connection_of(*who)) return;
                const int now_lent = ++lent;
                most = std::max<int>(most, now_lent);
                ++served;
                --lent;
                of.release(who, round % 3 != 0);
            }
        });
    for (auto& each : threads) each.join();
    BOOST_TEST(served == 6 * 300);
    BOOST_TEST(most <= 3);
}

BOOST_AUTO_TEST_SUITE_END()
