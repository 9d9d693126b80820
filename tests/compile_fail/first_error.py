# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""Refused programs, and what a compiler says first of each: for compile_fail/run, and for the README's wrong lines."""
import os
import re
import subprocess

# Compilers have words of their own for these; the library's stand right below.
WORDS_BELOW = re.compile("static assertion failed$|call to consteval function|deleted|no matching|no viable")

# clang cuts a text longer than 36 characters, so it gets a long one as neighbouring arguments.
SEAM = re.compile(r'"\}, (?:\w+::)*fixed_string<[^<>]*>\{"')


def is_clang(compiler):
    version = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return "clang" in version.stdout


def compile_once(command):
    """The exit code and the whole output of a compiler."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
                          env={**os.environ, "LC_ALL": "C"}, check=False)
    return done.returncode, done.stdout


def with_headers_read(plain, source, folder):
    """The command that checks files with the headers of a source, which are read once; and what is wrong with them."""
    headers = folder / "headers.hpp"
    headers.write_text("".join(re.findall("^#include .*\n", source, re.MULTILINE)), encoding="utf-8")
    read = folder / "headers.hpp.gch"  # where g++ looks for it
    _, output = compile_once([*plain, "-x", "c++-header", str(headers), "-o", str(read)])
    use = ["-include-pch", str(read)] if is_clang(plain[0]) else ["-include", str(headers)]
    return [*plain, *use, "-fsyntax-only"], output


def first_error(output):
    """The first line that says `error:`, from behind that; empty where there is none.

    Where the compiler gives the reason in notes only, the first two of them belong to it. Texts are put together again.
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
    """Whether an error says what is shown of it, word for word, where `…` stands for anything."""
    return re.search(".*?".join(map(re.escape, shown.split("…"))), error) is not None
