// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/support/decimal.hpp>
#include <calque/values/number_order.hpp>
#include <calque/values/scan_number.hpp>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace calque {

namespace detail {

/// Builds a value from the events of Boost.JSON's parser.
class value_builder {
public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);
    using text = boost::json::string_view;

    explicit value_builder(boost::json::storage_ptr storage) { stack_.reset(std::move(storage)); }
    [[nodiscard]] boost::json::value take() { return stack_.release(); }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t count, error_code&) {
        stack_.push_object(count);
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t count, error_code&) {
        stack_.push_array(count);
        return true;
    }
    bool on_key_part(text part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_key(text part, std::size_t, error_code&) {
        stack_.push_key(part);
        return true;
    }
    bool on_string_part(text part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(text part, std::size_t, error_code&) {
        stack_.push_string(part);
        return true;
    }
    bool on_number_part(text part, error_code&) {
        number_.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t number, text, error_code&) {
        number_.clear();
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, text, error_code&) {
        number_.clear();
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double, text part, error_code& failure) {
        number_.append(part.data(), part.size());
        const char* const end = number_.data() + number_.size();
        const auto nearest = read_double(number_.data(), end);
        const number_scan exact = scan_json_number(number_.data(), end);
        number_.clear();
        if (!nearest) {
            failure = boost::json::error::exponent_overflow;
            return false;
        }
        push(*nearest, exact);
        return true;
    }
    bool on_bool(bool truth, error_code&) {
        stack_.push_bool(truth);
        return true;
    }
    bool on_null(error_code&) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(text, error_code&) { return true; }
    bool on_comment(text, error_code&) { return true; }

private:
    /// Pushes a double, unless it differs from the whole number that is written.
    void push(double nearest, const number_scan& exact) {
        const auto whole = static_cast<std::int64_t>(exact.bits);
        if (exact.kind == value_kind::integer && order_numbers(nearest, whole) != 0) stack_.push_int64(whole);
        else if (exact.kind == value_kind::unsigned_integer && order_numbers(nearest, exact.bits) != 0)
            stack_.push_uint64(exact.bits);
        else stack_.push_double(nearest);
    }

    boost::json::value_stack stack_;
    std::string number_;
};

} // namespace detail

CALQUE_DECL boost::json::value read_json(std::string_view text, json_failure& failure, std::size_t max_depth,
                                         boost::json::storage_ptr storage) {
    boost::json::parse_options options;
    options.max_depth = max_depth;
    boost::json::basic_parser<detail::value_builder> parser{options, std::move(storage)};
    failure = {};
    failure.offset = parser.write_some(false, text.data(), text.size(), failure.code);
    if (!failure.code && failure.offset < text.size()) failure.code = boost::json::error::extra_data;
    return failure.code ? boost::json::value{} : parser.handler().take();
}

} // namespace calque
