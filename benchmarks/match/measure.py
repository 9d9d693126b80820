# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""measure.py CALQUE_PROGRAM ROUNDS: measures `calque match`, jq and grep on one file, in turns; prints medians."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
from urllib.request import urlopen

program, rounds = sys.argv[1], int(sys.argv[2])
SIZE = 200_000_000


def rows():
    """Returns the rows of all pages of the stand-in's list, as JSON lines."""
    server = subprocess.Popen([program, "serve"], stdout=subprocess.PIPE, text=True)
    url = server.stdout.readline().split()[-1] + "/observability/v2/call-logs/?page_size=100"
    out = []
    while url:
        with urlopen(url, timeout=30) as answer:
            page = json.loads(answer.read())
        out += [json.dumps(row, separators=(",", ":")) + "\n" for row in page["results"]]
        url = page["next"]
    server.terminate()
    server.wait()
    return "".join(out).encode()


CONTENDERS = {
    "calque match, one condition": [program, "match", "-c", "success = false"],
    "calque match, a time and a metric": [program, "match", "-c", "timestamp >= today-7d and "
                                          "metric_evaluations { metric.id = 1 and value < 0.9 }"],
    "calque match, all printed": [program, "match", "id > 0"],
    "jq, one condition": ["jq", "-c", "select(.success == false).id"],
    "grep -c": ["grep", "-c", '"success":false'],
}


def measure(command, path):
    """Returns processor seconds and kilobytes, which are at least those of this program when it forks."""
    # Not the null device: grep detects it, and stops at the first match.
    with open(path, "rb") as given, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=given, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command}: status {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss


with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "records"
    once = rows()
    with open(path, "wb") as out:
        for _ in range(SIZE // len(once)):
            out.write(once)
    megabytes = path.stat().st_size / 1e6
    taken = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, command in CONTENDERS.items():
            taken[name].append(measure(command, path))
    slowest = statistics.median(seconds for seconds, _ in taken["jq, one condition"])
    print(f"{megabytes:.0f} MB, {rounds} rounds, medians of processor time")
    print(f"{'':36}{'MB/s':>8}{'times jq':>10}{'KB':>9}")
    for name, runs in taken.items():
        seconds = statistics.median(each for each, _ in runs)
        print(f"{name:36}{megabytes / seconds:8.0f}{slowest / seconds:10.1f}{max(size for _, size in runs):9}")
