"""May a report say this, under this pack?"""

from dataclasses import replace
from datetime import date

import pytest

from register.facts import AnimalFacts, StatementFacts, VehicleFacts
from register.policy.contents import problems
from tenants.codes import Category, Precaution, Source, StatementKind, SubjectKind
from tenants.packs import load, shipped
from tenants.packs.choices import Presence
from tests.register.making import CONTENT, SEEN, TODAY, TOLD, saying


EASTMERE = load(shipped("eastmere"))
TORLEY = load(shipped("torley"))
PREMISES = replace(
    CONTENT,
    subject=replace(
        CONTENT.subject,
        kind=SubjectKind.PREMISES,
        name="",
        date_of_birth=None,
        email="",
    ),
    precautions=(Precaution.ASK,),
    ring_name="Duty manager, Neighbourhoods",
    ring_phone="01632 960216",
)


def found(content, pack=EASTMERE):
    return {p.field: p.sentence for p in problems(content, pack=pack, today=TODAY)}


def test_the_usual_report_has_no_problem():
    assert found(CONTENT) == {}
    assert found(PREMISES, TORLEY) == {}


def person(**changes):
    return replace(CONTENT, subject=replace(CONTENT.subject, **changes))


def incident(**changes):
    return replace(CONTENT, incidents=(replace(CONTENT.incidents[0], **changes),))


PROBLEMS = [
    (person(name=""), "name", "Give the person's name."),
    (
        person(kind=SubjectKind.PREMISES, address_lines=(), uprn=""),
        "address",
        "Give the address or the UPRN.",
    ),
    (replace(CONTENT, summary=""), "summary", "Give the summary."),
    (
        replace(CONTENT, summary="x" * 251),
        "summary",
        "Use 250 characters at most.",
    ),
    (
        replace(CONTENT, category=Category.OTHER),
        "category_text",
        "Say in words what kind of risk this is.",
    ),
    (
        replace(CONTENT, category=Category.ORDER),
        "order_ends_on",
        "Say when the order ends.",
    ),
    (
        replace(CONTENT, risk_rating="red"),
        "risk_rating",
        "This register has no rating “red”.",
    ),
    (replace(CONTENT, incidents=()), "incidents", "Describe what happened."),
    (
        incident(happened_on=date(2026, 11, 24)),
        "happened_on",
        "The date is in the future. Check it.",
    ),
    (
        incident(statements=()),
        "statements",
        "Say what was seen, told or inferred: at least one statement.",
    ),
    (saying(replace(SEEN, text=" ")), "statements", "A statement is empty."),
    (saying(replace(TOLD, by_whom=" ")), "statements", "Say who told it."),
    (
        incident(what_happened="x" * 4001),
        "what_happened",
        "Use 4000 characters at most.",
    ),
    (
        saying(TOLD, source=Source.PUBLIC),
        "statements",
        "A report from outside needs somebody who corroborates it.",
    ),
]


@pytest.mark.parametrize(("content", "field", "sentence"), PROBLEMS)
def test_a_problem_names_its_field(content, field, sentence):
    assert found(content)[field] == sentence


def test_premises_only_forbids_the_person():
    named = replace(PREMISES, subject=replace(PREMISES.subject, name="Rowan Ashby"))

    assert found(named, TORLEY) == {
        "name": "This register does not hold the name. Remove it."
    }


def test_a_category_or_precaution_the_pack_lacks_is_refused():
    strange = replace(
        PREMISES, category=Category.HATE, precautions=(Precaution.POLICE,)
    )

    assert found(strange, TORLEY) == {
        "category": "This register has no category HATE.",
        "precautions": "This register has no precaution “Attend with police”.",
    }


def test_a_person_is_not_a_subject_of_a_premises_register():
    assert found(CONTENT, TORLEY)["kind"] == "This register holds no “A person”."


def test_one_of_several_fields_is_enough():
    pack = replace(EASTMERE, fields={}, one_of_fields=(("uprn", "postcode"),))
    nowhere = person(uprn="", postcode="")

    assert found(nowhere, pack) == {"uprn": "Give the UPRN or postcode."}
    assert found(person(uprn=""), pack) == {}


def test_outside_reports_may_be_barred():
    closed = replace(
        EASTMERE, external_sources=replace(EASTMERE.external_sources, allowed=False)
    )

    assert found(saying(SEEN, source=Source.PARTNER), closed) == {
        "source": "This register takes no reports from outside."
    }
    assert found(saying(SEEN, source=Source.OTHER_DEPT), closed) == {}


def test_an_incident_field_counts_when_any_incident_gives_it():
    pack = replace(EASTMERE, fields={"weapons": Presence.REQUIRED})
    first = CONTENT.incidents[0]
    two = replace(CONTENT, incidents=(first, replace(first, weapons="A chair")))

    assert found(CONTENT, pack) == {"weapons": "Give the weapons."}
    assert found(two, pack) == {}


VAN = VehicleFacts(registration="ZZ99ZZZ", description="white van")
DOG = AnimalFacts(kind="dog", description="large")


@pytest.mark.parametrize(
    ("presence", "given", "sentence"),
    [
        (Presence.FORBIDDEN, (VAN,), "does not hold the vehicles. Remove it."),
        (Presence.REQUIRED, (), "Give the vehicles."),
        (Presence.OPTIONAL, (VAN,), ""),
    ],
)
def test_a_pack_rules_vehicles_like_any_field(presence, given, sentence):
    pack = replace(EASTMERE, fields={"vehicles": presence})

    told = found(person(vehicles=given), pack)

    assert told.keys() == ({"vehicles"} if sentence else set())
    assert sentence in told.get("vehicles", "")


def test_an_animal_there_and_an_animal_involved_are_one_field_to_a_pack():
    needs = replace(EASTMERE, fields={"animals": Presence.REQUIRED})
    bars = replace(EASTMERE, fields={"animals": Presence.FORBIDDEN})

    assert found(CONTENT, needs) == {"animals": "Give the animals."}
    assert found(person(animals=(DOG,)), needs) == {}
    assert found(person(animals=(DOG,)), bars).keys() == {"animals"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"vehicles": (VAN,) * 21}, "Enter no more than 20 vehicles."),
        ({"aliases": ("x" * 201,)}, "Enter no more than 200 characters on a line"),
        ({"vehicles": (replace(VAN, registration=" "),)}, "Give the registration"),
        ({"animals": (replace(DOG, kind=""),)}, "Say what kind of animal each is."),
    ],
)
def test_other_names_vehicles_and_animals_have_bounds(given, sentence):
    assert sentence in found(person(**given))["subject"]


def test_a_statement_told_and_corroborated_from_outside_passes():
    backed = StatementFacts(
        kind=StatementKind.TOLD,
        text="He hit the driver.",
        by_whom="The bus company",
        corroborated_by="The driver",
    )

    assert found(saying(backed, source=Source.PARTNER)) == {}
