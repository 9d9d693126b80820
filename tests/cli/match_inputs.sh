#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque match`: formats of input, options, and warnings about unusable records.
. "$(dirname "$0")/support"

# selects INPUT EXPECTED OPTION...: records with an id greater than 0; both texts in printf's notation
selects() {
    local expected=$2
    printf "$1" >"$work/in"
    shift 2
    input="$work/in" run match 'id > 0' "$@"
    code_is 0
    printf "$expected" | cmp -s - "$work/out" || fail "$ran" "expected: $(printf "$expected" | od -c)" "found:    $(od -c <"$work/out")"
}

# A record that shares its line with others is printed on a line of its own, byte for byte.
selects '[{"id":1}, {"id":0},\n  {"id" : 2}]' '{"id":1}\n{"id" : 2}\n'
selects '{\n  "id": 1,\n  "x": "}"\n}\n{"id":2}  \n' '{\n  "id": 1,\n  "x": "}"\n}\n{"id":2}  \n'
selects '{"id":1} {"id":2}{"id":0}\n{"id":3}' '{"id":1}\n{"id":2}\n{"id":3}\n'
selects '{"x":{"id":5},"id":1\n}\n' '{"x":{"id":5},"id":1\n}\n'
selects '{"count":2,"next":"http:\\/\\/x\\/?a={","results":[{"id":1},{"id":2}],"more":{"a":["]}"]}}{"results":[]}\n{"id":3}\n' \
    '{"id":1}\n{"id":2}\n{"id":3}\n'
selects '[]\n[[]]\n' '' --skip-bad
err_is 'calque match: 1 input that is not a readable JSON object was skipped; the first: line 2: a JSON object is expected, found an array'
selects '\xef\xbb\xbf[{"id":1}]' '{"id":1}\n'
selects '{"results":7,"id":1}\n' '{"results":7,"id":1}\n'
selects '{"next":"x","id":1}\n' '{"next":"x","id":1}\n'
selects '\xef\xbb\xbf{"id":1}\n' '{"id":1}\n'

# Pages, also of other servers, and arrays of pages; but a record may have a member `results` of its own.
selects '{"page":1,"status":{"id":5},"results":[{"id":1}],"agg":[]}' '{"id":1}\n'
err_is ''
selects '[{"results":[{"id":1}]},{"count":1,"results":[{"id":2},{"id":0}]}]' '{"id":1}\n{"id":2}\n'
selects '{"id":1,"results":[{"id":2}]}' '{"id":1,"results":[{"id":2}]}\n'
selects '{"topic":"x","page":1,"results":[{"id":2}],"id":1}' '{"topic":"x","page":1,"results":[{"id":2}],"id":1}\n'
selects '\n{"results":[{"id":1}],"duration":5,"id":7,"page":1}' '{"id":1}\n'
err_is 'calque match: warning: line 2: an object with `results` is a page, and its other members belong to no record: `duration`, `id`'
input="$work/in" run match 'id > 0' --strict
code_is 2
selects '{"name":"x","id":1,"results":[{"id":2}]}' '{"name":"x","id":1,"results":[{"id":2}]}\n' --schema open

selects '{"\\q":1}\n{"id":1}\n' '{"id":1}\n' --skip-bad
err_has 'the first: line 1: byte 4: this is not JSON'
selects '{"\\ud83d":1,"id":1}\n' '{"\\ud83d":1,"id":1}\n'
selects '{"\\u0072esults":[{"id":7}]}' '{"id":7}\n'
# An object that is not a record is reported, even if others have the field.
for each in '{"results":[{"results":[{"id":7}]}]}' '{"data":{"results":[{"id":7}]}}' '{"count":1,"data":[{"id":7}]}' '{"detail":"x"}'; do
    selects '{"id":5}\n'"$each" '{"id":5}\n'
    err_has 'calque match: warning: 1 object has none of the members of a record; the first: line 2: `'
    input="$work/in" run match 'id > 0' --strict
    code_is 2
done
selects '{"topic":"x"}\n{"id":1}' '{"id":1}\n'
err_is ''
selects '\xef\xbb\xbf{"id":1}\n\xef\xbb\xbf{"id":2}\n' '{"id":1}\n{"id":2}\n'

