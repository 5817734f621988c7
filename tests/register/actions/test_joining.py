"""Does an entry that a later report is added to keep what was known, and learn more?"""

from dataclasses import replace

import pytest

from markers.models import Marker
from register.facts import AnimalFacts, VehicleFacts
from register.models import Entry
from register.refusals import Refused
from tenants.codes import SubjectKind
from tests.register.making import CONTENT, decided, make_entry, make_report


VAN = VehicleFacts(registration="ZZ99ZZZ", description="white van")
DOG = AnimalFacts(kind="dog", description="large, loose in the yard")
AGAIN = replace(
    CONTENT,
    subject=replace(
        CONTENT.subject,
        name="Rowan Ashbee",
        phone="01632 960001",
        address_lines=("3 Alder Row", "Eastmere"),
        postcode="ZX1 9ZZ",
        uprn="999111000999",
        vehicles=(VAN,),
        animals=(DOG,),
    ),
)


@pytest.fixture
def entry(people):
    first = replace(CONTENT.subject, aliases=("Ro",), vehicles=(VAN,))
    return make_entry(people, content=replace(CONTENT, subject=first))


def _joined(people, entry, content=AGAIN) -> Entry:
    report = make_report(people, content=content)
    return decided(people, report, joins=entry.reference).entry


def test_whom_it_is_about_stays_and_nothing_known_is_lost(people, entry):
    before = entry.subject_id

    same = _joined(people, entry)

    same.subject.refresh_from_db()
    assert same.subject_id == before
    assert same.subject.name == "Rowan Ashby"
    assert same.subject.aliases == ["Ro", "Rowan Ashbee"]
    assert same.subject.uprn == CONTENT.subject.uprn
    assert same.subject.phone == "01632 960001"
    assert same.subject.vehicles == [
        {"registration": "ZZ99ZZZ", "description": "white van"}
    ]
    assert same.subject.animals[0]["kind"] == "dog"


def test_it_answers_at_both_places_from_then_on(people, entry):
    _joined(people, entry)

    marker = Marker.objects.get()
    assert marker.uprn == CONTENT.subject.uprn
    assert [place["uprn"] for place in marker.elsewhere] == ["999111000999"]


def test_the_same_place_spelt_otherwise_is_no_second_one(people, entry):
    spelt = replace(CONTENT.subject, address_lines=("Flat 14, Larch Court",))

    same = _joined(people, entry, replace(CONTENT, subject=spelt))

    assert same.elsewhere == []


def test_a_report_about_premises_is_not_added_to_a_persons_entry(people, entry):
    place = replace(CONTENT.subject, kind=SubjectKind.PREMISES, name="", aliases=())

    with pytest.raises(Refused, match="is about a person, the other about premises"):
        _joined(people, entry, replace(CONTENT, subject=place))

    entry.refresh_from_db()
    assert entry.reports.count() == 1


def test_the_vehicles_and_animals_reported_are_the_entrys(people):
    entry = make_entry(people, content=AGAIN)

    assert entry.subject.vehicles == [
        {"registration": "ZZ99ZZZ", "description": "white van"}
    ]
    assert entry.subject.animals == [
        {"kind": "dog", "description": "large, loose in the yard"}
    ]
    marker = Marker.objects.get()
    assert "ZZ99ZZZ" not in str(vars(marker)), "a vehicle is nothing a check shows"
