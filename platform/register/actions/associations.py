"""Which entries belong together, and what else is known of their subject?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.actions.merges import STEP, standing
from register.facts import AnimalFacts, SubjectFacts, VehicleFacts
from register.models import Association, Entry, Subject
from register.policy.subjects import against_lines, not_held
from register.queries.contents import subject_facts
from register.refusals import NotFound, Refused
from register.states import LIVE_STATES, AssociationKind
from tenants.clocks import civil_date
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


type Lines = Sequence[dict[str, str]]


@noting_attempts
@transaction.atomic
def associate(
    *,
    reference: str,
    other_reference: str,
    kind: AssociationKind,
    reason: str,
    by: User,
    at: datetime,
) -> Association:
    """Say that two entries belong together. No check ever shows it."""
    who = standing(by, reason, at=at)
    # Locked in one order, whoever of two people began from which side.
    named = sorted((reference, other_reference))
    one, other = sorted((locked(each) for each in named), key=lambda entry: entry.pk)
    if one.pk == other.pk:
        raise Refused("Choose a different entry: this is the one you are on.")
    if Association.objects.filter(one=one, other=other, ended_at=None).exists():
        raise Refused("These two entries are put together already.")
    made = Association.objects.create(
        one=one,
        other=other,
        kind=kind.value,
        reason=reason.strip(),
        made_by=by,
        made_at=at,
    )
    note(
        Kind.ENTRIES_ASSOCIATED,
        who=who,
        step=STEP,
        at=at,
        subject=reference,
        details={"other": other_reference, "kind": kind.value},
    )
    return made


@noting_attempts
@transaction.atomic
def end_association(
    *, association_id: UUID, reason: str, by: User, at: datetime
) -> Association:
    """Say that two entries belong together no longer, or never did."""
    who = standing(by, reason, at=at)
    found = (
        Association.objects.select_for_update(of=("self",))
        .select_related("one")
        .filter(pk=association_id, ended_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotFound("There is no such association.")
    found.ended_by, found.ended_at, found.end_reason = by, at, reason.strip()
    found.save()
    note(Kind.ASSOCIATION_ENDED, who=who, step=STEP, at=at, subject=found.one.reference)
    return found


@noting_attempts
@transaction.atomic
def change_subject(
    *,
    reference: str,
    aliases: Sequence[str],
    vehicles: Lines,
    animals: Lines,
    reason: str,
    by: User,
    at: datetime,
) -> Subject:
    """Correct by which names, vehicles and animals the subject of an entry is known.

    Other names are looked for by the next check; vehicles and animals never leave.
    """
    who = standing(by, reason, at=at)
    entry = locked(reference)
    subject = Subject.objects.select_for_update().get(pk=entry.subject_id)
    told = replace(
        subject_facts(subject),
        aliases=tuple(aliases),
        vehicles=tuple(VehicleFacts(**line) for line in vehicles),
        animals=tuple(AnimalFacts(**line) for line in animals),
    )
    pack = current_pack(current_organisation(), civil_date(at))
    Refused.if_any(_against(told, pack.for_panel(entry.panel)))
    renamed = list(aliases) != subject.aliases
    subject.aliases = list(aliases)
    subject.vehicles, subject.animals = list(vehicles), list(animals)
    subject.save(update_fields=["aliases", "vehicles", "animals"])
    if renamed:
        live = Entry.objects.select_related("subject").filter(
            subject=subject, state__in=list(LIVE_STATES)
        )
        for entry in live:
            publishing.republish(entry, by=actor(by, role=who.role_for(STEP)), at=at)
    note(
        Kind.SUBJECT_CHANGED,
        who=who,
        step=STEP,
        at=at,
        subject=reference,
        details={"other_names": len(aliases), "vehicles": len(vehicles)},
    )
    return subject


def _against(told: SubjectFacts, pack: Pack) -> Iterator[str]:
    yield from against_lines(told)
    yield from not_held(told, pack)
    if told.aliases and not told.name:
        yield "Premises have no other names: leave them empty."
