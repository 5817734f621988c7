"""What can be asked of a cursor, whoever lends it?"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self


class Cursor(Protocol):
    """Django's cursor or psycopg's. Rows are tuples, values as the database has them."""

    def execute(
        self, query: str, params: Sequence[object] | Mapping[str, object] = ..., /
    ) -> Self: ...

    def fetchone(self) -> tuple[Any, ...]: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


class Writes(Protocol):
    """A cursor that is only written to: nothing is read back."""

    def execute(self, query: Any, params: Any = ..., /) -> object: ...  # noqa: ANN401 - psycopg's own is wider than text


class Reads(Protocol):
    """A cursor that is asked for one row at a time: the check's own, or Django's."""

    def execute(self, query: Any, params: Any = ..., /) -> object: ...  # noqa: ANN401 - as Writes

    def fetchone(self) -> tuple[Any, ...] | None: ...
