// SPDX-License-Identifier: BSL-1.0
// Copyright the calque authors
#include <calque/json.hpp>

#include <algorithm>
#include <limits>
#include <unistd.h>

#include "charts.hpp"
#include "command.hpp"
#include "failure.hpp"
#include "fetch.hpp"
#include "filter_text.hpp"
#include "terminal.hpp"
#include "text.hpp"

namespace cli {
namespace {

constexpr std::array options{
    option{"ids", "IDS", "the widgets' numbers, such as 1,2,3; the stand-in has its own by default"},
    option{"url", "URL", "the API's base URL; https, or http to this machine"},
    option{"page-size", "N", "widgets of a page; all pages are fetched"},
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

/// The API may leave out a widget that it does not know or that the key may not see.
void report_missing(const std::vector<std::int64_t>& asked, const std::vector<calque::widget_data>& answered) {
    std::string missing;
    std::size_t count = 0;
    for (const std::int64_t id : asked) {
        const bool found = std::ranges::any_of(answered, [id](const auto& widget) { return widget.widget_id == id; });
        if (found) continue;
        missing.append(count++ > 0 ? ", " : "").append(std::to_string(id));
    }
    if (count == 0) return;
    complain("calque widgets: the API sent no data for widget" + std::string{count > 1 ? "s " : " "} + missing + '\n');
}

void run(const arguments& given, output& out) {
    const auto ids = given.whole_numbers("ids", 1);
    const auto page_size = given.whole_number("page-size", 1, std::numeric_limits<std::int64_t>::max());
    const auto url = given.text("url");
    const auto wanted = parse_filter(read_filter_text(given));
    const bool as_json = given.has("json");
    api_session session{url};
    calque::bulk_widget_request request{
        .widget_ids = ids ? *ids : session.default_ids(), .filters = wanted, .page_size = page_size};

    const terminal screen = terminal_of(STDOUT_FILENO);
    if (!as_json) show_filter(wanted, screen, out);
    const calque::bulk_widget_response answer = session.fetch(request);
    if (as_json) {
        out.write(json_for(screen, calque::to_json(answer)) + '\n');
        out.flush();
    } else {
        show_charts(answer.results, screen, out);
    }
    report_missing(request.widget_ids, answer.results);
}

} // namespace

const command widgets_command{
    .name = "widgets",
    .synopsis = "FILTER --ids 1,2,3 [--url URL] [--page-size N] [--json]",
    .summary = "fetch chart data of dashboard widgets for a filter, and draw it",
    .details =
        "Without --url, CEKURA_API_URL and CEKURA_API_KEY the request goes to a stand-in of the API inside this\n"
        "program, which makes up call logs. With a key and no URL it goes to https://api.cekura.ai.\n",
    .options = options,
    .run = run,
};

} // namespace cli
