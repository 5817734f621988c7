"""What would an extract hold now, by the same gate as every check?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markers.models import Marker
from sharing.check.gathering import source_facts
from sharing.check.showing import pairwise
from sharing.extracts import content
from sharing.extracts.certificates import against, parsed
from sharing.extracts.content import Heading, WarningRow
from sharing.models import AgreementVersion, Extract, Release
from sharing.permissions import LONDON
from sharing.policy import Decision, decide, may_answer
from sharing.queries.bulk import inside
from sharing.queries.proposals import released_of
from sharing.queries.standing import Standing, source_fields, standing_of
from sharing.states import HELD, RouteKind
from tenants.codes import Category, Level, Precaution


CHANGED_SINCE = "What it tells has changed since it was sealed. Ask for another."
NOTHING = "Nothing that is released may be told in an extract today."


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One entry that may go, and the decision that lets it."""

    marker: Marker
    release: Release
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What may go now. `reasons` say why nothing at all may; then nothing is in it.

    `left_out` counts entries of which so little may be told that a row would say
    nothing: those are looked up instead.
    """

    standing: Standing
    going: tuple[Going, ...]
    left_out: int
    reasons: tuple[str, ...]


def gather(
    extract: Extract, *, at: datetime, asker: dict[str, Any] | None = None
) -> Gathered:
    """Judge every release under the agreement for this activity and purpose.

    `asker` holds the facts about whoever opens a link; mail goes to the organisation,
    so there it is somebody fit, as for a release. Works for either party: row-level
    security lets a recipient find only what is released to it and in force.
    """
    standing = _standing(extract)
    today = at.astimezone(LONDON).date()
    fields = {
        **source_fields(standing, today=today),
        "purpose": extract.purpose,
        **(asker or {}),
    }
    reasons = tuple(may_answer(source_facts(fields)).values())
    if reasons:
        return Gathered(standing=standing, going=(), left_out=0, reasons=reasons)
    judged = [
        Going(
            marker=marker,
            release=release,
            decision=decide(released_of(marker, fields, release, inside=True, at=at)),
        )
        for marker, release in _released(extract)
    ]
    permitted = [one for one in judged if one.decision.level is not None]
    going = tuple(one for one in permitted if _tells(one))
    return Gathered(
        standing=standing,
        going=going,
        left_out=len(permitted) - len(going),
        reasons=(),
    )


def against_going(
    extract: Extract, found: Gathered, *, at: datetime
) -> tuple[str, ...]:
    """Everything that keeps it from going now; empty where it may."""
    route = extract.route
    reasons = list(found.reasons)
    if route.withdrawn_at is not None or route.confirmed_at is None:
        reasons.append("No way for extracts is confirmed.")
    if at > extract.valid_until:
        reasons.append("It was asked for more than a day ago.")
    if route.kind == RouteKind.SMIME:
        wrong = against(parsed(route.certificate), address=route.address, at=at)
        reasons += [wrong] if wrong else []
    if not reasons and not found.going:
        reasons.append(NOTHING)
    return tuple(reasons)


def changed_since(extract: Extract, found: Gathered) -> tuple[str, ...]:
    """Why a sealed message may not go as it is: written anew as of when it was sealed,
    it would say something else. A link holds nothing until it is opened."""
    if extract.kind != RouteKind.SMIME or extract.sealed_at is None:
        return ()
    anew = written(extract, found, at=extract.sealed_at)
    return () if content.digest(anew) == extract.digest else (CHANGED_SINCE,)


def written(extract: Extract, found: Gathered, *, at: datetime) -> bytes:
    """The extract as a file."""
    heading = heading_of(extract, found.standing, at=at)
    return content.written(heading, (row_of(one) for one in found.going))


def heading_of(extract: Extract, standing: Standing, *, at: datetime) -> Heading:
    return Heading(
        extract=extract.pk,
        discloser=standing.discloser.name,
        recipient=standing.recipient.name,
        agreement=standing.agreement.reference,
        made_at=at.astimezone(LONDON),
        valid_until=extract.valid_until.astimezone(LONDON),
    )


def row_of(one: Going) -> WarningRow:
    """The entry cut to the level decided, under the recipient's own id for it."""
    marker, level = one.marker, one.decision.level or Level.SEEK_ADVICE
    about = (marker.display_name, marker.display_address)
    return WarningRow(
        warning=pairwise(organisation=one.release.recipient, marker_id=marker.pk),
        uprn=marker.uprn,
        about=", ".join(part for part in about if part),
        do=" ".join(Precaution(code).instruction for code in marker.precautions),
        kind_of_risk=(
            Category(marker.category).label if level >= Level.CATEGORY else ""
        ),
        summary=marker.summary if level >= Level.SUMMARY else "",
        ring=f"{marker.ring_name}, {marker.ring_phone}",
        review_on=marker.review_on,
        ends_on=marker.ends_on,
    )


def _tells(one: Going) -> bool:
    return one.decision.level is not None and one.decision.level >= Level.PRECAUTIONS


def _standing(extract: Extract) -> Standing:
    version = (
        AgreementVersion.objects.select_related("agreement")
        .filter(
            agreement_id=extract.agreement_id, state__in=[state.value for state in HELD]
        )
        .order_by("-number")
        .first()
    )
    assert version is not None  # noqa: S101 - an extract is asked for under one
    return standing_of(version.agreement, version, activity=extract.activity)


def _released(extract: Extract) -> list[tuple[Marker, Release]]:
    releases = {
        release.marker_id: release
        for release in Release.objects.filter(
            agreement_id=extract.agreement_id,
            owner=extract.discloser,
            recipient=extract.recipient,
            activity=extract.activity,
            withdrawn_at__isnull=True,
        )
    }
    markers = Marker.objects.filter(
        inside(extract.agreement_id), owner=extract.discloser, pk__in=releases
    )
    return [(marker, releases[marker.pk]) for marker in markers.order_by("reference")]
