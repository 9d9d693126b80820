// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/decode/response_decoder.hpp>
#include <calque/json/json.hpp>
#include <calque/values/error.hpp>

#include <boost/json/value_to.hpp>

namespace calque {

/// A converter of a record's JSON to a `T`, like `boost::json::value_to`, but with exact numbers.
///
/// *Errors*: throws `system_error` with `errc::bad_record` if a number does not fit a `double`, and whatever
/// `value_to<T>` throws if the record does not match `T`.
template <class T>
struct json_reader {
    [[nodiscard]] T operator()(const raw_json& record) const {
        json_failure why;
        const boost::json::value json = read_json(record.text, why);
        if (why.code) throw system_error{errc::bad_record, "at byte " + std::to_string(why.offset)};
        return boost::json::value_to<T>(json);
    }
};

/// A reader for `client::records`: `client.records(request, json_as<my_call>)`.
template <class T>
inline constexpr json_reader<T> json_as{};

} // namespace calque
