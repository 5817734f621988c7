"""Which facts about this check does the gate judge?

Rows as the statement found them become frozen facts. What is not there is empty, and
the gate refuses what is empty.
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from sharing.check.request import CheckRequest
from sharing.check.statement import Found, Row
from sharing.facts import PartnerFacts, ReaderFacts, TeamFacts
from tenants.codes import Level


type Fields = Mapping[str, Any]

NO_ENTRY: Fields = {
    "entry_state": None,
    "provisional_open": None,
    "entry_starts_on": None,
    "entry_ends_on": None,
    "processing_restricted": None,
}
NO_TEAM: Fields = {
    "team_mode": None,
    "team_reason": "",
    "team_withdrawn": None,
    "team_level": None,
}
NO_RELEASE: Fields = {
    "entry_category": None,
    "entry_shareable": None,
    "in_portfolio": None,
    "release_role": None,
    "release_withdrawn": None,
    "release_level": None,
}
NOBODY: Row = {}

# All that the facts of an entry are made of, whichever row it came from.
ENTRY_COLUMNS = (
    *("state", "provisional_open", "starts_on", "ends_on", "processing_restricted"),
    *("panel", "category", "shareable", "in_portfolio", "decided_role"),
    *("release_withdrawn", "release_level"),
)
_entry_columns = itemgetter(*ENTRY_COLUMNS)


def day(value: str | date | None) -> date | None:
    """A date as the statement writes it, or as a model holds it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def told_of(candidate: Row) -> tuple[Hashable, ...]:
    """What a row says of an entry, and no more: two rows that say the same are the same
    to the gate. `entry_told` reads it back."""
    given = candidate["given"]
    return (*_entry_columns(candidate), json.dumps(given) if given else None)


def entry_told(told: tuple[Hashable, ...]) -> Row:
    """The entry as `own_entry` and `released_entry` take it."""
    *columns, given = told
    entry: Row = dict(zip(ENTRY_COLUMNS, columns, strict=True))
    return {**entry, "given": json.loads(given) if isinstance(given, str) else None}


def asking(found: Found, *, request: CheckRequest, today: date) -> Fields:
    """Who asks, and everyone who answers for it."""
    asker = found.asker or NOBODY
    answering = [] if found.asker is None else [_answering(asker)]
    if request.officer:
        answering.append(found.officer or NOBODY)
    return {
        "today": today,
        "asking_status": found.mine.get("status"),
        "judged_roles": tuple(person.get("role") for person in answering),
        "judged_briefings": tuple(
            day(person.get("briefing_ends")) for person in answering
        ),
        "asker_kind": asker.get("kind"),
        "second_factor": asker.get("second_factor"),
        "scopes": frozenset(asker.get("scopes") or ()),
        "role_level": _least(
            [asker.get("ceiling"), *(person.get("ceiling") for person in answering)]
        ),
    }


def _answering(asker: Row) -> Row:
    """The person judged: the asker, or the one responsible for a machine client."""
    if asker["kind"] == "PERSON":
        return asker
    return {
        "role": asker["responsible_role"],
        "briefing_ends": asker["responsible_briefing_ends"],
        "ceiling": asker["responsible_ceiling"],
    }


def _least(levels: Sequence[str | None]) -> str | None:
    given = [Level(level) for level in levels if level is not None and level in Level]
    if not given or len(given) != len(levels):
        return None
    return Level.minimum(*given).value


def own_source(found: Found, who: Fields) -> ReaderFacts | TeamFacts:
    """The asker's own register as a source, before any entry."""
    register = _register(found.mine)
    if _reads_all(found):
        return ReaderFacts(**who, **register, **NO_ENTRY, reads_register=True)
    return TeamFacts(
        **who,
        **register,
        **NO_ENTRY,
        **NO_TEAM,
        teams_that_meet_the_public=_teams(found),
    )


def own_entry(
    found: Found, who: Fields, candidate: Row
) -> Iterable[ReaderFacts | TeamFacts]:
    """One own entry, once for each way in which this asker may see it."""
    fields = {
        **who,
        **_register(found.mine),
        **_entry(candidate),
        "role_level": _in_panel(who, found.mine, candidate),
    }
    if _reads_all(found):
        return [ReaderFacts(**fields, reads_register=True)]
    return [
        TeamFacts(
            **fields,
            team_mode=given["mode"],
            team_reason=given["reason"],
            team_withdrawn=given["withdrawn"],
            team_level=given["level"],
            teams_that_meet_the_public=_teams(found),
        )
        for given in candidate["given"] or ()
    ]


def _in_panel(who: Fields, mine: Row, candidate: Row) -> str | None:
    """The most this asker may see of a panel's entry: the panel names its viewers in
    place of the register's, and whoever it does not name is told to seek advice."""
    held: str | None = who["role_level"]
    panel = candidate["panel"]
    if not panel or held is None:
        return held
    levels = (mine.get("panel_levels") or {}).get(panel, {})
    named = [levels.get(role, Level.SEEK_ADVICE.value) for role in who["judged_roles"]]
    return _least(named)


def partner_source(who: Fields, source: Row, *, request: CheckRequest) -> Fields:
    """One agreement as a source: every field but the entry's and the release's."""
    return {
        **who,
        **_register(source),
        "agreement_state": source["state"],
        "agreement_starts_on": day(source["starts_on"]),
        "agreement_ends_on": day(source["ends_on"]),
        "document_hash": source["document_hash"],
        "indemnity_hash": source["version_hash"],
        "indemnity_heads": frozenset(source["heads"] or ()),
        "cover_ends_on": day(source["cover_ends_on"]),
        "policy_undertaking": source["policy_undertaking"],
        "asked_activity": request.activity,
        "agreed_activities": frozenset(source["activities"]),
        "attestation_approver": source["approved_by"],
        "attestation_starts_on": day(source["attested_from"]),
        "attestation_ends_on": day(source["attested_until"]),
        "attested_mode": source["mode"],
        "attested_activity": source["activity"],
        "discloser_excludes": frozenset(source["excluded_activities"] or ()),
        "purpose": request.purpose,
        "agreed_purposes": frozenset(source["purposes"]),
        "agreed_categories": frozenset(source["categories"]),
        "agreement_level": source["level"],
        "discloser_level": source["sharing_ceiling"],
    }


def source_facts(fields: Fields) -> PartnerFacts:
    """The source alone, to ask whether it may answer at all."""
    return PartnerFacts(**fields, **NO_ENTRY, **NO_RELEASE)


def released_entry(fields: Fields, candidate: Row) -> PartnerFacts:
    """One released entry under one source."""
    return PartnerFacts(
        **fields,
        **_entry(candidate),
        entry_category=candidate["category"],
        entry_shareable=candidate["shareable"],
        in_portfolio=candidate["in_portfolio"],
        release_role=candidate["decided_role"],
        release_withdrawn=candidate["release_withdrawn"],
        release_level=candidate["release_level"],
    )


def _register(organisation: Row) -> dict[str, Any]:
    return {
        "register_status": organisation.get("status"),
        "register_suspended": organisation.get("register_suspended"),
    }


def _entry(candidate: Row) -> dict[str, Any]:
    return {
        "entry_state": candidate["state"],
        "provisional_open": candidate["provisional_open"],
        "entry_starts_on": day(candidate["starts_on"]),
        "entry_ends_on": day(candidate["ends_on"]),
        "processing_restricted": candidate["processing_restricted"],
    }


def _reads_all(found: Found) -> bool:
    return bool(found.reading and found.reading["everything"])


def _teams(found: Found) -> int:
    return len(found.reading["teams"]) if found.reading else 0
