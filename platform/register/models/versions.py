"""Is this still what somebody read before they changed it?"""

from typing import Any

from django.db import models

from register.refusals import Changed


class VersionedModel(models.Model):
    """Counts its changes. Whoever changes what they read says which count they read.

    Rows are locked while they are changed, so the count misses nothing; queryset
    updates would, and are not used on these.
    """

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            self.version += 1
            fields = kwargs.get("update_fields")
            if fields is not None:
                kwargs["update_fields"] = {*fields, "version"}
        super().save(*args, **kwargs)

    def refuse_if_changed(self, read: int | None) -> None:
        """None says that the caller read nothing first, as a job does.

        Raises:
            Changed: somebody changed it after that.
        """
        if read is not None and read != self.version:
            raise Changed
