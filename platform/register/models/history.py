"""What keeps a record of what was decided from being rewritten?"""

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(Exception):
    """A decided thing is never changed; a new decision is made instead."""


class WrittenOnceQuerySet[M: models.Model](models.QuerySet[M]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("This record is written once. Record a new decision.")

    def delete(self) -> NoReturn:
        raise WrittenOnce("This record is written once. It leaves only by erasure.")


class WrittenOnceModel(models.Model):
    """Refuses a second save and any delete."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("This record is written once. Record a new decision.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("This record is written once. It leaves only by erasure.")
