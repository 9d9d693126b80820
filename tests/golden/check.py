#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""check.py CALQUE [--update]: compares the program's output with the files in this folder, byte by byte.

A file <code>.txt holds the cases of one diagnostic code and must show it; other files hold other cases. A case is
    $ calque check 'id ='          the command; it is split into words as a shell does, but no shell runs it
    < 'id = 1' + ' and id = 2'     optional standard input: Python strings or bytes, with + and *
    error[E102]: ...               the whole output
    exit 2
Every code of diagnostic_code.hpp needs its file. --update writes the current output; review the difference.
"""
import ast
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys

folder = pathlib.Path(__file__).resolve().parent
calque = str(pathlib.Path(sys.argv[1]).resolve())
update = sys.argv[2:] == ["--update"]
header = (folder.parents[1] / "include/calque/diagnostic/diagnostic_code.hpp").read_text(encoding="utf-8")


def codes():
    """Returns the text form of every enumerator of diagnostic_code."""
    body = re.search(r"enum class diagnostic_code[^{]*\{(.*?)\n\};", header, re.DOTALL).group(1)
    numbers = [int(number) for number in re.findall(r"^\s*\w+ = (\d+),", body, re.MULTILINE)]
    return [("W" if number >= 800 else "E") + str(number) for number in numbers]


def computed(node):
    """Evaluates a string or bytes literal, a sum of them, or a repeated one."""
    if isinstance(node, ast.Expression):
        return computed(node.body)
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes, int)):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return computed(node.left) + computed(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return computed(node.left) * computed(node.right)
    raise ValueError("standard input is a text, with + and *")


def standard_input(line):
    text = computed(ast.parse(line.removeprefix("<").strip(), mode="eval"))
    return text if isinstance(text, bytes) else text.encode()


def run(head):
    """Runs a case and returns its text as it belongs in the file; head holds its first lines."""
    words = shlex.split(head[0].removeprefix("$ "))
    if words[0] != "calque":
        raise ValueError(f"a case runs calque, not {words[0]}")
    done = subprocess.run([calque, *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=10, check=False,
                          cwd=folder, env={"LANG": "C.UTF-8", "PATH": os.environ.get("PATH", "")},
                          input=b"".join(standard_input(line) for line in head[1:]))
    said = done.stdout.decode("utf-8")
    if said and not said.endswith("\n"):
        said += "\n"
    return "\n".join(head) + "\n" + said + f"exit {done.returncode}\n"


def cases(text):
    """Yields the first lines of every case in a file."""
    for case in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
        if case.strip():
            lines = case.split("\n")
            inputs = 1
            while inputs < len(lines) and lines[inputs].startswith("<"):
                inputs += 1
            yield lines[:inputs]


failures = 0
shown = {}
for path in sorted(folder.glob("*.txt")):
    expected = path.read_text(encoding="utf-8")
    found = "\n".join(run(head) for head in cases(expected))
    shown[path.stem] = set(re.findall(r"^(?:error|warning)\[(\w+)\]", found, re.MULTILINE))
    if expected == found:
        continue
    if update:
        path.write_text(found, encoding="utf-8")
        print(f"written: {path.name}")
        continue
    failures += 1
    print(f"FAILED: {path.name}: '-' is the file, '+' is what the program says")
    print("\n".join(difflib.unified_diff(expected.splitlines(), found.splitlines(), lineterm="", n=3)))

for code in codes():
    if code not in shown.get(code, ()):
        failures += 1
        print(f"FAILED: no case in {code}.txt shows {code}")
for stem in shown:
    if re.fullmatch(r"[EW]\d+", stem) and stem not in codes():
        failures += 1
        print(f"FAILED: {stem}.txt is for a code that is not there")

print(f"{len(shown)} files, {len(codes())} codes, {failures} failures")
sys.exit(1 if failures else 0)
