// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/stand_in/detail/load_records.ipp>
#include <calque/stand_in/detail/responder.ipp>
#include <calque/stand_in/detail/server.hpp>
#include <calque/stand_in/stand_in.hpp>

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace calque {

namespace detail::stand_in_parts {

/// A server, with its own thread unless the caller provides an executor.
class runner {
public:
    explicit runner(stand_in_options&& options)
        : context_{std::make_unique<boost::asio::io_context>(1)},
          server_{std::make_shared<server>(context_->get_executor(), std::move(options))} {
        server_->start();
        thread_ = std::thread{[this] { context_->run(); }};
        worker_ = thread_.get_id();
    }

    runner(const boost::asio::any_io_executor& executor, stand_in_options&& options)
        : server_{std::make_shared<server>(executor, std::move(options))} {
        server_->start();
    }

    runner(const runner&) = delete;
    runner& operator=(const runner&) = delete;

    ~runner() { stop(); }

    [[nodiscard]] const server& served() const noexcept { return *server_; }

    void stop() {
        if (!stopped_.exchange(true)) server_->stop();
        if (worker_ == std::this_thread::get_id()) return; // called from a hook: the thread cannot join itself
        const std::scoped_lock lock{mutex_};
        if (thread_.joinable()) thread_.join(); // the context runs out of work once everything is closed
    }

private:
    std::unique_ptr<boost::asio::io_context> context_;
    std::shared_ptr<server> server_;
    std::thread thread_;
    std::thread::id worker_;
    std::mutex mutex_;
    std::atomic<bool> stopped_ = false;
};

} // namespace detail::stand_in_parts

CALQUE_DECL stand_in::stand_in(stand_in_options options)
    : runner_{std::make_unique<detail::stand_in_parts::runner>(std::move(options))} {}

CALQUE_DECL stand_in::stand_in(boost::asio::any_io_executor executor, stand_in_options options)
    : runner_{std::make_unique<detail::stand_in_parts::runner>(executor, std::move(options))} {}

CALQUE_DECL stand_in::~stand_in() = default;

CALQUE_DECL std::uint16_t stand_in::port() const noexcept { return runner_->served().port(); }

CALQUE_DECL std::string stand_in::url() const { return runner_->served().url(); }

CALQUE_DECL void stand_in::stop() { runner_->stop(); }

} // namespace calque
