"""Which random questions are put to the gate?

Each begins as one that is permitted, with its own codes, days and limits; then nothing,
one clause, a few, or everything is drawn anew from what a field may hold: the day
before, the day itself and the day after, codes that are known and one that is not, and
nothing at all.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any

from sharing.facts import AgreementState, Facts, PartnerFacts, ReaderFacts, TeamFacts


TODAY = date(2026, 3, 2)
LEVELS = ("SEEK_ADVICE", "FLAG", "PRECAUTIONS", "CATEGORY", "SUMMARY", "FULL")
HEADS = ("CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES")
ACTIVITIES = ("REPAIRS", "GAS_SAFETY", "CARE_VISITS", "SURVEYS", "OTHER")
EXCLUDED = ("GROUNDS_MAINTENANCE", "REFUSE_COLLECTION")
PURPOSES = ("repair", "home-visit", "care-visit", "audit")
CATEGORIES = ("PHYS", "THREAT", "ANIMAL", "OTHER")
CHECKERS = ("PARTNER_OFFICER", "VISITING_OFFICER", "HEAD_OF_SERVICE", "COVER_OFFICER")
OTHERS = ("REPORTER", "PARTNER_SIGNATORY", "PLATFORM_ADMINISTRATOR", "NOBODY", None)
MODES = ("ENTERS_PREMISES", "CROSSES_BOUNDARY", "FACE_TO_FACE")
HASHES = ("a" * 64, "b" * 64, "", None)
FLAGS = (True, False, None)

type Draw = Callable[[Random], Any]


def one(*values: object) -> Draw:
    return lambda draw: draw.choice(values)


def day(*offsets: int) -> Draw:
    """A day about today, or none where no offset is drawn."""
    return lambda draw: TODAY + timedelta(days=draw.choice(offsets))


def maybe(drawn: Draw) -> Draw:
    return lambda draw: drawn(draw) if draw.random() < 0.8 else None


def several(*values: str, least: int = 0) -> Draw:
    return lambda draw: frozenset(
        draw.sample(values, draw.randint(least, min(3, len(values))))
    )


def people(drawn: Draw) -> Draw:
    """Nobody, the asker, or the asker and the officer a client names."""
    return lambda draw: tuple(drawn(draw) for _ in range(draw.choice((0, 1, 1, 2, 2))))


# A limit that is known, as seldom as any other thing that stands against nothing.
LIMIT = one("FLAG", "ALL", "", "summary", "NONE", None)
MODE = one("FACE_TO_FACE", "REMOTE_DIRECT", "NONE", "UNKNOWN", "", None)
# What each field may hold at all; mostly what a clause refuses.
FIELDS: Mapping[str, Draw] = {
    "asking_status": one("ACTIVE", "SUSPENDED", "PROVISIONING", "CLOSED", None),
    "judged_roles": people(one(*CHECKERS, *OTHERS, *OTHERS)),
    "judged_briefings": people(maybe(day(-30, -1, -1, 0, 30))),
    "asker_kind": one("PERSON", "CLIENT", "ROBOT", None),
    "second_factor": one(True, False, None, "yes"),
    "scopes": several("check", "checks", "register:read"),
    "role_level": LIMIT,
    "register_status": one("ACTIVE", "SUSPENDED", "CLOSED", "", None),
    "register_suspended": one(True, True, True, False, None),
    "entry_state": one(
        *("ACTIVE", "PROVISIONAL", "PROVISIONAL", "LAPSED", "LAPSED"),
        *("WITHDRAWN", "ENTERED_IN_ERROR", "", None),
    ),
    "provisional_open": one(True, False, False, None),
    "entry_starts_on": maybe(day(-2, -1, 0, 1, 2)),
    "entry_ends_on": maybe(day(-2, -1, 0, 1, 2)),
    "processing_restricted": one(True, "no", "", None, None),
    "agreement_state": one(*(state.value for state in AgreementState), None),
    "agreement_starts_on": maybe(day(-2, -1, 0, 1, 2)),
    "agreement_ends_on": maybe(day(-2, -1, 0, 1, 2)),
    "document_hash": one(*HASHES),
    "indemnity_hash": one(*HASHES),
    "indemnity_heads": several(*HEADS, "COSTS"),
    "cover_ends_on": maybe(day(-30, -2, -1, -1, 0)),
    "policy_undertaking": one(True, False, False, False, None),
    "asked_activity": one(*ACTIVITIES, *EXCLUDED, "UNKNOWN", "", None),
    "agreed_activities": several(*ACTIVITIES, *EXCLUDED, "UNKNOWN"),
    "attestation_approver": one("officer-1", "", None),
    "attestation_starts_on": maybe(day(-2, -1, 0, 1, 2)),
    "attestation_ends_on": maybe(day(-2, -1, 0, 1, 2)),
    "attested_mode": MODE,
    "attested_activity": one("REPAIRS", *EXCLUDED, "UNKNOWN", "", None),
    "discloser_excludes": several(*ACTIVITIES, *EXCLUDED, "UNKNOWN"),
    "purpose": one(*PURPOSES, "marketing", "", None),
    "agreed_purposes": several(*PURPOSES, "marketing"),
    "entry_category": one(*CATEGORIES, "SUPPORT", "", None),
    "agreed_categories": several(*CATEGORIES, "SUPPORT"),
    "entry_shareable": one(True, False, False, False, None),
    "in_portfolio": one(True, False, False, False, None),
    "release_role": one("SHARING_OFFICER", "DECISION_OFFICER", "REPORTER", "", None),
    "release_withdrawn": one(True, True, True, False, None),
    "agreement_level": LIMIT,
    "release_level": LIMIT,
    "discloser_level": LIMIT,
    "team_mode": MODE,
    "team_reason": one("They visit.", "", "", "", None),
    "team_withdrawn": one(True, True, True, False, None),
    "team_level": LIMIT,
    "teams_that_meet_the_public": one(0, 0, 0, 1, None),
    "reads_register": one(True, False, False, False, None),
}
_ASKER = [
    ("asking_status",),
    ("judged_roles",),
    ("judged_briefings",),
    ("asker_kind", "second_factor", "scopes"),
    ("role_level",),
    ("register_status",),
    ("register_suspended",),
    ("entry_state", "provisional_open"),
    ("entry_starts_on", "entry_ends_on"),
    ("processing_restricted",),
]
# The fields of each clause, drawn anew together.
GROUPS: Mapping[type[Facts], list[tuple[str, ...]]] = {
    PartnerFacts: [
        *_ASKER,
        ("agreement_state",),
        ("agreement_starts_on", "agreement_ends_on"),
        ("document_hash", "indemnity_hash"),
        ("indemnity_heads",),
        ("cover_ends_on",),
        ("policy_undertaking",),
        ("asked_activity", "agreed_activities"),
        ("attestation_approver", "attestation_starts_on", "attestation_ends_on"),
        ("attested_mode",),
        ("attested_activity",),
        ("discloser_excludes",),
        ("purpose", "agreed_purposes"),
        ("entry_category", "agreed_categories"),
        ("entry_shareable",),
        ("in_portfolio",),
        ("release_role",),
        ("release_withdrawn",),
        ("agreement_level",),
        ("release_level",),
        ("discloser_level",),
    ],
    TeamFacts: [
        *_ASKER,
        ("team_mode",),
        ("team_reason",),
        ("team_withdrawn",),
        ("team_level",),
        ("teams_that_meet_the_public",),
    ],
    ReaderFacts: [*_ASKER, ("reads_register",)],
}


def cases(kind: type[Facts], number: int, draw: Random) -> Iterator[Facts]:
    """So many cases: of twenty, two are permitted, fifteen break one clause, two a few,
    one is drawn anew altogether. Each clause has its turn."""
    groups = GROUPS[kind]
    turn = cycle(groups)
    for count in range(number):
        given = permitted(kind, draw)
        match count % 20:
            case 0 | 1:
                broken = []
            case 2 | 3:
                broken = draw.sample(groups, draw.randint(2, 4))
            case 4:
                broken = groups
            case _:
                broken = [next(turn)]
        for names in broken:
            given |= {name: FIELDS[name](draw) for name in names}
        yield kind(**given)


def permitted(kind: type[Facts], draw: Random) -> dict[str, Any]:
    """Fields that nothing stands against, each drawn from all that is allowed."""
    own: dict[type[Facts], Callable[[Random], dict[str, Any]]] = {
        PartnerFacts: _partner,
        TeamFacts: _team,
        ReaderFacts: lambda _: {"reads_register": True},
    }
    return _everyone(draw) | own[kind](draw)


def _everyone(draw: Random) -> dict[str, Any]:
    number = draw.choice((1, 2))
    kind = draw.choice(("PERSON", "CLIENT"))
    state = draw.choice(("ACTIVE", "UNDER_REVIEW", "PROVISIONAL"))
    return {
        "today": TODAY,
        "asking_status": "ACTIVE",
        "judged_roles": tuple(draw.choice(CHECKERS) for _ in range(number)),
        "judged_briefings": tuple(day(0, 1, 400)(draw) for _ in range(number)),
        "asker_kind": kind,
        "second_factor": True if kind == "PERSON" else draw.choice(FLAGS),
        "scopes": frozenset({"check"}) if kind == "CLIENT" else frozenset(),
        "role_level": draw.choice(LEVELS),
        "register_status": "ACTIVE",
        "register_suspended": False,
        "entry_state": state,
        "provisional_open": True if state == "PROVISIONAL" else draw.choice(FLAGS),
        "entry_starts_on": day(-400, -1, 0)(draw),
        "entry_ends_on": day(1, 2, 400)(draw),
        "processing_restricted": draw.random() < 0.2,
    }


def _partner(draw: Random) -> dict[str, Any]:
    activities, purposes, categories = (
        several(*known, least=1)(draw) for known in (ACTIVITIES, PURPOSES, CATEGORIES)
    )
    signed = draw.choice(HASHES[:2])
    attested = draw.choice(ACTIVITIES)
    return {
        "agreement_state": "IN_FORCE",
        "agreement_starts_on": day(-400, -1, 0)(draw),
        "agreement_ends_on": day(0, 1, 400)(draw),
        "document_hash": signed,
        "indemnity_hash": signed,
        "indemnity_heads": frozenset(HEADS) | several("COSTS")(draw),
        "cover_ends_on": day(0, 1, 400)(draw),
        "policy_undertaking": True,
        "asked_activity": draw.choice(sorted(activities)),
        "agreed_activities": activities,
        "attestation_approver": "officer-1",
        "attestation_starts_on": day(-400, -1, 0)(draw),
        "attestation_ends_on": day(0, 1, 400)(draw),
        "attested_mode": draw.choice(MODES),
        "attested_activity": attested,
        "discloser_excludes": several(*ACTIVITIES, *EXCLUDED)(draw) - {attested},
        "purpose": draw.choice(sorted(purposes)),
        "agreed_purposes": purposes,
        "entry_category": draw.choice(sorted(categories)),
        "agreed_categories": categories,
        "entry_shareable": True,
        "in_portfolio": True,
        "release_role": "SHARING_OFFICER",
        "release_withdrawn": False,
        "agreement_level": draw.choice(LEVELS[:5]),
        "release_level": draw.choice(LEVELS[:5]),
        "discloser_level": draw.choice(LEVELS),
    }


def _team(draw: Random) -> dict[str, Any]:
    return {
        "team_mode": draw.choice(MODES),
        "team_reason": "They visit.",
        "team_withdrawn": False,
        "team_level": draw.choice(LEVELS),
        "teams_that_meet_the_public": draw.choice((1, 2)),
    }
