# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""The targets for the figures. Each function yields targets: a description, the figure and whether it is met.

A unit's figure is the minimum of its rounds: a compiler does the same work each time, and other load only adds to it.
The medians of a few rounds differ by half on a machine whose speed varies.
"""
import binary_size
import headers
from units import COUNT

OWN = 1.3  # for a header without X3: its time, relative to its includes and to its vocabulary
MODES = ("header-only", "compiled")

# Limits, in seconds or as ratios, of one unit's time over another's; with a description and the units' names.
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
    """Returns the minimal time of a unit; a file without calque is the same in every mode."""
    found = figures.get((name, mode)) or figures.get((name, "header-only"))
    return found and found["least"]


def of_headers(names, figures, mode):
    """Headers without X3: their time relative to their third-party includes, and to their vocabulary."""
    for name in names:
        taken = seconds(figures, f"calque/{name}.hpp", mode)
        if not taken or headers.includes_any(name, mode, "/boost/spirit/"):
            continue
        for than, words in ((f"outside of {name}.hpp", "what it includes of others"),
                            (headers.need_of(name), headers.need_of(name))):
            base = seconds(figures, than, mode)
            if base > 0.05:  # a ratio to almost nothing has no meaning
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
    """Compiled mode includes no heavy headers; tests/standalone/alone checks each header by its own table."""
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
