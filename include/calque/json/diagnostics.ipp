// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#pragma once

#include <calque/json/json.hpp>
#include <calque/json/json_writer.hpp>
#include <calque/support/scan.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace calque {

namespace detail {

/// Returns a text as UTF-8, with each invalid byte replaced by the replacement character.
[[nodiscard]] inline std::string as_utf8(std::string_view text) {
    std::string out;
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        const std::size_t length = utf8_length(at, end);
        if (length == 0) out += "\xef\xbf\xbd";
        else out.append(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

/// Writes diagnostics as JSON.
class diagnostic_writer {
public:
    diagnostic_writer(std::string& out, std::string_view source) noexcept : out_{out}, source_{source} {}

    void write(const diagnostic& what) {
        out_ += R"({"code":)";
        string(to_string(what.code));
        out_ += what.level() == severity::error ? R"(,"severity":"error","message":)"
                                                : R"(,"severity":"warning","message":)";
        string(what.message);
        if (what.pointer.empty() || what.range != text_range{}) {
            out_ += ',';
            range(what.range);
        }
        member("label", what.label);
        if (!what.expected.empty()) expected(what.expected);
        if (what.note) note(*what.note);
        member("help", what.help);
        edits(what.edits);
        member("pointer", what.pointer);
        out_ += '}';
    }

private:
    void string(std::string_view text) { append_json_string(out_, as_utf8(text)); }

    void member(std::string_view key, std::string_view text) {
        if (text.empty()) return;
        out_.append(",\"").append(key).append("\":");
        string(text);
    }

    void number(std::string_view before, std::size_t number) { out_.append(before).append(std::to_string(number)); }

    void range(text_range where) {
        const line_column from = locate(source_, where.begin);
        const line_column to = locate(source_, where.end);
        number(R"("range":{"begin":)", where.begin);
        number(R"(,"end":)", where.end);
        number(R"(,"line":)", from.line);
        number(R"(,"column":)", from.column);
        number(R"(,"end_line":)", to.line);
        number(R"(,"end_column":)", to.column);
        out_ += '}';
    }

    void expected(const std::vector<std::string>& what) {
        for (std::size_t i = 0; i < what.size(); ++i) {
            out_ += i == 0 ? R"(,"expected":[)" : ",";
            string(what[i]);
        }
        out_ += ']';
    }

    void note(const diagnostic_note& what) {
        out_ += R"(,"note":{)";
        range(what.range);
        out_ += R"(,"text":)";
        string(what.text);
        out_ += '}';
    }

    void edits(const std::vector<text_edit>& all) {
        bool first = true;
        for (const text_edit& each : all) {
            if (as_utf8(each.replacement) != each.replacement) continue;
            number(first ? R"(,"edits":[{"begin":)" : R"(,{"begin":)", each.range.begin);
            number(R"(,"end":)", each.range.end);
            first = false;
            out_ += R"(,"replacement":)";
            string(each.replacement);
            out_ += each.safe ? R"(,"safe":true})" : R"(,"safe":false})";
        }
        if (!first) out_ += ']';
    }

    std::string& out_;
    std::string_view source_;
};

} // namespace detail

CALQUE_DECL std::string to_json(std::span<const diagnostic> all, std::string_view source) {
    std::string out = "[";
    detail::diagnostic_writer writer{out, source};
    for (const diagnostic& each : all) {
        if (out.size() > 1) out += ',';
        writer.write(each);
    }
    return out += ']';
}

} // namespace calque
