// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/evaluate.hpp>
#include <calque/json.hpp>

#include <boost/json/kind.hpp>
#include <boost/json/monotonic_resource.hpp>

#include "command.hpp"
#include "failure.hpp"
#include "filter_text.hpp"
#include "line_reader.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr option now_option{"now", "RFC3339",
                            "what `now` and `today` count from, such as 2025-11-03T12:00:00Z; else the clock"};
constexpr std::array options{now_option, file_option};

calque::evaluate_options clock_of(const arguments& given) {
    const std::optional<std::string> text = given.text(now_option.name);
    if (!text) return {};
    const auto time = calque::read_datetime(*text);
    if (!time)
        throw usage_error{"--now wants a date and time with a zone, such as 2025-11-03T12:00:00Z; found `" +
                          printable(*text) + '`'};
    return {.now = time->at};
}

calque::evaluator compile(const calque::filter<calque::call_log>& what, const calque::evaluate_options& clock) {
    auto made = calque::make_evaluator(what, clock);
    if (!made) throw usage_error{made.error().message()};
    return *std::move(made);
}

/// Decides about lines of JSON, one memory for all of them.
class line_matcher {
public:
    explicit line_matcher(calque::evaluator decide) : decide_{std::move(decide)} {}

    [[nodiscard]] bool operator()(std::string_view line, std::size_t number) {
        constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
        if (number == 1 && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
        if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return false;

        memory_.release();
        calque::json_failure failure;
        const boost::json::value record = calque::read_json(line, failure, deepest, &memory_);
        if (failure.code)
            refuse(number, "byte " + std::to_string(failure.offset + 1) + ": this is not JSON (" +
                               failure.code.message() + ')');
        if (!record.is_object())
            refuse(number, "a JSON object is expected, found " + std::string{boost::json::to_string(record.kind())});
        const calque::result<bool> matches = decide_.try_match(record);
        if (!matches) refuse(number, matches.error().message());
        return *matches;
    }

private:
    [[noreturn]] static void refuse(std::size_t number, const std::string& why) {
        throw usage_error{"line " + std::to_string(number) + ": " + why};
    }

    static constexpr std::size_t deepest = 128;

    calque::evaluator decide_;
    std::array<unsigned char, 16u * 1024u> first_memory_;
    boost::json::monotonic_resource memory_{first_memory_.data(), first_memory_.size()};
};

/// What was decided reaches the reader before a wait, and before an error ends the run.
void match_lines(line_matcher& matches, std::size_t longest, output& out) {
    line_reader lines{longest};
    try {
        do {
            while (const auto line = lines.next())
                if (matches(*line, lines.lines())) out.write(*line);
            out.flush();
        } while (lines.fill());
        if (!lines.rest().empty() && matches(lines.rest(), lines.lines() + 1)) out.write(lines.rest());
    } catch (const usage_error&) {
        out.flush();
        throw;
    }
    out.flush();
}

void run(const arguments& given, output& out) {
    const calque::evaluate_options clock = clock_of(given);
    const auto wanted = parse_filter(read_filter_text(given, standard_input::taken));
    line_matcher matches{compile(wanted, clock)};
    match_lines(matches, limits_of(given).line_bytes, out);
}

} // namespace

const command match_command{
    .name = "match",
    .synopsis = "FILTER [--now RFC3339]",
    .summary = "read call logs as JSON lines, print the lines that the filter selects",
    .details =
        "Matching lines are printed as they came, byte for byte. Lines without text are skipped. A line that is\n"
        "no JSON object ends the run with exit code 2; the lines before it have been decided.\n",
    .options = options,
    .limits = line_limits,
    .run = run,
};

} // namespace cli
