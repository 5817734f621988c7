"""What can be refused between organisations? Each is sentences a person may read."""


class SharingError(Exception):
    """A step that cannot be taken, and every reason why.

    `on_record`: what was refused left an event, which stays when the step is undone.
    """

    on_record = False

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class NotFound(SharingError):
    """There is no such thing, or it is not yours to see."""


class NotAllowed(SharingError):
    """Somebody else takes this step."""

    on_record = True


class NeedsPerson(NotAllowed):
    """A program tried what only somebody signed in as themselves may do."""


class Changed(SharingError):
    """It is not as it was when whoever acts read it."""


class NotNow(SharingError):
    """The step does not follow from where things stand."""


class Refused(SharingError):
    """The rules forbid it. The refusal and its reasons are on record."""

    on_record = True


class Invalid(SharingError):
    """Something typed cannot be used. `errors` maps a field to a sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(*errors.values())
        self.errors = errors
