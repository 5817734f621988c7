"""How do two records of one subject become one, and two again?

A person decides, with a reason. Everything that stood on the one moves to the other,
and every marker is published anew in the same transaction. For 30 days it can be undone
exactly; then what was kept for that is removed.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.core import serializers
from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.actions import record
from audit.actors import Actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.events import note
from register.actions.subject_rows import move_back, move_rows, snapshot
from register.models import Entry, Subject, SubjectMerge, SubjectPair
from register.permissions import Standing, against_permission, standing_of
from register.policy.merging import CHOICES, merged_fields
from register.refusals import NotFound, NotPermitted, Refused
from register.states import LIVE_STATES, MatchState
from tenants.clocks import civil_date
from tenants.codes import Permission, SubjectKind
from tenants.context import current_organisation


UNDO_DAYS = timedelta(days=30)
STEP = Permission.REVIEW_REGISTER


@noting_attempts
@transaction.atomic
def merge(
    *,
    pair_id: UUID,
    keep: UUID,
    of_other: Collection[str],
    reason: str,
    by: User,
    at: datetime,
) -> SubjectMerge:
    """Make the pair one: `keep` stays, with what was chosen `of_other`'s."""
    who = standing(by, reason, at=at)
    pair = _pair(pair_id)
    kept, other = _locked_sides(pair, keep)
    Refused.if_any(_against(kept, other, of_other))
    before = snapshot(kept, other)
    moved = move_rows(other, kept)
    fields = merged_fields(vars(kept), vars(other), of_other=of_other)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    _republish(kept, by=_actor(who), at=at)
    _decide(pair, MatchState.MERGED, reason, by=by, at=at)
    made = SubjectMerge.objects.create(
        kept=kept,
        merged=other,
        before=before,
        after=snapshot(kept),
        moved=moved,
        reason=reason.strip(),
        made_by=by,
        made_at=at,
        undo_until=at + UNDO_DAYS,
    )
    _note(Kind.SUBJECTS_MERGED, made, who, at=at)
    return made


@noting_attempts
@transaction.atomic
def keep_apart(*, pair_id: UUID, reason: str, by: User, at: datetime) -> SubjectPair:
    """Say that they are two: they are not proposed again."""
    who = standing(by, reason, at=at)
    pair = _pair(pair_id)
    _decide(pair, MatchState.APART, reason, by=by, at=at)
    note(Kind.SUBJECTS_KEPT_APART, who=who, step=STEP, at=at, subject=str(pair.pk))
    return pair


@noting_attempts
@transaction.atomic
def undo(*, merge_id: UUID, reason: str, by: User, at: datetime) -> SubjectMerge:
    """Part them again exactly as they were, with what stood on each."""
    who = standing(by, reason, at=at)
    made = SubjectMerge.objects.select_for_update().filter(pk=merge_id).first()
    if made is None:
        raise NotFound("There is no such merge, or it can no longer be undone.")
    Refused.if_any(_against_undoing(made, at=at))
    kept = Subject.objects.select_for_update().get(pk=made.kept_id)
    for restored in serializers.deserialize("python", made.before):
        restored.save()
    other = Subject.objects.get(pk=made.merged_id)
    move_back(made.moved, kept, other)
    for subject in (kept, other):
        subject.refresh_from_db()
        _republish(subject, by=_actor(who), at=at)
    made.undone_by, made.undone_at, made.undo_reason = by, at, reason.strip()
    made.save()
    SubjectPair.objects.filter(
        one_id=min(kept.pk, other.pk), other_id=max(kept.pk, other.pk)
    ).update(state=MatchState.APART.value, reason=reason.strip())
    _note(Kind.MERGE_UNDONE, made, who, at=at)
    return made


