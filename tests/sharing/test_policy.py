"""Does every rule refuse when it should, and only then, in exactly these words?"""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from sharing import policy
from sharing.authorities import Authority
from sharing.facts import EntryFacts, PartnerFacts, ReaderFacts, TeamFacts, as_record
from sharing.policy import decide
from tenants.codes import Level
from tests.sharing.golden import GIVEN, PERMITTED, READ, TODAY, TOMORROW, YESTERDAY


COMMON = [
    (
        "asking_organisation_is_active",
        {"asking_status": "SUSPENDED"},
        "The organisation that asks is not active.",
    ),
    (
        "everyone_judged_may_check",
        {"judged_roles": ()},
        "Nobody answers for this check.",
    ),
    (
        "everyone_judged_may_check",
        {"judged_roles": ("VISITING_OFFICER", "REPORTER")},
        "The role of the person asking does not include checks.",
    ),
    (
        "everyone_judged_may_check",
        {"judged_roles": (None,)},
        "The role of the person asking does not include checks.",
    ),
    (
        "everyone_judged_is_briefed",
        {"judged_briefings": ()},
        "Nobody answers for this check.",
    ),
    (
        "everyone_judged_is_briefed",
        {"judged_briefings": (TODAY, None)},
        "The person asking has not been briefed.",
    ),
    (
        "everyone_judged_is_briefed",
        {"judged_briefings": (YESTERDAY,)},
        "The briefing ran out on 1 March 2026.",
    ),
    (
        "asker_has_proved_who_they_are",
        {"second_factor": False},
        "The person asking has not used a second factor.",
    ),
    (
        "asker_has_proved_who_they_are",
        {"second_factor": "yes"},
        "The person asking has not used a second factor.",
    ),
    (
        "asker_has_proved_who_they_are",
        {"asker_kind": "CLIENT"},
        "The client that asks does not hold the scope for checks.",
    ),
    (
        "asker_has_proved_who_they_are",
        {"asker_kind": None},
        "It is not known who asks.",
    ),
    (
        "role_limit_is_known",
        {"role_level": "EVERYTHING"},
        "It is not known how much this role may see.",
    ),
    (
        "register_organisation_is_active",
        {"register_status": "CLOSED"},
        "The organisation that keeps the entry is not active.",
    ),
    (
        "register_is_not_suspended",
        {"register_suspended": True},
        "The register that keeps the entry is suspended.",
    ),
    (
        "register_is_not_suspended",
        {"register_suspended": None},
        "The register that keeps the entry is suspended.",
    ),
    ("entry_is_live", {"entry_state": "LAPSED"}, "The entry is not live."),
    ("entry_is_live", {"entry_state": "PROVISIONAL"}, "The entry is not live."),
    (
        "entry_is_live",
        {"entry_state": "PROVISIONAL", "provisional_open": False},
        "The entry is not live.",
    ),
    ("entry_is_within_its_term", {"entry_ends_on": None}, "The entry has no term."),
    ("entry_is_within_its_term", {"entry_starts_on": None}, "The entry has no term."),
    (
        "entry_is_within_its_term",
        {"entry_starts_on": TOMORROW},
        "The entry starts on 3 March 2026.",
    ),
    (
        "entry_is_within_its_term",
        {"entry_ends_on": TODAY},
        "The entry ended on 2 March 2026.",
    ),
    (
        "restriction_is_known",
        {"processing_restricted": None},
        "It is not known whether processing of the entry is restricted.",
    ),
]
PARTNER = [
    ("agreement_is_in_force", {"agreement_state": None},
     "There is no agreement with this organisation."),
    ("agreement_is_in_force", {"agreement_state": "SUSPENDED"},
     "The agreement is not in force."),
    ("agreement_is_in_force", {"agreement_starts_on": None},
     "The agreement has no term."),
    ("agreement_is_in_force", {"agreement_ends_on": None}, "The agreement has no term."),
    ("agreement_is_in_force", {"agreement_starts_on": TOMORROW},
     "The agreement starts on 3 March 2026."),
    ("agreement_is_in_force", {"agreement_ends_on": YESTERDAY},
     "The agreement ended on 1 March 2026."),
    ("indemnity_is_of_this_version", {"indemnity_hash": None}, "There is no indemnity."),
    ("indemnity_is_of_this_version", {"document_hash": "b" * 64},
     "The indemnity was given for another version of the agreement."),
    ("indemnity_covers_every_head",
     {"indemnity_heads": frozenset({"CLAIMS", "PROCEEDINGS", "DAMAGES"})},
     "The indemnity does not cover: fines, legal fees."),
    ("insurance_cover_is_in_date", {"cover_ends_on": None},
     "There is no insurance cover behind the indemnity."),
    ("insurance_cover_is_in_date", {"cover_ends_on": YESTERDAY},
     "The insurance cover ended on 1 March 2026."),
    ("partner_undertook_to_follow_the_policy", {"policy_undertaking": None},
     "The partner has not undertaken to follow the discloser's policy."),
    ("activity_is_agreed", {"asked_activity": None},
     "The check does not name an activity."),
    ("activity_is_agreed", {"asked_activity": "SURVEYS"},
     "The agreement does not name this activity."),
    ("activity_is_agreed", {"agreed_activities": frozenset({"REPAIRS", "PLUMBING"})},
     "The agreement does not name this activity."),
    ("activity_is_attested", {"attestation_approver": None},
     "The activity has no approved attestation."),
    ("activity_is_attested", {"attestation_starts_on": None},
     "The attestation has no term."),
    ("activity_is_attested", {"attestation_ends_on": None},
     "The attestation has no term."),
    ("activity_is_attested", {"attestation_starts_on": TOMORROW},
     "The attestation starts on 3 March 2026."),
    ("activity_is_attested", {"attestation_ends_on": YESTERDAY},
     "The attestation ended on 1 March 2026."),
    ("activity_is_close_contact", {"attested_mode": "REMOTE_DIRECT"},
     "The activity does not enter premises and is not in close contact."),
    ("activity_is_not_excluded", {"attested_activity": None},
     "It is not known what kind of work this is."),
    ("activity_is_not_excluded", {"attested_activity": "GROUNDS_MAINTENANCE"},
     "Grounds maintenance is excluded by the policy, though it may cross boundaries."),
    ("activity_is_not_excluded", {"attested_activity": "REFUSE_COLLECTION"},
     "Refuse collection is excluded by the policy, though it may cross boundaries."),
    ("activity_is_not_excluded", {"discloser_excludes": frozenset({"REPAIRS"})},
     "Repairs is excluded by the discloser's own policy."),
    ("purpose_is_agreed", {"purpose": "audit"},
     "The agreement does not name this purpose."),
    ("agreement_limit_is_known", {"agreement_level": None},
     "The agreement does not say how much may be shared."),
    ("discloser_limit_is_known", {"discloser_level": ""},
     "The discloser's policy does not say how much may be shared."),
    ("entry_may_leave_its_organisation", {"entry_shareable": False},
     "The entry rests on material that may not be passed on."),
    ("category_is_agreed", {"entry_category": "ANIMAL"},
     "The agreement does not name this category."),
    ("category_is_agreed",
     {"entry_category": "NOISE", "agreed_categories": frozenset({"NOISE"})},
     "The agreement does not name this category."),
    ("place_is_in_the_portfolio", {"in_portfolio": False},
     "The entry's place is not in the agreement's portfolio."),
    ("entry_was_released_by_the_sharing_officer", {"release_role": None},
     "The entry has not been released under this agreement."),
    ("entry_was_released_by_the_sharing_officer", {"release_role": "DECISION_OFFICER"},
     "The entry was not released by the sharing officer."),
    ("release_stands", {"release_withdrawn": True},
     "The release has been withdrawn or does not exist."),
    ("release_limit_is_known", {"release_level": None},
     "The release does not say how much may be shared."),
]  # fmt: skip
TEAM = [
    ("asker_is_in_a_team_that_meets_the_public", {"teams_that_meet_the_public": 0},
     "The person asking is in no team that meets the public."),
    ("team_meets_the_public", {"team_mode": "NONE"},
     "The team does not meet the public where it could be at risk."),
    ("team_was_chosen_with_a_reason", {"team_reason": " "},
     "The entry was not given to this team."),
    ("team_choice_stands", {"team_withdrawn": True},
     "The entry was taken back from this team."),
    ("team_limit_is_known", {"team_level": None},
     "It is not known how much this team may see."),
]  # fmt: skip
READER = [
    ("role_reads_the_register", {"reads_register": False},
     "The role does not read the whole register."),
]  # fmt: skip
GOLDEN = {PartnerFacts: PERMITTED, TeamFacts: GIVEN, ReaderFacts: READ}
REFUSALS = {
    PartnerFacts: [*COMMON, *PARTNER],
    TeamFacts: [*COMMON, *TEAM],
    ReaderFacts: [*COMMON, *READER],
}
CASES = [(kind, *case) for kind, cases in REFUSALS.items() for case in cases]


