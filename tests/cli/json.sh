#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque json`: the filter JSON, byte for byte, from an argument, standard input and a file.
. "$(dirname "$0")/support"

# translates TEXT JSON
translates() {
    run json "$1"
    code_is 0
    printf '%s\n' "$2" | cmp -s - "$work/out" || fail "$ran" "expected: $2" "found:    $out"
}

# The two examples of the OpenAPI description.
translates 'success = true' '{"field":"success","op":"eq","value":true}'
translates 'timestamp >= today-7d and duration >= 60' \
    '{"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},{"field":"duration","op":"gte","value":60}]}'

# Groups are flat; they nest only if the connective changes.
translates 'success = true and duration > 1 and id = 2' \
    '{"operator":"and","conditions":[{"field":"success","op":"eq","value":true},{"field":"duration","op":"gt","value":1},{"field":"id","op":"eq","value":2}]}'
translates 'success = true and (duration > 1 or id = 2)' \
    '{"operator":"and","conditions":[{"field":"success","op":"eq","value":true},{"operator":"or","conditions":[{"field":"duration","op":"gt","value":1},{"field":"id","op":"eq","value":2}]}]}'
translates 'success = true and (duration > 1 and (id = 2))' \
    '{"operator":"and","conditions":[{"field":"success","op":"eq","value":true},{"field":"duration","op":"gt","value":1},{"field":"id","op":"eq","value":2}]}'

# Values.
translates 'metadata.region in ["US", "EU"]' '{"field":"metadata.region","op":"in","value":["US","EU"]}'
translates 'metadata."org name" = "ACME"' '{"field":"metadata.org name","op":"eq","value":"ACME"}'
translates 'topic is null' '{"field":"topic","op":"isnull","value":true}'
translates 'topic is not null' '{"field":"topic","op":"isnull","value":false}'
translates 'duration in 60..120' \
    '{"operator":"and","conditions":[{"field":"duration","op":"gte","value":60},{"field":"duration","op":"lte","value":120}]}'
translates 'duration >= 5m' '{"field":"duration","op":"gte","value":300}'
translates 'duration >= 0.1' '{"field":"duration","op":"gte","value":0.1}'
translates 'timestamp >= 2025-11-03T00:00:00Z' '{"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00Z"}'
translates 'timestamp >= "2025-11-03T00:00:00Z"' '{"field":"timestamp","op":"gte","value":"2025-11-03T00:00:00Z"}'
translates 'timestamp >= "today-7d"' '{"field":"timestamp","op":"gte","value":"today-7d"}'
translates 'topic = "a \"b\" \\ \u00e9 \n"' '{"field":"topic","op":"eq","value":"a \"b\" \\ é \n"}'
translates "topic = 'it\\'s'" '{"field":"topic","op":"eq","value":"it'"'"'s"}'

# Conditions on rows of a relation.
row='{"operator":"same_row","conditions":[{"field":"metric_evaluations.metric.name","op":"eq","value":"accuracy"},{"field":"metric_evaluations.value","op":"gte","value":0.9}]}'
translates 'metric_evaluations { metric.name = "accuracy" and value >= 0.9 }' "$row"
translates 'same_row(metric_evaluations.metric.name = "accuracy" and metric_evaluations.value >= 0.9)' "$row"

# The sources of the text.
expected='{"field":"success","op":"eq","value":true}'
feed 'success =\n  true # of course\n' json -
code_is 0
out_is "$expected"
printf 'success = true\r\n' >"$work/filter"
run json --file "$work/filter"
code_is 0
out_is "$expected"
run json --file="$work/filter"
out_is "$expected"
run json -- 'success = true'
out_is "$expected"

# If the reader closes the pipe, the program ends without a message.
"$calque" json 'success = true' 2>"$work/err" | true
[ ! -s "$work/err" ] || fail "a closed pipe is not quiet: $(cat "$work/err")"

finish
