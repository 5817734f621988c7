"""A GOV.UK Notify on loopback: the same paths and answers, and a memory."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse
from uuid import uuid4


class Notify:
    """What was sent, by reference; `refuse_with` makes it answer a status instead."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.refuse_with: int | None = None
        self.url = ""


def _handler(notify: Notify) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if notify.refuse_with:
                error = {"error": "BadRequestError", "message": given}
                return self._answer(
                    notify.refuse_with,
                    {"status_code": notify.refuse_with, "errors": [error]},
                )
            taken = {"id": str(uuid4()), "path": self.path, **given}
            notify.sent.append(taken)
            return self._answer(201, {"id": taken["id"]})

        def do_GET(self) -> None:
            asked = parse_qs(urlparse(self.path).query).get("reference", [""])[0]
            found = [one for one in notify.sent if one["reference"] == asked]
            self._answer(200, {"notifications": [{"id": one["id"]} for one in found]})

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args) -> None:
            return

    return Handler


@contextmanager
def running() -> Iterator[Notify]:
    notify = Notify()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(notify))
    notify.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield notify
    finally:
        server.shutdown()
        server.server_close()
