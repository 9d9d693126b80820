# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""The translation units whose compile time is measured, and the baselines.

A unit is a name and its source. `BASELINES` include third-party headers only, `PROGRAMS` are typical user files, and
`LITERALS` have many filters that the compiler checks. The public headers are in headers.py, the targets in targets.py.
"""
import dataclasses

MODES = ("header-only", "compiled")
BASELINE = "std"
COUNT = 50

# Realistic filters that cover every production. `%d` makes them differ.
TEXTS = (
    "duration >= %d",
    "success = true and id > %d",
    "timestamp >= today-%dd and duration >= 60",
    "metadata.region in [\"US\", \"EU\"] and id != %d",
    "not (duration > %d or id = 3)",
    "duration in %d..1200 and topic is not null",
    "timestamp >= 2025-11-03T00:00:00Z and agent.id in [%d, 7]",
    "metric_evaluations { metric.name = \"accuracy\" and value >= 0.%d }",
    "customer_number startswith \"+1%d\" and call_ended_reason not in [\"timeout\"] and is_reviewed = false",
    "timestamp >= today-7d and duration >= %d and (success = false or call_ended_reason contains \"timeout\")",
)

# The same as C++ expressions.
EXPRESSIONS = (
    "duration >= %d",
    "success == true && id > %d",
    "timestamp >= calque::today - std::chrono::days{%d} && duration >= 60",
    "metadata[\"region\"].in({\"US\", \"EU\"}) && id != %d",
    "!(duration > %d || id == 3)",
    "duration.between(%d, 1200) && topic.is_not_null()",
    "timestamp >= std::chrono::sys_days{std::chrono::year{2025} / 11 / 3} && agent_id.in({%d, 7})",
    "same_row(metric_name == \"accuracy\" && metric_value >= 0.%d)",
    "customer_number.startswith(\"+1%d\") && call_ended_reason.not_in({\"timeout\"}) && is_reviewed == false",
    "timestamp >= calque::today - std::chrono::days{7} && duration >= %d && (success == false || "
    "call_ended_reason.contains(\"timeout\"))",
)


@dataclasses.dataclass(frozen=True)
class Unit:
    name: str
    source: str
    modes: tuple = MODES


def varied(patterns):
    return [patterns[i % len(patterns)] % (10 + i) for i in range(COUNT)]


def quoted(text):
    return '"' + text.replace('"', '\\"') + '"'


def calls(prelude, arguments, parameter="const calque::filter<calque::call_log>&"):
    """Returns a source that passes each argument to a function."""
    body = "".join(f"    use({each});\n" for each in arguments)
    return f"{prelude}\nvoid use({parameter});\nvoid run() {{\n{body}}}\n"


def schema(name_of, count):
    """Returns a source with a schema of the given number of fields, a literal of it, and an expression."""
    rows = "".join(
        f'        field{{.name = "{name_of(i)}", .type = field_type::number, .documented = {{op::eq, op::gt}}}},\n'
        for i in range(count))
    first, last = name_of(0), name_of(count - 1)
    return f"""#include <calque/build.hpp>
#include <calque/literal.hpp>
#include <array>
#include <string_view>
using calque::field, calque::field_type, calque::op;
struct wide {{
    static constexpr std::string_view name = "wide";
    static constexpr std::array<field, {count}> fields{{
{rows}    }};
}};
calque::filter<wide> literal() {{ return calque::filter_literal<"{first} > 60 and {last} = 3", wide>{{}}; }}
calque::filter<wide> expression() {{ return calque::field_of<wide, "{last}"> > 60; }}
"""


def alike(i):
    """Returns names that differ only in the middle."""
    return f"daily_total_{i:03}_in_seconds"


literal_prelude = "#include <calque/literal.hpp>\nusing namespace calque::literals;"
build_prelude = "#include <calque/build.hpp>\n#include <chrono>\nusing namespace calque::call_log_fields;"



def including(*names):
    return "".join(f"#include <{name}>\n" for name in names)


BASELINES = (
    Unit(BASELINE, including("string", "variant", "vector"), ("header-only",)),
    Unit("X3", including("boost/spirit/home/x3.hpp"), ("header-only",)),
    Unit("Boost.JSON", including("boost/json.hpp"), ("header-only",)),
    Unit("Beast and SSL", including(
        "boost/asio/awaitable.hpp", "boost/asio/co_spawn.hpp", "boost/asio/connect.hpp", "boost/asio/ip/tcp.hpp",
        "boost/asio/ssl.hpp", "boost/asio/use_awaitable.hpp", "boost/beast/core.hpp", "boost/beast/http.hpp",
        "boost/beast/ssl.hpp"), ("header-only",)),
)

# The headers that the vocabularies need by design, for the table in headers.py.
STD = ("string", "variant", "vector")
SYSTEM = ("boost/system/error_code.hpp", "boost/system/result.hpp")
ASIO = ("boost/asio/any_io_executor.hpp", "boost/asio/awaitable.hpp", "boost/asio/co_spawn.hpp",
        "boost/asio/use_awaitable.hpp")
VOCABULARIES = (
    Unit("std, chrono", including(*STD, "chrono"), ("header-only",)),
    Unit("std, chrono, System", including(*STD, "chrono", *SYSTEM), ("header-only",)),
    Unit("std, chrono, JSON", including(*STD, "chrono", "boost/json.hpp"), ("header-only",)),
    Unit("std, chrono, System, Asio", including(*STD, "chrono", *SYSTEM, *ASIO), ("header-only",)),
    Unit("std, chrono, JSON, Asio", including(*STD, "chrono", "boost/json.hpp", *ASIO), ("header-only",)),
)

PROGRAMS = (
    Unit("program: holds a filter", """#include <calque/call_log.hpp>
