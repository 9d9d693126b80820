#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
#
# Limits: the message names the option that raises the limit, and the option works.
. "$(dirname "$0")/support"

# An API that accepts every filter; its response is small compressed and large decompressed.
start_api <<'PY'
import gzip
import scripted_api

BODY = gzip.compress(b'{"count": 0, "next": null, "results": []' + b" " * 100000 + b"}")


class Api(scripted_api.Api):
    def do_POST(self):
        self.read_body()
        self.answer(BODY, headers=[("Content-Encoding", "gzip")])


scripted_api.serve(Api)
PY

# repeat TEXT TIMES
repeat() { python3 -c 'import sys; print(sys.argv[1] * int(sys.argv[2]), end="")' "$1" "$2"; }

# bounds OPTION NAME ENOUGH: the filter in $work/filter, and its JSON in $work/json, are refused with the diagnostic
# NAME, and accepted if OPTION is ENOUGH.
bounds() {
    local option=$1 name=$2 enough=$3 command file
    for command in json check 'check --json' 'check --fix --json' 'match' "widgets --ids 1 --url $url" text; do
        file=$work/filter
        [ "$command" = text ] && file=$work/json
        run $command --file "$file"
        code_is 2
        [[ $out$err == *"$name"* ]] || fail "$ran: $name is expected" "$out" "$err"
        [[ $out$err == *"raise --$option"* ]] || fail "$ran: --$option is not named" "$out" "$err"
        [[ $out$err != *::* ]] || fail "$ran: a name of C++ is shown" "$out" "$err"
        run $command --file "$file" "--$option" "$((enough - 1))"
        code_is 2
        [[ $out$err == *"the limit is $((enough - 1))"* ]] || fail "$ran: the limit is not the one given" "$out" "$err"
        run $command --file "$file" "--$option" "$enough"
        code_is 0
    done
}

printf 'id = 1%s' "$(repeat ' ' 65531)" >"$work/filter"
printf '{"field":"id","op":"eq","value":1}%s' "$(repeat ' ' 65503)" >"$work/json"
bounds max-bytes E401 65537

printf '%sid = 1%s' "$(repeat '(' 65)" "$(repeat ')' 65)" >"$work/filter"
printf '%s{"field":"id","op":"eq","value":1}%s' "$(repeat '{"operator":"and","conditions":[' 65)" "$(repeat ']}' 65)" >"$work/json"
bounds max-depth E402 65

printf 'id = 1%s' "$(repeat ' or id = 1' 1000)" >"$work/filter"
printf '{"operator":"or","conditions":[%s{"field":"id","op":"eq","value":1}]}' \
    "$(repeat '{"field":"id","op":"eq","value":1},' 1000)" >"$work/json"
bounds max-conditions E403 1001

printf 'id in [%s2]' "$(repeat '1, ' 1000)" >"$work/filter"
printf '{"field":"id","op":"in","value":[%s2]}' "$(repeat '1,' 1000)" >"$work/json"
bounds max-list-items E404 1001

printf 'topic = "%s"' "$(repeat x 8193)" >"$work/filter"
printf '{"field":"topic","op":"eq","value":"%s"}' "$(repeat x 8193)" >"$work/json"
bounds max-string-bytes E405 8193

# A limit may be lower than the default.
run json 'id = 1' --max-bytes 5
code_is 2
err_has 'error[E401]: the filter has 6 bytes; the limit is 5'
feed 'id = 1' json - --max-bytes 5
code_is 2
err_has 'error[E401]: the filter has at least 6 bytes; the limit is 5'

# A filter of the greatest permitted depth is read, and printed back.
printf '%ssuccess = true%s' "$(repeat '(' 512)" "$(repeat ')' 512)" >"$work/filter"
run json --file "$work/filter" --max-depth 512
code_is 0
out_is '{"field":"success","op":"eq","value":true}'
python3 - >"$work/json" <<'PY'
text = '{"field":"id","op":"eq","value":1}'
for level in range(512):
    other = '{"field":"id","op":"eq","value":2}'
    text = f'{{"operator":"{("and", "or")[level % 2]}","conditions":[{text},{other}]}}'
