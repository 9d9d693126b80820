# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""Measures the size of a program that only parses: its file without symbols, minus that of an empty program."""
import pathlib
import subprocess

from measure import command, include

MOST = 150  # KB of 1000 bytes
FLAGS = ["-O2", "-ffunction-sections", "-fdata-sections"]
LINK = ["-Wl,--gc-sections", "-s"]
tests = include.parent / "tests"


def build(folder, mode, sources, flags):
    program = pathlib.Path(folder) / "program"
    libraries = ["-lboost_json"] if mode == "compiled" else []
    subprocess.run(command(mode, *flags, *map(str, sources), "-o", str(program), *libraries), check=True)
    return program.stat().st_size / 1000


def library(folder):
    """Builds the static library of compiled mode."""
    compiled, archive = pathlib.Path(folder) / "src.o", pathlib.Path(folder) / "libcalque.a"
    subprocess.run(command("compiled", *FLAGS, "-c", str(include / "calque/src.cpp"), "-o", str(compiled)), check=True)
    subprocess.run(["ar", "rcs", str(archive), str(compiled)], check=True)
    return archive


def measure(folder):
    """Returns the sizes in KB by mode, also without removal of unused sections."""
    out = {}
    for mode in ("header-only", "compiled"):
        sources = [tests / "binary_size" / "parse.cpp"] + ([library(folder)] if mode == "compiled" else [])
        empty = [tests / "binary_size" / "empty.cpp"]
        out[mode] = {
            "over an empty one": build(folder, mode, sources, FLAGS + LINK) - build(folder, mode, empty, FLAGS + LINK),
            "with unused sections": build(folder, mode, sources, ["-O2", "-s"]) - build(folder, mode, empty, ["-O2", "-s"]),
        }
    return out
