"""Does matching only propose, and can two records be made one and two again exactly?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from audit.actors import system
from audit.kinds import Kind
from audit.models import Event, OutboxItem
from markers.models import Marker
from register import NotPermitted, Refused
from register.actions import merges, pairs, reports
from register.actions.match_looks import open_matches, open_pair
from register.models import Entry, Report, Subject, SubjectMerge, SubjectPair
from register.states import MatchState, ReportState
from sharing.check import Answer
from tenants.codes import Role, SubjectKind
from tests.accounts.making import make_person
from tests.register import making
from tests.register.making import AT, CONTENT
from tests.sharing import worlds


CLOCK = system("matches")
SAME_MAN = replace(
    CONTENT,
    subject=replace(
        CONTENT.subject, name="Rowen Ashbey", uprn="", phone="07700 900111",
        aliases=("Red",), address_lines=("Flat 2, 8 Quay Walk",), postcode="ZX3 3CD",
    ),
)  # fmt: skip
SOMEBODY = replace(
    CONTENT,
    subject=replace(
        CONTENT.subject, name="Ottoline Marsh", uprn="999111000777",
        postcode="ZX9 9ZZ", address_lines=("1 Elsewhere Road",),
        date_of_birth=date(1969, 6, 4),
    ),
)  # fmt: skip


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


@pytest.fixture
def adviser(in_eastmere):
    return make_person(Role.HEALTH_AND_SAFETY)


@pytest.fixture
def pair(people):
    """Two entries about one man, spelt differently at two addresses, and a stranger."""
    for content in (CONTENT, SAME_MAN, SOMEBODY):
        making.begun(making.make_entry(people, content=content), by=people.decider)
    assert pairs.propose(by=CLOCK, at=AT) == 1
    return SubjectPair.objects.get()


def merged(pair, adviser, **changes):
    kept = Subject.objects.get(name="Rowan Ashby")
    asked = {"pair_id": pair.pk, "keep": kept.pk, "of_other": ["phone"],
             "reason": "Same birth and voice.", "by": adviser, "at": AT}  # fmt: skip
    return merges.merge(**(asked | changes))


def rows():
    """Everything that a merge may change, as it stands."""
    fields = [f.attname for f in Subject._meta.concrete_fields]
    return (
        list(Subject.objects.order_by("pk").values_list(*fields)),
        list(Entry.objects.order_by("pk").values_list("pk", "subject_id")),
        list(Report.objects.order_by("pk").values_list("pk", "subject_id")),
        [
            (marker.entry_id, marker.name_forms, marker.uprn,
             sorted(marker.keys.values_list("value", flat=True)))
            for marker in Marker.objects.order_by("entry_id")
        ],
    )  # fmt: skip


def test_like_records_are_proposed_once_and_nothing_is_changed(pair):
    before = rows()

    assert pairs.propose(by=CLOCK, at=AT) == 0

    assert rows() == before
    assert pair.matched_on == ["similar_name", "date_of_birth"]
    assert pair.state == MatchState.PROPOSED


def test_people_of_one_name_and_nothing_more_are_not_proposed(people):
    for year, line in ((1970, "1 Mill Street"), (1990, "99 Quay Walk")):
        subject = replace(
            CONTENT.subject,
            uprn="",
            postcode=f"ZX1 {year % 10}{line[-2:].upper()}",
            address_lines=(line,),
            date_of_birth=CONTENT.subject.date_of_birth.replace(year=year),
        )
        making.make_entry(people, content=replace(CONTENT, subject=subject))

    assert pairs.propose(by=CLOCK, at=AT) == 0


def test_premises_at_one_place_are_proposed(people):
    for line in ("14 Larch Court", "14 Larch Ct, Eastmere"):
        content = replace(
            CONTENT,
            subject=replace(
                CONTENT.subject, kind=SubjectKind.PREMISES, name="", date_of_birth=None,
                uprn="", email="", address_lines=(line,),
            ),
        )  # fmt: skip
        making.make_entry(people, content=content)

    assert pairs.propose(by=CLOCK, at=AT) == 1


def test_a_merge_keeps_what_was_chosen_and_loses_no_name(pair, adviser):
    made = merged(pair, adviser)

    kept = Subject.objects.get(pk=made.kept_id)
    assert (kept.name, kept.phone) == ("Rowan Ashby", "07700 900111")
    assert kept.aliases == ["Rowen Ashbey", "Red"]
    assert kept.uprn == "999111000123"
    assert Entry.objects.filter(subject=kept).count() == 2
    assert Report.objects.filter(subject=kept).count() == 2
    assert Subject.objects.get(pk=made.merged_id).merged_into == kept


def test_markers_and_keys_follow_at_once_and_recipients_are_told(
    pair, adviser, in_eastmere
):
    asker = worlds.sign_in(in_eastmere, reads_register=True)
    before = list(OutboxItem.objects.values_list("pk", flat=True))

    merged(pair, adviser)

    answer = worlds.ask(in_eastmere, asker, uprn="", activity=None, name="Red Ashby")
    assert answer.answer == Answer.CANNOT_TELL
    for marker in Marker.objects.exclude(name_forms=["ottoline marsh"]):
        assert marker.name_forms == ["rowan ashby", "rowen ashbey", "red"]
    told = OutboxItem.objects.filter(task="sharing.recall_marker").exclude(
        pk__in=before
    )
    assert {item.arguments["reason"] for item in told} == {"corrected"}
    assert told.count() == 2


def test_an_undone_merge_leaves_everything_exactly_as_it_was(pair, adviser):
    before = rows()
    made = merged(pair, adviser)
    assert rows() != before

    merges.undo(
        merge_id=made.pk,
        reason="They are brothers.",
        by=adviser,
        at=AT + timedelta(days=30),
    )

    assert rows() == before
    pair.refresh_from_db()
    assert pair.state == MatchState.APART
    assert pairs.propose(by=CLOCK, at=AT) == 0
    kinds = list(
        Event.objects.filter(subject=str(made.pk)).values_list("kind", flat=True)
    )
    assert kinds == [Kind.SUBJECTS_MERGED, Kind.MERGE_UNDONE]


def test_after_thirty_days_it_cannot_be_undone_and_nothing_is_left_of_it(pair, adviser):
    made = merged(pair, adviser)
    late = AT + timedelta(days=30, seconds=1)

    with pytest.raises(Refused, match="30 days, and those are over"):
        merges.undo(merge_id=made.pk, reason="Brothers.", by=adviser, at=late)
    assert merges.forget_merges(by=CLOCK, at=AT + timedelta(days=30)) == 0
    assert merges.forget_merges(by=CLOCK, at=late) == 1

    assert not SubjectMerge.objects.exists()
    assert not Subject.objects.filter(name="Rowen Ashbey").exists()
    assert Entry.objects.count() == 3


def test_what_was_changed_since_is_not_overwritten(pair, adviser):
    made = merged(pair, adviser)
    Subject.objects.filter(pk=made.kept_id).update(email="new@person.example")

    with pytest.raises(Refused, match=r"changed since \(email\)"):
        merges.undo(merge_id=made.pk, reason="Brothers.", by=adviser, at=AT)
    assert Subject.objects.get(pk=made.kept_id).email == "new@person.example"


def test_who_says_they_are_two_is_not_asked_again(pair, adviser):
    merges.keep_apart(pair_id=pair.pk, reason="Father and son.", by=adviser, at=AT)

    assert pairs.propose(by=CLOCK, at=AT) == 0
    assert open_matches(by=adviser, at=AT).pairs == ()
    with pytest.raises(Refused, match="decided already"):
        merged(pair, adviser)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Say why."),
        ({"keep": uuid4()}, "Choose which"),
        ({"of_other": ["shoe size"]}, "from the list"),
    ],
)  # fmt: skip
def test_a_merge_that_cannot_be_changes_nothing(pair, adviser, changes, sentence):
    before = rows()

    with pytest.raises(Refused, match=sentence):
        merged(pair, adviser, **changes)

    assert rows() == before


def test_only_those_who_keep_the_register_may_merge(pair, people):
    officer = make_person(Role.VISITING_OFFICER)

    for attempt in (
        lambda: merged(pair, officer),
        lambda: open_matches(by=officer, at=AT),
        lambda: open_pair(pair_id=pair.pk, by=officer, at=AT),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_the_two_are_shown_side_by_side_and_the_look_is_on_record(pair, adviser):
    page = open_pair(pair_id=pair.pk, by=adviser, at=AT)

    assert {page.one.title, page.other.title} == {"Rowan Ashby", "Rowen Ashbey"}
    differing = [choice.field for choice in page.choices if choice.differs]
    assert differing == ["name", "place"]
    assert Event.objects.get(subject=str(pair.pk)).kind == Kind.MATCHES_READ


def test_a_returned_report_does_not_overwrite_a_merged_record(people, adviser):
    making.make_entry(people)
    report = making.make_report(people, content=SAME_MAN, state=ReportState.RETURNED)
    pairs.propose(by=CLOCK, at=AT)
    made = merged(SubjectPair.objects.get(), adviser)

    reports.submit(
        reference=report.reference, content=SOMEBODY, by=people.reporter, at=AT
    )

    assert Subject.objects.get(pk=made.kept_id).name == "Rowan Ashby"
    report.refresh_from_db()
    assert report.subject.name == "Ottoline Marsh"
