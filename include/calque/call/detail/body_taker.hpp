// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/transport/body_decoder.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace calque::detail {

/// What takes the body of a response of success, whatever its result is: so that a call is no template.
class body_taker {
public:
    body_taker() = default;
    body_taker(const body_taker&) = delete;
    body_taker& operator=(const body_taker&) = delete;
    virtual ~body_taker() = default;

    /// Begins, or begins anew where an attempt before broke off.
    virtual void begin(const body_headers& headers) = 0;
    /// Takes the next bytes; false where no more of them is wanted.
    [[nodiscard]] virtual bool feed(std::string_view bytes) = 0;
    /// Ends; false where the body is not what was asked for, and `why` says why.
    [[nodiscard]] virtual bool finish(decode_failure& why) = 0;
};

template <class Result>
class result_taker final : public body_taker {
public:
    explicit result_taker(const decode_options& options) : options_{options} {}

    void begin(const body_headers& headers) override { body_.emplace(headers, options_); }
    bool feed(std::string_view bytes) override { return body_->feed(bytes); }
    bool finish(decode_failure& why) override {
        result_ = body_->finish(why);
        return result_.has_value();
    }

    [[nodiscard]] Result take() { return *std::move(result_); }

private:
    decode_options options_;
    std::optional<body_decoder<Result>> body_;
    std::optional<Result> result_;
};

} // namespace calque::detail
