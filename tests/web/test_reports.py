"""Can an employee report what happened, and does the report go the way it should?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from register.actions import reports
from register.facts import AnimalFacts, VehicleFacts
from register.models import Report
from register.refusals import Refused
from register.states import ReportState
from tenants.codes import Role
from tenants.packs.choices import Presence
from tenants.queries import current_pack
from tests.accounts.making import make_person
from tests.register import making
from tests.web.walking import browser, page_of, signed_in
from web.reports.topics import form_for


ABOUT = {
    "subject_kind": "PERSON_AT_PREMISES",
    "name": "Corin Vale",
    "address": "12 Tarn Row\nEastmere",
    "postcode": "zx1 4qq",
}
TOPICS = {
    "about": ABOUT,
    "when": {},
    "account": {"seen": "He threw a chair."},
    "harm": {},
    "police": {"crime_committed": "NOT_KNOWN"},
    "risk": {
        "category": "THREAT",
        "precautions": ["TWO"],
        "summary": "Threw a chair at an officer.",
    },
}


@pytest.fixture
def people(in_eastmere):
    return making.make_people()


MY_REPORTS = 4


def topics(**changed):
    day = timezone.localdate() - timedelta(days=1)
    when = {
        "happened_on_day": day.day,
        "happened_on_month": day.month,
        "happened_on_year": day.year,
    }
    return {**TOPICS, "when": when} | changed


def begun(reporter) -> str:
    """Begin a report; give its address."""
    started = reporter.post("/reports/new/")
    assert started.status_code == 303
    return started["Location"].removesuffix("tasks/about/")


def answered(reporter, **changed) -> str:
    """Answer every topic; give the report's address."""
    report = begun(reporter)
    for name, answers in topics(**changed).items():
        got = reporter.post(f"{report}tasks/{name}/", answers)
        assert got.status_code == 303, page_of(got)
    return report


def test_a_report_is_answered_checked_and_sent(in_eastmere, people):
    reporter = signed_in(in_eastmere, people.reporter)

    report = answered(reporter)
    checked = page_of(reporter.get(f"{report}check/"))
    sent = reporter.post(f"{report}check/")

    assert "Corin Vale" in checked
    assert "ZX1 4QQ" in checked
    assert sent["Location"] == report
    assert "Waiting for a countersignature" in page_of(reporter.get(report))


@pytest.mark.parametrize(
    ("topic", "change", "sentence"),
    [
        ("about", {"subject_kind": ""}, "Choose a person, premises or both."),
        (
            "about",
            {**ABOUT, "name": ""},
            "Enter the person&#x27;s name, or what they are called.",
        ),
        ("about", {**ABOUT, "address": ""}, "Enter the address of the premises."),
        ("about", {**ABOUT, "uprn": "x1"}, "UPRN must be 12 digits or fewer"),
        ("when", {}, "Enter date it happened."),
        ("account", {}, "Say what happened in at least one of these boxes."),
        ("account", {"told": "He hits people."}, "Say who told you."),
        ("police", {}, "Choose yes, no or not known."),
        ("risk", {"precautions": ["TWO"]}, "Choose the kind of risk."),
        (
            "risk",
            {"category": "THREAT", "summary": "x" * 251},
            "The facts must be 250 characters or fewer.",
        ),
    ],
)
def test_a_wrong_answer_is_named_and_kept(in_eastmere, people, topic, change, sentence):
    reporter = signed_in(in_eastmere, people.reporter)
    report = begun(reporter)

    got = reporter.post(f"{report}tasks/{topic}/", change)

    assert got.status_code == 422
    assert sentence in page_of(got)
    for typed in change.values():
        assert (
            not isinstance(typed, str)
            or typed.splitlines()[0:1] == []
            or (typed.splitlines()[0] in page_of(got))
        )


def test_tomorrow_has_not_happened(in_eastmere, people):
    reporter = signed_in(in_eastmere, people.reporter)
    day = timezone.localdate() + timedelta(days=1)
    tomorrow = {
        "happened_on_day": day.day,
        "happened_on_month": day.month,
        "happened_on_year": day.year,
    }

    got = reporter.post(f"{begun(reporter)}tasks/when/", tomorrow)

    assert "Date it happened must be today or in the past." in page_of(got)


