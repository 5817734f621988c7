"""Do the gate and the rows' own policies agree, on worlds nobody laid out?

Over the clauses both know (organisation apart: its rows belong to the owner's login),
a released row is seen by the recipient's role exactly when the gate finds nothing
against it. Worlds are random and seeded; most break one thing or two.
"""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from markers.models import Marker
from sharing.check_rules import entry_is_live, entry_is_within_its_term
from sharing.models import AgreementVersion, Indemnity, Release
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
from sharing.queries.standing import source_fields, standings_of
from tenants.context import in_organisation
from tests.figures import record_figure
from tests.sharing import worlds


pytestmark = [
    pytest.mark.django_db(databases=["default"]),
    pytest.mark.proof,
]
WORLDS = 60 * int(os.environ.get("HEED_PROOF", "1"))
SHARED_CLAUSES = (
    agreement_is_in_force,
    indemnity_is_of_this_version,
    indemnity_covers_every_head,
    insurance_cover_is_in_date,
    partner_undertook_to_follow_the_policy,
    activity_is_agreed,
    activity_is_attested,
    activity_is_close_contact,
    activity_is_not_excluded,
    entry_is_live,
    entry_is_within_its_term,
    entry_may_leave_its_organisation,
    entry_was_released_by_the_sharing_officer,
    release_stands,
)


@dataclass(frozen=True)
class World:
    """What differs from a world in which everything holds."""

    version: dict
    indemnity: dict
    attestation: dict
    marker: dict
    withdrawn: bool


def around(draw: Random) -> date:
    return worlds.today() + timedelta(days=draw.choice([-1, 0, 0, 1]))


def drawn(draw: Random) -> World:
    """One or two things broken, or nothing."""
    parts: dict[str, dict[str, Any]] = {
        "version": {},
        "indemnity": {},
        "attestation": {},
        "marker": {},
    }
    starts, ends = sorted((around(draw), around(draw)))
    suspended = {
        "state": "SUSPENDED",
        "suspended_at": worlds.now(),
        "suspension_reason": "x",
        "suspended_by": "b1d1b2a4-0000-4000-8000-000000000000",
    }
    breaks: list[tuple[str, dict[str, Any]]] = [
        ("version", {"starts_on": starts, "ends_on": ends}),
        ("version", suspended),
        ("version", {"state": draw.choice(["TERMINATED", "EXPIRED", "SUPERSEDED"])}),
        ("version", {"document_hash": "b" * 64}),
        ("version", {"activities": draw.choice([["SURVEYS"], ["SURVEYS", "REPAIRS"]])}),
        ("indemnity", {"cover_ends_on": around(draw)}),
        ("indemnity", {"heads": draw.choice([["CLAIMS"], worlds.HEADS])}),
        ("indemnity", {"policy_undertaking": draw.choice([True, False])}),
        ("attestation", {"starts_on": starts, "ends_on": ends}),
        ("attestation", {"approved_by": None, "approved_at": None}),
        ("attestation", {"mode": draw.choice(["NONE", "FACE_TO_FACE"])}),
        ("marker", {"starts_on": starts, "ends_on": ends}),
        ("marker", {"shareable": draw.choice([True, False])}),
        ("marker", {"state": "PROVISIONAL",
                    "provisional_until": worlds.now() + draw.choice([-1, 1]) * worlds.DAY}),
    ]  # fmt: skip
    for part, change in draw.sample(breaks, draw.choice([0, 1, 1, 2])):
        parts[part] |= change
    return World(**parts, withdrawn=draw.random() < 0.1)


def lay_out(world: World, eastmere, brightfix):
    marker = worlds.publish_marker(eastmere)
    standing = worlds.agree(eastmere, brightfix)
    release = worlds.release_to(standing, marker, eastmere)
    with in_organisation(eastmere):
        if world.attestation:
            held = standing.attestations["REPAIRS"]
            type(held).objects.filter(pk=held.pk).update(
                withdrawn_at=worlds.now(), withdrawn_by="x"
            )
            held.pk, held._state.adding = None, True
            for name, value in world.attestation.items():
                setattr(held, name, value)
            held.save(force_insert=True)
        if world.version:
            AgreementVersion.objects.filter(pk=standing.version.pk).update(
                **world.version
            )
        if world.marker:
            Marker.objects.filter(pk=marker.pk).update(**world.marker)
        if world.withdrawn:
            Release.objects.filter(pk=release.pk).update(
                withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
            )
    if world.indemnity:
        with in_organisation(brightfix):
            given = standing.indemnity
            Indemnity.objects.filter(pk=given.pk).update(replaced_at=worlds.now())
            given.pk, given._state.adding = None, True
            for name, value in world.indemnity.items():
                setattr(given, name, value)
            given.save(force_insert=True)
    return standing, marker, release


def refused_by_the_gate(standing, marker, release, eastmere) -> list[str]:
    with in_organisation(eastmere):
        version = AgreementVersion.objects.select_related("agreement").get(
            pk=standing.version.pk
        )
        found = standings_of([version])
        repairs = [one for one in found if one.activity == "REPAIRS"]
        if not repairs:
            return ["activity_is_agreed"]
        facts = released_of(
            Marker.objects.get(pk=marker.pk),
            source_fields(repairs[0], today=worlds.today()),
            Release.objects.get(pk=release.pk),
            inside=True,
            at=worlds.now(),
        )
    return list(judge(SHARED_CLAUSES, facts))


def test_the_gate_and_the_rows_agree(db, eastmere, brightfix):
    draw = Random(20261121)
    differences, seen, hidden = [], 0, 0
    for number in range(WORLDS):
        world = drawn(draw)
        standing, marker, release = lay_out(world, eastmere, brightfix)
        refused = refused_by_the_gate(standing, marker, release, eastmere)
        with in_organisation(brightfix):
            let_through = Marker.objects.filter(pk=marker.pk).exists()
        seen, hidden = seen + let_through, hidden + (not let_through)
        if let_through == bool(refused):
            differences.append((number, world, refused, let_through))

    record_figure("Worlds in which gate and rows were compared", WORLDS)
    record_figure("Differences between gate and rows", len(differences))
    assert differences == []
    assert seen > WORLDS // 6
    assert hidden > WORLDS // 6
