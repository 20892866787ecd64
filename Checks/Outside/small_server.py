"""A small server on loopback for those who play somebody else's service in a test."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SmallServer:
    """Answers on a free port until it is stopped. `found(handler, method)` is another's: status, content type, and body as
    text, as something for JSON, or as the address to go to when the status is 303."""

    def __init__(self):
        small = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                small.answer(self, "GET")

            def do_POST(self):
                small.answer(self, "POST")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()

    def answer(self, handler, method):
        status, kind, body = self.found(handler, method)
        handler.send_response(status)
        if status == 303:
            handler.send_header("Location", body)
        else:
            handler.send_header("Content-Type", kind)
        handler.end_headers()
        if status != 303:
            handler.wfile.write((body if isinstance(body, str) else json.dumps(body)).encode())
