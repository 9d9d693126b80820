# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""`calque match` selects the same records as the API, in every supported input format.

usage: match_rows.py CALQUE_PROGRAM

The records are the rows of all pages of a stand-in's list of call logs. For each filter, `calque match` must print the
records that the list returns.
"""

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
from urllib.parse import quote
from urllib.request import urlopen

PROGRAM = ""
FILTERS = [
    "duration >= 60", "duration < 60", "not duration >= 120", "duration in 60..120", "id > 0",
    "success = false and duration < 30", "success is null", "is_reviewed = true or success != true",
    "agent.id = 2", "agent.id is null", "agent.agent_name contains 'desk'", "agent.agent_name != 'Front Desk'",
    "topic in ['refund', 'billing']", "topic is null", "customer_number startswith '+1212'",
    "call_ended_reason = 'timeout' and dropoff_point is not null", "timestamp >= today-7d",
    "timestamp < now-12d and topic contains 'a'", "metric_evaluations.value = 'negative'",
    "metric_evaluations { metric.name = 'accuracy' and value >= 0.9 }",
    "metric_evaluations { metric.id = 3 and (value < 1 or value > 3) }", "metric_evaluations.metric.id = 4",
]


def run(*words, text=None):
    done = subprocess.run([PROGRAM, *words], input=text, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Rows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen([PROGRAM, "serve"], stdout=subprocess.PIPE, text=True)
        cls.url = cls.server.stdout.readline().split()[-1] + "/observability/v2/call-logs/?page_size=100"
        cls.folder = tempfile.TemporaryDirectory()
        cls.pages = list(cls.fetch(""))
        cls.rows = [row for page in cls.pages for row in json.loads(page)["results"]]

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()
        cls.folder.cleanup()

    @classmethod
    def fetch(cls, query):
        url = cls.url + query
        while url:
            with urlopen(url, timeout=30) as answer:
                page = answer.read()
            yield page
            url = json.loads(page)["next"]

    def answered(self, filter):
        filter_json = run("json", filter)[1]
        return [row["id"] for page in self.fetch("&filters_v2=" + quote(filter_json, safe=""))
                for row in json.loads(page)["results"]]

    def matched(self, filter, *words):
        code, out, said = run("match", filter, *words)
        self.assertEqual((code, said), (0, ""), (filter, words))
        return out

    def keep(self, name, content):
        path = pathlib.Path(self.folder.name) / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def test_every_filter_selects_what_the_list_answers(self):
        self.assertEqual(len(self.rows), 1000)
        lines = self.keep("rows", "".join(json.dumps(row) + "\n" for row in self.rows))
        counts = {}
        for filter in FILTERS:
            found = [json.loads(line)["id"] for line in self.matched(filter, lines).splitlines()]
            self.assertEqual(found, self.answered(filter), filter)
            counts[filter] = len(found)
        self.assertEqual([counts[each] for each in FILTERS[:3]], [736, 264, 463])
        self.assertTrue(all(0 < count < 1000 for filter, count in counts.items() if filter != "id > 0"), counts)

    def test_every_form_has_the_same_records(self):
        lines = [json.dumps(row) for row in self.rows]
        forms = {
            "lines": "\n".join(lines),
            "array": json.dumps(self.rows),
            "pretty array": json.dumps(self.rows, indent=2),
            "pretty": "\n".join(json.dumps(row, indent="\t") for row in self.rows),
            "pages": b"".join(self.pages),
            "pretty pages": "\n\n".join(json.dumps(json.loads(page), indent=1) for page in self.pages),
            "gzip": gzip.compress("\n".join(lines).encode()),
            "two gzips": gzip.compress(b"[" + ",".join(lines[:500]).encode()) + gzip.compress(
                b"," + ",\r\n".join(lines[500:]).encode() + b"]"),
        }
        by_id = {row["id"]: row for row in self.rows}
        wanted = {row["id"] for row in self.rows if row["success"] is False}
        for name, content in forms.items():
            path = self.keep(name, content)
            decoder, out, found = json.JSONDecoder(), self.matched("success = false", path), []
            while out.strip():
                row, end = decoder.raw_decode(out.lstrip())
                out = out.lstrip()[end:]
                self.assertEqual(row, by_id[row["id"]])
                found.append(row["id"])
            self.assertEqual(set(found), wanted, name)
            self.assertEqual(self.matched("success = false", path, "-c"), f"{len(wanted)}\n", name)
            self.assertEqual(self.matched("success = false", path, "-v", "-c"), f"{1000 - len(wanted)}\n", name)

    def test_a_served_row_serves_again(self):
        """Fetched records can be served again by `calque serve`."""
        lines = self.keep("again", "".join(json.dumps({"event": "call_log.completed", "data": row}) + "\n"
                                           for row in self.rows))
        server = subprocess.Popen([PROGRAM, "serve", "--records", lines], stdout=subprocess.PIPE, text=True)
        try:
            other = server.stdout.readline().split()[-1] + "/observability/v2/call-logs/?page_size=100"
            with urlopen(other, timeout=30) as answer:
                again = json.loads(answer.read())["results"]
            self.assertEqual(again, self.rows[:100])
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
