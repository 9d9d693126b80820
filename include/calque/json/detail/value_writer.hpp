// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/diagnostic/code_description.hpp>
#include <calque/diagnostic/diagnostic.hpp>
#include <calque/filter/limit_words.hpp>
#include <calque/json/detail/value_reader.hpp>
#include <calque/json/json_writer.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace calque::detail {

/// Writes a Boost.JSON value as the text that the readers of filter JSON accept, with every number exact.
///
/// Reports what a value made in code can hold but JSON cannot, with its offset in the text.
class value_writer {
public:
    value_writer(std::string& out, std::vector<diagnostic>& problems, const parse_limits& limits) noexcept
        : out_{out}, problems_{problems}, depth_{depth_limit(limits)} {}

    /// Writes a value; returns whether everything written is valid JSON.
    bool write(const boost::json::value& what, std::size_t depth = 0) {
        switch (what.kind()) {
        case boost::json::kind::null: out_ += "null"; break;
        case boost::json::kind::bool_: out_ += what.get_bool() ? "true" : "false"; break;
        case boost::json::kind::int64: whole(what.get_int64()); break;
        case boost::json::kind::uint64: whole(what.get_uint64()); break;
        case boost::json::kind::double_: number(what.get_double()); break;
        case boost::json::kind::string: string(what.get_string()); break;
        case boost::json::kind::array:
        case boost::json::kind::object: below(what, depth); break;
        }
        return problems_.empty();
    }

private:
    // Kept out of line, like all functions marked so, so that recursion needs little stack per level.
    [[gnu::noinline]] void refuse(diagnostic_code code, std::string_view message, std::string_view help) {
        problems_.push_back({.code = code,
                             .range = {out_.size(), out_.size()},
                             .message = std::string{message},
                             .help = std::string{help}});
    }

    [[gnu::noinline]] void below(const boost::json::value& what, std::size_t depth) {
        if (depth == json_levels(depth_)) return refuse_depth();
        const auto* const array = what.if_array();
        out_ += array != nullptr ? '[' : '{';
        const std::size_t begin = out_.size();
        if (array != nullptr) {
            for (const boost::json::value& each : *array) {
                if (out_.size() > begin) out_ += ',';
                write(each, depth + 1);
            }
        } else {
            for (const auto& each : what.get_object()) {
                if (out_.size() > begin) out_ += ',';
                string(each.key());
                out_ += ':';
                write(each.value(), depth + 1);
            }
        }
        out_ += array != nullptr ? ']' : '}';
    }

    [[gnu::noinline]] void refuse_depth() {
        refuse(diagnostic_code::too_deep, too_deep_message(depth_), too_deep_help);
        out_ += "0";
    }
    [[gnu::noinline]] void whole(std::int64_t number) { append_whole(out_, number); }
    [[gnu::noinline]] void whole(std::uint64_t number) { append_whole(out_, number); }

    [[gnu::noinline]] void number(double number) {
        constexpr double past_whole = 18446744073709551616.0;
        if (!std::isfinite(number)) {
            refuse(diagnostic_code::number_out_of_range, "JSON cannot represent this number", "write a finite number");
            out_ += "0";
        } else if (number >= 0 && number < past_whole && std::trunc(number) == number) {
            whole(static_cast<std::uint64_t>(number)); // the shortest form may be another whole number
        } else if (number < 0 && number >= -past_whole / 2 && std::trunc(number) == number) {
            whole(static_cast<std::int64_t>(number));
        } else {
            append_double(out_, number);
        }
    }

    [[gnu::noinline]] void string(boost::json::string_view text) {
        if (is_utf8({text.data(), text.size()})) return append_json_string(out_, {text.data(), text.size()});
        refuse(diagnostic_code::invalid_utf8, cause_of<diagnostic_code::invalid_utf8>, "JSON is UTF-8");
        out_ += R"("?")";
    }

    std::string& out_;
    std::vector<diagnostic>& problems_;
    std::size_t depth_;
};

} // namespace calque::detail
