"""How do two workers answer one batch, as two of Celery's would?

Run as a process of its own: it says when it is ready, works on each batch named to it
(organisation and batch, a line each) and says when nothing of it is left.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from infra.local.environment import ROOT, without_owner


READY = "ready"


@dataclass(frozen=True, slots=True)
class Worker:
    """One process that is up and has read its code."""

    process: subprocess.Popen[str]

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None  # noqa: S101  it was opened with one
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def wait(self) -> None:
        assert self.process.stdout is not None  # noqa: S101
        if self.process.stdout.readline().strip() != READY:
            sys.exit("A worker stopped.")


@contextmanager
def workers(count: int) -> Iterator[list[Worker]]:
    """So many workers, each ready."""
    made = [
        Worker(
            subprocess.Popen(
                [sys.executable, "-m", "infra.bench.workers"],
                cwd=ROOT,
                env=without_owner(
                    {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT}/platform"}
                ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        for _ in range(count)
    ]
    try:
        for worker in made:
            worker.wait()
        yield made
    finally:
        for worker in made:
            worker.process.kill()
            worker.process.wait()


def work_together(made: list[Worker], *, organisation: UUID, batch: UUID) -> None:
    """All of them answer this batch; returns when nothing is left."""
    for worker in made:
        worker.tell(f"{organisation} {batch}")
    for worker in made:
        worker.wait()


def main() -> None:
    """Work on what standard input names, until it ends."""
    import django  # noqa: PLC0415  settings are read only in this process

    django.setup()
    from sharing.check.batches.working import work  # noqa: PLC0415  after setup

    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        organisation, batch = line.split()
        work(
            organisation=UUID(organisation),
            batch_id=UUID(batch),
            clock=lambda: datetime.now(UTC),
        )
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