# Errors between records and around them.
refuses() {
    printf "$1" >"$work/in"
    input="$work/in" run match 'id > 0'
    code_is 2
    out_is "$2"
    err_is "calque match: $3"
    input="$work/in" run match 'id > 0' --skip-bad
    code_is 0
    err_has "the first: $3"
}
refuses '[{"id":1} {"id":2}]' '{"id":1}' 'line 1: byte 11: a comma is missing before this value'
refuses '[{"id":1},\n]' '{"id":1}' 'line 2: byte 1: there is no value after the last comma'
refuses '[,{"id":1}]' '' 'line 1: byte 2: an extra comma'
refuses '{"results":[{"id":1}],"count":tru}' '{"id":1}' 'line 1: byte 31: this is not JSON (syntax error)'
refuses '{"count":tru,"results":[{"id":1}]}' '' 'line 1: byte 10: this is not JSON (syntax error)'
refuses '{"results":[{"id":1}],}' '{"id":1}' 'line 1: byte 22: there is no member after the comma'
refuses '{"results":[{"id":1}],"results":[{"id":2}]}' '{"id":1}' 'line 1: byte 22: a page can have only one `results`'
refuses '{"results":[{"id":1}]' '{"id":1}' 'line 1: byte 22: the input ends within a page'
refuses '{"results":[{"id":1}] "x":1}' '{"id":1}' 'line 1: byte 23: expected `}` or a comma after the results of a page'
refuses '[{"id":1}' '{"id":1}' 'line 1: byte 10: the input ends within an array'
refuses '{"id":1}\n7\n' '{"id":1}' 'line 2: a JSON object is expected, found a number'
refuses '{"id":1}\n{"id":2,"x":"\\ud800","y":tru}\n' '{"id":1}' 'line 2: byte 26: this is not JSON (syntax error)'
selects '{"id":1,"topic":"a\\ud83d"}' '{"id":1,"topic":"a\\ud83d"}\n'
refuses "{\"id\":1,\"x\":$(printf '[%.0s' {1..200})$(printf ']%.0s' {1..200})}" '' 'line 1: byte 140: a record has at most 128 levels'

# A truncated record does not swallow the next one.
printf '{"id":1}\n{"id":2\n{"id":3}\noops\n{"id":4,"x":"a\n{"id":5}\n{"id":6}}\n{"id":7}' >"$work/torn"
run match 'id > 0' "$work/torn" --skip-bad
code_is 0
out_is $'{"id":1}\n{"id":3}\n{"id":5}\n{"id":6}\n{"id":7}'
err_is 'calque match: 4 inputs that are not readable JSON objects were skipped; the first: line 2: byte 8: this is not JSON (incomplete JSON)'
run match 'id > 0' "$work/torn"
code_is 2
out_is '{"id":1}'
err_is 'calque match: line 2: byte 8: this is not JSON (incomplete JSON)'
printf '{\n  "id": 1,\n  "x": tru,\n  "rows": [\n    {\n      "id": 9\n    }\n  ]\n}\n{\n  "id": 2\n}\n' >"$work/torn"
run match 'id > 0' "$work/torn" --skip-bad
out_is $'{\n  "id": 2\n}'
err_has 'the first: line 3: byte 8: this is not JSON'
printf '[{"id":1},{"id":tru},{"id":2},\n5,"a",\n{"id":3},{"id":4' >"$work/torn"
run match 'id > 0' "$work/torn" --skip-bad
out_is $'{"id":1}\n{"id":2}\n{"id":3}'
err_has '4 inputs'
err_has 'line 1: byte 17'

printf '[{"id":1},{"id":2,{"id":3}]\n{"id":4}\n' >"$work/torn"
run match 'id > 0' "$work/torn" --skip-bad
out_is $'{"id":1}\n{"id":4}'
err_has '2 inputs that are not readable JSON objects were skipped, with the rest of a line; the first: line 1: byte 19: this is not JSON'

# Several files, in order; compression is detected by content.
printf '{"id":1}\n{"id":2}' >"$work/first"
printf '[{"id":3},{"id":0}]' | gzip >"$work/second"
run match 'id > 0' "$work/first" "$work/second"
code_is 0
out_is $'{"id":1}\n{"id":2}\n{"id":3}'
input="$work/second" run match 'id > 0' "$work/first" - -c
out_is 3
printf 'id > 0' >"$work/filter"
run match --file "$work/filter" "$work/first" -c
out_is 2
input="$work/filter" run match - "$work/first" -c
out_is 2
printf '{"id":1}\noops\n' >"$work/bad"
run match 'id > 0' "$work/first" "$work/bad"
code_is 2
err_has 'calque match: '
err_has "bad: line 2: byte 1: this is not JSON"
run match 'id > 0' "$work"
code_is 2
err_is "calque match: $work: Is a directory"
printf '\xff\xfe{\0' >"$work/wide"
run match 'id > 0' "$work/wide"
code_is 2
err_has 'is UTF-16; save it as UTF-8'
printf '\xef\xbb\xbf{"id":4}' >"$work/marked"
run match 'id > 0' "$work/first" "$work/marked"
out_is $'{"id":1}\n{"id":2}\n{"id":4}'
head -c 20 "$work/second" >"$work/cut"
run match 'id > 0' "$work/cut"
code_is 2
err_has 'is not valid gzip: it ends too early'
run match id '>' 0
code_is 2
err_is 'calque match: there is no file `>`; the first word is the FILTER, in quotes, and the others are files of records'

