#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""order.py [--update]: checks that every include points to a lower room, and that the map of the rooms is up to date.

ORDER below is the order of the rooms. Rooms of one rank do not include each other, a room's `detail/` is private to the
room, bodies (.ipp) are included by their room and by src*.hpp, and no room includes a top-level header. A public header
compiles if it is included first: no body that it brings along in header-only mode needs it. Programs in examples/ and
benchmarks/ include only what users may include. include/calque/README.md has the map, which is generated from the
includes; --update writes it.
"""
import pathlib
import re
import sys

# from the bottom, rank by rank: rooms and their contents
ORDER = [
    {"support": "scanning, numbers as text, tokens of JSON, strings of a fixed size"},
    {"values": "errors, values, times"},
    {"diagnostic": "codes, diagnostics, their rendering"},
    {"schema": "fields, their rules, the five schemas"},
    {"compile_error": "the texts of compile-time errors"},
    {"filter": "the typed tree, its views, checks, negation, `same_row`"},
    {"native": "C++ values as values of a filter"},
    {"text/grammar": "tokens and productions of the language"},
    {"text/print": "canonical text"},
    {"text/report": "explains mistakes; the rules for edits"},
    {"text/parse": "the passes over a text"},
    {"text/mend": "searches for edits and applies them"},
    {"json": "filters as JSON, both ways; exact numbers"},
    {"literal": "filters as literals, checked by the compiler",
     "build": "filters as C++ expressions, checked by the compiler",
     "evaluate": "decides whether a record matches a filter"},
    {"decode": "decodes the JSON of responses as it arrives; records"},
    {"widget": "charts: requests and data"},
    {"api": "requests of the API's endpoints, HTTP messages"},
    {"transport": "the transport concept; failures, response bodies, call reports"},
    {"call": "one call: attempts, retries, results"},
    {"walk": "pages and records in sequence"},
    {"client": "the client"},
    {"https": "the default transport",
     "blame": "the part of a filter that the API refuses"},
    {"stand_in": "a stand-in for the API"},
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}

root = pathlib.Path(__file__).resolve().parents[2] / "include/calque"
failures = []


def room_of(path):
    """Returns the room of a file, or None for a top-level header."""
    folders = path.split("/")[:-1]
    if folders and folders[-1] == "detail":
        folders.pop()
    return "/".join(folders) or None


def fail(text):
    failures.append(text)
    print(text)


files = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.suffix in (".hpp", ".ipp"))
includes = {name: re.findall(r'^\s*#include [<"]calque/([^>"]+)[>"]', (root / name).read_text(encoding="utf-8"), re.MULTILINE)
            for name in files}
arrows = {room: set() for room in RANK}

for name in files:
    room = room_of(name)
    if room is not None and room not in RANK:
        fail(f"{name}: the room {room} is not in the order")
        continue
    for other in includes[name]:
        if other not in includes:
            fail(f"{name} includes {other}, which does not exist")
            continue
        below = room_of(other)
        if room is None:  # a top-level header composes rooms
            if other.endswith(".ipp") and not name.startswith("src"):
                fail(f"{name} is a door, and includes the body {other}")
            continue
        if below is None:
            fail(f"{name} includes the door {other}")
        elif below == room:
            continue
        elif "/detail/" in other or other.endswith(".ipp"):
            fail(f"{name} includes {other}, which is for its room alone")
        elif RANK[below] >= RANK[room]:
            fail(f"{name} includes {other}: the arrow from {room} to {below} points up or sideways")
        else:
            arrows[room].add(below)


def brought(names):
    """Returns these files and all files that they include, directly or not, in header-only mode."""
    out, left = set(), list(names)
    while left:
        if (name := left.pop()) not in out:
            out.add(name)
            left += includes.get(name, [])
    return out


# When a header is included first, the bodies that it brings along precede it, except its own body at its end.
needed = {body: brought([body]) for body in files if body.endswith(".ipp")}
for name in files:
    if name.endswith(".hpp") and "detail/" not in name and not name.startswith("src"):
        for body in sorted(brought(other for other in includes[name] if not other.endswith(".ipp"))):
            if name in needed.get(body, ()):
                fail(f"{name}, included first, brings {body} along, which needs it")

for program in sorted(path for folder in ("examples", "benchmarks") for path in (root.parents[1] / folder).rglob("*.?pp")):
    for other in re.findall(r"^#include <calque/([^>]*/detail/[^>]*)>", program.read_text(encoding="utf-8"), re.MULTILINE):
        fail(f"{program.relative_to(root.parents[1])} includes {other}, which is for its room alone")


def reached(room):
    """Returns all rooms that a room includes, directly or not."""
    out = set()
    for below in arrows[room]:
        out |= {below} | reached(below)
    return out


def the_map():
    """Returns the map: a diagram of the rooms and their nearest dependencies, from the top, and a table."""
    picture = ["```mermaid", "flowchart TD"]
    table = ["| room | holds | files | includes |", "|---|---|---|---|"]
    for rooms in reversed(ORDER):
        for room, holds in rooms.items():
            below = sorted(arrows[room], key=lambda each: (-RANK[each], each))
            nearest = [each for each in below if not any(each in reached(other) for other in below)]
            picture += [f'    {room.replace("/", "_")}["{room}"] --> {each.replace("/", "_")}' for each in nearest]
            count = sum(room_of(name) == room for name in files)
            table.append(f"| `{room}` | {holds} | {count} | {', '.join(f'`{each}`' for each in below) or '–'} |")
    return "\n".join(picture + ["```", ""] + table)


readme = root / "README.md"
begin, end = "<!-- made by tests/rooms/order.py --update -->\n", "\n<!-- end -->"
text = readme.read_text(encoding="utf-8")
head, rest = text.split(begin)
kept, tail = rest.split(end)
if sys.argv[1:] == ["--update"]:
    readme.write_text(head + begin + the_map() + end + tail, encoding="utf-8")
elif kept != the_map():
    fail("include/calque/README.md: the map is not what the files include; run tests/rooms/order.py --update")
for link in re.findall(r"\]\(([a-z_/]+\.(?:hpp|ipp))\)", text):
    if link not in includes:
        fail(f"include/calque/README.md links {link}, which does not exist")

count = sum(map(len, arrows.values()))
print(f"{len(files)} files in {len(RANK)} rooms, {count} arrows between rooms, {len(failures)} failures")
sys.exit(bool(failures))
