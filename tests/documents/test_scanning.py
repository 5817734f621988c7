"""Is a file let through only when the scanner says so?"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from documents.scanning import Infected, NotScanned, scan


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def _received(line: socket.socket) -> bytes:
    """Every chunk of an INSTREAM, up to the one of no length."""
    stream = line.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    found = b""
    while size := struct.unpack("!L", stream.read(4))[0]:
        found += stream.read(size)
    return found


def _judged(content: bytes) -> bytes:
    return b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"


@contextmanager
def standing_in(judge=_judged) -> Iterator[str]:
    """A clamd on loopback that speaks its protocol; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.settimeout(10)
                line.sendall(judge(_received(line)) + b"\0")

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join(timeout=10)


@pytest.fixture
def clamd(settings):
    with standing_in() as address:
        settings.CLAMD_ADDRESS = address
        yield


def test_a_clean_file_passes(clamd):
    assert scan(b"a letter" * 50_000) == "ClamAV"


def test_an_infected_file_is_refused_wherever_it_lies(clamd):
    with pytest.raises(Infected, match="harmful"):
        scan(b"x" * 65_530 + EICAR + b"y" * 70_000)


def test_a_scanner_that_is_down_refuses_every_file(settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NotScanned, match="cannot be reached"):
        scan(b"a letter")


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"nonsense"]
)
def test_an_answer_that_says_nothing_refuses_the_file(settings, answer):
    with standing_in(lambda _: answer) as address:
        settings.CLAMD_ADDRESS = address
        with pytest.raises(NotScanned, match="could not judge"):
            scan(b"a letter")


def test_without_a_scanner_nothing_is_asked(settings):
    settings.CLAMD_ADDRESS = ""

    assert scan(EICAR) == ""
