# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""A fake API for these scripts, which derive from `Api`, respond in `do_POST` and `do_GET`, and call `serve`."""
import http.server


class Api(http.server.BaseHTTPRequestHandler):
    def read_body(self):
        return self.rfile.read(int(self.headers["Content-Length"]))

    def answer(self, body, status=200, headers=()):
        self.send_response(status)
        for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(api):
    """Serves on a free local port, printed in the first line of output, until the process is killed."""
    server = http.server.HTTPServer(("127.0.0.1", 0), api)
    print("port", server.server_port, flush=True)
    server.serve_forever()
