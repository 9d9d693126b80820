# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""Tests the program against a server that was written from the API's published text alone, without calque.

usage: independent_server.py CALQUE_PROGRAM

The server checks every request strictly and answers with the published example data, two widgets per page; the
program's output must be the same data.
"""

import json
import os
import re
import subprocess
import sys
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PROGRAM = ""
KEY = "test-key"
OPERATIONS = ["eq", "neq", "gt", "gte", "lt", "lte", "contains", "startswith", "endswith", "in", "isnull", "regex"]
GROUPS = ["and", "or", "same_row"]


def widget(number, field, chart, data, **more):
    return {"widget_id": number, "field_name": field, "chart_type": chart, "data": data, "aggregation_function": None,
            "time_period": None, "group_by": None, "can_group_by": False,
            "metadata": {"display_name": field.title(), "data_type": "numeric", "filter_value": None}} | more


WIDGETS = {
    1: widget(1, "duration", "line", [{"id": 1, "timestamp": "2025-11-03T10:30:00Z", "value": 45},
                                      {"id": 2, "timestamp": "2025-11-03T11:15:00Z", "value": 62}]),
    2: widget(2, "metric_evaluations.value", "bar",
              [{"time_interval": "2025-11-03T00:00:00Z", "value": 4.5, "sample_count": 10},
               {"time_interval": "2025-11-04T00:00:00Z", "value": 3.2, "sample_count": 8}],
              aggregation_function="avg", time_period="day"),
    3: widget(3, "call_ended_reason", "pie", [{"label": "customer_ended_call", "value": 320, "percentage": 45.7},
                                              {"label": "agent_ended_call", "value": 210, "percentage": 30}]),
    4: widget(4, "", "stat", {"total_calls": 7, "success_rate": 0.1, "note": "caf\u00e9 \"\\\n"}),
}


def check_filter(node, at):
    """Returns why a node is not a condition or a group of the published format, or None."""
    if not isinstance(node, dict):
        return f"{at}: not an object"
    if list(node) == ["field", "op", "value"]:
        if not isinstance(node["field"], str) or not node["field"]:
            return f"{at}: the field is no text"
        if node["op"] not in OPERATIONS:
            return f"{at}: no such op {node['op']!r}"
        if (node["op"] == "in") != isinstance(node["value"], list):
            return f"{at}: a list is for `in` and for nothing else"
        return None
    if list(node) == ["operator", "conditions"]:
        if node["operator"] not in GROUPS:
            return f"{at}: no such operator {node['operator']!r}"
        if not isinstance(node["conditions"], list) or not node["conditions"]:
            return f"{at}: no conditions"
        problems = (check_filter(each, f"{at}.{i}") for i, each in enumerate(node["conditions"]))
        return next((problem for problem in problems if problem), None)
    return f"{at}: neither a condition nor a group: {list(node)}"


def check_request(handler, body):
    """Returns why a request is not as published, or None."""
    url = urlsplit(handler.path)
    if handler.command != "POST" or url.path != "/dashboards/widgets/bulk_data/":
        return f"no such operation: {handler.command} {handler.path}"
    query = parse_qs(url.query, keep_blank_values=True, strict_parsing=bool(url.query))
    for name, values in query.items():
        if name not in ("page", "page_size") or len(values) != 1 or not values[0].isascii() or not values[0].isdigit():
            return f"query: {name}={values}"
    if handler.headers.get_content_type() != "application/json":
        return f"content type: {handler.headers.get('Content-Type')}"
    if handler.request_version != "HTTP/1.1" or not handler.headers.get("Host"):
        return "no HTTP/1.1 request with a host"
    if not isinstance(body, dict) or not set(body) <= {"widget_ids", "filters"}:
        return "the body has other keys than widget_ids and filters"
    ids = body.get("widget_ids")
    if not isinstance(ids, list) or not all(type(each) is int for each in ids):
        return "widget_ids is no list of integers"
    return check_filter(body["filters"], "filters") if "filters" in body else None


class Api(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, content_type="application/json"):
        data = body.encode() if isinstance(body, str) else json.dumps(body, indent=2).encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.do_POST()

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(text)
        except ValueError as error:
            self.server.problems.append(f"body: {error}")
            return self.answer(400, {"detail": f"JSON parse error - {error}"})
        self.server.requests.append((self.path, body))
        if self.headers.get_all("X-CEKURA-API-KEY") != [KEY]:
            return self.answer(401, {"detail": "Invalid API key."})
        problem = check_request(self, body)
        if problem:
            self.server.problems.append(problem)
            return self.answer(400, {"non_field_errors": [problem]})
        if self.server.outage:
            return self.answer(502, "<html>\n<h1>Bad Gateway</h1></html>", "text/html")
        widgets = [WIDGETS[each] for each in body["widget_ids"] if each in WIDGETS]
        if self.server.bare:
            return self.answer(200, widgets)
        return self.answer_page(widgets)

    def answer_page(self, widgets):
        query = parse_qs(urlsplit(self.path).query)
        page, size = int(query.get("page", ["1"])[0]), int(query.get("page_size", ["2"])[0])
        first = (page - 1) * size
        if page < 1 or (page > 1 and first >= len(widgets)):
            return self.answer(404, {"detail": "Invalid page."})
        link = "https://api.cekura.ai/example/v1/example-external/?page="
        return self.answer(200, {"count": len(widgets),
                                 "next": f"{link}{page + 1}" if first + size < len(widgets) else None,
                                 "previous": f"{link}{page - 1}" if page > 1 else None,
                                 "results": widgets[first:first + size]})


class IndependentServer(unittest.TestCase):
    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
        self.server.daemon_threads = True
        self.server.requests, self.server.problems = [], []
        self.server.bare = self.server.outage = False
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        self.assertEqual(self.server.problems, [])

    def run_program(self, text, *more, ids="1,2,3", key=KEY):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CEKURA_")}
        done = subprocess.run([PROGRAM, "widgets", text, "--ids", ids, "--url", self.url, "--json", *more],
                              env=environment | {"CEKURA_API_KEY": key}, capture_output=True, text=True, timeout=60,
                              encoding="utf-8", stdin=subprocess.DEVNULL)
        self.assertNotIn(key, done.stdout + done.stderr)
        return done

    def data(self, *arguments, **more):
        before = len(self.server.requests)
        done = self.run_program(*arguments, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        # The links are those of the published example, so they have another origin, of which each page warns.
        pages = sum("page=2" in path or "page=3" in path for path, _ in self.server.requests[before:])
        foreign = rf"(calque widgets: page \d links to another origin than {re.escape(self.url)}, .*\n){{{pages}}}"
        self.assertRegex(done.stderr, rf"\A{foreign}\Z")
        return json.loads(done.stdout)

    def refused(self, status, *arguments, **more):
        done = self.run_program(*arguments, **more)
        self.assertEqual(done.returncode, status)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def test_the_published_example_is_sent_and_all_pages_come_back(self):
        got = self.data("timestamp >= today-7d and duration >= 60")
        self.assertEqual(got, {"count": 3, "results": [WIDGETS[1], WIDGETS[2], WIDGETS[3]]})
        body = {"widget_ids": [1, 2, 3],
                "filters": {"operator": "and", "conditions": [{"field": "timestamp", "op": "gte", "value": "today-7d"},
                                                              {"field": "duration", "op": "gte", "value": 60}]}}
        path = "/dashboards/widgets/bulk_data/"
        self.assertEqual(self.server.requests, [(path, body), (f"{path}?page=2", body)])

    def test_every_shape_of_filter_is_accepted(self):
        for text in ["success = true", "duration in 60..120 or topic is null", 'metadata.region in ["US", "EU"]',
                     'same_row(metric_evaluations.metric.name = "accuracy" and metric_evaluations.value >= 0.9)',
                     'customer_number startswith "+1" and (topic contains "refund" or not success = true)',
                     "timestamp >= 2025-11-03T00:00:00Z and timestamp < now-1h"]:
            with self.subTest(text):
                self.assertEqual(self.data(text)["count"], 3)

    def test_a_page_size_is_sent_with_every_page(self):
        got = self.data("success = true", "--page-size", "1")
        self.assertEqual([each["widget_id"] for each in got["results"]], [1, 2, 3])
        queries = [urlsplit(path).query for path, _ in self.server.requests]
        self.assertEqual(queries, ["page_size=1", "page=2&page_size=1", "page=3&page_size=1"])

    def test_a_bare_array_and_an_unknown_chart_come_back_unchanged(self):
        self.server.bare = True
        self.assertEqual(self.data("success = true", ids="4,1"), {"count": 2, "results": [WIDGETS[4], WIDGETS[1]]})
        self.assertEqual(len(self.server.requests), 1)

    def test_a_refused_key_ends_in_3_with_the_words_of_the_server(self):
        words = self.refused(3, "success = true", key="another-key")
        self.assertIn("Invalid API key.", words)
        self.assertEqual(words.count("\n"), 1)

    def test_an_outage_ends_in_3_with_one_line(self):
        self.server.outage = True
        words = self.refused(3, "success = true")
        self.assertIn("502", words)
        self.assertIn("<html> <h1>Bad Gateway</h1></html>", words)
        self.assertEqual(words.count("\n"), 1)

    def test_a_wrong_filter_ends_in_2_and_nothing_is_sent(self):
        self.assertIn("E201", self.refused(2, "sucess = true"))
        self.assertEqual(self.server.requests, [])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    PROGRAM = sys.argv.pop()
    unittest.main()
