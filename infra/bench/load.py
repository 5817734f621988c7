"""How many of these requests are answered in these seconds?

Run as a process of its own: reads what to do as JSON, writes what happened as JSON. It
does as little as it can, since it shares the machine with what it measures.
"""

import json
import resource
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field
from itertools import count


END = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass
class Line:
    """One kept-alive connection, with at most one request under way."""

    socket: socket.socket
    buffer: bytes = b""
    began: float = 0.0
    took: list[float] = field(default_factory=list)


def answered(buffer: bytes) -> bool:
    """Whether the whole response is here."""
    head = buffer.find(END)
    if head < 0:
        return False
    lower = buffer[:head].lower()
    at = lower.find(LENGTH)
    if at < 0:
        sys.exit(f"An answer without a length: {buffer[:200]!r}")
    length = int(lower[at + len(LENGTH) :].split(b"\r\n", 1)[0])
    return len(buffer) >= head + len(END) + length


def run(
    *, port: int, requests: list[bytes], seconds: float, connections: int
) -> dict[str, float]:
    """Keep every connection busy until the time is over."""
    turns = count()
    selector = selectors.DefaultSelector()
    lines = []

    def send(line: Line) -> None:
        line.began, line.buffer = time.perf_counter(), b""
        line.socket.sendall(requests[next(turns) % len(requests)])

    for _ in range(connections):
        line = Line(socket.create_connection(("127.0.0.1", port)))
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(line.socket, selectors.EVENT_READ, line)
        lines.append(line)
        send(line)
    began = time.perf_counter()
    while (now := time.perf_counter()) - began < seconds:
        for ready, _ in selector.select(timeout=1):
            line = ready.data
            line.buffer += line.socket.recv(65536)
            if answered(line.buffer):
                if not line.buffer.startswith(b"HTTP/1.1 200"):
                    sys.exit(f"Not a 200: {line.buffer[:400]!r}")
                line.took.append(time.perf_counter() - line.began)
                send(line)
    took = sorted(time for line in lines for time in line.took)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "done": len(took),
        "seconds": now - began,
        "median": took[len(took) // 2] if took else 0.0,
        "slow": took[int(len(took) * 0.99)] if took else 0.0,
        "cpu": usage.ru_utime + usage.ru_stime,
    }


def main() -> None:
    asked = json.load(sys.stdin)
    result = run(
        port=asked["port"],
        requests=[request.encode() for request in asked["requests"]],
        seconds=asked["seconds"],
        connections=asked["connections"],
    )
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
