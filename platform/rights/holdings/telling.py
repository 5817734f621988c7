"""Who was shown or told what about this person, when, and on what terms?

Teams and partners an entry was given to, every check that met it here and at partners,
every recall, and what was told once outside every agreement.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import Team
from audit.secrets import Unreadable, decrypt_terms
from rights.holdings.facts import (
    OF_STAFF,
    OWN,
    SECRET,
    WORDS,
    Held,
    Scope,
    Seen,
)
from rights.holdings.values import json_words, lines_of, plain_value
from rights.models import Disclosure
from sharing.models import Check, Recall, Receipt, Release, TeamRelease
from sharing.queries.sights import sights
from tenants.codes import Activity, Level, Purpose
from tenants.models import Organisation


TEAMS = "Our own teams that were given the entry"
PARTNERS = "Other organisations that were given the entry"
OWN_CHECKS = "Checks by our staff that met the entry"
PARTNER_CHECKS = "Checks by other organisations that showed the entry"
RECALLS = "Other organisations told to drop or correct it"
ONCE = "Told once, outside any agreement"

type Told = Iterator[tuple[str, Seen, str]]


def told(scope: Scope) -> Iterator[Held]:
    """Every line of who was told, in the order of the sections above."""
    names = _organisations(scope)
    yield from _team_releases(scope)
    yield from _releases(scope, names)
    yield from _own_checks(scope)
    yield from _partner_checks(scope, names)
    yield from _recalls(scope, names)
    yield from _disclosures(scope)


def _team_releases(scope: Scope) -> Iterator[Held]:
    found = TeamRelease.objects.filter(
        owner=scope.organisation, entry_id__in=scope.entries
    )
    teams = dict(Team.objects.values_list("pk", "name"))
    for release in found.order_by("decided_at", "pk"):
        item = teams.get(release.team_id, "A team that no longer exists")
        yield from _lines(TEAMS, item, _given(release, scope), scope)


def _releases(scope: Scope, names: Mapping[UUID, str]) -> Iterator[Held]:
    found = Release.objects.filter(
        owner=scope.organisation, entry_id__in=scope.entries
    ).select_related("agreement")
    for release in found.order_by("decided_at", "pk"):
        lines = [
            ("For what work", OWN, Activity(release.activity).label),
            ("Under the agreement", OWN, release.agreement.reference),
            *_given(release, scope),
        ]
        item = names.get(release.recipient, "An organisation that has left")
        yield from _lines(PARTNERS, item, iter(lines), scope)


def _given(release: Release | TeamRelease, scope: Scope) -> Told:
    yield "Entry", OWN, scope.references.get(release.entry_id, "")
    yield "How much they may see", OWN, Level(release.level).label
    yield "From", OWN, plain_value(release.decided_at)
    yield "Why", WORDS, release.reason
    if release.withdrawn_at is not None:
        yield "Taken back", OWN, plain_value(release.withdrawn_at)
        yield "Why it was taken back", WORDS, release.withdrawn_reason


def _own_checks(scope: Scope) -> Iterator[Held]:
    """Checks keep marker ids and what was typed, sealed under the month's key."""
    for marker in sorted(scope.markers):
        found = Check.objects.filter(
            organisation=scope.organisation, shown__contains=[{"marker": str(marker)}]
        )
        for check in found.order_by("as_of", "pk"):
            item = plain_value(check.as_of)
            yield from _lines(OWN_CHECKS, item, _check(check, scope), scope)


def _check(check: Check, scope: Scope) -> Told:
    yield "What for", OWN, Purpose(check.purpose).label
    yield "By somebody who is", OWN, check.actor_role.replace("_", " ").lower()
    yield "Who", OF_STAFF, f"{check.asker_kind} {check.actor_id}"
    yield "Answer", OWN, check.answer.replace("_", " ").lower()
    yield "What they typed", WORDS, _typed(check, scope)


def _typed(check: Check, scope: Scope) -> str:
    try:
        asked = decrypt_terms(scope.organisation, check.as_of, bytes(check.request))
    except Unreadable:
        return "No longer readable: the key of that month is destroyed."
    return json_words({key: asked[key] for key in sorted(asked)})


def _partner_checks(scope: Scope, names: Mapping[UUID, str]) -> Iterator[Held]:
    found = sights().filter(owner=scope.organisation, marker_id__in=scope.markers)
    found = found.exclude(organisation=scope.organisation)
    for receipt in found.order_by("decided_at", "pk"):
        facts = receipt.facts
        lines = [
            ("When", OWN, plain_value(receipt.decided_at)),
            ("What for", OWN, str(facts.get("purpose") or "")),
            ("In what work", OWN, str(facts.get("asked_activity") or "")),
            ("By somebody who is", OWN, receipt.actor_role.replace("_", " ").lower()),
            ("How much they saw", OWN, Level(receipt.level).label),
        ]
        item = names.get(receipt.organisation, "An organisation that has left")
        yield from _lines(PARTNER_CHECKS, item, iter(lines), scope)


def _recalls(scope: Scope, names: Mapping[UUID, str]) -> Iterator[Held]:
    found = Recall.objects.filter(owner=scope.organisation, entry_id__in=scope.entries)
    for recall in found.order_by("raised_at", "pk"):
        lines = [
            ("Why", OWN, recall.reason.replace("-", " ").replace("_", " ")),
            ("Told on", OWN, plain_value(recall.raised_at)),
            ("First shown to them", OWN, _day(recall.shown_at)),
            ("They answered on", OWN, _day(recall.acknowledged_at)),
        ]
        item = names.get(recall.recipient, "An organisation that has left")
        yield from _lines(RECALLS, item, iter(lines), scope)


def _disclosures(scope: Scope) -> Iterator[Held]:
    """Where telling the person would prejudice an investigation, not a word of it."""
    found = Disclosure.objects.filter(entry_id__in=scope.entries)
    for one in found.select_related("decided_by").order_by("disclosed_at", "pk"):
        for line in lines_of(one, section=ONCE, item=one.reference, scope=scope):
            yield line if one.subject_may_know else replace(line, seen=SECRET)


def _organisations(scope: Scope) -> dict[UUID, str]:
    partners = _partners(scope)
    found = Organisation.objects.filter(pk__in=partners)
    return dict(found.values_list("pk", "name"))


def _partners(scope: Scope) -> set[UUID]:
    mine = Q(owner=scope.organisation)
    about = mine & Q(entry_id__in=scope.entries)
    seen = mine & Q(marker_id__in=scope.markers)
    return {
        *Release.objects.filter(about).values_list("recipient", flat=True),
        *Recall.objects.filter(about).values_list("recipient", flat=True),
        *Receipt.objects.filter(seen).values_list("organisation", flat=True),
    }


def _lines(section: str, item: str, told: Told, scope: Scope) -> Iterable[Held]:
    """What is empty is not held, so it makes no line."""
    for label, seen, value in told:
        if not value:
            continue
        yield Held(section=section, item=item, label=label, value=value, seen=seen)


def _day(at: datetime | None) -> str:
    return plain_value(at) if at else ""