@transaction.atomic
def forget_merges(*, by: Actor, at: datetime) -> int:
    """Remove what was kept so that merges could be undone, once they cannot be."""
    over = list(SubjectMerge.objects.filter(undo_until__lt=at))
    merged = [made.merged_id for made in over if made.undone_at is None]
    SubjectMerge.objects.filter(pk__in=[made.pk for made in over]).delete()
    Subject.objects.filter(pk__in=merged, merged_into__isnull=False).delete()
    if over:
        record(
            kind=Kind.MERGES_FORGOTTEN,
            organisation=current_organisation().id,
            by=by,
            at=at,
            subject="merges",
            details={"merges": len(over)},
        )
    return len(over)


def standing(by: User, reason: str, *, at: datetime) -> Standing:
    """Who keeps the register in order, and has said why."""
    who = standing_of(by, on=civil_date(at))
    NotPermitted.if_any(against_permission(who, STEP))
    if not reason.strip():
        raise Refused("Say why.")
    return who


def _pair(pair_id: UUID) -> SubjectPair:
    pair = SubjectPair.objects.select_for_update().filter(pk=pair_id).first()
    if pair is None:
        raise NotFound("There is no such match.")
    if pair.state != MatchState.PROPOSED:
        raise Refused(f"This was decided already: {MatchState(pair.state).label}.")
    return pair


def _locked_sides(pair: SubjectPair, keep: UUID) -> tuple[Subject, Subject]:
    sides = {
        side.pk: side
        for side in Subject.objects.select_for_update()
        .filter(pk__in=[pair.one_id, pair.other_id])
        .order_by("pk")
    }
    if keep not in sides:
        raise Refused("Choose which of the two records stays.")
    kept = sides.pop(keep)
    (other,) = sides.values()
    return kept, other


def _against(kept: Subject, other: Subject, of_other: Collection[str]) -> Iterator[str]:
    premises = [side.kind == SubjectKind.PREMISES for side in (kept, other)]
    if premises[0] != premises[1]:
        yield "A person and premises cannot be one record."
    if kept.merged_into_id or other.merged_into_id:
        yield "One of the two was merged already."
    if not set(of_other) <= CHOICES.keys():
        yield "Choose what to take from each record from the list."


def _against_undoing(made: SubjectMerge, *, at: datetime) -> Iterator[str]:
    if made.undone_at is not None:
        yield "This merge was undone already."
    elif at > made.undo_until:
        yield "A merge can be undone for 30 days, and those are over."
    elif made.kept.merged_into_id is not None:
        yield "The record was merged again since. Undo that merge first."
    elif changed := _changed_since(made):
        yield (
            f"The record was changed since ({', '.join(changed)}), so it cannot be"
            " put back as it was. Correct both records by hand."
        )


def _changed_since(made: SubjectMerge) -> list[str]:
    now, then = snapshot(made.kept)[0]["fields"], made.after[0]["fields"]
    return [name.replace("_", " ") for name in then if now.get(name) != then[name]]


def _republish(subject: Subject, *, by: Actor, at: datetime) -> None:
    """Markers and keys of what is live, right after; recipients hear of a change."""
    live = Entry.objects.select_related("subject").filter(
        subject=subject, state__in=list(LIVE_STATES)
    )
    for entry in live:
        publishing.republish(entry, by=by, at=at)


def _decide(
    pair: SubjectPair, state: MatchState, reason: str, *, by: User, at: datetime
) -> None:
    pair.state = state.value
    pair.decided_by, pair.decided_at, pair.reason = by, at, reason.strip()
    pair.save()


def _actor(who: Standing) -> Actor:
    return actor(who.user, role=who.role_for(STEP))


def _note(kind: Kind, made: SubjectMerge, who: Standing, *, at: datetime) -> None:
    note(
        kind,
        who=who,
        step=STEP,
        at=at,
        subject=str(made.pk),
        details={
            "kept": str(made.kept_id),
            "merged": str(made.merged_id),
            "moved": {name: len(ids) for name, ids in made.moved.items()},
        },
    )
