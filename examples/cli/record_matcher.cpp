// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "record_matcher.hpp"

#include <calque/json.hpp>

#include <boost/json/kind.hpp>

#include <algorithm>

#include "byte_source.hpp"
#include "failure.hpp"

namespace cli {

void record_matcher::read(const std::string& path, bool named) {
    byte_source source{path};
    record_splitter records{settings_.longest};
    input_ = named ? source.name() : std::string{};
    try {
        for (bool more = true; more && !done();) {
            more = source.append_to(records.buffer());
            if (!more) records.finish();
            while (!done()) {
                const auto each = records.next();
                if (!each) break;
                decide(*each, records);
            }
            out_.flush();
        }
    } catch (const usage_error&) {
        out_.flush();
        throw;
    }
}

void record_matcher::decide(const record_splitter::candidate& record, record_splitter& records) {
    findings_.begin_record(input_, record.line);
    const calque::result<bool> selects = decide_.try_match_json(record.json);
    if (!selects) {
        if (selects.error() != calque::errc::bad_record)
            throw usage_error{at_line(record.line) + selects.error().message()};
        if (!records.reconsider()) refuse(record);
        return;
    }
    if (*selects == settings_.inverted) return;
    ++selected_;
    if (!settings_.silent) print(record);
}

void record_matcher::print(const record_splitter::candidate& record) {
    if (!line_ended_) out_.write("\n"); // of the last line of the file before
    out_.write(record.bytes);
    if (!record.whole_line) out_.write("\n");
    line_ended_ = !record.whole_line || record.bytes.ends_with('\n');
}

void record_matcher::refuse(const record_splitter::candidate& record) {
    const std::string why = why_bad(record);
    if (!settings_.skips_bad) throw usage_error{why};
    if (bad_++ == 0) first_bad_ = why;
}

std::string record_matcher::passed_over() const {
    if (bad_ == 0) return {};
    return std::to_string(bad_) +
           (bad_ == 1 ? " thing that is no JSON object was" : " things that are no JSON objects were") +
           " passed over; the first: " + first_bad_;
}

std::string record_matcher::at_line(std::size_t line) const {
    return (input_.empty() ? "" : input_ + ": ") + "line " + std::to_string(line) + ": ";
}

std::string record_matcher::why_bad(const record_splitter::candidate& record) const {
    if (record.json.empty()) return at_line(record.line) + "the input ends within an array";
    constexpr std::size_t deepest = 128;
    calque::json_failure failure;
    const boost::json::value read = calque::read_json(record.json, failure, deepest);
    if (!failure.code)
        return at_line(record.line) + "a JSON object is expected, found " +
               std::string{boost::json::to_string(read.kind())};
    // The byte is counted in its line, as an editor does.
    const std::string_view before = record.json.substr(0, failure.offset);
    const std::size_t line_break = before.rfind('\n');
    const std::size_t byte =
        line_break == std::string_view::npos ? record.column + before.size() : before.size() - line_break - 1;
    const auto breaks = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    return at_line(record.line + breaks) + "byte " + std::to_string(byte + 1) + ": this is not JSON (" +
           failure.code.message() + ')';
}

} // namespace cli