#include <calque/filter.hpp>
class view {
public:
    explicit view(calque::filter<calque::call_log> shown) : shown_{std::move(shown)} {}
    const calque::filter<calque::call_log>& shown() const { return shown_; }
private:
    calque::filter<calque::call_log> shown_;
};
bool same(const view& a, const view& b) { return a.shown() == b.shown(); }
"""),
    Unit("program: parses, prints JSON", """#include <calque/json.hpp>
#include <calque/parse.hpp>
#include <iostream>
int main(int, char** argv) {
    if (const auto filter = calque::parse(argv[1])) std::cout << calque::to_json(*filter) << '\\n';
}
"""),
    Unit("program: reports errors", """#include <calque/diagnostic.hpp>
#include <calque/parse.hpp>
#include <iostream>
int main(int, char** argv) {
    const auto result = calque::parse(argv[1]);
    std::cout << calque::render(result.diagnostics(), argv[1]) << '\\n';
}
"""),
    Unit("program: literals", """#include <calque/literal.hpp>
#include <array>
using namespace calque::literals;
std::array<calque::filter<calque::call_log>, 3> all() {
    return {"duration >= 60"_filter, "topic is null or success = false"_filter, "metadata.region in ['US', 'EU']"_filter};
}
"""),
    Unit("program: evaluates", """#include <calque/evaluate.hpp>
#include <calque/parse.hpp>
#include <boost/json/array.hpp>
#include <cstddef>
#include <string_view>
std::size_t count(const boost::json::array& calls, std::string_view text) {
    const calque::evaluator matches{calque::parse(text).value()};
    std::size_t found = 0;
    for (const auto& call : calls) found += matches(call.as_object()) ? 1u : 0u;
    return found;
}
"""),
    Unit("program: a client's coroutine", """#include <calque/client.hpp>
#include <boost/asio/awaitable.hpp>
boost::asio::awaitable<std::size_t> count(calque::client client) {
    const std::vector<std::int64_t> ids{1, 2, 3};
    const auto page = co_await client.bulk_data(ids, "success = true");
    co_return page.results.size();
}
"""),
)

LITERALS = (
    Unit("literal.hpp", calls(literal_prelude, [])),
    Unit(f"literal.hpp, {COUNT} literals", calls(literal_prelude, [quoted(t) + "_filter" for t in varied(TEXTS)])),
    Unit("filter_string.hpp", calls("#include <calque/literal/filter_string.hpp>", [], "const calque::filter_string<>&")),
    Unit(f"filter_string.hpp, {COUNT} calls",
         calls("#include <calque/literal/filter_string.hpp>", map(quoted, varied(TEXTS)), "const calque::filter_string<>&")),
    Unit("build.hpp", calls(build_prelude, [])),
    Unit(f"build.hpp, {COUNT} expressions", calls(build_prelude, varied(EXPRESSIONS))),
    Unit("schema of 10 fields", schema("field_{:03}".format, 10)),
    Unit("schema of 300 fields", schema("field_{:03}".format, 300)),
    Unit("schema of 300 fields alike", schema(alike, 300)),
)
