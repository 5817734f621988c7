"""How is a commit's progress shown while its transaction is not over?

A thread of its own has a connection of its own, and writes there what the work
says. It is the only writer that commits while the import does not, and it writes
counts alone.
"""

from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import connections
from django.db.models.functions import Now

from register.imports.models import ImportProgress
from register.imports.states import Stage
from tenants.context import in_organisation
from tenants.models import Organisation


_EVERY_SECONDS = 0.5


class Progress:
    """Tell it how far the work is; it keeps the page informed.

    Used as a context manager round the transaction, never inside it.
    """

    def __init__(self, organisation: Organisation, batch_id: UUID) -> None:
        self._organisation = organisation
        self._batch_id = batch_id
        self._lock = Lock()
        self._news = (Stage.WAITING, 0, 0, "")
        self._finished = Event()
        self._thread = Thread(
            target=self._write_all, name="import-progress", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.say(
                Stage.FAILED, sentence="Something went wrong. It will be tried again."
            )
        self._finished.set()
        self._thread.join()

    def say(
        self, stage: Stage, done: int = 0, total: int = 0, sentence: str = ""
    ) -> None:
        """Note how far the work has come. Never waits for the database."""
        with self._lock:
            self._news = (stage, done, total, sentence)

    def _write_all(self) -> None:
        written: tuple[Stage, int, int, str] | None = None
        try:
            while True:
                last = self._finished.wait(_EVERY_SECONDS)
                with self._lock:
                    news = self._news
                if news != written:
                    self._write(*news)
                    written = news
                if last:
                    return
        finally:
            connections.close_all()

    def _write(self, stage: Stage, done: int, total: int, sentence: str) -> None:
        with in_organisation(self._organisation):
            ImportProgress.objects.update_or_create(
                batch_id=self._batch_id,
                defaults={
                    "stage": stage,
                    "done": done,
                    "total": total,
                    "sentence": sentence,
                    "beat_at": Now(),
                },
            )