@pytest.mark.parametrize("kind", list(GOLDEN))
def test_permits_on_every_boundary(kind):
    decision = decide(GOLDEN[kind])

    assert decision.permit
    assert decision.reasons == {}
    assert decision.level == Level.CATEGORY


@pytest.mark.parametrize(("kind", "rule", "change", "reason"), CASES)
def test_refuses_and_says_why(kind, rule, change, reason):
    decision = decide(replace(GOLDEN[kind], **change))

    assert decision.reasons == {rule: reason}
    assert decision.terms == (rule,)
    assert decision.level is None


@pytest.mark.parametrize("kind", list(GOLDEN))
def test_every_rule_is_seen_to_refuse_and_cites_its_authority(kind):
    rules = policy.RULES[kind]

    assert {rule for rule, _, _ in REFUSALS[kind]} == {rule.__name__ for rule in rules}
    assert all(isinstance(rule.authority, Authority) for rule in rules)
    assert all(rule.__doc__ for rule in rules)


class Recording:
    """Facts that remember which of their fields were read."""

    def __init__(self, facts):
        self._facts = facts
        self.read: set[str] = set()

    def __getattr__(self, name):
        self.read.add(name)
        return getattr(self._facts, name)


def fields_read(rule, facts) -> set[str]:
    """Every field the rule reads over all the cases we know of it."""
    read: set[str] = set()
    cases = [
        {},
        *(change for name, change, _ in CASES_OF[type(facts)] if name == rule.__name__),
    ]
    cases += [{"asker_kind": "CLIENT"}, {"entry_state": "PROVISIONAL"}]
    for change in cases:
        recording = Recording(replace(facts, **change))
        rule(recording)
        read |= recording.read
    return read


