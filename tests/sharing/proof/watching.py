"""What do the rows' own policies let each organisation read, on each day?

Asked under the recipient's own role, as its pages are, and under the check's. The clock
alone is pretended: `heed_today` reads a setting, in a database made for this proof.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from sharing.check.gathering import Fields
from sharing.check_rules import (
    asking_organisation_is_active,
    entry_is_live,
    entry_is_within_its_term,
    register_organisation_is_active,
)
from sharing.facts import PartnerFacts
from sharing.models import Release
from sharing.partner_rules import (
    activity_is_agreed,
    activity_is_attested,
    activity_is_close_contact,
    activity_is_not_excluded,
    agreement_is_in_force,
    entry_may_leave_its_organisation,
    entry_was_released_by_the_sharing_officer,
    indemnity_covers_every_head,
    indemnity_is_of_this_version,
    insurance_cover_is_in_date,
    partner_undertook_to_follow_the_policy,
    release_stands,
)
from sharing.policy import judge
from sharing.queries.proposals import released_of
from sharing.queries.standing import Standing, source_fields
from tenants.context import as_check, as_owner, in_organisation
from tenants.models import Organisation, PackSummary
from tests.sharing.proof.floor import EXCLUDED, Floor


# The clauses that both know, by the page's own list. Literal, so that a clause that
# one of the two forgets is missed.
SHARED = {
    "organisation": (asking_organisation_is_active, register_organisation_is_active),
    "agreement": (agreement_is_in_force, activity_is_agreed),
    "indemnity": (
        indemnity_is_of_this_version,
        indemnity_covers_every_head,
        insurance_cover_is_in_date,
        partner_undertook_to_follow_the_policy,
    ),
    "attestation": (activity_is_attested, activity_is_close_contact),
    "release": (entry_was_released_by_the_sharing_officer, release_stands),
    "entry dates": (
        entry_is_live,
        entry_is_within_its_term,
        entry_may_leave_its_organisation,
    ),
    "exclusion": (activity_is_not_excluded,),
}
# Which of the two refuses by it is told apart, since each must be met often enough.
BY_THE_PACK = "exclusion by the pack"
CLAUSES = (*SHARED, BY_THE_PACK)
EXCLUSION = activity_is_not_excluded.__name__
RULES = tuple(rule for rules in SHARED.values() for rule in rules)
CLAUSE_OF = {
    **{rule.__name__: name for name, rules in SHARED.items() for rule in rules},
    BY_THE_PACK: BY_THE_PACK,
}
PRETENDED_CLOCK = """
CREATE OR REPLACE FUNCTION public.heed_today() RETURNS date LANGUAGE sql STABLE
RETURN current_setting('heed.pretended_day')::date
"""
# Rows that this constraint would refuse to be written at all: here the policies are
# tried alone.
NO_CONSTRAINT = "ALTER TABLE public.sharing_release DROP CONSTRAINT sharing_release_on_close_contact"
# Each table whose rows a recipient may read, and how the row is known.
SEEN = {
    "markers_marker": "id",
    "markers_key": "marker_id",
    "sharing_release": "id",
    "sharing_agreement": "id",
    "sharing_agreementversion": "id",
    "sharing_indemnity": "id",
    "sharing_attestation": "id",
    "sharing_portfolioitem": "agreement_id",
}
LOOK = " UNION ALL ".join(
    f"SELECT '{table}', array_agg({column}) FROM public.{table}"
    for table, column in SEEN.items()
)

type Sight = dict[str, frozenset[UUID]]


def pretend_the_clock() -> None:
    with as_owner() as cursor:
        cursor.execute(PRETENDED_CLOCK)
        cursor.execute(NO_CONSTRAINT)


def seen_by_pages(asker: Organisation, days: list[date]) -> list[Sight]:
    sights = []
    with in_organisation(asker):
        for day in days:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('heed.pretended_day', %s, true)", [str(day)]
                )
                cursor.execute(LOOK)
                sights.append(_sight(cursor.fetchall()))
    return sights


def seen_by_checks(asker: Organisation, days: list[date]) -> list[Sight]:
    sights = []
    for day in days:
        with as_check(asker.id) as cursor:
            cursor.execute(
                "SELECT set_config('heed.pretended_day', %s, true)", [str(day)]
            )
            rows = cursor.execute(LOOK).fetchall()
        sights.append(_sight(rows))
    return sights


def _sight(rows: list[tuple[str, list[UUID] | None]]) -> Sight:
    return {table: frozenset(ids or ()) for table, ids in rows}


@contextmanager
def written_otherwise(statement: str, back: str) -> Iterator[None]:
    """Rows are guarded by another writing of one policy, until the block ends."""
    with as_owner() as cursor:
        cursor.execute(statement)
    try:
        yield
    finally:
        with as_owner() as cursor:
            cursor.execute(back)


class Gate:
    """What the gate says of the same rows, over the shared clauses alone."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.markers = floor.markers
        self.to: dict[UUID, list[Release]] = {one.id: [] for one in floor.recipients}
        for release in floor.rows[Release]:
            self.to[release.recipient].append(release)

    def refusals(self, asker: Organisation, day: date) -> dict[UUID, list[set[str]]]:
        """For each entry with a release to this asker, why each is refused."""
        sources: dict[tuple[UUID, str], Fields] = {}
        terms = self.floor.terms_on(day)
        found: dict[UUID, list[set[str]]] = {}
        for release in self.to[asker.id]:
            marker = self.markers[release.marker_id]
            if marker.owner != release.owner:
                continue  # somebody else's word: no release of its owner's at all
            standing = self.floor.standings[release.pk]
            key = standing.agreement.pk, standing.activity
            if key not in sources:
                sources[key] = _source(standing, terms, day)
            facts = released_of(
                marker, sources[key], release, inside=True, at=marker.published_at
            )
            found.setdefault(marker.pk, []).append(_named(standing, facts))
        return found

    def sight(self, asker: Organisation, day: date) -> Sight:
        """All that this asker should see, by pages or by checks."""
        refusals = self.refusals(asker, day)
        markers = frozenset(
            marker for marker, each in refusals.items() if not all(each)
        )
        return {
            "markers_marker": markers,
            "markers_key": markers,
            "sharing_release": self._releases(asker, day),
            **self._agreements(asker),
        }

    def own_sight(self, discloser: Organisation) -> Sight:
        """What is a discloser's own, on any day: its entries, releases, agreements."""
        markers = {one.pk for one in self.markers.values() if one.owner == discloser.id}
        released = self.floor.rows[Release]
        return {
            "markers_marker": frozenset(markers),
            "markers_key": frozenset(markers),
            "sharing_release": frozenset(
                one.pk for one in released if one.owner == discloser.id
            ),
            **self._agreements(discloser),
        }

    def _releases(self, asker: Organisation, day: date) -> frozenset[UUID]:
        """A release is seen while all under it holds, whatever became of the entry."""
        under = [rule for rule in RULES if CLAUSE_OF[rule.__name__] != "entry dates"]
        seen = set()
        sources: dict[tuple[UUID, str], bool] = {}
        terms = self.floor.terms_on(day)
        for release in self.to[asker.id]:
            standing = self.floor.standings[release.pk]
            key = standing.agreement.pk, standing.activity
            if key not in sources:
                facts = released_of(
                    self.markers[release.marker_id],
                    _source(standing, terms, day),
                    release,
                    inside=True,
                    at=release.decided_at,
                )
                reasons = judge(tuple(under), facts)
                sources[key] = not set(reasons) - {"release_stands"}
            if sources[key] and release.withdrawn_at is None:
                seen.add(release.pk)
        return frozenset(seen)

    def _agreements(self, asker: Organisation) -> Sight:
        """The agreement's side depends on who asks and on nothing else."""
        sight: dict[str, set[UUID]] = {}
        for model, rows in self.floor.rows.items():
            table = model._meta.db_table
            if table in SEEN and hasattr(model, "discloser"):
                sight[table] = {
                    getattr(row, SEEN[table])
                    for row in rows
                    if asker.id in (row.discloser, row.recipient)
                }
        return {table: frozenset(ids) for table, ids in sight.items()}


def _source(standing: Standing, terms: dict[UUID, PackSummary], day: date) -> Fields:
    """What the gate is told of an agreement, with the pack in force on that day."""
    held = replace(standing, terms=terms.get(standing.discloser.id))
    return source_fields(held, today=day)


def _named(standing: Standing, facts: PartnerFacts) -> set[str]:
    """The rules that refuse; what only the discloser's pack excludes by its own name."""
    refused = set(judge(RULES, facts))
    attested = standing.attestation is not None
    if attested and standing.activity not in EXCLUDED and EXCLUSION in refused:
        refused = refused - {EXCLUSION} | {BY_THE_PACK}
    return refused
