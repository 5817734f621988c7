"""Who is given an entry: partners and own teams, each for its own reason?"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import Team, User
from audit.actors import Actor
from markers.models import Marker
from sharing.actions.choices import Choice, EntryOutcome, EntryPick, Outcome, TeamPick
from sharing.actions.releases import held_marker, may_leave_at, release_all
from sharing.actions.team_releases import give
from sharing.errors import Invalid, Refused, SharingError
from sharing.permissions import require
from tenants.codes import Level, Role


MOST_AT_ONCE = 100


@transaction.atomic
def share(
    *,
    entry_reference: str,
    partners: Sequence[Choice],
    teams: Sequence[TeamPick],
    by: User,
    at: datetime,
) -> list[Outcome]:
    """Give one entry to everybody chosen, or say of each why it may not have it.

    The gate decides for each alone: one refusal does not stop the others.

    Raises:
        NotAllowed: the person is not the sharing officer.
        NotFound: no live entry of this organisation has that reference.
        Invalid: nobody chosen, no reason written for one of them, or no such level.
    """
    _refuse_gaps(partners, teams)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    outcomes = release_all(entry_reference, partners, by=who, at=at) if partners else []
    marker = held_marker(entry_reference)
    names = dict(Team.objects.values_list("pk", "name"))
    return outcomes + [
        _give(marker, team, names.get(team.team_id, "A team"), by=by, at=at)
        for team in teams
    ]


def release_many(
    *,
    agreement_id: UUID,
    activity: str,
    entries: Sequence[EntryPick],
    by: User,
    at: datetime,
) -> list[EntryOutcome]:
    """Release several entries to one partner, each judged and recorded by itself.

    Each is a transaction of its own: what was released before a failure stays, and a
    second call says of it that it is released there already.

    Raises:
        NotAllowed: the person is not the sharing officer.
        Invalid: none chosen, too many at once, or one without a reason or a level.
    """
    choices = chosen_of(agreement_id, activity, entries)
    who = require(Role.SHARING_OFFICER, by=by, at=at)
    outcomes = []
    for pick, choice in zip(entries, choices, strict=True):
        outcomes.append(_release_one_of(pick.reference, choice, by=who, at=at))
    return outcomes


def chosen_of(
    agreement_id: UUID, activity: str, entries: Sequence[EntryPick]
) -> list[Choice]:
    """Each entry's choice, with nothing left out.

    Raises:
        Invalid: none chosen, one chosen twice, too many at once, or one without a reason
            or a level.
    """
    if not entries:
        raise Invalid({"entries": "Choose at least one entry."})
    if len(entries) > MOST_AT_ONCE:
        raise Invalid({"entries": f"Choose {MOST_AT_ONCE} entries at most at a time."})
    if len({pick.reference for pick in entries}) < len(entries):
        raise Invalid({"entries": "Choose each entry once."})
    choices = [
        Choice(agreement_id, activity, pick.level, pick.reason.strip())
        for pick in entries
    ]
    _refuse_gaps(choices, ())
    return choices


def _release_one_of(
    reference: str, choice: Choice, *, by: Actor, at: datetime
) -> EntryOutcome:
    """One of several: what stops it stops no other."""
    try:
        [outcome] = release_all(reference, [choice], by=by, at=at)
    except SharingError as refusal:
        return EntryOutcome(reference=reference, reasons=refusal.sentences)
    return EntryOutcome(
        reference=reference, reasons=outcome.reasons, release_id=outcome.release_id
    )


def _refuse_gaps(partners: Sequence[Choice], teams: Sequence[TeamPick]) -> None:
    chosen = [(one.level, one.reason) for one in partners]
    chosen += [(one.level, one.reason) for one in teams]
    errors = {}
    if not chosen:
        errors["choices"] = "Choose at least one partner or team."
    if any(not may_leave_at(level) for level, _ in chosen):
        errors["level"] = "Choose how much each may see, up to the summary."
    if any(not reason.strip() for _, reason in chosen):
        errors["reason"] = "Write for each one chosen why it is proportionate."
    if errors:
        raise Invalid(errors)


def _give(
    marker: Marker, team: TeamPick, name: str, *, by: User, at: datetime
) -> Outcome:
    """A team that may not have it is refused alone, with its reasons."""
    reasons: tuple[str, ...] = ()
    release_id = None
    try:
        with transaction.atomic():
            [given] = give(
                marker=marker,
                audience=[(team.team_id, team.reason)],
                by=by,
                at=at,
                level=Level(team.level),
            )
        release_id = given.pk
    except Refused as refusal:
        reasons = refusal.sentences
    return Outcome(
        agreement_id=None,
        activity="",
        organisation=name,
        release_id=release_id,
        reasons=reasons,
    )
