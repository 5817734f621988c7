"""May two entries be put together, and does nobody learn of it who should not?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.actors import system
from audit.kinds import Kind
from audit.models import Event
from register.actions import associations, entries, letters
from register.actions.erasure import erase
from register.actions.match_looks import open_subject
from register.models import Association, Entry, Notice
from register.refusals import NotFound, NotPermitted, Refused
from register.states import AssociationKind, NoticeState
from tenants.codes import Role
from tenants.packs.choices import Presence
from tests.accounts.making import make_person
from tests.register.making import AT, CONTENT, make_entry


OTHER = replace(
    CONTENT, subject=replace(CONTENT.subject, name="Ada Ashby", uprn="999111000456")
)


@pytest.fixture
def two(people):
    return make_entry(people), make_entry(people, content=OTHER)


@pytest.fixture
def adviser(in_eastmere):
    return make_person(Role.HEALTH_AND_SAFETY)


def together(two, by, **changes):
    asked = {
        "reference": two[0].reference,
        "other_reference": two[1].reference,
        "kind": AssociationKind.HOUSEHOLD,
        "reason": "They live together and both were there.",
        "by": by,
        "at": AT,
    }
    return associations.associate(**(asked | changes))


def seen_with(entry, by):
    page = open_subject(reference=entry.reference, by=by, at=AT)
    return [(line.reference, line.kind) for line in page.together]


def test_each_of_two_names_the_other_to_whoever_sees_it_in_full(two, people, adviser):
    together(two, adviser)

    one, other = two
    assert seen_with(one, people.decider) == [(other.reference, "Same household")]
    assert seen_with(other, people.decider) == [(one.reference, "Same household")]
    with pytest.raises(NotFound):
        seen_with(one, people.reporter)
    event = Event.objects.get(kind=Kind.ENTRIES_ASSOCIATED)
    assert (event.subject, event.details["other"]) == (one.reference, other.reference)
    assert "Ashby" not in str(event.details)


def test_it_is_ended_with_a_reason_and_may_be_made_anew(two, people, adviser):
    made = together(two, adviser)
    ended = {"association_id": made.pk, "by": adviser, "at": AT}

    with pytest.raises(Refused, match="Say why"):
        associations.end_association(reason=" ", **ended)
    associations.end_association(reason="They parted.", **ended)

    assert seen_with(two[0], people.decider) == []
    with pytest.raises(NotFound, match="no such association"):
        associations.end_association(reason="Again.", **ended)
    assert together(two, adviser).pk != made.pk


@pytest.mark.parametrize("turned", [False, True])
def test_two_are_put_together_once_from_whichever_side(two, adviser, turned):
    made = together(two, adviser)

    with pytest.raises(Refused, match="put together already"):
        together(two[::-1] if turned else two, adviser)
    made.pk = None
    made._state.adding = True
    with (
        pytest.raises(IntegrityError, match="once_at_a_time"),
        transaction.atomic(),
    ):
        made.save()


def test_what_cannot_be_put_together_says_why(two, people, adviser):
    with pytest.raises(Refused, match="Choose a different entry"):
        together((two[0], two[0]), adviser)
    with pytest.raises(NotFound):
        together(two, adviser, other_reference="E-00000000")
    with pytest.raises(Refused, match="Say why"):
        together(two, adviser, reason=" ")
    with pytest.raises(NotPermitted):
        together(two, people.reporter)
    assert not Association.objects.exists()


def test_erasing_one_takes_the_association_and_leaves_the_other(two, people, adviser):
    together(two, adviser)
    gone = entries.withdraw(
        reference=two[0].reference, reason="No risk.", by=people.decider, at=AT
    )
    for notice in Notice.objects.filter(entry=gone):
        sent = letters.send(notice_id=notice.pk, at=AT)
        assert sent.state == NoticeState.SENT

    erase(entry_id=gone.pk, by=system("tests"), at=AT + timedelta(days=40))

    assert not Association.objects.exists()
    assert Entry.objects.get() == two[1]


@pytest.mark.parametrize("name", ["aliases", "vehicles", "animals"])
def test_what_this_register_may_not_hold_is_not_added_later(
    two, adviser, under_pack, name
):
    """The subject's page asks no more than the report may."""
    under_pack(fields={name: Presence.FORBIDDEN})
    given = {
        "aliases": ["Billy Redcap"],
        "vehicles": [{"registration": "ZZ99ZZZ", "description": "van"}],
        "animals": [{"kind": "Dog", "description": "large"}],
    }
    asked = {"aliases": [], "vehicles": [], "animals": []} | {name: given[name]}

    with pytest.raises(Refused, match="does not hold"):
        associations.change_subject(
            reference=two[0].reference, reason="Seen.", by=adviser, at=AT, **asked
        )

    two[0].subject.refresh_from_db()
    assert not getattr(two[0].subject, name)