print(text, end="")
PY
run text --file "$work/json" --max-depth 512
code_is 0
cp "$work/out" "$work/filter"
run json --file "$work/filter" --max-depth 512
out_is "$(<"$work/json")"

# refuses MESSAGE ARGUMENT...
refuses() {
    run "${@:2}"
    code_is 2
    out_is ''
    err_is "$1"
}
refuses 'calque json: --max-depth needs a whole number from 1 to 512; found `513`' json 'id = 1' --max-depth 513
refuses 'calque check: --max-depth needs a whole number from 1 to 512; found `0`' check 'id = 1' --max-depth 0
for option in bytes conditions list-items string-bytes; do
    refuses "calque text: --max-$option needs a whole number from 1 to 268435456; found \`268435457\`" \
        text "--max-$option" 268435457
    refuses "calque match: --max-$option needs a whole number from 1 to 268435456; found \`many\`" \
        match 'id = 1' "--max-$option" many
done
for option in pages response-bytes response-depth results rows; do
    refuses "calque widgets: --max-$option needs a whole number from 1; found \`-1\`" widgets 'id = 1' "--max-$option=-1"
done
refuses 'calque match: --max-line-bytes needs a whole number from 1; found `9223372036854775808`' \
    match 'id = 1' --max-line-bytes 9223372036854775808

# A command has options for its own limits only.
for command in serve 'json x' 'check x' 'match x' text; do
    run $command --max-pages 1
    code_is 2
    err_has 'there is no option `--max-pages`'
done
run serve --max-depth 1
code_is 2
err_is 'calque serve: there is no option `--max-depth`; the options are --port N, --records FILE, --help'

# The help shows the defaults.
run widgets --help
out_has '(64; at most 512)'
out_has '--max-pages N'
run match --help
out_has '(67108864)'

# A line of records of exactly the limit, not counting its line break.
for lines in '{"id":1}\n' '{"id":1}'; do
    feed "$lines" match 'id = 1' --max-line-bytes 8
    code_is 0
    out_is '{"id":1}'
done
for lines in '{"id":1}\n{"id": 1}\n' '{"id":1}\n{"id": 1}'; do
    feed "$lines" match 'id = 1' --max-line-bytes 8
    code_is 2
    out_is '{"id":1}'
    err_is 'calque match: line 2 has a record of more than 8 bytes; raise --max-line-bytes'
done

# Limits on the API's responses.
# answers OPTION VALUE ENOUGH ARGUMENT...: refused with VALUE, accepted with ENOUGH
answers() {
    run widgets 'timestamp >= today-7d' --json "--$1" "$2" "${@:4}"
    code_is 3
    out_is ''
    err_has "raise --$1"
    err_lacks ::
    run widgets 'timestamp >= today-7d' --json "--$1" "$3" "${@:4}"
    code_is 0
    out_has '"count":'
}
answers max-pages 2 3 --ids 1,2,3 --page-size 1
answers max-response-bytes 100 10000000 --ids 1
answers max-response-depth 2 9 --ids 1
answers max-results 1 2 --ids 1,2
answers max-rows 2 1000 --ids 2
run widgets 'timestamp >= today-7d' --ids 1,2 --json --max-rows 1 --keep-going
code_is 3
err_lacks ::

# A compressed response may be small although its content is large.
answers max-response-bytes 99999 100041 --ids 1 --url "$url"

# The program's table has every option that a message of the library says to raise.
root=$(dirname "$0")/../..
for knob in $(grep -rhoE 'raise [a-z_]+::[a-z_]+' "$root/include/calque" | sed 's/raise //' | sort -u); do
    grep -q "\"$knob\"" "$root/examples/cli/limits.hpp" || fail "no option for $knob"
done

finish
