"""What can be refused between organisations? Each is sentences a person may read."""

from accounts.refusals import OnRecord


class SharingError(Exception):
    """A step that cannot be taken, and every reason why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class NotFound(SharingError):
    """There is no such thing, or it is not yours to see."""


class NotAllowed(SharingError, OnRecord):
    """Somebody else takes this step. The attempt is on record."""


class NeedsPerson(NotAllowed):
    """A program tried what only somebody signed in as themselves may do."""


class Changed(SharingError):
    """It is not as it was when whoever acts read it."""


class NotNow(SharingError):
    """The step does not follow from where things stand."""


class Refused(SharingError, OnRecord):
    """The rules forbid it. The refusal and its reasons are on record."""


class Invalid(SharingError):
    """Something typed cannot be used. `errors` maps a field to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(*errors.values())
        self.errors = errors
