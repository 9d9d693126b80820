# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""What a compiler says first of a refused program: for compile_fail/run, and for the README's list of wrong lines."""
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
