#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# `calque widgets` when the API echoes the key: neither stream shows it, in any encoding.
. "$(dirname "$0")/support"

# An API whose behaviour is given by the base URL's path: /STATUS/SPELLING/PLACE/…
start_api <<'PY'
import base64
import gzip
import html
import json
import urllib.parse

import scripted_api


def escaped(key, form):
    return "".join(form.format(ord(c)) for c in key)


SPELLINGS = {
    "plain": lambda key: key,
    "slashes": lambda key: key.replace("/", "\\/"),
    "json": lambda key: escaped(key, "\\u{:04x}"),
    "JSON": lambda key: key.replace("+", "\\u002B").replace("/", "\\/"),
    "url": lambda key: urllib.parse.quote(key, safe=""),
    "lower": lambda key: escaped(key, "%{:02x}"),
    "form": urllib.parse.quote_plus,
    "html": lambda key: html.escape(key.replace("+", "&#43;").replace("/", "&sol;").replace("=", "&#x3D;"), False)
    .replace("&amp;", "&"),
    "decimal": lambda key: escaped(key, "&#{};"),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "bearer": lambda key: base64.urlsafe_b64encode(b"Bearer " + key.encode()).decode(),
    "twice": lambda key: escaped(urllib.parse.quote(key, safe=""), "\\u{:04x}"),
}


class Api(scripted_api.Api):
    def do_POST(self):
        self.read_body()
        _, status, spelling, place, *_ = self.path.split("/")
        text = SPELLINGS[spelling](self.headers["X-CEKURA-API-KEY"])
        body = {
            "detail": '{"detail": "Invalid key %s."}' % text,
            "name": '{"%s": ["no"]}' % text,
            "page": "<html>%s</html>" % text,
            "label": '{"count": 1, "next": null, "results": [{"widget_id": 1, "field_name": "%s", "chart_type": "pie", '
                     '"data": [{"label": "<%s>", "value": 1, "percentage": 100}]}]}' % (text, text),
            "member": '[{"chart_type": "heat", "data": [{"%s": 1, "b": "%s"}], "%s": 1}]' % (text, text, text),
            "cut": '{"detail": "%s %s and more"}' % ("." * 490, text),
        }[place].encode()
        self.answer(gzip.compress(body), int(status), [("Content-Encoding", "gzip"), ("X-Request-Id", text)])


scripted_api.serve(Api)
PY

# echoed CODE STATUS/SPELLING/PLACE OPTION...: runs the program and appends its output to $work/told
echoed() {
    run widgets 'id = 1' --ids 1 --url "$url/$2" "${@:3}"
    code_is "$1"
    printf '%s: %s %s\n' "$2 ${*:3}" "$out" "$err" >>"$work/told"
}

# key_is_hidden: no line of $work/told has the key or its first half, in any encoding.
key_is_hidden() {
    python3 - "$CEKURA_API_KEY" "$work/told" <<'PY' || fail "the key is told: $CEKURA_API_KEY"
import base64
import html
import re
import sys
import urllib.parse

key, name = sys.argv[1:]
part = key[:max(len(key) // 2, min(len(key), 4))]


def unescaped(text):
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).replace("\\/", "/")
    return html.unescape(urllib.parse.unquote(text))


def tells(text):
    for _ in range(4):
        if part in text:
            return True
        for run in re.findall(r"[\w+/-]+", text, re.ASCII):
            for start in range(4):
                code = run[start:].replace("-", "+").replace("_", "/")
                if key.encode() in base64.b64decode(code + "A" * (-len(code) % 4)):
                    return True
        text = unescaped(text)
    return False


found = [line for line in open(name, encoding="utf-8") if tells(line)]
print(*found, sep="", end="")
sys.exit(bool(found))
PY
    rm "$work/told"
}

export CEKURA_API_KEY=ck_live/AbC+def/123==
for spelling in plain slashes json JSON url lower form html decimal base64 bearer twice; do
    echoed 3 "400/$spelling/detail" --json
    echoed 0 "200/$spelling/label" --json
    echoed 0 "200/$spelling/member" --json
done
echoed 3 400/plain/name
echoed 3 400/url/page --page 1
echoed 3 400/json/cut --keep-going
echoed 3 200/html/page
echoed 0 200/JSON/label
echoed 0 200/twice/label --page 1
key_is_hidden

# Short keys, which are hidden everywhere except in the names of members.
for CEKURA_API_KEY in sh0rt k3y; do
    for spelling in plain JSON html base64; do
        echoed 3 "400/$spelling/detail"
        echoed 0 "200/$spelling/label" --json
    done
    key_is_hidden
done

finish
