"""What does this asker see of a marker, at this level, under which id?"""

import hmac
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from markers.facts import Match
from sharing.check.answer import CheckAnswer, Ring, ShownMarker, Source
from sharing.check.gathering import day
from sharing.check.judging import Judged, Verdict
from sharing.check.sources import OWN_SUSPENDED, STOPPED, WRONG_WAY, Asked
from sharing.check.statement import Found, Row
from tenants.codes import Category, Level, Precaution


def answer_for(
    found: Found,
    verdict: Verdict,
    *,
    organisation: UUID,
    check_id: UUID,
    as_of: datetime,
    stale_after: datetime,
) -> CheckAnswer:
    """The verdict as it is told to this asker."""
    return CheckAnswer(
        id=check_id,
        answer=verdict.answer,
        as_of=as_of,
        stale_after=stale_after,
        scope=tuple(_scope(source) for source in verdict.sources),
        markers=tuple(
            show(item, match, organisation=organisation)
            for item, match in verdict.shown
        ),
        ring=whom_to_ring(verdict, found.mine),
        why=verdict.why,
    )


def _scope(source: Asked) -> Source:
    """Why a register was not searched, in the words an asker may read.

    The reasons themselves go to the record and to the owner.
    """
    if not source.why_not:
        return Source(organisation=source.name, searched=True)
    sentences = dict.fromkeys(source.why_not.values())
    why_not = source.why_not.get(OWN_SUSPENDED) or next(
        (s for s in WRONG_WAY.values() if s in sentences), STOPPED
    )
    return Source(organisation=source.name, searched=False, why_not=why_not)


def pairwise(*, organisation: UUID, marker_id: UUID) -> UUID:
    """The id under which one organisation is told of a marker: no other is told it."""
    key = b"sharing.pairwise:" + settings.SECRET_KEY.encode()
    digest = hmac.digest(key, organisation.bytes + marker_id.bytes, sha256)
    return UUID(bytes=digest[:16], version=5)


def show(item: Judged, match: Match, *, organisation: UUID) -> ShownMarker:
    """The marker projected to the level decided. What lies above it is left out."""
    level = item.decision.level or Level.SEEK_ADVICE
    row = item.candidate
    told = level >= Level.PRECAUTIONS
    return ShownMarker(
        id=pairwise(organisation=organisation, marker_id=match.marker_id),
        organisation=item.source.name,
        level=level,
        precautions=tuple(Precaution(code) for code in row["precautions"])
        if told
        else (),
        category=row["category"] if level >= Level.CATEGORY else "",
        category_label=_label(item) if level >= Level.CATEGORY else "",
        summary=row["summary"] if level >= Level.SUMMARY else "",
        matched_on=match.matched_on if level >= Level.FLAG else (),
        display=_display(row, match) if told else "",
        review_on=_dated(row["review_on"], level),
        expires_on=_dated(row["ends_on"], level),
        ring=_ring(item),
    )


def whom_to_ring(verdict: Verdict, mine: Row) -> Ring:
    """On a hit, whoever the first marker names; else the asker's own duty desk, and
    where it has none, that of a register in scope."""
    if verdict.shown:
        return _ring(verdict.shown[0][0])
    desks = [mine, *(source.row for source in verdict.sources)]
    for desk in desks:
        if desk.get("duty_phone"):
            return Ring(name=desk["duty_name"], phone=desk["duty_phone"])
    return Ring(name="", phone="")


def _label(item: Judged) -> str:
    """The words of the organisation whose entry it is, or the shared ones."""
    code = item.candidate["category"]
    own: dict[str, str] = item.source.row.get("category_labels") or {}
    return own.get(code) or Category(code).label


def _ring(item: Judged) -> Ring:
    """Below PRECAUTIONS only the duty desk of the organisation is named."""
    row, desk = item.candidate, item.source.row
    level = item.decision.level or Level.SEEK_ADVICE
    if level >= Level.PRECAUTIONS or not desk.get("duty_phone"):
        return Ring(name=row["ring_name"], phone=row["ring_phone"])
    return Ring(name=desk["duty_name"], phone=desk["duty_phone"])


def _display(row: Row, match: Match) -> str:
    """Whoever asks at a place somebody left is not told where they live now."""
    address = "" if match.elsewhere else row["display_address"]
    return ", ".join(part for part in (row["display_name"], address) if part)


def _dated(text: str | None, level: Level) -> date | None:
    return day(text) if level >= Level.FLAG else None
