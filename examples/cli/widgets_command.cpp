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
#include "page_words.hpp"
#include "progress_line.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::array options{
    option{"ids", "IDS", "the ids of the widgets, such as 1,2,3; those of the stand-in by default"},
    option{"url", "URL", "the API's base URL; https, or http to this machine"},
    option{"page-size", "N", "widgets of a page"},
    option{"page", "N", "fetch only this page and report how many there are; by default all pages are fetched"},
    option{"keep-going", "", "if one widget makes a request fail, fetch them one by one and draw the others"},
    option{"json", "", "print one JSON document {\"count\":N,\"results\":[...]} instead of charts"},
    file_option,
};

/// Shows the filter JSON as it is sent, with control characters escaped.
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
}

void show(const calque::bulk_widget_response& answer, bool as_json, const terminal& screen, output& out) {
    if (as_json) out.write(json_for(screen, calque::to_json(answer)) + '\n');
    else show_charts(answer.results, screen, out);
    out.flush();
}

void tell(const std::string& what) { complain("calque widgets: " + printable(what) + '\n'); }

std::string joined(const std::vector<std::int64_t>& ids) {
    std::string out;
    for (const std::int64_t id : ids) out.append(out.empty() ? "" : ", ").append(std::to_string(id));
    return out;
}

/// Reports missing widgets and other oddities of a response. The API may leave out a widget that it does not know or
/// that the key may not see.
void report_oddities(const calque::widget_collection& answer) {
    const auto plural = [](std::size_t count) { return count > 1 ? "s " : " "; };
    if (!answer.missing.empty())
        tell("the API sent no data for widget" + (plural(answer.missing.size()) + joined(answer.missing)));
    if (!answer.repeated.empty())
        tell("the API sent data more than once for widget" +
             (plural(answer.repeated.size()) + joined(answer.repeated)));
    for (const std::string& each : answer.warnings) tell(each);
}

/// Sends a request with `ask`; if the API refuses a part of the filter, shows that part.
template <class Ask>
auto ask_for(const calque::bulk_widget_request& request, const filter_text& source, const Ask& ask) {
    try {
        return ask();
    } catch (const refused_by_api& refused) {
        print_diagnostics(calque::blame(request.filters.value(), refused.failure, {.source = source.text}), source);
        throw;
    }
}

calque::widgets_reply fetch_all(api_session& session, const calque::bulk_widget_request& request, bool keep_going) {
    progress_line line;
    return session.fetch(request, {.fetch_singly = keep_going,
                                   .on_progress = [&line](const calque::widgets_progress& at) { line.show(at); }});
}

/// Builds the request from the command line. *Errors*: throws `usage_error` if an option is invalid.
calque::bulk_widget_request request_of(const arguments& given) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    calque::bulk_widget_request request{.widget_ids =
                                            given.whole_numbers("ids", 1).value_or(std::vector<std::int64_t>{}),
                                        .page = given.whole_number("page", 1, most),
                                        .page_size = given.whole_number("page-size", 1, most)};
    if (request.page && given.has("keep-going"))
        throw usage_error{"--page fetches one page, but --keep-going may fetch widgets one by one, without pages; "
                          "give one of the two"};
    return request;
}

/// Reports a single page; if it is the only one, also reports what it lacks.
void report_page(calque::bulk_widget_response page, const calque::bulk_widget_request& asked) {
    const single_page which{.number = asked.page.value(), .size = asked.page_size};
    tell(page_words(page, which));
    if (pages_in_all(page, which) != 1) return;
    calque::widget_plan plan{asked.widget_ids, asked.widget_ids.size()};
    plan.take(std::move(page.results));
    report_oddities(plan.finish());
}

void report_failed(const std::vector<calque::failed_widget>& failed) {
    for (const calque::failed_widget& each : failed)
        tell("widget " + std::to_string(each.id) + ": " + with_options(describe(each.failure)));
    if (!failed.empty()) throw outside_error{"some widgets could not be fetched"};
}

void run(const arguments& given, output& out) {
    calque::bulk_widget_request request = request_of(given);
    const filter_text source = read_filter_text(given);
    const auto wanted = parse_filter(source);
    request.filters = wanted;
    const bool as_json = given.has("json");
    api_session session{given.text("url"), limits_of(given).answer};
    if (!given.has("ids")) request.widget_ids = session.default_ids();

    const terminal screen = terminal_of(STDOUT_FILENO);
    if (!as_json) show_filter(wanted, screen, out);
    if (request.page) {
        auto page = ask_for(request, source, [&] { return session.fetch_page(request); });
        show(page, as_json, screen, out);
        report_page(std::move(page), request);
        return;
    }
    auto answer = ask_for(request, source, [&] { return fetch_all(session, request, given.has("keep-going")); });
    show({.count = {}, .next = {}, .previous = {}, .results = std::move(answer.results)}, as_json, screen, out);
    report_oddities(answer);
    report_failed(answer.failed);
}

} // namespace

const command widgets_command{
    .name = "widgets",
    .synopsis = "FILTER --ids 1,2,3 [--url URL] [--page-size N] [--page N | --keep-going] [--json]",
    .summary = "fetch chart data of dashboard widgets for a filter, and draw it",
    .details =
        "Without --url, CEKURA_API_URL and CEKURA_API_KEY the request goes to a stand-in of the API inside this\n"
        "program, which generates call logs. With a key and no URL it goes to https://api.cekura.ai.\n"
        "\n"
        "With --page no other page is requested, whatever the API says about a next one. Standard error says which of "
        "how\n"
        "many pages it is, as far as the API tells, and \"count\" of --json is the API's count of the "
        "widgets\n"
        "on all pages, if it has one. --keep-going cannot be combined with it: single widgets have no pages.\n",
    .options = options,
    .limits = answer_limits,
    .run = run,
};

} // namespace cli
