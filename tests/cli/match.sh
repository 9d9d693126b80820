#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque match`: selected lines are printed byte for byte.
. "$(dirname "$0")/support"

# matches FILTER INPUT EXPECTED, in printf's notation
matches() {
    feed "$2" match "$1" --now 2025-11-05T12:00:00Z
    code_is 0
    printf "$3" | cmp -s - "$work/out" || fail "$ran" "expected: $(printf "$3" | od -c)" "found:    $(od -c <"$work/out")"
}

long='{"id":1,"success":true,"duration":61.5,"topic":"refund","timestamp":"2025-11-03T10:30:00Z"}'
short='{ "id":2, "success":false, "duration":3, "topic":null, "timestamp":"2025-10-01T10:30:00Z" }'
matches 'duration >= 60' "$long\n$short\n" "$long\n"
matches 'success = false' "$long\n$short\n" "$short\n"
matches 'timestamp >= today-7d' "$long\n$short\n" "$long\n"
matches 'topic is null' "$long\n$short\n" "$short\n"
matches 'topic contains "REF"' "$long\n$short\n" "$long\n"
matches 'id = 3' "$long\n$short\n" ""
matches 'id = 1' "" ""

# Line endings, spaces and the order of keys are kept; a missing last line break is added, as grep does, and a byte
# order mark is dropped.
matches 'id = 1' '  {"x":1e2,"id":1}\t\r\n{"id":2}\r\n{"id":1,"n":"\xc3\xa9"}' '  {"x":1e2,"id":1}\t\r\n{"id":1,"n":"\xc3\xa9"}\n'
matches 'id = 1' '\n\r\n{"id":1}\n   \n' '{"id":1}\n'
matches 'id = 1' '\xef\xbb\xbf{"id":1}\n' '{"id":1}\n'

# A line longer than any buffer, and many lines.
{
    printf '{"id":1,"transcript":"'
    head -c 3000000 /dev/zero | tr '\0' x
    printf '"}\n'
} >"$work/long"
input="$work/long" run match 'id = 1'
code_is 0
cmp -s "$work/long" "$work/out" || fail "a long line did not come back as it was"
seq -f '{"id":%.0f,"padding":"some text to fill the buffer with"}' 100000 >"$work/many"
input="$work/many" run match 'id in 50000..50009'
code_is 0
[ "$(wc -l <"$work/out")" = 10 ] || fail "10 of 100000 lines are expected, found $(wc -l <"$work/out")"

# Output is visible before the input ends.
mkfifo "$work/pipe"
"$calque" match 'id = 1' <"$work/pipe" >"$work/early" 2>"$work/late" &
exec 9>"$work/pipe"
printf '{"id":1}\n{"id":1,' >&9
await "$work/early" '{"id":1}'
exec 9>&-
wait $!

# refuses INPUT WORDS...
refuses() {
    feed "$1" match 'id = 1'
    code_is 2
    err_lines_are 1
    shift
    for word in "$@"; do err_has "$word"; done
}
refuses '{"id":1}\n{"id":2\n{"id":1}\n' 'calque match: line 2: byte' 'not JSON'
out_is '{"id":1}'
refuses '{"id":1} x\n' 'line 1: byte 10' 'not JSON'
refuses '[1]\n' 'line 1: a JSON object is expected, found a number'
refuses '[[1]]\n' 'line 1: a JSON object is expected, found an array'
refuses '[{"id":2}, {"id":2}\n' 'line 2: byte 1: the input ends within an array'
refuses '\n\n12\n' 'line 3: a JSON object is expected, found a number'
refuses '{"id":"\xff"}\n' 'line 1: byte' 'not JSON'
refuses "$(printf '[%.0s' {1..1000})" 'line 1: byte 130: a record has at most 128 levels'

# Standard input has one use, and --now one format.
run match -
code_is 2
err_is 'calque match: standard input is for the records, so the filter cannot come from it too; give the filter itself, or --file FILE'
run match --file - 
code_is 2
run match 'id = 1' --now 2025-11-05T12:00:00
code_is 2
err_is 'calque match: --now needs a date and time with a zone, such as 2025-11-03T12:00:00Z; found `2025-11-05T12:00:00`'
run match 'topic matches "("'
code_is 2
err_has 'regular expression'

# If the reader closes the pipe, the program ends without a message.
"$calque" match 'id > 0' <"$work/many" 2>"$work/err" | head -n 1 >"$work/out"
codes=("${PIPESTATUS[@]}")
[ "${codes[0]}" = 0 ] || fail "a closed pipe: exit code ${codes[0]}"
[ ! -s "$work/err" ] || fail "a closed pipe is not quiet: $(cat "$work/err")"

finish
