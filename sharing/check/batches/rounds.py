"""How does a day's round, as a file or as pasted lines, become a batch?"""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from register.imports.reading.refusals import FileRefused
from register.imports.reading.tables import read_table
from sharing.check.batches.asking import BadBatch, ask
from sharing.check.batches.tables import BadTable, Common, read_rows
from tenants.models import Organisation


LONDON = ZoneInfo("Europe/London")


class BadRound(ValueError):
    """A round that cannot be read; the text is a sentence for who sent it."""


def ask_for_round(
    *,
    organisation: Organisation,
    asker_digest: bytes,
    data: bytes,
    common: Common,
    at: datetime,
) -> UUID:
    """Read a CSV file, a workbook or pasted lines, and ask for all their checks.

    Raises:
        BadRound: the table cannot be read, or asks for nothing.
        NotSignedIn, NotScoped, NotRecorded: as `ask`.
    """
    try:
        table = read_table(data)
        lines = ((row.number, row.cells) for row in table.rows)
        today = at.astimezone(LONDON).date()
        read = read_rows(table.headings, lines, common=common, today=today)
        return ask(
            organisation=organisation, asker_digest=asker_digest, rows=read.rows, at=at
        )
    except (FileRefused, BadTable, BadBatch) as refusal:
        raise BadRound(str(refusal)) from refusal
