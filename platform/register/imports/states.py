"""In which state may an import be, and what may follow?"""

from typing import Final

from tenants.codes import Labelled


class ImportState(Labelled):
    """Each label is what a list of imports calls it."""

    MAPPING = "MAPPING", "Columns and words to be confirmed"
    CHECKING = "CHECKING", "Findings to be dealt with"
    SENT = "SENT", "With a head of service"
    COMMITTING = "COMMITTING", "Being committed"
    COMMITTED = "COMMITTED", "Committed: reports await a decision"
    ABANDONED = "ABANDONED", "Abandoned"


IMPORT_TRANSITIONS: Final[dict[ImportState, frozenset[ImportState]]] = {
    ImportState.MAPPING: frozenset({ImportState.CHECKING, ImportState.ABANDONED}),
    ImportState.CHECKING: frozenset(
        {ImportState.MAPPING, ImportState.SENT, ImportState.ABANDONED}
    ),
    ImportState.SENT: frozenset(
        {ImportState.CHECKING, ImportState.COMMITTING, ImportState.ABANDONED}
    ),
    # A commit that is refused by the database goes back to the importer.
    ImportState.COMMITTING: frozenset({ImportState.COMMITTED, ImportState.CHECKING}),
    ImportState.COMMITTED: frozenset(),
    ImportState.ABANDONED: frozenset(),
}

OPEN_STATES: Final = frozenset(
    {
        ImportState.MAPPING,
        ImportState.CHECKING,
        ImportState.SENT,
        ImportState.COMMITTING,
    }
)


class Stage(Labelled):
    """How far a commit has come, as its page says it."""

    WAITING = "WAITING", "Waiting to start"
    CHECKING = "CHECKING", "Checking every row again"
    WRITING = "WRITING", "Writing reports"
    DONE = "DONE", "Done"
    FAILED = "FAILED", "Stopped: nothing was imported"
