// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/support/scan.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "property/random.hpp"

// Filter JSON as text, in all permitted spellings.
namespace property {

namespace json = boost::json;

/// Prints a JSON value with random blanks, escapes, number formats and order of keys.
class json_printer {
public:
    /// With rarities, it also prints unusual orders of keys, escapes in keys, and duplicate or unknown keys.
    json_printer(randomness& random, bool with_rarities) : random_{random}, with_rarities_{with_rarities} {}

    [[nodiscard]] std::string print(const json::value& what) {
        out_.clear();
        blanks_ = random_.once_in(2);
        blank();
        value(what);
        blank();
        return std::exchange(out_, {});
    }

private:
    using member = std::pair<std::string_view, const json::value*>;

    void blank() {
        if (!blanks_) return;
        for (std::size_t i = random_.below(3); i > 0; --i) out_ += random_.word({" ", "\n", "\t", "\r\n", "    "});
    }

    void value(const json::value& what) {
        switch (what.kind()) {
        case json::kind::object: return object(what.get_object());
        case json::kind::array: return array(what.get_array());
        case json::kind::string: return string({what.get_string().data(), what.get_string().size()});
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_: return number(serialize(what));
        case json::kind::bool_:
        case json::kind::null: out_ += serialize(what); return;
        }
    }

    void array(const json::array& all) {
        out_ += '[';
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i > 0) out_ += ',';
            blank();
            value(all[i]);
            blank();
        }
        out_ += ']';
    }

    void object(const json::object& all) {
        std::vector<member> members;
        for (const auto& [key, each] : all) members.push_back({{key.data(), key.size()}, &each});
        shuffle(members);
        const json::value extra = 1;
        if (with_rarities_ && random_.once_in(60) && !members.empty())
            members.push_back(members[random_.below(members.size())]);
        if (with_rarities_ && random_.once_in(60)) members.push_back({"note", &extra});
        out_ += '{';
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) out_ += ',';
            blank();
            if (with_rarities_ && random_.once_in(60)) string(members[i].first);
            else out_.append("\"").append(members[i].first).append("\"");
            blank();
            out_ += ':';
            blank();
            member_value(members[i]);
            blank();
        }
        out_ += '}';
    }

    /// A rarity: escapes in the names of operators.
    void member_value(const member& each) {
        const bool name = each.first == "op" || each.first == "operator";
        if (name && each.second->is_string() && !(with_rarities_ && random_.once_in(60)))
            out_ += serialize(*each.second);
        else value(*each.second);
    }

    void shuffle(std::vector<member>& members) {
        const bool row = std::ranges::any_of(
            members, [](const member& each) { return each.second->is_string() && *each.second == "same_row"; });
        // Rarities: a value before its field or operator, and the conditions of a `same_row` before its operator.
        const std::size_t usual = members.size() == 3 ? 2 : row ? 0 : members.size();
        const std::size_t loose = with_rarities_ && random_.once_in(4) ? members.size() : usual;
        for (std::size_t i = loose; i > 1; --i) std::swap(members[i - 1], members[random_.below(i)]);
    }

    void string(std::string_view text) {
        const bool escapes = random_.once_in(3);
        out_ += '"';
        for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
            const std::size_t length = calque::detail::utf8_length(at, end);
            const char32_t code = calque::detail::utf8_decode(at, length);
            const bool must = code < 0x20 || code == '"' || code == '\\';
            if (must || (escapes && random_.once_in(4))) escape(code);
            else out_.append(at, length);
            at += length;
        }
        out_ += '"';
    }

    void escape(char32_t code) {
        static constexpr std::string_view short_ones = "\"\\/\b\f\n\r\t", names = "\"\\/bfnrt";
        const std::size_t which = code < 0x80 ? short_ones.find(static_cast<char>(code)) : std::string_view::npos;
        if (which != std::string_view::npos && random_.once_in(2)) {
            out_.append("\\").append(1, names[which]);
        } else if (code < 0x10000) {
            unit(code);
        } else {
            unit(0xd800 + ((code - 0x10000) >> 10));
            unit(0xdc00 + (code & 0x3ff));
        }
    }

    void unit(char32_t code) {
        std::array<char, 8> out{};
        std::snprintf(out.data(), out.size(), random_.once_in(2) ? "\\u%04x" : "\\u%04X", static_cast<unsigned>(code));
        out_ += out.data();
    }

    /// Prints a number, also with a suffix that changes its value.
    void number(std::string text) {
        const bool plain = text.find_first_of(".eE") == std::string::npos;
        if (plain && random_.once_in(4)) text += random_.word({".0", "e0", "E+00", "e-1", ".50", "e3", "0e-1", "e25"});
        if (random_.once_in(12))
            text = random_.word({"-0", "0.0", "-0.0e2", "0e9", "0.1e1", "18446744073709551616", "-9223372036854775809",
                                 "9007199254740993.0", "0e2147483648", "123456789012345678901234567890", "1e308",
                                 "4.9e-324"});
        out_ += text;
    }

    randomness& random_;
    bool with_rarities_;
    bool blanks_ = false;
    std::string out_;
};

} // namespace property
