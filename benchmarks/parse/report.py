#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""report.py RESULTS [--json] [--svg FILE]: prints the results of parse_throughput and the targets.

RESULTS is Google Benchmark's JSON. It uses medians of the rounds, the median over a contender's filters, and, to
compare two contenders, the geometric mean of their ratios over the filters. --json prints it as JSON, --svg draws it.
"""
import argparse
import json
import pathlib
import statistics
import sys

sys.dont_write_bytecode = True
from chart import svg  # noqa: E402
from targets import KNOWN, TARGETS, base_of  # noqa: E402

WORKS = {
    "filter_of_text": "text to a checked filter",
    "json_of_text": "text to a request's body",
    "diagnostics_of_text": "text to diagnostics",
    "tree_of_text": "text to a tree, unchecked",
    "tokens_of_text": "text to tokens, not kept",
    "filter_of_json": "JSON to a checked filter",
    "dom_of_json": "JSON to a tree, unchecked",
    "decision": "record to a decision",
    "rows_of_json": "JSON to typed rows",
}
READING = [work for work in WORKS if work not in ("decision", "rows_of_json")]


class Results:
    """The medians of all rounds, by contender and sample."""

    def __init__(self, read):
        self.context = read["context"]
        rounds = {}
        for each in read["benchmarks"]:
            if each.get("run_type", "iteration") == "iteration":
                rounds.setdefault(each["run_name"], []).append(each)
        self.by = {}
        # The rounds arrive in the order of execution; restore the order of registration.
        for name, runs in sorted(rounds.items(), key=lambda each: each[1][0].get("family_index", 0)):
            contender, sample = name.split("/", 1)
            self.by.setdefault(contender, {})[sample] = {
                **runs[0], "ns": statistics.median(run["cpu_time"] for run in runs)}
        self.rounds = max(len(runs) for runs in rounds.values())

    def does(self, contender):
        return next(iter(self.by[contender].values()))["label"]

    def that_do(self, work):
        return [contender for contender in self.by if self.does(contender) == work]

    def median(self, contender, figure):
        return statistics.median(figure(each) for each in self.by[contender].values())

    def ratio(self, contender, than):
        """Returns the geometric mean of a contender's times relative to another's; None without measurements."""
        if contender not in self.by or than not in self.by:
            return None
        both = [sample for sample in self.by[contender] if sample in self.by[than]]
        return statistics.geometric_mean(
            self.by[contender][sample]["ns"] / self.by[than][sample]["ns"] for sample in both) if both else None


def summary(results, contender):
    """Returns the row of a contender that reads filters."""
    base = base_of(results.does(contender))
    known = results.by[contender].get(KNOWN)
    return {
        "contender": contender,
        "does": results.does(contender),
        "filters": len(results.by[contender]),
        "ns": results.median(contender, lambda each: each["ns"]),
        "known_ns": known and known["ns"],
        "megabytes_a_second": results.median(contender, lambda each: 1000 * each["bytes"] / each["ns"]),
        "allocations": results.median(contender, lambda each: each["allocations"]),
        "most_allocations": max(each["allocations"] for each in results.by[contender].values()),
        "ratio": results.ratio(contender, base),
        "ratio_to": base,
    }


def evaluations(results):
    """Returns, for each kind of condition, the evaluations per second of each contender."""
    out = {}
    for contender in results.that_do("decision"):
        for sample, each in results.by[contender].items():
            row = out.setdefault(sample, {"condition": sample, "a_second": {}, "allocations": {}})
            row["a_second"][contender] = each["conditions"] / each["ns"] * 1e9
            row["allocations"][contender] = each["allocations"]
    return list(out.values())


def decodings(results):
    return [{"contender": contender, "what": sample, "ns": each["ns"], "bytes": each["bytes"], "held": each["held"],
             "peak": each["peak"]}
            for contender in results.that_do("rows_of_json") for sample, each in results.by[contender].items()]


def make_report(results):
    contenders = [summary(results, each) for work in READING for each in results.that_do(work)]
    return {
        "compiler": results.context.get("compiler", "unknown"),
        "processor": results.context.get("processor", "unknown"),
        "rounds": results.rounds,
        "filters": max((each["filters"] for each in contenders), default=0),
        "contenders": contenders,
        "evaluations": evaluations(results),
        "decodings": decodings(results),
        "targets": [target.check(results) for target in TARGETS],
    }


def number(value, digits=0):
    return "–" if value is None else f"{value:,.{digits}f}".replace(",", " ")


def show(report):
    print(f"{report['compiler']}; {report['processor']}; {report['filters']} filters, medians of "
          f"{report['rounds']} rounds\n")
    name = 2 + max((len(each["contender"]) for each in report["contenders"]), default=0)
    print(f"{'':{name + 27}}{'ns a':>8}{'ns, 102':>9}{'':>7}{'alloca-':>9}")
    print(f"{'':{name + 27}}{'filter':>8}{'bytes':>9}{'MB/s':>7}{'tions':>9}{'ratio':>7}  to")
    for each in report["contenders"]:
        print(f"{each['contender']:{name}}{WORKS[each['does']]:27}{number(each['ns']):>8}{number(each['known_ns']):>9}"
              f"{number(each['megabytes_a_second']):>7}{number(each['allocations']):>9}{number(each['ratio'], 2):>7}"
              f"  {each['ratio_to']}")
    if report["evaluations"]:
        columns = list(report["evaluations"][0]["a_second"])
        print(f"\n{'million conditions a second':36}" + "".join(f"{each:>27}" for each in columns))
    for each in report["evaluations"]:
        print(f"{each['condition']:36}" + "".join(f"{number(each['a_second'][c] / 1e6, 1):>27}" for c in columns))
    print()
    for each in report["decodings"]:
        print(f"{each['contender']:36}{each['what']}: {each['ns'] / 1e6:.1f} ms, "
              f"{1000 * each['bytes'] / each['ns']:.0f} MB/s, peak {each['peak'] / 1e6:.1f} MB for a result of "
              f"{each['held'] / 1e6:.1f} MB")
    print()
    for each in report["targets"]:
        print(f"{each['state']:13}{each['words']}: {each['figure_words']}; {each['limit_words']}")


parser = argparse.ArgumentParser(allow_abbrev=False)
parser.add_argument("results", type=pathlib.Path)
parser.add_argument("--json", action="store_true", help="print everything as JSON")
parser.add_argument("--svg", type=pathlib.Path, help="draw the times of the contenders")
options = parser.parse_args()
report = make_report(Results(json.loads(options.results.read_text(encoding="utf-8"))))
if options.svg:
    options.svg.write_text(svg(report), encoding="utf-8")
if options.json:
    print(json.dumps(report, indent=1, ensure_ascii=False))
else:
    show(report)
