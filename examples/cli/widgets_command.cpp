// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/blame.hpp>
#include <calque/json.hpp>

#include <algorithm>
#include <limits>
#include <unistd.h>

#include "charts.hpp"
#include "command.hpp"
#include "failure.hpp"
#include "fetch.hpp"
#include "filter_text.hpp"
#include "progress_line.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::array options{
    option{"ids", "IDS", "the widgets' numbers, such as 1,2,3; the stand-in has its own by default"},
    option{"url", "URL", "the API's base URL; https, or http to this machine"},
    option{"page-size", "N", "widgets of a page; all pages are fetched"},
    option{"keep-going", "", "where one widget makes a request fail, fetch them one by one and draw the others"},
    option{"json", "", "print one JSON document {\"count\":N,\"results\":[...]} instead of charts"},
    file_option,
};

/// The filter JSON for reading: as it is sent, but no character of it can steer the terminal.
void show_filter(const calque::filter<calque::call_log>& what, const terminal& screen, output& out) {
    out.write(printable(calque::to_json(what), screen.unicode) + '\n');
    out.flush();
}

void show_charts(const std::vector<calque::widget_data>& widgets, const terminal& screen, output& out) {
    const chart_options layout{.width = screen.width, .unicode = screen.unicode, .color = screen.color};
    for (const calque::widget_data& each : widgets) {
        out.write("\n");
        out.write(render_chart(each, layout));
    }
    out.flush();
}

std::string joined(const std::vector<std::int64_t>& ids) {
    std::string out;
    for (const std::int64_t id : ids) out.append(out.empty() ? "" : ", ").append(std::to_string(id));
    return out;
}

/// What is lacking of the answer, or odd about it. The API may leave out a widget that it does not know or that the key
/// may not see. Returns whether a widget failed.
bool report_oddities(const calque::widgets_reply& answer) {
    const auto tell = [](const std::string& what) { complain("calque widgets: " + printable(what) + '\n'); };
    const auto plural = [](std::size_t count) { return count > 1 ? "s " : " "; };
    if (!answer.missing.empty())
        tell("the API sent no data for widget" + (plural(answer.missing.size()) + joined(answer.missing)));
    if (!answer.repeated.empty())
        tell("the API sent data more than once for widget" +
             (plural(answer.repeated.size()) + joined(answer.repeated)));
    for (const std::string& each : answer.warnings) tell(each);
    for (const calque::failed_widget& each : answer.failed)
        tell("widget " + std::to_string(each.id) + ": " + with_options(describe(each.failure)));
    return !answer.failed.empty();
}

/// Fetches, and shows the part of the filter that the API refuses, where it names one.
calque::widgets_reply fetch(api_session& session, const calque::bulk_widget_request& request, bool keep_going,
                            const filter_text& source) {
    progress_line line;
    try {
        return session.fetch(request, {.fetch_singly = keep_going,
                                       .on_progress = [&line](const calque::widgets_progress& at) { line.show(at); }});
    } catch (const refused_by_api& refused) {
        line.clear();
        complain_of(calque::blame(request.filters.value(), refused.failure, {.source = source.text}), source);
        throw;
    }
}

void run(const arguments& given, output& out) {
    const auto ids = given.whole_numbers("ids", 1);
    const auto page_size = given.whole_number("page-size", 1, std::numeric_limits<std::int64_t>::max());
    const auto url = given.text("url");
    const filter_text source = read_filter_text(given);
    const auto wanted = parse_filter(source);
    const bool as_json = given.has("json");
    api_session session{url, limits_of(given).answer};
    calque::bulk_widget_request request{
        .widget_ids = ids ? *ids : session.default_ids(), .filters = wanted, .page_size = page_size};

    const terminal screen = terminal_of(STDOUT_FILENO);
    if (!as_json) show_filter(wanted, screen, out);
    const bool keep_going = given.has("keep-going");
    calque::widgets_reply answer = fetch(session, request, keep_going, source);
    if (as_json) {
        const auto count = static_cast<std::int64_t>(answer.results.size());
        const calque::bulk_widget_response all{
            .count = count, .next = {}, .previous = {}, .results = std::move(answer.results)};
        out.write(json_for(screen, calque::to_json(all)) + '\n');
        out.flush();
    } else {
        show_charts(answer.results, screen, out);
    }
    if (report_oddities(answer)) throw outside_error{"some widgets could not be fetched"};
}

} // namespace

const command widgets_command{
    .name = "widgets",
    .synopsis = "FILTER --ids 1,2,3 [--url URL] [--page-size N] [--keep-going] [--json]",
    .summary = "fetch chart data of dashboard widgets for a filter, and draw it",
    .details =
        "Without --url, CEKURA_API_URL and CEKURA_API_KEY the request goes to a stand-in of the API inside this\n"
        "program, which makes up call logs. With a key and no URL it goes to https://api.cekura.ai.\n",
    .options = options,
    .limits = answer_limits,
    .run = run,
};

} // namespace cli
