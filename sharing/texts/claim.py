"""What does a council put before a partner, or a court, when it claims on an indemnity?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.texts import Section, Table, Text
from sharing.texts.facts import IndemnityWords, moment
from sharing.texts.indemnity import FINES_NOTE
from tenants.codes import IndemnityHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """A misuse case with the indemnity that stood behind what was shared."""

    reference: str
    kind: str
    what_happened: str
    people_affected: int
    aware_at: datetime
    reported_at: datetime
    reported_by: str
    breach_due_at: datetime
    indemnity: IndemnityWords
    decisions: Sequence[tuple[str, str, str]]
    tasks: Sequence[tuple[str, str, str]]
    timeline: Sequence[tuple[datetime, str, str]]
    receipts: int
    outcome: str


def claim_text(words: ClaimWords) -> Text:
    """The statement that stands first in the bundle. It names no subject."""
    agreed = words.indemnity.agreement
    return Text(
        title=f"Claim for misuse of shared warnings: {words.reference}",
        caption=agreed.caption,
        lead=f"{agreed.discloser} to {agreed.recipient}, under its indemnity.",
        sections=(
            Section(
                heading="What happened",
                paragraphs=(
                    f"{words.kind}. Reported by {words.reported_by}.",
                    words.what_happened,
                    f"People whose warnings it concerns: {words.people_affected}.",
                ),
            ),
            _clock(words),
            _cover(words),
            *_answers(words),
            _held(words),
        ),
    )


def _answers(words: ClaimWords) -> tuple[Section, Section, Section]:
    decisions = tuple(words.decisions) or (("", "Not decided yet", ""),)
    moments = tuple((moment(at), what, who) for at, what, who in words.timeline)
    return (
        _tabled(
            "Whether the ICO was told",
            "Each side decides for itself",
            ("Organisation", "Decision", "Why"),
            decisions,
        ),
        _tabled(
            "What was done",
            "Tasks",
            ("Organisation", "Task", "State"),
            tuple(words.tasks),
        ),
        _tabled(
            "What happened, in order",
            "Timeline of the agreement",
            ("When", "What", "Who"),
            moments,
        ),
    )


def _tabled(
    heading: str,
    caption: str,
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Section:
    return Section(heading=heading, table=Table(caption=caption, head=head, rows=rows))


def _held(words: ClaimWords) -> Section:
    return Section(
        heading="What the bundle holds",
        paragraphs=(
            (
                f"{words.receipts} receipts of what was asked and shown, with the facts "
                "each was decided on; the versions and indemnities; the signed papers. "
                "The manifest gives the SHA-256 of each file."
            ),
            words.outcome,
        ),
    )


def _clock(words: ClaimWords) -> Section:
    rows = (
        ("Became known", moment(words.aware_at)),
        ("Reported and sharing stopped", moment(words.reported_at)),
        ("72 hours ended", moment(words.breach_due_at)),
    )
    return Section(
        heading="When",
        table=Table(caption="The clock", head=("What", "When"), rows=rows),
    )


def _cover(words: ClaimWords) -> Section:
    given = words.indemnity
    ends = f"{given.cover_ends_on:%-d %B %Y}" if given.cover_ends_on else "none"
    return Section(
        heading="What was undertaken",
        paragraphs=(
            (
                f"By {given.executed.name}, {given.executed.role}, on "
                f"{moment(given.executed.at)}, for the words with the fingerprint "
                f"{given.agreement.document_hash}."
                if given.executed
                else "No indemnity was given."
            ),
            f"Insurer {given.insurer}, policy {given.policy_number}, cover until {ends}.",
            FINES_NOTE,
        ),
        items=tuple(IndemnityHead(head).label for head in given.heads),
    )
