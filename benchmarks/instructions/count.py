#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""count.py PROGRAM COMPILER [--store]: counts the instructions of a parse and compares them with stored.json.

The program's fixed costs are excluded: the count is the difference between two runs with different numbers of parses.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent / "parse" / "corpus.txt"
OURS = ["calque::parse", "calque::parse, into a kept filter", "calque::from_json"]
BESIDE = {"calque::parse": "handwritten", "calque::from_json": "Boost.JSON and a walk"}  # not calque: no limits
SAMPLES = ["known", "linear/1KB", "lists/4", "nesting 60/nested", "views/3"]
WARN, FAIL = 1.03, 1.10


def collected(program, sample, contender, runs):
    """Returns the instructions of a whole run of the program."""
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", program, str(CORPUS),
                           sample, contender, str(runs)], stderr=subprocess.PIPE, encoding="utf-8", check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"{contender}, {sample}: {done.stderr}")
    return int(found[1])


def count(program, sample, contender):
    few, more = 20, 220
    return (collected(program, sample, contender, more) - collected(program, sample, contender, few)) // (more - few)


def version(compiler):
    """Returns the compiler with its major version, the key of its stored figures."""
    said = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    number = re.search(r"(\d+)\.\d+\.\d+", said)[1]
    return ("clang++ " if "clang" in said else "g++ ") + number


parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("compiler")
parser.add_argument("--store", action="store_true")
options = parser.parse_args()
file = HERE / "stored.json"
stored = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
key = version(options.compiler)
before = stored.get(key, {})
now = {}
worst = 1.0
print(f"instructions of a parse, {key} -O2\n{'':36}{'filter':20}{'now':>9}{'stored':>9}")
for contender in [*OURS, *BESIDE.values()]:
    for sample in SAMPLES:
        figure = now.setdefault(contender, {})[sample] = count(options.program, sample, contender)
        was = before.get(contender, {}).get(sample)
        change = figure / was if was else 1.0
        if contender in OURS:
            worst = max(worst, change)
        told = f"{was:9}{change - 1:+8.1%}" if was else f"{'–':>9}"
        print(f"{contender:36}{sample:20}{figure:9}{told}{'  slower' if change >= WARN else ''}", flush=True)
for contender, other in BESIDE.items():
    for sample in SAMPLES:
        print(f"{f'{contender} beside {other}':48}{sample:20}{now[contender][sample] / now[other][sample]:9.2f} ×")
if options.store:
    file.write_text(json.dumps({**stored, key: now}, indent=1) + "\n", encoding="utf-8")
elif worst >= FAIL:
    sys.exit(f"a parse takes {worst - 1:.1%} more instructions than stored; mend it, or store the new figures with --store")
elif worst >= WARN:
    print(f"warning: a parse takes {worst - 1:.1%} more instructions than stored")
elif not before:
    print(f"warning: no figures are stored for {key}")
