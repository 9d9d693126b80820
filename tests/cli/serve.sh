#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque serve`, and `calque widgets --url` against it.
. "$(dirname "$0")/support"

# serve ARGUMENT...: starts the server, and sets $url and $server.
serve() {
    : >"$work/served" # output of an earlier server must not count for this one
    "$calque" serve "$@" >"$work/served" 2>"$work/server" &
    server=$!
    await "$work/served" '^listening on http://127\.0\.0\.1:[0-9]*$'
    url=$(sed -n 's/^listening on //p' "$work/served")
}

# stop SIGNAL: ends the server, which is not a failure.
stop() {
    kill -s "$1" "$server"
    wait "$server"
    local code=$?
    [ $code = 0 ] || fail "calque serve: exit code $code after SIG$1"
    [ ! -s "$work/server" ] || fail "calque serve: $(cat "$work/server")"
}

today=$(date -u +%Y-%m-%d)
cat >"$work/calls" <<JSON
{"id":1,"success":true,"duration":61.5,"call_ended_reason":"timeout","timestamp":"${today}T00:00:00Z"}
{"id":2,"success":false,"duration":90,"call_ended_reason":"caller left","timestamp":"${today}T00:00:01Z"}
{"id":3,"success":false,"duration":30,"call_ended_reason":"caller left","timestamp":"${today}T00:00:02Z"}
JSON
serve --records "$work/calls"
run widgets 'timestamp >= today-1d and duration >= 60' --ids 1,3 --url "$url"
code_is 0
err_is ''
out_has '2 calls'
out_has '90.0 ┤'
out_has '61.5 ┤'
out_has 'timeout'
out_has '50%'
CEKURA_API_URL=$url run widgets 'timestamp >= today-1d and duration >= 60' --ids 1,3
code_is 0
out_has '2 calls'
CEKURA_API_KEY=any-key run widgets 'timestamp >= today-1d' --ids 1 --url "$url/" --json
code_is 0
out_has '"id":3'

# The port is in use now.
run serve --port "${url##*:}"
code_is 3
err_lines_are 1
err_has 'calque serve: '
stop TERM

# The same port can be used again.
serve --port "${url##*:}"
run widgets 'timestamp >= today-7d' --ids 1 --url "$url"
code_is 0
stop INT

# Records that cannot be read.
run serve --records /nowhere/at/all
code_is 2
err_lines_are 1
err_has '/nowhere/at/all'
err_lacks '[calque'
printf '{"id":1}\nno JSON\n' >"$work/broken"
run serve --records "$work/broken"
code_is 2
err_lines_are 1
err_has "$work/broken"
err_has '2'

finish
