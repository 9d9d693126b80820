#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# Colours and widths on a terminal, which a Python program emulates.
. "$(dirname "$0")/support"

# A minimal chroot has no pseudo-terminals; ctest then reports the test as skipped.
python3 -c 'import os; os.openpty()' 2>/dev/null || exit 77

cat >"$work/terminal.py" <<'PY'
"""terminal.py COLUMNS PROGRAM ARGUMENT...: runs a program on a terminal of that width and prints its output."""
import fcntl, os, pty, struct, sys, termios

child, screen = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])
while True:
    try:
        shown = os.read(screen, 4096)
    except OSError:
        break
    if not shown:
        break
    sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
PY

# on_terminal COLUMNS ARGUMENT...
on_terminal() {
    python3 "$work/terminal.py" "$1" "$calque" "${@:2}" >"$work/out" 2>"$work/err"
    code=$?
    out=$(<"$work/out")
    err=$(<"$work/err")
    ran="calque ${*:2} on a terminal"
}

on_terminal 60 widgets 'timestamp >= today-7d' --ids 1,2,3
code_is 0
out_has $'\e[1mDuration\e[0m'
out_has $'\e[36m'
sed 's/\x1b\[[0-9;]*m//g' "$work/out" >"$work/plain"
python3 - "$work/plain" <<'PY' || fail 'the charts do not have the width of the terminal'
import sys

widths = {len(line) for line in open(sys.argv[1], encoding="utf-8").read().split("\n") if line.startswith("──")}
sys.exit(widths != {60})
PY
# Progress is one line, overwritten and erased at the end; it is not written to a pipe.
on_terminal 80 widgets 'timestamp >= today-7d' --ids 1,2,3 --page-size 2
out_has $'\rcalque widgets: 2 of 3 widgets, 1 page\rcalque widgets: 3 of 3 widgets, 2 pages\r'
run widgets 'timestamp >= today-7d' --ids 1,2,3 --page-size 2
err_lacks 'of 3 widgets'
COLUMNS=100 on_terminal 60 widgets 'timestamp >= today-7d' --ids 1
grep -q "^$(printf '%s' $'\e')\[2m──" "$work/out" || fail 'no title line'

on_terminal 80 json 'durration = 2'
code_is 2
out_has $'\e['
out_has 'durration'
on_terminal 80 json 'success = true'
code_is 0
out_is '{"field":"success","op":"eq","value":true}'


# Diagnostics that are the result are coloured, too, and fit the terminal's width.
on_terminal 80 check 'durration = 2'
code_is 2
out_has $'\e[1;31merror[E201]\e[0m'
on_terminal 40 check "topic = \"$(printf '%0200d' 0)\" and durration = 2"
sed 's/\x1b\[[0-9;]*m//g' "$work/out" >"$work/plain"
[ "$(grep -F '|' "$work/plain" | wc -L)" -le 40 ] || fail 'a source line is wider than the terminal' "$(<"$work/plain")"
on_terminal 80 check --fix $'topic = "\u009b2J" and\n\tid => 1'
code_is 0
out_is $'topic = "\\u009b2J" and\n\tid >= 1'

# NO_COLOR turns colours off.
export NO_COLOR=1
for arguments in 'widgets --ids 1,2,3 timestamp>=today-7d' 'json durration=2' 'check durration=2'; do
    on_terminal 80 $arguments
    out_lacks $'\e'
done
NO_COLOR='' on_terminal 80 json 'durration = 2'
out_has $'\e['
unset NO_COLOR
TERM=dumb on_terminal 80 json 'durration = 2'
out_lacks $'\e'

# Control characters in the API's responses do not reach the terminal.
printf '{"id":1,"duration":1,"call_ended_reason":"\\u001b[2J\\u009b2J\\u0007","timestamp":"%sT00:00:00Z"}\n' "$(date -u +%F)" >"$work/calls"
"$calque" serve --records "$work/calls" >"$work/served" &
await "$work/served" listening
on_terminal 80 widgets 'timestamp >= today-1d' --ids 3 --url "$(sed 's/.* //' "$work/served")"
code_is 0
out_has '\u001b[2J\u009b2J\u0007'
out_lacks $'\e[2J'
out_lacks $'\a'
out_lacks $'\u009b'
on_terminal 80 widgets 'timestamp >= today-1d' --ids 3 --url "$(sed 's/.* //' "$work/served")" --json
out_has '\u001b[2J\u009b2J\u0007'
out_lacks $'\u009b'
on_terminal 80 json $'topic = "\u009b2J"'
out_is '{"field":"topic","op":"eq","value":"\u009b2J"}'
run json $'topic = "\u009b2J"'
out_is $'{"field":"topic","op":"eq","value":"\u009b2J"}'

finish
