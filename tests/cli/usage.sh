#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# Help, version, and the messages about a wrong command line or filter.
. "$(dirname "$0")/support"

# The first line is for scripts, the others are for bug reports.
run --version
code_is 0
err_is ''
mapfile -t version <"$work/out"
[[ ${version[0]} =~ ^calque\ [0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "calque --version: $out"
[[ ${version[1]-} =~ ^compiler:\ (GNU C\+\+|Clang)\ version\ [0-9]+\. ]] || fail 'calque --version: no compiler' "$out"
[[ ${version[2]-} =~ ^Boost:\ 1\.[0-9]+\.[0-9]+$ ]] || fail 'calque --version: no Boost' "$out"
[[ ${version[3]-} =~ ^TLS:\ OpenSSL\ [1-9][0-9]*\.[0-9] ]] || fail 'calque --version: no OpenSSL' "$out"
[ ${#version[@]} = 4 ] || fail 'calque --version: four lines are expected' "$out"

run --help
code_is 0
for command in json text check match widgets serve; do
    out_has "calque $command"
    run "$command" --help
    code_is 0
    err_is ''
    out_has "Usage: calque $command"
    out_has '--help'
    run --help
done
for line in CEKURA_API_KEY CEKURA_API_URL NO_COLOR 'Exit code'; do out_has "$line"; done

# refuses MESSAGE ARGUMENT...: one line on standard error, exit code 2, nothing on standard output
refuses() {
    local message=$1
    shift
    run "$@"
    code_is 2
    err_is "$message"
    out_is ''
}
json_options='--schema NAME, --file FILE, --max-bytes N, --max-depth N, --max-conditions N, --max-list-items N, --max-string-bytes N, --help'
example="'timestamp >= today-7d and duration >= 60'"
refuses 'calque: there is no command `jsn`; calque --help shows the commands' jsn
refuses 'calque: there is no command `--jsn`; calque --help shows the commands' --jsn
refuses "calque json: there is no option \`--fil\`; the options are $json_options" json --fil x
refuses "calque json: there is no option \`-x\`; the options are $json_options" json -x
refuses 'calque json: --file needs its FILE' json --file
refuses 'calque json: --file is given twice' json --file a --file b
refuses 'calque json: --help takes no value' json --help=yes
refuses "calque json: a filter is expected, such as $example" json
refuses "calque json: one filter is expected, found 3 words; put quotes around it: $example" json success = true
refuses 'calque json: the filter is given twice: by --file, and as `id = 1`' json 'id = 1' --file x
refuses 'calque json: the filter cannot be read from /nowhere/at all: No such file or directory' json --file '/nowhere/at all'
refuses 'calque json: the filter cannot be read from /: Is a directory' json --file /
refuses 'calque widgets: --ids needs whole numbers from 1 separated by commas, such as 1,2,3; found `1,x`, where `x` is not one' \
    widgets 'id = 1' --ids 1,x
refuses 'calque widgets: --ids needs whole numbers from 1 separated by commas, such as 1,2,3; found `1,,2`, where `` is not one' \
    widgets 'id = 1' --ids 1,,2
refuses 'calque widgets: --ids needs whole numbers from 1 separated by commas, such as 1,2,3; found `-1`' widgets 'id = 1' --ids=-1
refuses 'calque widgets: --ids needs its IDS' widgets 'id = 1' --ids=
refuses 'calque widgets: --page-size needs a whole number from 1; found `0`' widgets 'id = 1' --page-size 0
refuses 'calque serve: --port needs a whole number from 0 to 65535; found `65536`' serve --port 65536
refuses 'calque serve: --port needs a whole number from 0 to 65535; found `http`' serve --port http
refuses 'calque serve: no filter is expected: each request brings its own' serve 'id = 1'

# A filter that begins like an option must follow `--`, whatever the order of the options.
for command in json check 'match' widgets; do
    hint="a FILTER that begins with \`-\` follows \`--\`: calque $command -- '-5 < id'"
    for filter in '-5 < id' '-5' '- 5 < id' '--x = 3' '-duration > 5' '-5=id'; do
        refuses "calque $command: there is no option \`$filter\`; $hint" $command "$filter"
    done
    refuses "calque $command: there is no option \`-5 < id\`; $hint" $command --file x '-5 < id'
    run $command --help
    out_has "calque json -- '-5 < id'"
done
run --help
out_has "calque json -- '-5 < id'"
refuses 'calque serve: there is no option `-5`; the options are --port N, --records FILE, --help' serve -5

# is_read ARGUMENT...: the filter is read, and its error reported
is_read() {
    run "$@"
    code_is 2
    [[ $out$err == *'error[E111]'*'1 | -5 < id'* ]] || fail "$ran: E111 is expected" "stdout: $out" "stderr: $err"
}
is_read json -- '-5 < id'
is_read json --schema run -- '-5 < id'
is_read json -- '-5 < id' --schema run
is_read check -- '-5 < id'
is_read check --strict -- '-5 < id' --schema run
is_read match --now 2025-11-05T12:00:00Z -- '-5 < id'
is_read match -- '-5 < id' --now 2025-11-05T12:00:00Z
is_read widgets --ids 1 -- '-5 < id' --json
run json -- --help
code_is 2
err_has '1 | --help'
run json -- 'id = 1' --schema open
code_is 0
out_is '{"field":"id","op":"eq","value":1}'
refuses "calque json: a filter is expected, such as $example" json --
refuses "calque json: one filter is expected, found 2 words; put quotes around it: $example" json 'id = 1' -- 'id = 2'
refuses "calque json: there is no option \`--x\`; the options are $json_options" json -- 'id = 1' --x
feed 'id = 1' json -- -
code_is 0

run
code_is 2
err_has 'Usage: calque json'

# Control characters in arguments are escaped.
run json --file $'/nowhere\e[31m\n'
err_is 'calque json: the filter cannot be read from /nowhere\u001b[31m\n: No such file or directory'
run $'\e]0;x\a'
err_lacks $'\e'

# All errors of the filter are reported on standard error, without colours.
run json 'timestamp >= today-7d and duration contains "60"'
code_is 2
out_is ''
err_is 'error[E204]: `duration` (number) does not take `contains`
 --> filter:1:36
  |
1 | timestamp >= today-7d and duration contains "60"
  |                           -------- ^^^^^^^^ not allowed here
  |                           takes =, >, >=, <, <=
help: compare as a number: `duration >= 60`'
run json 'durration >= 60 and topik = "x"'
code_is 2
err_has 'durration'
err_has 'topik'
err_has 'duration'
for command in json 'match' 'widgets --ids 1'; do
    run $command 'id ='
    code_is 2
    out_is ''
    err_has 'error[E'
done
printf 'id = 1 and\n\tdurration = 2\n' >"$work/some filter"
run json --file "$work/some filter"
err_has " --> $work/some filter:2:"
feed 'durration = 2' json -
err_has ' --> stdin:1:1'
feed '' json -
code_is 2
err_has 'error[E114]'
head -c 100000000 /dev/zero | tr '\0' ' ' | "$calque" json - 2>"$work/err"
[ "${PIPESTATUS[2]}" = 2 ] || fail 'a filter of 100 MB is not refused'
grep -q 'E401' "$work/err" || fail 'a filter of 100 MB is refused for another reason than its length'

# Warnings are shown, and change nothing else.
run json 'topic endswith "x"'
code_is 0
err_has 'warning[W801]'
out_is '{"field":"topic","op":"endswith","value":"x"}'

# Output that cannot be written is an error.
"$calque" json 'id = 1' >/dev/full 2>"$work/err"
[ $? = 3 ] || fail 'a full device: exit code 3 is expected'
grep -qx 'calque json: standard output: No space left on device' "$work/err" || fail "a full device: $(cat "$work/err")"

finish
