# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""What is asked of the figures. Each function yields a target as its words, its figure and whether it is met.

Of a unit's rounds the one that took least counts: a compiler does the same each time, and what else the machine does only
adds to it. The medians of few rounds differ by half where a machine changes its speed.
"""
import binary_size
import headers
from units import COUNT

OWN = 1.3  # a header without X3, to what it brings along, and to what it must include
MODES = ("header-only", "compiled")

# A file takes so many seconds more than another, or times as long; in words, and by the names of their units.
MORE_SECONDS = (
    (f"{COUNT} literals", f"literal.hpp, {COUNT} literals", "literal.hpp", 2),
    (f"{COUNT} calls", f"filter_string.hpp, {COUNT} calls", "filter_string.hpp", 2),
)
TIMES = (
    ("300 fields", "schema of 300 fields", "schema of 10 fields", 2, MODES),
    ("300 fields with names alike", "schema of 300 fields alike", "schema of 10 fields", 2, MODES),
    ("calque.hpp to Boost.JSON alone", "calque/calque.hpp", "Boost.JSON", 1.5, ("compiled",)),
)


def seconds(figures, name, mode):
    """What a unit takes at least; a file without calque is the same in every mode."""
    found = figures.get((name, mode)) or figures.get((name, "header-only"))
    return found and found["least"]


def of_headers(names, figures, mode):
    """Of headers without X3: what their own code takes, and what they take beside what they must include."""
    for name in names:
        taken = seconds(figures, f"calque/{name}.hpp", mode)
        if not taken or headers.includes_any(name, mode, "/boost/spirit/"):
            continue
        for than, words in ((f"outside of {name}.hpp", "what it includes of others"),
                            (headers.need_of(name), headers.need_of(name))):
            base = seconds(figures, than, mode)
            if base > 0.05:  # where there is next to nothing, a ratio says nothing
                yield f"{mode}: {name}.hpp to {words}", f"{taken / base:.2f} of {OWN} ×", taken <= OWN * base


def of_pairs(figures, mode):
    for words, name, than, most in MORE_SECONDS:
        taken, base = seconds(figures, name, mode), seconds(figures, than, mode)
        if taken and base:
            yield f"{mode}: {words}", f"{taken - base:+.2f} of {most} s", taken - base <= most
    for words, name, than, most, modes in TIMES:
        taken, base = seconds(figures, name, mode), seconds(figures, than, mode)
        if mode in modes and taken and base:
            yield f"{mode}: {words}", f"{taken / base:.2f} of {most} ×", taken <= most * base


def of_includes(names):
    """Compiled mode keeps out what is heavy; tests/standalone/leaks asks the same of each header, by its own table."""
    for name in names:
        if headers.includes_any(name, "compiled", "/boost/spirit/"):
            yield f"compiled: {name}.hpp without X3", "includes it", False
    yield "compiled: no header with X3", f"{len(names)} looked at", True
    if "client" in names:
        found = headers.includes_any("client", "compiled", "/boost/beast/")
        yield "compiled: client.hpp without Beast", "includes it" if found else "it is", not found


def of_sizes(sizes):
    for mode, taken in sizes.items():
        size = taken["over an empty one"]
        yield (f"{mode}: a program that only parses", f"{size:.0f} of {binary_size.MOST} KB",
               size <= binary_size.MOST)
