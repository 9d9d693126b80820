# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""Runs the compiler and measures its time and memory."""
import os
import pathlib
import random
import statistics
import subprocess
import sys

FLAGS = {"header-only": [], "compiled": ["-DCALQUE_SEPARATE_COMPILATION"]}
include = pathlib.Path(__file__).resolve().parents[2] / "include"
compiler = os.environ.get("CXX", "g++")


def command(mode, *flags):
    return [compiler, "-std=c++20", f"-I{include}", *FLAGS[mode], *flags]


def compile_once(source, mode):
    """Compiles a file; returns the processor seconds and the megabytes of memory."""
    process = subprocess.Popen(command(mode, "-O0", "-c", str(source), "-o", os.devnull))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{source}: does not compile")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(units, rounds, folder):
    """Returns the figures of each unit and mode; every round has a different order, so that no unit is favoured."""
    runs = {}
    for unit in units:
        for mode in unit.modes:
            source = pathlib.Path(folder) / f"{len(runs)}.cpp"
            source.write_text(unit.source, encoding="utf-8")
            runs[unit.name, mode] = (source, [])
    for _ in range(rounds):
        for key in random.sample(list(runs), len(runs)):
            source, taken = runs[key]
            taken.append(compile_once(source, key[1]))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    out = {}
    for key, (_, taken) in runs.items():
        seconds = [each[0] for each in taken]
        out[key] = {"unit": key[0], "mode": key[1], "seconds": statistics.median(seconds), "least": min(seconds),
                    "most": max(seconds), "megabytes": statistics.median(each[1] for each in taken)}
    return out
