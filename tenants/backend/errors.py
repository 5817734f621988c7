"""What can the wall refuse at the database's edge?"""

from django.db.utils import OperationalError


class OrganisationUnavailable(OperationalError):
    """The organisation's role or schema cannot be taken: suspended or gone."""


class TransactionRunning(RuntimeError):
    """A door was opened inside a transaction, whose rollback would move the wall."""
