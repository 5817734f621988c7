"""What does a second writing of the policy, in another language, say of these facts?

`gate.cedar` is evaluated by Cedar. Here facts only change their form: a field that is
empty is left out, a day becomes a number. Nothing is decided in this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import batched
from pathlib import Path
from typing import Any, assert_never

from cedarpy import AuthzResult, PolicySet, is_authorized_batch

from sharing.facts import EntryFacts, Facts, PartnerFacts, ReaderFacts, TeamFacts
from tenants.codes import Level


POLICIES = PolicySet.from_str(Path(__file__).with_name("gate.cedar").read_text())
AT_ONCE = 5_000
DOORS = {PartnerFacts: "Partner", TeamFacts: "Team", ReaderFacts: "Reader"}
LEVEL = "level"
# Which clause of the page each rule of the program is. A literal list, so that a rule
# that is added, dropped or renamed is missed here.
CLAUSES: Mapping[str, str] = {
    "asking_organisation_is_active": "the organisation that asks is active",
    "everyone_judged_may_check": "the requester's role",
    "everyone_judged_is_briefed": "the requester's briefing",
    "asker_has_proved_who_they_are": "the requester's second factor, or the client's scope",
    "role_limit_is_known": "the requester's level",
    "register_organisation_is_active": "the organisation of the register is active",
    "register_is_not_suspended": "the discloser is not suspended itself",
    "entry_is_live": "the entry is live",
    "entry_is_within_its_term": "the entry is within its term",
    "restriction_is_known": "it is known whether processing is restricted",
    "agreement_is_in_force": "the agreement is in force today",
    "indemnity_is_of_this_version": "this very version is indemnified",
    "indemnity_covers_every_head": "the indemnity has all heads",
    "insurance_cover_is_in_date": "the cover is in date today",
    "partner_undertook_to_follow_the_policy": "the policy undertaking is accepted",
    "activity_is_agreed": "the activity is agreed",
    "activity_is_attested": "the activity is attested and in date",
    "activity_is_close_contact": "the activity is of an eligible mode",
    "activity_is_not_excluded": "the activity is not excluded",
    "purpose_is_agreed": "the purpose is agreed",
    "category_is_agreed": "the category is agreed",
    "entry_may_leave_its_organisation": "the entry is shareable",
    "place_is_in_the_portfolio": "the entry is in the portfolio",
    "entry_was_released_by_the_sharing_officer": "the entry was released by the sharing officer",
    "release_stands": "the release is not withdrawn",
    "agreement_limit_is_known": "the agreement's level",
    "release_limit_is_known": "the release's level",
    "discloser_limit_is_known": "the pack's level",
    "asker_is_in_a_team_that_meets_the_public": "the asker is in a team that meets the public",
    "team_meets_the_public": "the team's contact mode is eligible",
    "team_was_chosen_with_a_reason": "the team was chosen with a reason",
    "team_choice_stands": "the team still has it",
    "team_limit_is_known": "the team's level",
    "role_reads_the_register": "the role reads the register",
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What Cedar says: the clauses that forbid. Empty is a permit."""

    clauses: frozenset[str]

    @property
    def permit(self) -> bool:
        return not self.clauses


def asked_of_cedar(questions: Iterable[tuple[Facts, Level]]) -> Iterable[Opinion]:
    """One opinion for each question: may these facts be shown at this level?"""
    for some in batched(questions, AT_ONCE, strict=False):
        requests = [_request(facts, level) for facts, level in some]
        for result in is_authorized_batch(requests, POLICIES, []):
            yield _opinion(result)


def _opinion(result: AuthzResult) -> Opinion:
    if result.diagnostics.errors:
        # A forbid that fails is passed over by Cedar, which would be a permit.
        raise AssertionError(result.diagnostics.errors)
    clauses = frozenset(result.diagnostics.id_annotations_by_reason.values())
    if result.allowed == bool(clauses):
        raise AssertionError(result.diagnostics.reasons)
    return Opinion(clauses)