CASES_OF = REFUSALS


@pytest.mark.parametrize("kind", list(GOLDEN))
def test_each_rule_reads_its_own_fields_and_today(kind):
    own = [fields_read(rule, GOLDEN[kind]) - {"today"} for rule in policy.RULES[kind]]

    everything = [name for fields_of_one in own for name in fields_of_one]
    assert len(everything) == len(set(everything))
    assert set(everything) | {"today"} == {field.name for field in fields(kind)}


def test_an_error_in_a_rule_is_a_refusal():
    decision = decide(
        replace(PERMITTED, cover_ends_on=datetime(2027, 1, 1, tzinfo=UTC))
    )

    assert decision.reasons == {"insurance_cover_is_in_date": policy.UNDECIDABLE}


def test_facts_have_no_defaults():
    for kind in GOLDEN:
        with pytest.raises(TypeError):
            kind()
    with pytest.raises(TypeError):
        EntryFacts(today=TODAY)  # type: ignore[call-arg]  # that is the point


def test_no_agreement_gives_every_dependent_rule_its_reason():
    empty = {
        field.name: frozenset()
        if "agreed" in field.name or "heads" in field.name
        else None
        for field in fields(PartnerFacts)
        if field.name not in {f.name for f in fields(EntryFacts)}
    }

    decision = decide(replace(PERMITTED, **empty))

    assert set(decision.reasons) == {rule for rule, _, _ in PARTNER}


LIMITS = [
    ({"agreement_level": "FLAG"}, Level.FLAG, ("agreement_level",)),
    ({"release_level": "PRECAUTIONS"}, Level.PRECAUTIONS, ("release_level",)),
    ({"discloser_level": "FLAG", "role_level": "FLAG"}, Level.FLAG,
     ("discloser_level", "role_level")),
    ({"processing_restricted": True}, Level.SEEK_ADVICE, ("processing_restricted",)),
    (dict.fromkeys(("agreement_level", "release_level", "discloser_level", "role_level"), "FULL"), Level.SUMMARY, ("most_in_a_check",)),
]  # fmt: skip


@pytest.mark.parametrize(("change", "level", "limits"), LIMITS)
def test_shows_the_least_of_every_limit_and_names_it(change, level, limits):
    decision = decide(replace(PERMITTED, **change))

    assert decision.level == level
    rules = tuple(rule.__name__ for rule in policy.RULES[PartnerFacts])
    assert decision.terms == rules + limits


def test_facts_are_kept_as_json():
    record = as_record(PERMITTED)

    assert record["today"] == "2026-03-02"
    assert record["agreed_activities"] == ["REPAIRS"]
    assert record["judged_briefings"] == ["2026-03-02", "2026-03-02"]
    assert record["provisional_open"] is None
    assert set(record) == {field.name for field in fields(PartnerFacts)}


def test_an_unknown_kind_of_fact_is_not_kept():
    with pytest.raises(TypeError, match="cannot be recorded"):
        as_record(replace(PERMITTED, purpose=3.5))
