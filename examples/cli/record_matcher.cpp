// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include "record_matcher.hpp"

#include <calque/evaluate/lone_surrogates.hpp>
#include <calque/json.hpp>

#include <boost/json/error.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <utility>

#include "byte_source.hpp"
#include "failure.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::size_t deepest = 128; ///< nesting levels of a record

} // namespace

void record_matcher::read(const std::string& path, bool named) {
    byte_source source{path};
    record_splitter records{settings_.longest, settings_.record_names};
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
    if (!record.problem.empty()) return refuse(record, why_bad(record, {}));
    if (record.what != record_splitter::part::record) return read_page(record);
    findings_.begin_record(input_, record.line);
    const calque::result<bool> selects = decide_.try_match_json(record.json);
    if (!selects) {
        if (selects.error() != calque::errc::bad_record)
            throw usage_error{at_line(record.line) + selects.error().message()};
        if (!records.reconsider()) refuse(record, why_bad(record, record.json));
        return;
    }
    if (findings_.found_none()) check_members(record);
    if (*selects == settings_.inverted) return;
    ++selected_;
    if (!settings_.silent) print(record);
}

/// Checks the members of a page beside its results.
void record_matcher::read_page(const record_splitter::candidate& part) {
    const bool tail = part.what == record_splitter::part::page_tail;
    if (part.json == "}") return;
    // Completed to an object, without changing the offset of any byte.
    const std::string text = tail ? '{' + std::string{part.json.substr(1)} : std::string{part.json} + "]}";
    calque::json_failure failure;
    const boost::json::value read = calque::read_json(text, failure);
    if (failure.code) return refuse(part, why_bad(part, text));
    const boost::json::object& members = read.get_object();
    const auto wrong = [&](std::string_view problem) {
        record_splitter::candidate with = part;
        with.problem = problem;
        refuse(with, why_bad(with, {}));
    };
    if (tail && members.empty()) return wrong("there is no member after the comma");
    if (tail && members.contains("results")) return wrong("a page can have only one `results`");
    for (const auto& member : members) {
        const std::string name{member.key()};
        const auto is_in = [&](const std::vector<std::string>& all) {
            return std::ranges::find(all, name) != all.end();
        };
        if (name == "results" || is_page_member(name) || is_in(lost_members_)) continue;
        if (!settings_.record_names.empty() && !is_in(settings_.record_names)) continue;
        if (lost_members_.empty()) first_lost_ = at_line(part.line);
        lost_members_.push_back(name);
    }
}

/// Returns true if an object, or the record in an event, has a member that records have.
bool record_matcher::is_record(std::string_view object) const {
    std::string name;
    std::string_view value;
    for (std::size_t at = 0; next_member(object, at, name, value);) {
        const bool known = name == settings_.event_key
                               ? value.starts_with('{') && is_record(value)
                               : std::ranges::find(settings_.record_names, name) != settings_.record_names.end();
        if (known) return true;
    }
    return false;
}

/// Counts an object without a member that records have: an error response, or a page in another format.
void record_matcher::check_members(const record_splitter::candidate& record) {
    if (settings_.record_names.empty() || is_record(record.json) || foreign_++ > 0) return;
    std::string names, name;
    std::string_view value;
    for (std::size_t at = 0; next_member(record.json, at, name, value);)
        names += (names.empty() ? "`" : ", `") + printable(name) + '`';
    first_foreign_ = clipped(at_line(record.line) + names, 100);
}

void record_matcher::print(const record_splitter::candidate& record) {
    out_.write(record.bytes);
    if (!record.bytes.ends_with('\n')) out_.write("\n");
}

void record_matcher::refuse(const record_splitter::candidate& record, std::string why) {
    if (!settings_.skips_bad) throw usage_error{why};
    if (bad_++ == 0) first_bad_ = std::move(why);
    if (record.loses_line) ++lost_lines_;
}

std::string record_matcher::describe_skipped() const {
    if (bad_ == 0) return {};
    const std::string lines = lost_lines_ == 1 ? "a line" : std::to_string(lost_lines_) + " lines";
    return std::to_string(bad_) +
           (bad_ == 1 ? " input that is not a readable JSON object was"
                      : " inputs that are not readable JSON objects were") +
           " skipped" + (lost_lines_ > 0 ? ", with the rest of " + lines : "") + "; the first: " + first_bad_;
}

std::string record_matcher::lost_members() const {
    if (lost_members_.empty()) return {};
    std::string names;
    for (const std::string& each : lost_members_) names += (names.empty() ? "`" : ", `") + printable(each) + '`';
    return first_lost_ + "an object with `results` is a page, and its other members belong to no record: " + names;
}

std::string record_matcher::foreign() const {
    if (foreign_ == 0) return {};
    return std::to_string(foreign_) + (foreign_ == 1 ? " object has" : " objects have") +
           " none of the members of a record; the first: " + first_foreign_;
}

std::string record_matcher::at_line(std::size_t line) const {
    return (input_.empty() ? "" : input_ + ": ") + "line " + std::to_string(line) + ": ";
}

/// Describes the position and the reason for a text that is not a record; the text begins where the candidate does.
std::string record_matcher::why_bad(const record_splitter::candidate& record, std::string_view text) const {
    calque::json_failure failure;
    std::string why = std::string{record.problem};
    if (why.empty()) {
        std::string mended{text}; // as the evaluator reads it
        (void)calque::detail::replace_lone_surrogates(mended);
        const boost::json::value read = calque::read_json(mended, failure, deepest);
        if (!failure.code)
            return at_line(record.line) + "a JSON object is expected, found " + std::string{noun_of(read.kind())};
        why = failure.code == boost::json::error::too_deep
                  ? "a record has at most " + std::to_string(deepest) + " levels"
                  : "this is not JSON (" + failure.code.message() + ')';
    }
    // Bytes are counted from the start of their line, as in an editor.
    const std::string_view before = text.substr(0, failure.offset);
    const std::size_t line_break = before.rfind('\n');
    const std::size_t byte =
        line_break == std::string_view::npos ? record.column + before.size() : before.size() - line_break - 1;
    const auto breaks = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    return at_line(record.line + breaks) + "byte " + std::to_string(byte + 1) + ": " + why;
}

} // namespace cli