def test_answers_wait_until_the_reporter_comes_back(in_eastmere, people):
    reporter = signed_in(in_eastmere, people.reporter)
    report = begun(reporter)
    reporter.post(f"{report}tasks/about/", ABOUT)

    another_day = signed_in(in_eastmere, people.reporter)

    assert "1 of 6 parts answered" in page_of(another_day.get(f"{report}tasks/"))
    assert "Corin Vale" in page_of(another_day.get(f"{report}tasks/about/"))


def test_an_unfinished_report_is_not_sent(in_eastmere, people):
    reporter = signed_in(in_eastmere, people.reporter)
    report = begun(reporter)

    got = reporter.post(f"{report}check/")

    assert got["Location"] == f"{report}tasks/"


def test_somebody_elses_draft_is_not_found(in_eastmere, people):
    report = begun(signed_in(in_eastmere, people.reporter))
    other = browser(in_eastmere, Role.VISITING_OFFICER)

    assert other.get(f"{report}tasks/").status_code == 404
    assert other.get(report).status_code == 404


def test_a_head_of_service_countersigns(in_eastmere, people):
    report = making.make_report(people, state=ReportState.SUBMITTED)
    head = signed_in(in_eastmere, people.head)

    waiting = page_of(head.get("/"))
    done = head.post(f"/reports/{report.reference}/countersign/", {"comment": ""})

    assert report.reference in waiting
    assert done["Location"] == "/"
    assert "Countersigned" in page_of(head.get(f"/reports/{report.reference}/"))


def test_the_reporter_never_countersigns(in_eastmere, people):
    report = making.make_report(people, state=ReportState.SUBMITTED)
    reporter = signed_in(in_eastmere, people.reporter)

    got = reporter.post(f"/reports/{report.reference}/countersign/", {"comment": ""})

    assert got.status_code == 403


def test_whoever_decides_may_send_a_report_back(in_eastmere, people):
    report = making.make_report(people)
    decider = signed_in(in_eastmere, people.decider)
    address = f"/reports/{report.reference}/return/"
    case = page_of(decider.get(f"/decisions/{report.reference}/"))

    done = decider.post(address, {"reason": "Say where it happened."})

    assert address in case
    assert done.status_code == 303
    report.refresh_from_db()
    assert report.state == "RETURNED"


def test_a_report_goes_back_with_a_reason_and_is_sent_again(in_eastmere, people):
    head = signed_in(in_eastmere, people.head)
    reporter = signed_in(in_eastmere, people.reporter)
    report = answered(reporter)
    reporter.post(f"{report}check/")

    empty = head.post(f"{report}return/", {"reason": ""})
    head.post(f"{report}return/", {"reason": "Say who else was there."})
    seen = page_of(reporter.get(report))
    again = reporter.post(f"{report}check/")

    assert "Say what the reporter should add or change." in page_of(empty)
    assert "Say who else was there." in seen
    assert again.status_code == 303
    assert "Waiting for a countersignature" in page_of(reporter.get(report))


@pytest.mark.parametrize("reports", [1, 3])
def test_my_reports_ask_the_same_of_the_database(
    in_eastmere, people, reports, django_assert_num_queries
):
    reporter = signed_in(in_eastmere, people.reporter)
    for _ in range(reports):
        making.make_report(people)

    with django_assert_num_queries(MY_REPORTS):
        page = page_of(reporter.get("/reports/"))

    assert page.count('class="govuk-link" href="/reports/R-') == reports


def address_of(entry) -> str:
    return reverse("register:entry", args=[entry.reference])


HARM = {
    "harm": "A bruised arm.",
    "animals": "The dog was let loose.",
    "animals_there": "Dog, large, in the yard",
    "vehicles": "ZZ99ZZZ white van\n\nZZ98YYY",
}


def test_vehicles_and_animals_told_with_the_incident_are_the_entrys(
    in_eastmere, people
):
    reporter = signed_in(in_eastmere, people.reporter)
    report = answered(reporter, harm=HARM)
    checked = page_of(reporter.get(f"{report}check/"))
    reporter.post(f"{report}check/")
    reference = report.rstrip("/").rsplit("/", 1)[-1]

    assert "ZZ99ZZZ white van" in checked
    told = page_of(reporter.get(report))
    assert "Dog large, in the yard" in told
    reports.countersign(
        reference=reference, comment="", by=people.head, at=timezone.now()
    )
    entry = making.decided(
        people, Report.objects.get(reference=reference), at=timezone.now()
    ).entry
    assert entry.subject.vehicles == [
        {"registration": "ZZ99ZZZ", "description": "white van"},
        {"registration": "ZZ98YYY", "description": ""},
    ]
    decider = signed_in(in_eastmere, people.decider)
    assert "ZZ99ZZZ white van" in page_of(decider.get(address_of(entry)))


