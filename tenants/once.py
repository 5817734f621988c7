"""Was this asked already while the page that is being read was made?

Several parts of one page ask the same: which pack is in force, which roles somebody
holds. While a request only reads, the first answer serves them all, so that the page
is of one piece too. Nothing outlives the request. Whatever changes something asks each
time: it must see what was changed while it waited for a lock.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any, cast


class _Answers(local):
    """This thread's, while it reads a page; None when it does not."""

    kept: dict[Hashable, Any] | None = None


_answers = _Answers()


@contextmanager
def asking_once() -> Iterator[None]:
    """While this is open, `once` asks each question once."""
    _answers.kept = {}
    try:
        yield
    finally:
        _answers.kept = None


def once[Answer](question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to this question; asked each time outside `asking_once`."""
    kept = _answers.kept
    if kept is None:
        return ask()
    if question not in kept:
        kept[question] = ask()
    return cast("Answer", kept[question])
