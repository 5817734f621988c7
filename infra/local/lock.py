"""Is this data folder already in use by another run?"""

import fcntl
import os
from pathlib import Path
from typing import Self

from infra.local.errors import CannotStart


class FolderLock:
    """Holds a data folder for one run; the system lets go of it even after a crash."""

    def __init__(self, data: Path) -> None:
        self._path = data / "in-use.lock"
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 32).decode().strip() or "unknown"
            os.close(descriptor)
            message = (
                f"The folder {self._path.parent} is in use: Heed is already running"
                f" (process {holder}). Use that one, stop it with Ctrl-C,"
                " or choose another folder with DATA=…"
            )
            raise CannotStart(message) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
