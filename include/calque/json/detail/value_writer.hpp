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

/// Writes a value of Boost.JSON as the text that the readers of filter JSON read, every number exactly.
///
/// What a value made in code can hold and JSON cannot is told, with its place in the text.
class value_writer {
public:
    value_writer(std::string& out, std::vector<diagnostic>& problems) noexcept : out_{out}, problems_{problems} {}

    /// Whether it is JSON.
    bool write(const boost::json::value& what, std::size_t depth = 0) {
        switch (what.kind()) {
        case boost::json::kind::null: out_ += "null"; break;
        case boost::json::kind::bool_: out_ += what.get_bool() ? "true" : "false"; break;
        case boost::json::kind::int64: append_whole(out_, what.get_int64()); break;
        case boost::json::kind::uint64: append_whole(out_, what.get_uint64()); break;
        case boost::json::kind::double_: number(what.get_double()); break;
        case boost::json::kind::string: string(what.get_string()); break;
        case boost::json::kind::array:
        case boost::json::kind::object: below(what, depth); break;
        }
        return problems_.empty();
    }

private:
    void refuse(diagnostic_code code, std::string message, std::string help) {
        problems_.push_back({.code = code,
                             .range = {out_.size(), out_.size()},
                             .message = std::move(message),
                             .help = std::move(help)});
    }

    // Apart, because what recurses should need little stack for each level.
    [[gnu::noinline]] void below(const boost::json::value& what, std::size_t depth) {
        if (depth == deepest_filter_json) {
            refuse(diagnostic_code::too_deep, too_deep_message(deepest_nesting), std::string{too_deep_help});
            out_ += "0";
            return;
        }
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

    void number(double number) {
        constexpr double past_whole = 18446744073709551616.0;
        if (!std::isfinite(number)) {
            refuse(diagnostic_code::number_out_of_range, "JSON has no such number", "write a finite number");
            out_ += "0";
        } else if (number >= 0 && number < past_whole && std::trunc(number) == number) {
            append_whole(out_, static_cast<std::uint64_t>(number)); // its shortest form may be another whole number
        } else if (number < 0 && number >= -past_whole / 2 && std::trunc(number) == number) {
            append_whole(out_, static_cast<std::int64_t>(number));
        } else {
            append_double(out_, number);
        }
    }

    void string(boost::json::string_view text) {
        if (is_utf8({text.data(), text.size()})) return append_json_string(out_, {text.data(), text.size()});
        refuse(diagnostic_code::invalid_utf8, std::string{cause_of<diagnostic_code::invalid_utf8>}, "JSON is UTF-8");
        out_ += R"("?")";
    }

    std::string& out_;
    std::vector<diagnostic>& problems_;
};

} // namespace calque::detail
