"""What do all of the register's refusals have in common?"""

from collections.abc import Iterable

from accounts.refusals import OnRecord


class RegisterError(Exception):
    """A refusal whose sentences a user may read."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


class Refused(RegisterError):
    """The content or the moment does not allow this step; every reason is given."""

    @classmethod
    def if_any(cls, reasons: Iterable[str]) -> None:
        """Raise with all of the reasons, if there are any."""
        given = tuple(reasons)
        if given:
            raise cls(*given)


class NotPermitted(Refused, OnRecord):
    """This person may not take this step. The attempt is on record."""


class Changed(RegisterError):
    """Somebody changed the thing after this person read it; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed this while you were reading it. Look at what it says "
            "now, then send yours again: what you wrote is still here."
        )


class NotFound(RegisterError):
    """There is no such thing, or none this person may see: the two look alike."""
