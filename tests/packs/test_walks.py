"""Does each shipped pack make the register it was taken from?

Report, decision, check as three people, review, lapse: what differs is stated in
`registers.py`, from the survey, and never read from the pack.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from register.actions import reports, reviews
from register.actions.reports import ContentRefused
from register.permissions import standing_of
from register.queries.contents import proposal_of
from register.queries.entries import against_listing, entry_for
from register.refusals import Refused
from sharing.check import Answer
from tenants.context import current_organisation
from tenants.packs import lint, load, names, shipped
from tenants.queries import current_pack
from tests.packs.registers import APART, HEAD, OFFICER, REGISTERS, SAFETY, Register
from tests.packs.walking import (
    CRITERIA,
    HAPPENED,
    NOW,
    PERSON,
    PREMISES,
    TODAY,
    Cast,
    add_months,
    adopt,
    brief_again,
    content,
    decide,
    give_access,
    lapse,
    look,
    make_cast,
    noon,
    submit,
)
from tests.tenants.test_packs import KNOWN


DAY = timedelta(days=1)


@pytest.fixture
def cast(in_eastmere) -> Cast:
    return make_cast()


def said(register: Register, *extra: str):
    """A report as this register takes it, and the fields in `extra`."""
    subject = PREMISES if register.premises else PERSON
    if "name" in extra:
        subject = replace(subject, name="Rowan Ashby")
    return content(
        *register.holds,
        *extra,
        subject=subject,
        category=register.category,
        precautions=register.precautions,
        criteria_met=(register.threshold,) if register.threshold else (),
        risk_rating=register.rating,
    )


def test_every_known_register_is_walked():
    assert set(REGISTERS) | APART == KNOWN <= set(names())


@pytest.mark.parametrize("name", REGISTERS)
def test_the_law_is_satisfied_in_the_way_it_asks(name):
    findings = lint(load(shipped(name)))

    assert not [finding for finding in findings if finding.stops]
    warned = {f.key for f in findings if f.weight == "warn"}
    assert warned == set(REGISTERS[name].warnings)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_pack_is_walked_from_report_to_lapse(name, cast, monkeypatch):
    register = REGISTERS[name]
    adopt(name, cast)
    if register.evidence:
        monkeypatch.setattr("register.actions.judging._has_evidence", lambda _: True)

    _refuses_what_it_does_not_hold(register, cast)
    report = submit(said(register), cast)
    _goes_through_the_right_hands(register, report, cast)
    decision = _is_decided(register, report, cast)
    entry = decision.entry

    terms = {"uprn": PREMISES.uprn} if register.premises else {"uprn": PERSON.uprn}
    _is_seen(register, cast, terms)
    assert entry_for(cast.safety, entry.reference, at=NOW).level == "FULL"
    assert entry.ends_on == add_months(HAPPENED, register.months)
    assert entry.review_on == min(add_months(TODAY, register.review), entry.ends_on)
    _members_see_what_the_model_says(register, cast, terms)
    _the_list_is_what_it_says(register, cast)

    under_review = reviews.begin_review(
        reference=entry.reference,
        by=cast.of(register.decided_by),
        at=noon(entry.review_on - DAY),
    )
    assert under_review.state == "UNDER_REVIEW"
    last = noon(entry.ends_on - DAY)
    brief_again(cast.safety, at=last)
    assert look(cast.safety, at=last, **terms).answer == Answer.HIT
    over = noon(entry.ends_on)
    assert look(cast.safety, at=over, **terms).answer != Answer.HIT
    assert lapse(entry, at=over).state == "LAPSED"


def _refuses_what_it_does_not_hold(register: Register, cast: Cast) -> None:
    if not register.refuses:
        return
    with pytest.raises(ContentRefused) as refused:
        submit(said(register, register.refuses), cast)
    assert register.refuses in {problem.field for problem in refused.value.problems}


def _goes_through_the_right_hands(register: Register, report, cast: Cast) -> None:
    """Countersigned by whom the register names, and by nobody else."""
    if register.countersigned_by is None:
        with pytest.raises(Refused, match="no countersignature"):
            reports.countersign(
                reference=report.reference, comment="", by=cast.head, at=NOW
            )
        return
    with pytest.raises(Refused, match="cannot be decided"):
        decide(report, cast, by=register.decided_by)
    reports.countersign(
        reference=report.reference,
        comment="",
        by=cast.of(register.countersigned_by),
        at=NOW,
    )


def _is_decided(register: Register, report, cast: Cast):
    for other in {OFFICER, SAFETY} - {register.decided_by}:
        with pytest.raises(Refused, match="may decide"):
            decide(report, cast, by=other)
    criteria = replace(CRITERIA, compulsory=register.compulsory)
    ruling = {}
    if register.consults:
        with pytest.raises(Refused, match="Consult the health and safety adviser"):
            decide(report, cast, by=register.decided_by, criteria=criteria)
        pack = current_pack(current_organisation())
        proposed = proposal_of(said(register), pack)
        ruling = {"ruling": replace(proposed, consulted=register.consults)}
    return decide(report, cast, by=register.decided_by, criteria=criteria, **ruling)


def _is_seen(register: Register, cast: Cast, terms) -> None:
    """By somebody who visits, by a manager, and by whoever keeps the register."""
    if register.access_form:
        gate = current_pack(current_organisation()).access_gate
        assert gate is not None
        assert gate.form == register.access_form
        assert look(cast.visitor, **terms).answer == Answer.CANNOT_TELL
        give_access(cast, by=register.access_by, to=[cast.visitor])
        others = {cast.of(HEAD), cast.of(SAFETY)} - {cast.of(register.access_by)}
        give_access(cast, by=register.access_by, to=others)
    for person, level in ((cast.visitor, register.sees), (cast.head, register.manager)):
        answer = look(person, **terms)
        assert answer.answer == Answer.HIT, answer.why
        (marker,) = answer.markers
        assert marker.level is level
        _shows(register, marker)
    _who_only_reports_does_not_look(cast, terms)
    (kept,) = look(cast.safety, **terms).markers
    assert kept.level == "SUMMARY", "the most that a check ever shows"


def _who_only_reports_does_not_look(cast: Cast, terms) -> None:
    """Not even where all staff may: whoever is to look holds a role that checks."""
    answer = look(cast.employee, **terms)
    assert (answer.answer, answer.markers) == (Answer.CANNOT_TELL, ())


def _shows(register: Register, marker) -> None:
    """No more than the level, and in the register's own words."""
    ranks = {"FLAG": 1, "PRECAUTIONS": 2, "CATEGORY": 3, "SUMMARY": 4}
    rank = ranks[marker.level.value]
    assert marker.precautions == (register.precautions if rank >= 2 else ())
    assert marker.category == (register.category if rank >= 3 else "")
    if register.label and rank >= 3:
        assert marker.category_label == register.label
    shown = rank >= 4 and "summary" in register.holds
    assert bool(marker.summary) is shown
    if "ring_phone" in register.holds and rank >= 2:
        assert marker.ring.phone == "01632 960222"


def _members_see_what_the_model_says(register: Register, cast: Cast, terms) -> None:
    pack = current_pack(current_organisation())
    assert pack.member_access == register.members
    answer = look(cast.member, **terms)
    looks_for_themselves = register.members in {"same_rule", "all"}
    assert (answer.answer == Answer.HIT) is looks_for_themselves


def _the_list_is_what_it_says(register: Register, cast: Cast) -> None:
    """`yes`: whoever reads the register. `no`: who runs it. Else nobody at all."""
    pack = current_pack(current_organisation())
    reader = standing_of(cast.administrator, on=TODAY)
    runner = standing_of(cast.safety, on=TODAY)
    listed = [not list(against_listing(who, pack)) for who in (reader, runner)]
    assert (
        listed
        == {
            "yes": [True, True],
            "no": [False, True],
            "case_level_only": [False, False],
        }[register.index]
    )
