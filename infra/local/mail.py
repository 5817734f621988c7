"""What mail has been sent? Catches it by SMTP, delivers none, and shows it on a page.

Run as `python -m infra.local.mail FOLDER SMTP_PORT PAGE_PORT`.
"""

import html
import json
import signal
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from infra.local.ports import LOOPBACK


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Caught mail</title></head>
<body><main><h1>Caught mail</h1><p>Nothing here was delivered to anybody.</p>
{body}
</main></body></html>
"""
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Catcher:
    """Keeps each message as a file whose name sorts by time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep one message, complete or not at all."""
        name = f"{time.time_ns()}-{next(self._numbers)}"
        aside = self._folder / f"{name}.part"
        content = envelope.content or b""
        aside.write_bytes(content if isinstance(content, bytes) else content.encode())
        aside.rename(self._folder / f"{name}.eml")
        return "250 Kept"


def kept(folder: Path) -> list[tuple[str, EmailMessage]]:
    """Give every kept message with its name, newest first."""
    files = sorted(folder.glob("*.eml"), reverse=True)
    return [(file.stem, _read(file)) for file in files]


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), policy=policy.default)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    return body.get_content() if body is not None else ""


def _attached(message: EmailMessage) -> list[str]:
    return [part.get_filename() or "no name" for part in message.iter_attachments()]


def as_record(name: str, message: EmailMessage) -> dict[str, object]:
    """Give one message as plain data, for a program that drives the demo."""
    return {
        "name": name,
        "from": str(message["From"]),
        "to": str(message["To"]),
        "date": str(message["Date"]),
        "subject": str(message["Subject"]),
        "text": _text(message),
        "attachments": _attached(message),
    }


def page_of_all(folder: Path) -> str:
    """Write the list."""
    rows = [
        f'<li><a href="/{name}">{html.escape(str(message["Subject"]))}</a>'
        f" to {html.escape(str(message['To']))}, {html.escape(str(message['Date']))}</li>"
        for name, message in kept(folder)
    ]
    body = f"<ol>{''.join(rows)}</ol>" if rows else "<p>No mail has been sent yet.</p>"
    return PAGE.format(body=body)


def page_of_one(name: str, message: EmailMessage) -> str:
    """Write one message as text: its HTML is shown as source, never run."""
    record = as_record(name, message)
    parts = [
        f"<dt>{word.title()}</dt><dd>{html.escape(str(record[word]))}</dd>"
        for word in ("from", "to", "date", "subject")
    ]
    files = "".join(f"<li>{html.escape(file)}</li>" for file in _attached(message))
    body = (
        f'<p><a href="/">All mail</a></p><dl>{"".join(parts)}</dl>'
        f"<pre>{html.escape(str(record['text']))}</pre><ul>{files}</ul>"
    )
    return PAGE.format(body=body)


class Pages(BaseHTTPRequestHandler):
    """Answers `/`, `/messages.json` and one message by its name."""

    folder: Path

    def do_GET(self) -> None:
        """Answer one request."""
        name = self.path.strip("/")
        if name == "messages.json":
            records = [as_record(*one) for one in kept(self.folder)]
            self._answer(json.dumps(records), "application/json")
        elif not name:
            self._answer(page_of_all(self.folder), "text/html; charset=utf-8")
        elif name in {file.stem for file in self.folder.glob("*.eml")}:
            message = _read(self.folder / f"{name}.eml")
            self._answer(page_of_one(name, message), "text/html; charset=utf-8")
        else:
            self.send_error(404, "No such message")

    def _answer(self, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep addresses out of the log."""


def main() -> None:
    """Catch and show until told to stop."""
    folder, smtp_port, page_port = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    catcher = Controller(Catcher(folder), hostname=LOOPBACK, port=smtp_port)
    catcher.start()
    handler = type("FolderPages", (Pages,), {"folder": folder})
    try:
        ThreadingHTTPServer((LOOPBACK, page_port), handler).serve_forever()
    finally:
        catcher.stop(no_assert=True)


if __name__ == "__main__":
    main()
