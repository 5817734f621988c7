"""How does a browser reach the pages, on the test's own database?"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.database import ROOT, environment


def free_port() -> int:
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def pages_served(database: str) -> Iterator[int]:
    """Serve the pages as in production, by granian; give the port."""
    port = free_port()
    program = [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "2", "--no-access-log",
        "config.wsgi:application",
    ]  # fmt: skip
    variables = {
        **environment(database),
        "HEED_PUBLIC_PORT": str(port),
        "HEED_DEMO": "true",
    }
    with subprocess.Popen(program, cwd=ROOT, env=variables) as server:
        try:
            wait_for(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until something answers; an unknown host's 404 is an answer."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            message = "The pages' server ended before it answered."
            raise RuntimeError(message)
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except HTTPError:
            return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    message = "The pages' server did not answer within a minute."
    raise RuntimeError(message)
