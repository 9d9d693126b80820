// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/json/json_writer.hpp>

#include <boost/json/value.hpp>

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace calque::detail::stand_in_parts {

/// A writer of JSON on one line, in call order. Adds commas itself; numbers have their shortest round-trip form.
class json_out {
public:
    json_out& open(char bracket) {
        separate();
        text_ += bracket;
        first_ = true;
        return *this;
    }
    json_out& close(char bracket) {
        text_ += bracket;
        first_ = false;
        return *this;
    }
    json_out& key(std::string_view name) {
        separate();
        append_json_string(text_, name);
        text_ += ':';
        first_ = true;
        return *this;
    }

    json_out& text(std::string_view what) {
        separate();
        append_json_string(text_, what);
        return *this;
    }
    json_out& null() { return raw("null"); }
    json_out& flag(bool what) { return raw(what ? "true" : "false"); }

    template <class Number>
        requires(std::integral<Number> || std::floating_point<Number>)
    json_out& number(Number what) {
        char digits[32];
        return raw(
            {digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, what).ptr - digits)});
    }

    /// Writes a scalar; null for an array, an object or a null pointer.
    json_out& scalar(const boost::json::value* what) {
        if (what == nullptr) return null();
        switch (what->kind()) {
        case boost::json::kind::bool_: return flag(what->get_bool());
        case boost::json::kind::int64: return number(what->get_int64());
        case boost::json::kind::uint64: return number(what->get_uint64());
        case boost::json::kind::double_: return number(what->get_double());
        case boost::json::kind::string: return text({what->get_string().data(), what->get_string().size()});
        default: return null();
        }
    }

    /// Writes any value unchanged; null for a null pointer.
    json_out& value(const boost::json::value* what) {
        if (what == nullptr) return null();
        if (const auto* const array = what->if_array()) {
            open('[');
            for (const boost::json::value& each : *array) value(&each);
            return close(']');
        }
        if (const auto* const object = what->if_object()) {
            open('{');
            for (const auto& [name, each] : *object) key({name.data(), name.size()}).value(&each);
            return close('}');
        }
        return scalar(what);
    }

    /// Writes text that already is JSON.
    json_out& raw(std::string_view json) {
        separate();
        text_ += json;
        return *this;
    }

    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void separate() {
        if (!first_) text_ += ',';
        first_ = false;
    }

    std::string text_;
    bool first_ = true;
};

} // namespace calque::detail::stand_in_parts
