"""Is what is told once decided, recorded, and kept out of every check?"""

import pytest

from audit.kinds import Kind
from audit.models import Event
from register.actions.erasure.reach import delete, reach_of_entry
from register.models.history import WrittenOnce
from register.refusals import NotFound, NotPermitted, Refused
from rights.actions import disclosures
from rights.actions.forgetting import forget_entry, why_not_erased
from rights.models import Disclosure, RightsRequest
from rights.states import DisclosureBasis, DisclosureTo, Part, RequestKind
from sharing.models import Receipt, Release
from tenants.codes import Role
from tests.accounts.making import make_person
from tests.register.making import AT, TODAY, make_entry
from tests.rights.making import known


def told(**changes) -> disclosures.Told:
    given = {
        "to": DisclosureTo.POLICE,
        "recipient": "Eastmere Constabulary",
        "recipient_person": "A sergeant, rung back at the station",
        "recipient_reference": "CR/1",
        "basis": DisclosureBasis.CRIME,
        "parts": [Part.IDENTITY, Part.SUMMARY],
        "told": "His name and what he did.",
        "necessity": "They look for whoever threw the chair.",
        "how": "Encrypted e-mail",
        "disclosed_at": AT,
        "not_telling_reason": "",
    }
    return disclosures.Told(**(given | changes))


def disclosed(entry, by, **changes) -> Disclosure:
    return disclosures.disclose(
        entry_reference=entry.reference, told=told(**changes), by=by, at=AT
    )


@pytest.mark.parametrize(
    "role",
    [Role.DATA_PROTECTION_OFFICER, Role.SHARING_OFFICER, Role.DECISION_OFFICER],
)
def test_a_senior_officer_decides_and_it_is_on_record(people, role):
    entry, officer = make_entry(people), make_person(role)

    made = disclosed(entry, officer)

    event = Event.objects.get(kind=Kind.DISCLOSED_ONCE)
    assert event.subject == entry.reference
    assert event.actor_id == str(officer.pk)
    assert event.details["basis"] == "dpa18:sch2:2"
    assert "Constabulary" not in str(event.details)
    assert made.decided_role == role


def test_it_is_no_release_and_no_receipt(people, officer):
    disclosed(make_entry(people), officer)

    assert not Release.objects.exists()
    assert not Receipt.objects.exists()


def test_nobody_else_decides(people):
    with pytest.raises(NotPermitted):
        disclosed(make_entry(people), people.reporter)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"basis": DisclosureBasis.LEGAL_CLAIM}, "is no basis for telling"),
        ({"parts": []}, "which parts"),
        ({"necessity": " "}, "why it was necessary"),
        ({"disclosed_at": AT.replace(year=2027)}, "in the past"),
    ],
)
def test_what_is_not_whole_is_refused(people, officer, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        disclosed(make_entry(people), officer, **changes)

    assert not Disclosure.objects.exists()


def test_it_is_written_once(people, officer):
    made = disclosed(make_entry(people), officer)

    made.told = "Something else."
    with pytest.raises(WrittenOnce):
        made.save()
    with pytest.raises(WrittenOnce):
        made.delete()


def test_an_entry_that_is_not_there(officer):
    with pytest.raises(NotFound):
        disclosures.open_disclosures(entry_reference="E-1", by=officer, at=AT)


def test_erasing_the_entry_erases_what_was_told_and_the_words_of_the_request(
    people, officer
):
    entry = make_entry(people)
    disclosed(entry, officer)
    request = known(officer, entry.subject_id, RequestKind.ERASURE)
    assert why_not_erased(entry_id=entry.pk, on=TODAY) == [
        f"Rights request {request.reference} is not answered and sent."
    ]

    delete(reach_of_entry(entry))
    forget_entry(entry_id=entry.pk, at=AT)

    assert not Disclosure.objects.exists()
    left = RightsRequest.objects.get()
    assert left.subjects == []
    assert (left.requester_name, left.requester_address) == ("Erased", "")
    assert left.received_on == TODAY
    assert Event.objects.filter(kind=Kind.RIGHTS_FORGOTTEN).count() == 1
