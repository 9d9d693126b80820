#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque widgets` against the stand-in server in the program.
. "$(dirname "$0")/support"

filter='timestamp >= today-7d and duration >= 60'
json='{"operator":"and","conditions":[{"field":"timestamp","op":"gte","value":"today-7d"},{"field":"duration","op":"gte","value":60}]}'
note='calque widgets: no CEKURA_API_KEY, so the stand-in API answers, with generated calls'

# The filter JSON on the first line, and a chart for every widget.
run widgets "$filter"
code_is 0
err_is "$note"
[ "$(head -n 1 "$work/out")" = "$json" ] || fail "$ran: the first line is not the filter JSON" "$(head -n 1 "$work/out")"
for id in {1..10}; do out_has " · widget $id ──"; done
for type in line bar pie; do out_has " $type · widget "; done
out_has '┤'
out_has '█'
out_has '%'

run widgets "$filter" --ids 2,1
code_is 0
[ "$(grep -c ' · widget ' "$work/out")" = 2 ] || fail "$ran: two charts are expected" "$out"

# Every page is fetched.
run widgets "$filter" --ids 1,2,3,4,5 --page-size 2
code_is 0
for id in {1..5}; do out_has " · widget $id ──"; done

# A widget that does not exist is reported, and the others are shown.
run widgets "$filter" --ids 1,998,999
code_is 0
out_has ' · widget 1 ──'
err_is "$note
calque widgets: the API sent no data for widgets 998, 999"

# --json: one document on one line, with all pages, and nothing else.
run widgets "$filter" --ids 1,2,3,4,5 --page-size 2 --json
code_is 0
[ "$(wc -l <"$work/out")" = 1 ] || fail "$ran: one line is expected"
python3 - "$work/out" <<'PY' || fail "$ran: the JSON is not as promised"
import json, sys

document = json.load(open(sys.argv[1], encoding="utf-8"))
assert list(document) == ["count", "results"], list(document)
assert document["count"] == 5
assert [widget["widget_id"] for widget in document["results"]] == [1, 2, 3, 4, 5]
for widget in document["results"]:
    for key in ("field_name", "chart_type", "data", "aggregation_function", "time_period", "group_by", "metadata"):
        assert key in widget, key
assert all(point["value"] >= 60 for point in document["results"][0]["data"])
PY

# The filter selects what is counted; no matching call is not an error.
run widgets 'timestamp >= today-7d and duration < 0' --ids 1
code_is 0
out_has 'no data'

# Widths, and terminals without UTF-8.
for width in 24 60 80 120; do
    COLUMNS=$width run widgets "$filter"
    python3 - "$width" "$work/out" <<'PY' || fail "$ran: a line is longer than $width columns"
import sys

lines = open(sys.argv[2], encoding="utf-8").read().split("\n")[1:]
sys.exit(any(len(line) > int(sys.argv[1]) for line in lines) or not any(len(line) == int(sys.argv[1]) for line in lines))
PY
done
for locale in LANG=C LC_ALL=POSIX; do
    for ids in 1 2 3,8,10; do
        (export "${locale?}" && run widgets 'topic = "é" or timestamp >= today-7d' --ids $ids && code_is 0 &&
            out_has '\u00e9' && ! LC_ALL=C grep -q '[^ -~]' "$work/out" && [ "$failures" = 0 ]) ||
            fail "$locale: the output is not ASCII" "$(cat "$work/out")"
    done
done

! grep -q $'\e' "$work/out" || fail 'colours without a terminal'

# The stand-in refuses a filter that reaches too far back.
run widgets 'timestamp >= today-60d' --ids 1
code_is 3
err_has 'too far in the past'

# An invalid filter is never sent.
run widgets 'duration contains "60"' --ids 1
code_is 2
out_is ''
err_has 'E204'
err_lacks 'stand-in'

finish
