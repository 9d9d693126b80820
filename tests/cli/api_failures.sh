#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque widgets` when the API or the network fails: exit code 3, one line on standard error, and never the API key.
. "$(dirname "$0")/support"

secret=secret-0123456789abcdef
export CEKURA_API_KEY=$secret

# never_the_key: neither stream contains the key.
never_the_key() {
    out_lacks "$secret"
    err_lacks "$secret"
    err_lacks secret-
}

# An API whose status is the first part of the base URL's path: /STATUS/…
start_api <<'PY'
import scripted_api

BODIES = {
    "400": '{"detail": "Timestamp filter value is too far in the past. Maximum allowed range is 30 days."}',
    "path": '{"filters": {"conditions": {"1": {"value": ["Not that old."]}}}}',
    "401": '{"detail": "Invalid key secret-0123456789abcdef"}',
    "403": '{"detail": "no\\u001b[31m\\nentry"}',
    "404": '{"detail": "Not found."}',
    "405": '{"detail": "Method \\"POST\\" not allowed."}',
    "429": '{"detail": "Request was throttled. Expected available in 7 seconds."}',
    "500": '<html>\x1b[2J<h1>Server Error</h1></html>',
    "301": '',
    "200": '{"count": 1, "results": [{"widget_id": 1, "chart_type": "pie"}]}',
    "204": 'not json',
}


PAGE = '{"count": 3, "next": "/?page=2", "results": [{"widget_id": 1, "chart_type": "pie", "data": []}]}'


class Api(scripted_api.Api):
    def do_POST(self):
        self.read_body()
        status = self.path.split("/")[1]
        if status == "stall":
            self.send_response(401)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b'{"detail": "Who')
            self.rfile.read(1)  # until the client disconnects
            return
        if status in ("proxy", "shrunk"):
            if "page=2" not in self.path:
                self.answer(PAGE.encode())
            elif status == "shrunk":
                self.answer(b'{"detail": "Invalid page."}', 404)
            else:
                self.answer(b"<html>nginx</html>", 404, [("Content-Type", "text/html")])
            return
        location = [("Location", "http://api.example.invalid/")] if status == "301" else []
        self.answer(BODIES[status].encode(), {"204": 200, "path": 400}.get(status) or int(status), location)

    def do_GET(self):
        there = "/dashboards/widgets/1/data/" in self.path
        self.answer(b'{"widget_id": 1, "chart_type": "pie", "data": []}' if there else b'{"detail": "Not found."}',
                    200 if there else 404)


scripted_api.serve(Api)
PY

# fails_with STATUS TEXT...
fails_with() {
    run widgets 'id = 1' --ids 1 --url "$url/$1" --json
    shift
    code_is 3
    out_is ''
    err_lines_are 1
    err_has 'calque widgets: '
    err_lacks $'\e'
    never_the_key
    for text in "$@"; do err_has "$text"; done
}
fails_with 400 '(400)' 'Timestamp filter value is too far in the past. Maximum allowed range is 30 days.'
fails_with 401 '(401)' 'CEKURA_API_KEY' 'Invalid key'
fails_with 403 '(403)' 'entry'
fails_with 404 '(404)' 'Not found.'
fails_with 405 '(405)' 'base URL'
fails_with 429 '(429)' 'Expected available in 7 seconds.'
fails_with 500 '(500)' 'try again later'
fails_with 301 '301' 'base URL'
fails_with 200 '/results/0'
fails_with 204 'JSON'

# A status is reported, and the call ends, even if its body never arrives.
fails_with stall '(401)' 'CEKURA_API_KEY' '{"detail": "Who'

# A missing page ends the listing if the API answers so; a 404 from a proxy is an error.
fails_with proxy '(404)' '<html>nginx</html>'
run widgets 'id = 1' --ids 1 --url "$url/shrunk" --json
code_is 0
out_has '"count":1'

# A refusal that points at a condition shows that condition.
run widgets 'id = 1 and timestamp >= today-60d' --ids 1 --url "$url/path" --json
code_is 3
err_has '1 | id = 1 and timestamp >= today-60d
  |            ^^^^^^^^^^^^^^^^^^^^^^'
err_has '(400)'
never_the_key

# With --keep-going, one widget's failure does not discard the others; the exit code still reports it.
run widgets 'id = 1' --ids 1,2 --url "$url/400" --json --keep-going
code_is 3
out_has '"count":1'
out_has '"widget_id":1'
err_has 'calque widgets: widget 2: the API has no such widget, page or path (404)'
err_has 'some widgets could not be fetched'
never_the_key

# With charts, the filter is printed before the API fails.
run widgets 'id = 1' --ids 1 --url "$url/404"
code_is 3
out_is '{"field":"id","op":"eq","value":1}'

# Connection refused; unknown host.
kill %1
wait 2>/dev/null
run widgets 'id = 1' --ids 1 --url "$url"
code_is 3
err_lines_are 1
never_the_key
run widgets 'id = 1' --ids 1 --url https://api.example.invalid
code_is 3
err_lines_are 1
never_the_key

# refuses TEXT ARGUMENT...: exit code 2, because no request was sent
refuses() {
    local text=$1
    shift
    run widgets 'id = 1' --ids 1 "$@"
    code_is 2
    out_is ''
    err_lines_are 1
    err_has "$text"
    never_the_key
}
refuses 'https' --url http://api.example.invalid
refuses 'looks like an IP address' --url http://127.0.0.1.example.invalid
refuses 'http' --url ftp://127.0.0.1
refuses 'http' --url 127.0.0.1:80
refuses 'http' --url ''
refuses 'http' --url $'http://127.0.0.1/\r\nX: y'
CEKURA_API_KEY=$secret$'\n' refuses 'key'
CEKURA_API_KEY="$secret with spaces" refuses 'key'
CEKURA_API_URL=http://api.example.invalid refuses 'https'
CEKURA_API_KEY= refuses 'CEKURA_API_KEY' --url https://api.example.invalid

# With a key the real API is called instead of the stand-in, and --ids is required.
run widgets 'id = 1'
code_is 2
err_is 'calque widgets: --ids is needed: the ids of the widgets, such as --ids 1,2,3'

finish
