#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque widgets --page`: one page, one request, and the number of pages if the API reports it.
. "$(dirname "$0")/support"

filter='timestamp >= today-7d'
note='calque widgets: no CEKURA_API_KEY, so the stand-in API answers, with generated calls'

# says WORDS: the message about the page, on standard error, beside the stand-in's note
says() { err_is "$note
calque widgets: $1"; }

# ids_are ID...: the widgets of the one JSON document on standard output
ids_are() {
    python3 - "$work/out" "$@" <<'PY' || fail "$ran: the widgets ${*} are expected" "$out"
import json, sys

document = json.load(open(sys.argv[1], encoding="utf-8"))
sys.exit([str(widget["widget_id"]) for widget in document["results"]] != sys.argv[2:])
PY
}

# The stand-in reports the number of pages; by default a page has ten widgets.
run widgets "$filter" --ids 1,2,3,4,5 --page 2 --page-size 2
code_is 0
[ "$(grep -c ' · widget ' "$work/out")" = 2 ] || fail "$ran: two charts are expected" "$out"
for id in 3 4; do out_has " · widget $id ──"; done
says 'page 2 of 3, 2 of 5 widgets'
run widgets "$filter" --ids 1,2,3,4,5 --page 2 --page-size 2 --json
code_is 0
ids_are 3 4
out_has '{"count":5,"results":['
says 'page 2 of 3, 2 of 5 widgets'
run widgets "$filter" --ids 1,2,3,4,5 --page 3 --page-size 2 --json
code_is 0
ids_are 5
says 'page 3 of 3, 1 of 5 widgets'
run widgets "$filter" --ids 1,2,3,4,5 --page 1 --json
code_is 0
ids_are 1 2 3 4 5
says 'page 1 of 1, 5 of 5 widgets'
run widgets "$filter" --page 1 --page-size 3 --json
ids_are 1 2 3
says 'page 1 of 4, 3 of 10 widgets'

# Missing widgets are reported only if the page is the only one.
run widgets "$filter" --ids 1,998,999 --page 1 --json
code_is 0
says 'page 1 of 1, 1 of 1 widget
calque widgets: the API sent no data for widgets 998, 999'

# A page beyond the end.
run widgets "$filter" --ids 1,2,3 --page 4 --page-size 1 --json
code_is 3
out_is ''
says 'page 4: the API has no such widget, page or path (404); the server says: "Invalid page."'

# A filter that the API refuses is shown as without --page.
run widgets 'id = 1 and topic ~ "refund("' --ids 1 --page 1 --json
code_is 3
err_has '1 | id = 1 and topic ~ "refund("
  |            ^^^^^^^^^^^^^^^^^'

# refuses MESSAGE ARGUMENT...
refuses() {
    run widgets "$filter" "${@:2}"
    code_is 2
    out_is ''
    err_is "calque widgets: $1"
}
refuses '--page needs a whole number from 1; found `0`' --page 0
refuses '--page needs a whole number from 1; found `last`' --page last
refuses '--page fetches one page, but --keep-going may fetch widgets one by one, without pages; give one of the two' \
    --page 1 --keep-going

# Other APIs: the base URL's path names the envelope, and every page gets the same response.
start_api <<'PY'
import json
import scripted_api

WIDGET = {"widget_id": 7, "field_name": "x", "chart_type": "pie", "data": []}
TWO = [WIDGET, WIDGET | {"widget_id": 8}]
LINK = "http://api.example.org/accounts/?page=4"
ANSWERS = {
    "next": {"count": 123, "next": LINK, "previous": None, "results": [WIDGET]},
    "pairs": {"count": 5, "next": LINK, "previous": None, "results": TWO},
    "last": {"count": 5, "next": None, "previous": None, "results": [WIDGET]},
    "contradicts": {"count": 1, "next": LINK, "previous": None, "results": [WIDGET]},
    "empty": {"count": 5, "next": LINK, "previous": None, "results": []},
    "beyond": {"count": 5, "next": None, "results": []},
    "counted": {"count": 5, "results": TWO},
    "uncounted": {"next": LINK, "previous": None, "results": [WIDGET]},
    "negative": {"count": -1, "next": None, "results": TWO},
    "huge": {"count": 9223372036854775807, "next": LINK, "results": TWO},
    "bare": [WIDGET],
}


class Api(scripted_api.Api):
    def do_POST(self):
        self.read_body()
        print("asked", self.path, flush=True)
        self.answer(json.dumps(ANSWERS[self.path.split("/")[1]]).encode())


scripted_api.serve(Api)
PY

# tells ENVELOPE WORDS ARGUMENT...: the message about a page, for which one request is sent
tells() {
    local before envelope=$1 words=$2
    before=$(grep -c asked "$work/served")
    run widgets "$filter" --ids 7,8 --url "$url/$envelope" --json "${@:3}"
    code_is 0
    err_is "calque widgets: $words"
    [ "$(grep -c asked "$work/served")" = $((before + 1)) ] || fail "$ran: one request is expected" "$(<"$work/served")"
}
tells next 'page 1 of 123, 1 of 123 widgets' --page 1
ids_are 7
out_has '{"count":123,"results":['
tells next 'page 2 of 123, 1 of 123 widgets' --page 2
tells next 'page 122 of 123, 1 of 123 widgets' --page 122
tells next 'page 123, 1 of 123 widgets' --page 123
grep -q 'asked /next/.*[?&]page=123' "$work/served" || fail 'the page is not asked for' "$(<"$work/served")"

# The number of pages follows from the size of a full page, whatever size was requested.
tells pairs 'page 1 of 3, 2 of 5 widgets' --page 1
tells pairs 'page 1 of 3, 2 of 5 widgets' --page 1 --page-size 500
tells last 'page 3 of 3, 1 of 5 widgets' --page 3
tells last 'page 3 of 3, 1 of 5 widgets' --page 3 --page-size 500
tells counted 'page 1 of 3, 2 of 5 widgets' --page 1 --page-size 2
tells huge 'page 1 of 4611686018427387904, 2 of 9223372036854775807 widgets' --page 1

# Nothing is reported that the response does not show.
tells last 'page 6, 1 of 5 widgets' --page 6
tells contradicts 'page 1, 1 of 1 widget' --page 1
tells next 'page 9223372036854775807, 1 of 123 widgets' --page 9223372036854775807
tells beyond 'page 4, 0 of 5 widgets' --page 4
tells empty 'page 1, 0 of 5 widgets' --page 1
tells counted 'page 1, 2 of 5 widgets' --page 1
tells counted 'page 1, 2 of 5 widgets' --page 1 --page-size 3
tells negative 'page 1, 2 widgets; the API does not say how many there are in all' --page 1
tells uncounted 'page 2, 1 widget; the API does not say how many there are in all' --page 2
tells bare 'page 1, 1 widget; the API does not say how many there are in all' --page 1
ids_are 7

# Without --page such an API never ends; the program reports that, and the remedy.
run widgets "$filter" --ids 7,8 --url "$url/next" --json
code_is 3
err_is 'calque widgets: page 2 repeats the results of an earlier page; --page N fetches one page alone'

finish
