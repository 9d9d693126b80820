# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""The translation units whose compile time is measured, and what it is compared with.

A unit is a name and its source. `UNITS` are measured one after the other, over and over; `TARGETS` compare two of them.
"""
import dataclasses

BASELINE = "std"
COUNT = 50

# Filters as people write them, every production among them. A `%d` makes them differ.
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
    uses_calque: bool = True


@dataclasses.dataclass(frozen=True)
class Target:
    """`unit` takes at most `seconds` more than `than`, or at most `times` as long."""
    words: str
    unit: str
    than: str
    seconds: float = 0
    times: float = 0


def varied(patterns):
    return [patterns[i % len(patterns)] % (10 + i) for i in range(COUNT)]


def quoted(text):
    return '"' + text.replace('"', '\\"') + '"'


def calls(prelude, arguments, parameter="const calque::filter<calque::call_log>&"):
    """A source that gives each argument to a function."""
    body = "".join(f"    use({each});\n" for each in arguments)
    return f"{prelude}\nvoid use({parameter});\nvoid run() {{\n{body}}}\n"


def schema(name_of, count):
    """A source with a schema of so many fields, one literal of it, and one expression."""
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
    """Names that differ in their middle only."""
    return f"daily_total_{i:03}_in_seconds"


literal_prelude = "#include <calque/literal.hpp>\nusing namespace calque::literals;"
build_prelude = "#include <calque/build.hpp>\n#include <chrono>\nusing namespace calque::call_log_fields;"

UNITS = (
    Unit(BASELINE, "#include <string>\n#include <variant>\n#include <vector>\n", uses_calque=False),
    Unit("literal.hpp", calls(literal_prelude, [])),
    Unit(f"literal.hpp, {COUNT} literals", calls(literal_prelude, [quoted(t) + "_filter" for t in varied(TEXTS)])),
    Unit("filter_string.hpp", calls("#include <calque/filter_string.hpp>", [], "const calque::filter_string<>&")),
    Unit(f"filter_string.hpp, {COUNT} calls",
         calls("#include <calque/filter_string.hpp>", map(quoted, varied(TEXTS)), "const calque::filter_string<>&")),
    Unit("build.hpp", calls(build_prelude, [])),
    Unit(f"build.hpp, {COUNT} expressions", calls(build_prelude, varied(EXPRESSIONS))),
    Unit("schema of 10 fields", schema("field_{:03}".format, 10)),
    Unit("schema of 300 fields", schema("field_{:03}".format, 300)),
    Unit("schema of 300 fields alike", schema(alike, 300)),
)

TARGETS = (
    Target(f"{COUNT} literals", f"literal.hpp, {COUNT} literals", "literal.hpp", seconds=2),
    Target(f"{COUNT} calls", f"filter_string.hpp, {COUNT} calls", "filter_string.hpp", seconds=2),
    Target("300 fields", "schema of 300 fields", "schema of 10 fields", times=2),
    Target("300 fields with names alike", "schema of 300 fields alike", "schema of 10 fields", times=2),
)