# -v, -m, -c and -q.
run match 'id > 1' "$work/first" -v
out_is '{"id":1}'
run match 'id > 0' "$work/first" -m 1
out_is '{"id":1}'
run match 'id > 0' "$work/first" --max-count 0
code_is 2
run match 'id > 5' "$work/first" -c
code_is 0
out_is 0
run match 'id > 1' "$work/first" -q
code_is 0
out_is ''
run match 'id > 5' "$work/first" -q
code_is 1
err_is ''
run match 'id > 5' "$work/first" -q -v
code_is 0
run match 'not topic contains "x"' "$work/first"
code_is 2
err_has 'E501'
err_has '`calque match -v` with the filter after `not` prints the records that it does not select'

# Other schemas.
printf '{"a":{"b":1}}\n{"a":{"b":2}}\n' >"$work/open"
run match 'a.b = 2' "$work/open" --schema open
out_is '{"a":{"b":2}}'
run match 'a.b = 2' "$work/open"
code_is 2

# An unreadable value is reported, not silently taken as null.
printf '%s\n' '{"id":1,"duration":"soon"}' '{"id":2,"duration":"01:00"}' '{"id":3,"duration":61}' \
    '{"id":4,"duration":"later"}' '{"id":5,"duration":[]}' >"$work/odd"
run match 'duration >= 60' "$work/odd"
code_is 0
out_is $'{"id":2,"duration":"01:00"}\n{"id":3,"duration":61}'
err_is 'calque match: warning: `duration` cannot be read in 2 records, where it is a text, first "soon" in line 1
calque match: warning: `duration` cannot be read in 1 record, where it is an array, first [] in line 5'
run match 'duration >= 60 and metadata.region = "EU"' "$work/odd" --strict
code_is 2
err_has 'calque match: `duration` cannot be read in 2 records'
err_has 'calque match: `metadata.region` is in none of the 2 evaluated records, and was taken for null'
run match 'success is null or topic is null' "$work/odd" -c
code_is 0
out_is 5
err_is 'calque match: warning: `success` is in none of the 5 evaluated records, and was taken for null'
run match 'id > 0' "$work/odd" -c
err_is ''

printf '{"id":1,"duration":"soon"}\noops\n' >"$work/page"
run match 'duration > 0' "$work/page"
code_is 2
err_is 'calque match: warning: `duration` cannot be read in 1 record, where it is a text, first "soon" in line 1
calque match: line 2: byte 1: this is not JSON (syntax error)'
printf '{"detail":"Not found."}' >"$work/page"
run match 'id > 0' "$work/page"
code_is 0
err_is 'calque match: warning: `id` is missing in the only record that was evaluated, and was taken for null
calque match: warning: 1 object has none of the members of a record; the first: line 1: `detail`'

# Memory is bounded by the longest record, not by an array; not measured under sanitizers, which use memory themselves.
if ! grep -q __asan_init "$calque"; then
    seq -f '{"id":%.0f,"padding":"some text to make a record of more than a hundred bytes, which is what this one has"},' \
        10000 >"$work/records"
    mkfifo "$work/array"
    "$calque" match 'id = 1' -c <"$work/array" >"$work/counted" &
    exec 9>"$work/array"
    printf '[' >&9
    for _ in {1..40}; do cat "$work/records" >&9; done
    most=$(awk '/^VmHWM/ { print $2 }' "/proc/$!/status")
    printf '{"id":1}]' >&9
    exec 9>&-
    wait $!
    [ "$(<"$work/counted")" = 41 ] || fail "41 records are expected, found $(<"$work/counted")"
    [ "$most" -lt 30000 ] || fail "an array of 45 MB took $most KB of memory"
fi

finish
