"""How is the web server run while it is measured?"""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from infra.local.environment import ROOT, without_owner


PATIENCE = 180.0


class WebServer:
    """granian as the demonstration runs it: two workers, one blocking thread each.

    `database` is the address of another database than the one being filled.
    """

    def __init__(self, port: int, *, host: str, database: str = "") -> None:
        self.port, self.host, self.database = port, host, database

    def __enter__(self) -> "WebServer":
        command = [
            *(str(Path(sys.executable).with_name("granian")), "--interface=wsgi"),
            *("--host=127.0.0.1", f"--port={self.port}", "--no-ws", "--workers=2"),
            *("--blocking-threads=1", "--log-level=warning", "config.wsgi:application"),
        ]
        other = {"DATABASE_URL": self.database} if self.database else {}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=without_owner({**os.environ, **other})
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._answers():
                return self
            time.sleep(0.2)
        self._stop()
        sys.exit("The web server did not start.")

    @property
    def pid(self) -> int:
        return self.process.pid

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        """Ask, so that it stops its workers too, and do not wait for ever."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("GET", "/api/v1/health", headers={"Host": self.host})
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()
