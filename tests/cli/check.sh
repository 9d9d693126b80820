#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque check`: diagnostics on standard output, as text and as JSON, the corrected filter, and the exit code. The
# texts of the diagnostics are tested in ../golden.
. "$(dirname "$0")/support"

run check 'timestamp >= today-7d and duration >= 60'
code_is 0
out_is ''
err_is ''

run check 'topic endswith "x"'
code_is 0
out_has 'warning[W801]'
err_is ''
run check 'topic endswith "x"' --strict
code_is 2
out_has 'error[E205]'
err_is ''

run check 'durration = 2 and topik = "x"'
code_is 2
out_has 'error[E201]: there is no field `durration`'
out_has 'error[E201]: there is no field `topik`'
err_is ''

# The text names the filter's source.
feed 'durration = 2' check -
out_has ' --> stdin:1:1'
printf 'id = 1 and\n\tdurration = 2\n' >"$work/some filter"
run check --file "$work/some filter"
code_is 2
out_has " --> $work/some filter:2:5"

# JSON is one line; the exit code is the same.
is_json() { python3 -c 'import json, sys; json.loads(sys.stdin.buffer.read().decode())' <"$work/out" || fail "$ran: no JSON" "$out"; }
run check --json 'id = 1'
code_is 0
out_is '[]'
run check --json 'topic endswith "x"'
code_is 0
out_has '[{"code":"W801","severity":"warning",'
run check --json 'durration = 2'
code_is 2
err_is ''
is_json
out_is '[{"code":"E201","severity":"error","message":"there is no field `durration`","range":{"begin":0,"end":9,"line":1,"column":1,"end_line":1,"end_column":10},"expected":["`duration`"],"help":"did you mean `duration`?","edits":[{"begin":0,"end":9,"replacement":"duration","safe":true}]}]'
feed 'topic = "\377" and \001\033' check --json -
code_is 2
is_json
feed 'topic = "\377"' check --json --fix -
code_is 2
is_json

# With --fix, standard output has the corrected filter only.
run check --fix 'duraton => 60 and topic = null'
code_is 0
out_is 'duration >= 60 and topic is null'
err_is ''
run check --fix 'duraton => 60 and xyzzy = 1'
code_is 2
out_is 'duration >= 60 and xyzzy = 1'
err_has ' --> filter (mended):1:20'
run check --fix 'xyzzy = 1'
code_is 2
out_is 'xyzzy = 1'
err_has ' --> filter:1:1'
run check --fix 'topic endswith "x"'
code_is 0
out_is 'topic endswith "x"'
err_has 'warning[W801]'
run check --fix --strict 'topic endswith "x"'
code_is 2
run check --fix --json 'duraton => 60'
code_is 0
out_is '{"text":"duration >= 60","diagnostics":[]}'
run check --fix --json 'xyzzy = "\u00e9"'
code_is 2
out_has '{"text":"xyzzy = \"\\u00e9\"","diagnostics":[{"code":"E201",'

# Comments and layout are kept, and the corrected filter has no errors.
printf '# slow\nduration => 60\n\tand topic = null # unknown\n' >"$work/filter"
run check --fix --file "$work/filter"
code_is 0
printf '# slow\nduration >= 60\n\tand topic is null # unknown\n' | cmp - "$work/out" || fail 'the layout is not kept'
cp "$work/out" "$work/fixed"
run check --file "$work/fixed"
code_is 0
out_is ''

# What is missing at the end is not inserted into a comment.
feed '(id = 1 # or 2' check --fix -
code_is 0
out_is '(id = 1) # or 2'
feed '(id = 1\n\n' check --fix -
printf '(id = 1)\n\n' | cmp - "$work/out" || fail 'the missing parenthesis is not behind the last token' "$out"

# Other schemas than call logs.
run check --schema metric 'agents__id = 1'
code_is 0
out_is ''
run check --schema metric 'duration = 1'
code_is 2
out_has 'error[E201]'
run check --schema run --strict 'custom = 1'
code_is 2
run check --schema open --fix 'anything => "x"'
code_is 0
out_is 'anything >= "x"'
run json --schema transaction 'created_at >= today-7d'
code_is 0
out_is '{"field":"created_at","op":"gte","value":"today-7d"}'
feed "$out" text --schema transaction
out_is 'created_at >= today-7d'
run check --schema calls 'id = 1'
code_is 2
err_is 'calque check: --schema needs call_log, run, transaction, metric or open; found `calls`'

# A filter that is too long is not truncated.
head -c 70000 /dev/zero | tr '\0' ' ' >"$work/long"
run check --fix --file "$work/long"
code_is 2
out_is ''
err_has 'error[E401]: the filter has at least 65537 bytes'
run check --fix --json --file "$work/long"
code_is 2
is_json
out_has '{"text":null,'

# A reader that closes the pipe does not change the exit code.
"$calque" check 'durration = 2' | true
[ "${PIPESTATUS[0]}" = 2 ] || fail 'a closed pipe changes the exit code'

finish
