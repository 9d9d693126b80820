#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""check.py PROGRAM EMPTY MOST: checks that a program's file is at most MOST KB larger than an empty program's."""
import pathlib
import sys

program, empty, most = sys.argv[1:]
size = (pathlib.Path(program).stat().st_size - pathlib.Path(empty).stat().st_size) / 1000
print(f"{size:.0f} KB over an empty program; at most {most}")
sys.exit(0 if size <= float(most) else 1)