def test_a_vehicle_and_an_animal_are_shown_at_the_full_level_alone(in_eastmere, people):
    """Whoever checks learns what to do; the reporter's whole account stays inside."""
    subject = replace(
        making.CONTENT.subject,
        vehicles=(VehicleFacts(registration="ZZ99ZZZ", description="white van"),),
        animals=(AnimalFacts(kind="Lurcher", description="in the yard"),),
    )
    entry = making.make_entry(people, content=replace(making.CONTENT, subject=subject))
    colleague = make_person(Role.VISITING_OFFICER, teams=[people.team])
    cover = make_person(Role.COVER_OFFICER)
    full = page_of(signed_in(in_eastmere, people.decider).get(address_of(entry)))
    assert "ZZ99ZZZ" in full
    assert "Lurcher" in full

    for person in (colleague, cover):
        client = signed_in(in_eastmere, person)
        for path in (address_of(entry), f"/subjects/{entry.reference}/"):
            got = client.get(path)
            assert "ZZ99ZZZ" not in page_of(got), (person, path)
            assert "Lurcher" not in page_of(got), (person, path)


def test_a_register_that_holds_no_vehicles_does_not_ask_for_them(in_eastmere):
    pack = replace(
        current_pack(in_eastmere),
        fields={"vehicles": Presence.FORBIDDEN, "animals": Presence.FORBIDDEN},
    )

    form = form_for("harm", pack=pack, today=timezone.localdate())

    assert not {"vehicles", "animals", "animals_there"} & set(form.fields)
    asked = form_for("harm", pack=current_pack(in_eastmere), today=timezone.localdate())
    assert {"vehicles", "animals", "animals_there"} <= set(asked.fields)


TOLD = {
    "told": "He hit the driver with a bottle.",
    "told_by": "The bus company",
    "corroborated_by": "The driver",
    "source": "PARTNER",
}


def test_what_a_partner_told_and_another_bears_out_may_become_an_entry(
    in_eastmere, people
):
    reporter = signed_in(in_eastmere, people.reporter)
    report = answered(reporter, account=TOLD)
    checked = page_of(reporter.get(f"{report}check/"))
    reporter.post(f"{report}check/")
    made = Report.objects.get()

    assert "A partner organisation" in checked
    assert made.source == "PARTNER"
    statement = made.incidents.get().statements.get()
    assert statement.corroborated_by == "The driver"
    assert "Borne out by" in page_of(reporter.get(report))
    reports.countersign(
        reference=made.reference, comment="", by=people.head, at=timezone.now()
    )
    assert making.decided(people, made, at=timezone.now()).entry.source == "PARTNER"


def test_what_the_police_told_is_never_shared_though_it_came_by_a_page(
    in_eastmere, people
):
    reporter = signed_in(in_eastmere, people.reporter)
    report = answered(reporter, account=TOLD | {"source": "POLICE"})
    reporter.post(f"{report}check/")
    made = Report.objects.get()
    reports.countersign(
        reference=made.reference, comment="", by=people.head, at=timezone.now()
    )

    entry = making.decided(people, made, at=timezone.now()).entry

    assert entry.source == "POLICE"
    assert entry.shareable is False


def test_one_persons_word_alone_is_sent_but_not_approved(in_eastmere, people):
    reporter = signed_in(in_eastmere, people.reporter)
    report = answered(
        reporter, account={"told": "He is known for it.", "told_by": "A neighbour"}
    )
    reporter.post(f"{report}check/")
    made = Report.objects.get()
    reports.countersign(
        reference=made.reference, comment="", by=people.head, at=timezone.now()
    )

    assert made.source == "OWN_STAFF"
    with pytest.raises(Refused, match="uncorroborated hearsay"):
        making.decided(people, made, at=timezone.now())


def test_a_register_that_takes_nothing_from_outside_offers_no_such_source(in_eastmere):
    pack = current_pack(in_eastmere)
    closed = replace(
        pack, external_sources=replace(pack.external_sources, allowed=False)
    )
    today = timezone.localdate()

    offered = form_for("account", pack=closed, today=today).fields["source"].choices
    refused = form_for(
        "account", pack=closed, today=today, data=TOLD | {"source": "POLICE"}
    )

    assert [code for code, _ in offered] == ["OWN_STAFF", "OTHER_DEPT"]
    assert "takes no reports from there" in str(refused.errors["source"])
