# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""Extracts the first error of a failed compilation: for compile_fail/run, and for the README's wrong lines."""
import os
import re
import subprocess

# Errors in the compiler's own words; the library's message is in the notes right below.
WORDS_BELOW = re.compile("static assertion failed$|call to consteval function|deleted|no matching|no viable")

# clang truncates a string longer than 36 characters, so the library passes a long one as several arguments.
SEAM = re.compile(r'"\}, (?:\w+::)*fixed_string<[^<>]*>\{"')


def is_clang(compiler):
    version = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return "clang" in version.stdout


def compile_once(command):
    """Runs a compiler; returns its exit code and whole output."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
                          env={**os.environ, "LC_ALL": "C"}, check=False)
    return done.returncode, done.stdout


def with_headers_read(plain, source, folder):
    """Precompiles a source's headers; returns the command that checks files with them, and the compiler's output."""
    headers = folder / "headers.hpp"
    headers.write_text("".join(re.findall("^#include .*\n", source, re.MULTILINE)), encoding="utf-8")
    read = folder / "headers.hpp.gch"  # where g++ looks for it
    _, output = compile_once([*plain, "-x", "c++-header", str(headers), "-o", str(read)])
    use = ["-include-pch", str(read)] if is_clang(plain[0]) else ["-include", str(headers)]
    return [*plain, *use, "-fsyntax-only"], output


def first_error(output):
    """Returns the text after the first `error:`, or an empty string without one.

    If the compiler gives the reason only in notes, the first two are appended. Split strings are joined again.
    """
    said = re.findall(r"^.*?(?:\b(error|note): |(?=required for the satisfaction))(.*)$", output, re.MULTILINE)
    start = next((i for i, (kind, _) in enumerate(said) if kind == "error"), None)
    if start is None:
        return ""
    parts = [said[start][1]]
    if WORDS_BELOW.search(parts[0]):
        for kind, text in said[start + 1:start + 3]:
            if kind == "error":
                break
            parts.append(text)
    return re.sub(r"\\(['\"])", r"\1", SEAM.sub("", " ".join(parts)))


def is_said(shown, error):
    """Returns true if an error contains the expected text, in which `…` matches anything."""
    return re.search(".*?".join(map(re.escape, shown.split("…"))), error) is not None
