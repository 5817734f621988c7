"""What does the certificate say that a recipient gives with its acknowledgement?"""

from datetime import datetime
from uuid import UUID

from documents.texts import Letterhead, Section, Table, Text
from sharing.check_rules import in_words
from sharing.errors import NotNow
from sharing.permissions import LONDON
from sharing.queries.recalls import RecallLine, recall_for
from sharing.reasons import RecallDone


TITLES = {
    RecallDone.NOTHING_KEPT: "Certificate that nothing was kept",
    RecallDone.DESTROYED: "Certificate of destruction",
    RecallDone.CORRECTED: "Certificate of correction",
}
CLOSING = (
    "Given through the register on the word of the recipient named above. The register "
    "itself stopped answering with this warning from the moment the recall was raised."
)


def certificate_of(recall_id: UUID, *, at: datetime) -> Text:
    """The certificate of one acknowledged recall, for either side. No personal data.

    Raises:
        NotFound: this organisation is on neither side.
        NotNow: nobody has acknowledged it, or nothing was stated.
    """
    line = recall_for(recall_id, at=at).line
    if line.acknowledged_at is None or not line.done:
        raise NotNow("There is a certificate once the recall is acknowledged.")
    answered = line.acknowledged_at.astimezone(LONDON)
    return Text(
        title=TITLES[RecallDone(line.done)],
        lead=f"{line.recipient} states to {line.owner}: {line.done_label}.",
        sections=[
            Section(heading="What was recalled", table=Table(rows=_rows(line))),
            Section(heading="On whose word", paragraphs=(CLOSING,)),
        ],
        note="",
        letterhead=Letterhead(
            organisation=line.recipient,
            reference=str(line.id),
            dated=answered.date(),
        ),
    )


def _rows(line: RecallLine) -> list[tuple[str, str]]:
    shown = _moment(line.shown_at) if line.shown_at else "Not recorded"
    acknowledged = _moment(line.acknowledged_at) if line.acknowledged_at else ""
    return [
        ("Given by", line.recipient),
        ("Given to", line.owner),
        ("Under agreement", line.agreement),
        ("Warning, by the recipient's own number", str(line.marker)),
        ("Why it was recalled", line.reason_label),
        ("Last shown to the recipient", shown),
        ("Recall raised", _moment(line.raised_at)),
        ("To be acknowledged by", in_words(line.due_on)),
        ("Acknowledged", acknowledged),
    ]


def _moment(at: datetime) -> str:
    here = at.astimezone(LONDON)
    return f"{in_words(here.date())}, {here:%H:%M}"
