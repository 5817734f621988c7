"""Is every look on record, and is it cut to the viewer's level?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit.kinds import Kind
from audit.models import Event
from register.actions import letters, looks, overlays
from register.models import Notice
from register.refusals import NotFound, NotPermitted
from register.states import EntryState, ReportState
from tenants.codes import Category, Level, Precaution, Role
from tenants.queries import current_pack
from tests.accounts.making import make_person
from tests.register.making import (
    AT,
    CONTENT,
    make_entry,
    make_report,
)


TODAY_LATER = AT + timedelta(hours=1)


def look_at(entry, who, at=AT):
    return looks.open_entry(reference=entry.reference, by=who, at=at)


def events(kind):
    return Event.objects.filter(kind=kind)


def test_the_decision_officer_sees_all_of_it(people):
    entry = make_entry(people)

    page = look_at(entry, people.decider)

    assert page.level is Level.FULL
    assert page.display == "Rowan Ashby"
    assert page.place == "14 Larch Court, Eastmere, ZX1 2AB"
    assert page.precautions == (Precaution.TWO,)
    assert page.contents == (CONTENT,)
    assert page.decision.proportionality.startswith("Staff visit him")
    assert page.decision.audience == (("Housing visits", "They visit him."),)
    assert [n.kind_label for n in page.notices] == ["Added to the register"]
    assert [m.what for m in page.timeline] == ["Approved"]


def test_a_look_is_one_event_with_its_level(people):
    entry = make_entry(people)

    look_at(entry, people.decider)

    event = events(Kind.ENTRY_READ).get()
    assert event.subject == entry.reference
    assert event.details == {"level": "FULL"}
    assert (event.actor_id, event.actor_role) == (
        str(people.decider.pk),
        "DECISION_OFFICER",
    )


def test_a_member_of_a_chosen_team_sees_the_summary_and_no_more(people):
    entry = make_entry(people)

    page = look_at(entry, people.reporter)

    assert page.level is Level.SUMMARY
    assert page.summary == CONTENT.summary
    assert (page.contents, page.decision, page.notices) == ((), None, ())


def test_whoever_is_in_no_chosen_team_finds_nothing(people):
    entry = make_entry(people)
    other = make_person(Role.VISITING_OFFICER)

    with pytest.raises(NotFound):
        look_at(entry, other)
    assert events(Kind.ENTRY_READ).count() == 0


def test_an_ended_entry_is_gone_from_the_teams(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    with pytest.raises(NotFound):
        look_at(entry, people.reporter)
    assert look_at(entry, people.decider).is_live is False


def test_a_role_the_pack_does_not_name_is_told_to_seek_advice(people, monkeypatch):
    entry = make_entry(people)
    monkeypatch.setattr(
        "register.queries.entries.current_pack",
        lambda organisation, on=None: replace(
            current_pack(organisation), view_levels={}
        ),
    )

    page = look_at(entry, people.decider)

    assert page.level is Level.SEEK_ADVICE
    assert (page.display, page.precautions, page.summary) == ("", (), "")
    assert page.category_label == ""
    assert page.ring_phone == "01632 960000"


def test_restricted_processing_caps_everybody(people):
    entry = make_entry(people)
    overlays.restrict_processing(
        reference=entry.reference, reason="Contested.", by=people.decider, at=AT
    )

    for who in (people.decider, people.reporter):
        page = look_at(entry, who)
        assert page.level is Level.SEEK_ADVICE
        assert (page.display, page.summary, page.contents) == ("", "", ())
        assert page.overlays == ("Processing restricted",)


def test_the_list_is_for_those_who_run_the_register(people):
    entry = make_entry(people)

    found = looks.list_entries(by=people.decider, at=AT)

    assert [row.reference for row in found.rows] == [entry.reference]
    assert (found.total, found.pages) == (1, 1)
    assert found.rows[0].owner == people.decider.full_name
    assert events(Kind.ENTRIES_LISTED).get().details == {"shown": [entry.reference]}
    with pytest.raises(NotPermitted, match="does not read the register"):
        looks.list_entries(by=people.reporter, at=AT)
    with pytest.raises(NotPermitted, match="shows no list"):
        looks.list_entries(by=make_person(Role.COVER_OFFICER), at=AT)


def test_the_list_is_filtered(people):
    make_entry(people)

    by_state = looks.list_entries(by=people.decider, at=AT, state="LAPSED")
    by_category = looks.list_entries(
        by=people.decider, at=AT, category=Category.THREAT.value
    )

    assert (by_state.total, by_category.total) == (0, 1)


@pytest.mark.parametrize("entries", [1, 3])
def test_a_list_takes_the_same_statements_for_one_and_three(
    people, entries, django_assert_num_queries
):
    for _ in range(entries):
        make_entry(people)

    with django_assert_num_queries(10):
        looks.list_entries(by=people.decider, at=AT)


@pytest.mark.parametrize("incidents", [1, 3])
def test_an_entry_takes_the_same_statements_however_much_happened(
    people, incidents, django_assert_num_queries
):
    content = replace(CONTENT, incidents=CONTENT.incidents * incidents)
    entry = make_entry(people, content=content)

    with django_assert_num_queries(19):
        page = look_at(entry, people.decider)

    assert len(page.contents[0].incidents) == incidents


def test_a_report_shows_who_may_do_what(people):
    report = make_report(people, state=ReportState.SUBMITTED)

    seen = {
        name: looks.open_report(reference=report.reference, by=who, at=AT).may
        for name, who in vars(people).items()
        if name != "team"
    }

    assert seen == {
        "reporter": frozenset(),
        "head": frozenset({"countersign", "cover", "return"}),
        "decider": frozenset(),
    }
    assert events(Kind.REPORT_READ).count() == 3


def test_a_countersigned_report_waits_for_the_decider(people):
    report = make_report(people)

    page = looks.open_report(reference=report.reference, by=people.decider, at=AT)

    assert page.may == {"decide", "return"}
    assert page.why_not == ()
    assert [m.what for m in page.timeline] == ["Countersigned", "Reported", "Begun"]
    head = looks.open_report(reference=report.reference, by=people.head, at=AT)
    assert head.may == {"enter-provisionally"}


def test_why_not_says_what_keeps_somebody_from_it(people):
    report = make_report(people)

    page = looks.open_report(reference=report.reference, by=people.reporter, at=AT)

    assert page.may == frozenset()
    assert page.why_not == (
        "Only the decision officer may decide.",
        "You reported this, so somebody else must decide it.",
        "Only the head of service may countersign.",
        "You reported this, so somebody else must countersign it.",
    )


def test_a_report_is_not_found_by_somebody_without_a_part_in_it(people):
    report = make_report(people)

    with pytest.raises(NotFound):
        looks.open_report(
            reference=report.reference, by=make_person(Role.VISITING_OFFICER), at=AT
        )


def test_a_letter_is_opened_in_full_only(people):
    entry = make_entry(people)
    notice = Notice.objects.get()
    letters.send(notice_id=notice.pk, at=AT)
    asked = {"reference": entry.reference, "notice_id": notice.pk, "at": AT}

    content, name = looks.open_letter(by=people.decider, **asked)

    assert content.startswith(b"%PDF-1.7")
    assert name == f"letter-{entry.reference}-added.pdf"
    assert events(Kind.LETTER_READ).count() == 1
    with pytest.raises(NotFound):
        looks.open_letter(by=people.reporter, **asked)


def test_who_looked_names_people_and_is_itself_on_record(people):
    entry = make_entry(people)
    look_at(entry, people.reporter)
    adviser = make_person(Role.HEALTH_AND_SAFETY)

    found = looks.who_looked(reference=entry.reference, by=adviser, at=TODAY_LATER)

    assert [(look.who, look.role, look.level) for look in found] == [
        (people.reporter.full_name, "visiting officer", "SUMMARY")
    ]
    assert events(Kind.LOOKS_READ).get().subject == entry.reference
    with pytest.raises(NotPermitted):
        looks.who_looked(reference=entry.reference, by=people.head, at=AT)


def test_a_look_that_cannot_be_recorded_shows_nothing(people, monkeypatch):
    entry = make_entry(people)

    def broken(*args, **kwargs):
        raise RuntimeError("the audit cannot be written")

    monkeypatch.setattr("register.actions.events.record", broken)

    with pytest.raises(RuntimeError):
        look_at(entry, people.decider)