def _request(facts: Facts, level: Level) -> dict[str, Any]:
    return {
        "principal": {"type": DOORS[type(facts)], "id": "x"},
        "action": {"type": "Action", "id": level.value},
        "resource": {"type": "Entry", "id": "x"},
        "context": {**_everyone(facts), **_door(facts)},
    }


def _known(**given: object) -> dict[str, Any]:
    """Only what is known, as Cedar takes it."""
    return {name: _plain(value) for name, value in given.items() if value is not None}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, frozenset):
        return sorted(value)
    return value


def _people(name: str, values: tuple[object, ...]) -> dict[str, Any]:
    """The first and, where a client names an officer, the second who answers."""
    return {
        which: _known(**{name: value})
        for which, value in zip(("first", "second"), values, strict=False)
    }


def _everyone(facts: EntryFacts) -> dict[str, Any]:
    return {
        "today": facts.today.toordinal(),
        "answers": _people("role", facts.judged_roles),
        "briefed": _people("until", facts.judged_briefings),
        "asker": _known(
            organisation=facts.asking_status,
            kind=facts.asker_kind,
            factor=facts.second_factor,
            scopes=facts.scopes,
            level=facts.role_level,
        ),
    }


def _door(facts: Facts) -> dict[str, Any]:
    register = {
        "organisation": facts.register_status,
        "suspended": facts.register_suspended,
    }
    entry = {
        "state": facts.entry_state,
        "open": facts.provisional_open,
        "starts": facts.entry_starts_on,
        "ends": facts.entry_ends_on,
        "restricted": facts.processing_restricted,
    }
    match facts:
        case PartnerFacts():
            return _partner(facts, register, entry)
        case TeamFacts():
            own = {
                "team": _known(
                    mode=facts.team_mode,
                    reason=facts.team_reason,
                    withdrawn=facts.team_withdrawn,
                    level=facts.team_level,
                    meeting=facts.teams_that_meet_the_public,
                ),
                "limits": _limits(facts.team_level, facts.role_level),
            }
        case ReaderFacts():
            own = {
                **_known(reads=facts.reads_register),
                "limits": _limits(facts.role_level),
            }
        case _:
            assert_never(facts)
    return {"register": _known(**register), "entry": _known(**entry), **own}


def _partner(
    facts: PartnerFacts, register: dict[str, Any], entry: dict[str, Any]
) -> dict[str, Any]:
    return {
        "register": _known(
            **register,
            level=facts.discloser_level,
            excludes=facts.discloser_excludes,
        ),
        "entry": _known(
            **entry,
            category=facts.entry_category,
            shareable=facts.entry_shareable,
            inside=facts.in_portfolio,
        ),
        "asked": _known(activity=facts.asked_activity, purpose=facts.purpose),
        "agreement": _known(
            state=facts.agreement_state,
            starts=facts.agreement_starts_on,
            ends=facts.agreement_ends_on,
            document=facts.document_hash,
            activities=facts.agreed_activities,
            purposes=facts.agreed_purposes,
            categories=facts.agreed_categories,
            level=facts.agreement_level,
        ),
        "indemnity": _known(
            document=facts.indemnity_hash,
            heads=facts.indemnity_heads,
            cover=facts.cover_ends_on,
            undertaking=facts.policy_undertaking,
        ),
        "attestation": _known(
            approver=facts.attestation_approver,
            starts=facts.attestation_starts_on,
            ends=facts.attestation_ends_on,
            mode=facts.attested_mode,
            activity=facts.attested_activity,
        ),
        "release": _known(
            role=facts.release_role,
            withdrawn=facts.release_withdrawn,
            level=facts.release_level,
        ),
        "limits": _limits(
            facts.agreement_level,
            facts.release_level,
            facts.discloser_level,
            facts.role_level,
        ),
    }


def _limits(*levels: str | None) -> list[str]:
    return [level or "" for level in levels]
