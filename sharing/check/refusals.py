"""Why can a check not be answered at all?"""


class NotRecorded(RuntimeError):
    """The check could not be put on record, so nothing may be told. Try again."""


class NotYours(LookupError):
    """There is no such check of this asker's."""


class Stale(LookupError):
    """The answer is more than a day old. Check again."""


class NotSignedIn(LookupError):
    """This session or token is not one of this organisation's, or has ended."""


class NotScoped(PermissionError):
    """This machine's token was not given the scope to check."""


class KeyReused(ValueError):
    """The idempotency key was used before, for a different check."""
