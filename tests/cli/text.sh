#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque text`: filter JSON in, canonical text out, and back again with `calque json`.
. "$(dirname "$0")/support"

# shows JSON TEXT: `calque text` prints TEXT, and `calque json` translates it back to JSON
shows() {
    printf '%s' "$1" >"$work/in"
    input="$work/in" run text
    code_is 0
    out_is "$2"
    err_is ''
    run json "$2"
    out_is "$1"
}
shows '{"field":"success","op":"eq","value":true}' 'success = true'
shows '{"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},{"field":"duration","op":"gte","value":60}]}' \
    'timestamp >= today-7d and duration >= 60'
shows '{"operator":"and","conditions":[{"field":"success","op":"eq","value":true},{"operator":"or","conditions":[{"field":"duration","op":"gt","value":1},{"field":"id","op":"in","value":[1,2]}]}]}' \
    'success = true and (duration > 1 or id in [1, 2])'
shows '{"field":"metadata.org name","op":"eq","value":"ACME"}' 'metadata."org name" = "ACME"'
shows '{"field":"topic","op":"isnull","value":false}' 'topic is not null'
shows '{"field":"duration","op":"gte","value":0.1}' 'duration >= 0.1'

# From a file, with any layout of the JSON.
printf '{\n  "value": 60,\n  "op": "gte",\n  "field": "duration"\n}\n' >"$work/stored"
run text --file "$work/stored"
code_is 0
out_is 'duration >= 60'
run text --file - <"$work/stored"
feed '{"field":"id","op":"eq","value":1}' text -
out_is 'id = 1'

# Text over several lines is the same filter.
json='{"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},{"operator":"or","conditions":[{"field":"topic","op":"contains","value":"refund"},{"field":"topic","op":"contains","value":"bill"}]}]}'
feed "$json" text --width 40
code_is 0
[ "$(wc -l <"$work/out")" -gt 1 ] || fail 'the text is on one line' "$out"
[ "$(wc -L <"$work/out")" -le 40 ] || fail 'a line is longer than 40 columns' "$out"
cp "$work/out" "$work/wide"
run json --file "$work/wide"
out_is "$json"

# An error names its JSON pointer and its position.
feed '{"operator":"or","conditions":[{"field":"id","op":"eq","value":1},\n{"field":"idd","op":"eq","value":1}]}' text
code_is 2
out_is ''
err_is 'error[E201]: there is no field `idd`
 --> stdin:2:10 at /conditions/1/field
  |
2 | {"field":"idd","op":"eq","value":1}]}
  |          ^^^^^
help: did you mean `id`?'
feed 'id = 1' text
code_is 2
err_has 'error[E601]'
printf '{}' >"$work/empty object"
run text --file "$work/empty object"
code_is 2
err_has "error[E602]"
err_has " --> $work/empty object:1:1"
feed '{"field":"topic","op":"endswith","value":"x"}' text
code_is 0
out_is 'topic endswith "x"'
err_has 'warning[W801]'
feed '{"field":"topic","op":"endswith","value":"x"}' text --strict
code_is 2
out_is ''
err_has 'error[E205]'

# Errors of the command line.
refuses() {
    run "${@:2}"
    code_is 2
    out_is ''
    err_is "$1"
}
refuses 'calque text: filter JSON is read from standard input, or with --file FILE; found `{"field":1}`' text '{"field":1}'
refuses 'calque text: filter JSON is read from standard input, or with --file FILE; found `-`' text - --file x
refuses 'calque text: --width needs a whole number from 1 to 2147483647; found `0`' text --width 0
refuses 'calque text: there is no option `--json`; the options are --width N, --strict, --schema NAME, --file FILE, --max-bytes N, --max-depth N, --max-conditions N, --max-list-items N, --max-string-bytes N, --help' text --json
refuses 'calque text: the filter cannot be read from /nowhere: No such file or directory' text --file /nowhere

finish
