"""Is evidence kept cleaned, opened on record, and hidden from others?"""

from dataclasses import replace

import pytest

from audit.kinds import Kind
from audit.models import Event
from register.actions import evidence
from register.models import Evidence
from register.refusals import NotFound, Refused
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.queries import current_pack
from tests.accounts.making import make_person
from tests.documents.test_evidence import picture, with_exif
from tests.register.making import AT, decided, make_report


def adding(people, report, **changes):
    asked = {
        "reference": report.reference,
        "incident_id": report.incidents.get().pk,
        "upload": with_exif(),
        "what_it_shows": "The chair at the counter.",
        "third_parties": ["A member of the public at the left"],
        "by": people.reporter,
        "at": AT,
    }
    return evidence.add(**(asked | changes))


def test_a_picture_is_kept_cleaned_and_comes_back(people):
    report = make_report(people)

    kept = adding(people, report)

    content, name = evidence.open_evidence(
        reference=report.reference, evidence_id=kept.pk, by=people.decider, at=AT
    )
    assert name == f"evidence-{report.reference}.jpg"
    assert content.startswith(b"\xff\xd8")
    assert b"Rowan Ashby" not in content
    assert kept.document.about == kept.incident_id
    assert kept.third_parties == ["A member of the public at the left"]
    for kind in (Kind.EVIDENCE_ADDED, Kind.EVIDENCE_READ):
        event = Event.objects.get(kind=kind)
        assert event.subject == report.reference
        assert event.details["sha256"] == kept.document.sha256


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"upload": b"%PDF-1.7"},
            "The PDF breaks off. Save it again and choose it anew.",
        ),
        ({"what_it_shows": " "}, "Say what the file shows."),
    ],
)
def test_what_cannot_be_kept_is_said(people, change, sentence):
    report = make_report(people)

    with pytest.raises(Refused) as refused:
        adding(people, report, **change)

    assert refused.value.sentences == (sentence,)
    assert Evidence.objects.count() == 0


def test_a_decided_report_takes_no_more(people):
    report = make_report(people)
    decided(people, report)

    with pytest.raises(Refused, match="is decided"):
        adding(people, report)


def test_an_incident_of_another_report_is_not_found(people):
    report, other = make_report(people), make_report(people)

    with pytest.raises(NotFound):
        adding(people, report, incident_id=other.incidents.get().pk)


def test_evidence_is_not_found_by_others(people):
    report = make_report(people)
    kept = adding(people, report, upload=picture())
    asked = {"reference": report.reference, "evidence_id": kept.pk, "at": AT}

    with pytest.raises(NotFound):
        evidence.open_evidence(by=make_person(Role.VISITING_OFFICER), **asked)
    with pytest.raises(NotFound):
        adding(people, report, by=make_person(Role.VISITING_OFFICER))
    other = {**asked, "reference": make_report(people).reference}
    with pytest.raises(NotFound):
        evidence.open_evidence(by=people.decider, **other)


def test_a_pack_may_ask_for_evidence_before_approval(people, monkeypatch):
    asking = replace(current_pack(current_organisation()), evidence_required=True)
    monkeypatch.setattr(
        "register.actions.decisions.current_pack", lambda organisation, on=None: asking
    )
    report = make_report(people)

    with pytest.raises(Refused, match="needs evidence"):
        decided(people, report)
    adding(people, report)

    assert decided(people, report).entry.state == "ACTIVE"
