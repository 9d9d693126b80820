# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""The public headers, with their third-party includes and the includes that they need by design.

A header is compared with two other files. `outside` includes exactly the third-party headers that the header brings
along, as the compiler lists them, so the difference is the cost of our own code. `NEEDS` names the vocabulary of
units.py that the header needs by design, so an unintended include counts against it.
"""
import functools
import re
import subprocess

from measure import command, include
from units import Unit

# The vocabulary of each header, in the order of the baselines.
NEEDS = {
    "std": "version diagnostic_code parse_options field schema call_log run transaction metric http_message api_key",
    "std, chrono": "relative_time value filter optional_filter print filter_string format literal",
    "std, chrono, System": "error diagnostic parse_result parse mend transform build call_log_fields widget widget_plan "
                           "records response_decoder condition call_report reply api_failure retry page_walk body_decoder "
                           "requests blame client_options call_observer",
    "std, chrono, JSON": "json convert evaluate calque",
    "std, chrono, System, Asio": "call_token transport pages widgets record_range client https",
    "std, chrono, JSON, Asio": "json_as stand_in",
}


def public_headers():
    """Returns the names, without `.hpp`; excludes src*.hpp, which hold the bodies of compiled mode."""
    return sorted(each.stem for each in (include / "calque").glob("*.hpp") if not each.stem.startswith("src"))


def need_of(header):
    for vocabulary, headers in NEEDS.items():
        if header in headers.split():
            return vocabulary
    raise SystemExit(f"calque/{header}.hpp is not in the table NEEDS of headers.py")


def ask(header, mode, flag):
    """Returns the preprocessor's output for a file that includes the header."""
    source = f"#include <calque/{header}.hpp>\n"
    done = subprocess.run(command(mode, flag, "-E", "-x", "c++", "-", "-o", "/dev/null"), input=source,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stderr


@functools.lru_cache(maxsize=None)
def includes(header, mode):
    """Returns all files that the header includes, as pairs of depth and path, in order."""
    lines = [re.match(r"(\.+) (.*)", line) for line in ask(header, mode, "-H").splitlines()]
    return [(len(line[1]), line[2]) for line in lines if line]


def outside(header, mode):
    """Returns the outermost third-party headers that our headers include, in order."""
    ours, found = [], []
    for depth, path in includes(header, mode):
        ours = ours[:depth - 1] + [path.startswith(str(include))]
        if not ours[-1] and all(ours[:-1]):
            found.append(path)
    return found


def includes_any(header, mode, part):
    return any(part in path for _, path in includes(header, mode))


def outside_units(header):
    """Returns units that include exactly the third-party headers that the header brings along."""
    return [Unit(f"outside of {header}.hpp", "".join(f'#include "{path}"\n' for path in outside(header, mode)),
                 (mode,)) for mode in ("header-only", "compiled")]


def header_unit(header):
    return Unit(f"calque/{header}.hpp", f"#include <calque/{header}.hpp>\n")
