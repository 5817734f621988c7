"""Does a portfolio replace another only once somebody has seen what it changes?"""

from datetime import timedelta

import pytest

from audit.kinds import Kind
from audit.models import OutboxItem
from audit.queries import events_for
from documents.models import Document
from sharing.actions import (
    agreements,
    portfolio_changes,
    portfolio_typed,
    portfolio_uploads,
)
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow
from sharing.models import Agreement, PortfolioChange, PortfolioItem, PortfolioStaged
from sharing.queries.portfolios import change_for, portfolio_of
from tenants.codes import Level, Role
from tenants.context import in_organisation
from tests.sharing import worlds
from tests.sharing.people import NOW, person, terms


pytestmark = pytest.mark.django_db(databases=["default"])

KEPT = b"uprn,postcode,building\n999111000001,ZX1 1AA,12\n999111000002,ZX1 1AB,3\n"
DROPPED = b"uprn\n999111000777\n"


@pytest.fixture
def shared(two):
    """An entry at a home of the agreement, released and seen."""
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with two.here("council"):
        agreement = Agreement.objects.get(pk=agreement_id)
    standing = worlds.Standing(agreement, two.version(agreement_id), None)
    worlds.release_to(standing, marker, two.council, level="CATEGORY")
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT
    return agreement_id, marker, asker


def upload(two, agreement_id, data) -> PortfolioChange:
    with two.here("council"):
        pk = portfolio_uploads.upload(
            agreement_id=agreement_id, data=data, by=two.officer, at=NOW
        )
        return PortfolioChange.objects.get(pk=pk)


def page_of(two, change):
    with two.here("council"):
        return change_for(two.officer, change.pk, at=NOW)


def replace(two, change, *, leave_out=False):
    with two.here("council"):
        return portfolio_changes.replace(
            change_id=change.pk, leave_out=leave_out, by=two.officer, at=NOW
        )


def test_nothing_changes_before_it_is_replaced_and_all_of_it_then(two, shared):
    agreement_id, marker, asker = shared
    change = upload(two, agreement_id, DROPPED)
    page = page_of(two, change)
    before = worlds.ask(two.partner, asker)

    done = replace(two, change)

    after = worlds.ask(two.partner, asker)
    assert before.answer == Answer.HIT
    assert after.markers == ()
    assert after.scope == ()
    assert done.state == "APPLIED"
    [uprns, places] = page.differences
    assert (uprns.now, uprns.then, uprns.added, uprns.removed) == (1, 1, 1, 1)
    assert places.goes == ("ZX11AA, 12",)
    assert page.rehearsal.vanishing == 1
    [shift] = page.rehearsal.shifts
    assert (shift.reference, shift.before) == (marker.reference, Level.CATEGORY)
    assert shift.reasons == ("The entry's place is not in the agreement's portfolio.",)


def test_what_stays_is_not_said_to_change(two, shared):
    agreement_id, _, _ = shared

    page = page_of(two, upload(two, agreement_id, KEPT))

    assert page.homes == 2
    assert page.rehearsal.changed == 0
    assert [line.removed for line in page.differences] == [0, 0]


def test_the_new_portfolio_counts_what_a_check_needs_to_know(two, shared):
    agreement_id, _, asker = shared

    replace(two, upload(two, agreement_id, DROPPED))

    by_place = worlds.ask(two.partner, asker, uprn="", postcode="ZX9 9ZZ", building="1")
    assert [source.organisation for source in by_place.scope] == ["Eastmere Council"]
    with two.here("council"):
        [event] = events_for(
            organisation=two.council.pk, kinds=[Kind.PORTFOLIO_REPLACED], limit=1
        )
        assert not PortfolioStaged.objects.exists()
    assert (event.details["added"], event.details["removed"]) == (1, 2)


def test_rows_with_findings_are_left_out_only_when_somebody_says_so(two, shared):
    agreement_id, _, _ = shared
    change = upload(two, agreement_id, KEPT + b"x12,,\n,,7\n")
    page = page_of(two, change)

    with pytest.raises(Invalid):
        replace(two, change)
    done = replace(two, change, leave_out=True)

    assert page.findings == (
        (4, "The UPRN is not a number of up to 12 digits."),
        (5, "It names neither a UPRN nor a postcode with a building."),
    )
    assert done.state == "APPLIED"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"house\n1\n", "The first row must name a column uprn"),
        (b"uprn\n", "names no home below its first row"),
        (b"%PDF-1.7", "not a spreadsheet"),
    ],
)
def test_what_cannot_be_read_says_why_and_replaces_nothing(two, shared, data, sentence):
    change = upload(two, shared[0], data)

    assert change.state == "REFUSED"
    assert sentence in change.refusal
    with pytest.raises(NotNow):
        replace(two, change)


def test_a_large_list_is_read_and_put_in_place_by_workers(two, shared, monkeypatch):
    monkeypatch.setattr(portfolio_uploads, "READ_AT_ONCE_BYTES", 0)
    monkeypatch.setattr(portfolio_changes, "APPLY_AT_ONCE", 0)
    agreement_id, _, asker = shared
    change = upload(two, agreement_id, DROPPED)
    assert change.state == "READING"

    with two.here("council"):
        for _ in range(2):
            portfolio_uploads.read(change_id=change.pk, at=NOW)
        assert replace(two, change).state == "APPLYING"
        tasks = set(OutboxItem.objects.values_list("task", flat=True))
        assert worlds.ask(two.partner, asker).answer == Answer.HIT
    with two.here("council"):
        for _ in range(2):
            portfolio_changes.apply(change_id=change.pk, at=NOW)

    assert {"sharing.read_portfolio", "sharing.apply_portfolio"} <= tasks
    assert worlds.ask(two.partner, asker).markers == ()


def test_reading_begins_again_after_a_worker_died(two, shared):
    """The second reading counts nothing twice."""
    agreement_id, _, _ = shared
    change = upload(two, agreement_id, KEPT)
    with two.here("council"):
        PortfolioChange.objects.filter(pk=change.pk).update(
            state="READING", homes=99, findings_count=3
        )
        portfolio_uploads.read(change_id=change.pk, at=NOW)
        change.refresh_from_db()

    assert (change.homes, change.findings_count, change.state) == (2, 0, "READY")


def test_the_uploaded_file_is_forgotten(two, shared):
    change = upload(two, shared[0], KEPT)
    assert change.document_id is not None
    with two.here("council"):
        row = OutboxItem.objects.get(task="sharing.forget_upload")
        for _ in range(2):
            portfolio_changes.forget_upload(document_id=change.document_id)
        assert not Document.objects.filter(pk=change.document_id).exists()
    assert row.arguments == {"document_id": str(change.document_id)}


def test_areas_and_cases_are_looked_at_first_too(two, shared):
    agreement_id, marker, asker = shared
    with two.here("council"):
        area = portfolio_typed.stage_area(
            agreement_id=agreement_id, gss_codes=["e09000018"], by=two.officer, at=NOW
        )
        cases = portfolio_typed.stage_cases(
            agreement_id=agreement_id,
            references=[marker.reference],
            by=two.officer,
            at=NOW,
        )
        by_area = change_for(two.officer, area, at=NOW)
        by_case = change_for(two.officer, cases, at=NOW)
        for change in (area, cases):
            with pytest.raises(NotNow, match="was signed for the homes on a list"):
                portfolio_changes.replace(
                    change_id=change, leave_out=False, by=two.officer, at=NOW
                )
        agreements.revise(
            agreement_id=agreement_id,
            terms=terms(portfolio_kind="CASES"),
            by=two.officer,
            at=NOW,
        )
    two.offer(agreement_id)
    two.accept(agreement_id)
    with two.here("council"):
        with pytest.raises(NotNow, match="signed for whole areas, by their GSS codes"):
            portfolio_changes.replace(
                change_id=area, leave_out=False, by=two.officer, at=NOW
            )
        waits = portfolio_changes.replace(
            change_id=cases, leave_out=False, by=two.officer, at=NOW
        )
        before = portfolio_of(two.officer, agreement_id, at=NOW)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT
    two.indemnify(agreement_id)
    two.put_in_force(agreement_id)
    with two.here("council"):
        page = portfolio_of(two.officer, agreement_id, at=NOW)

    assert (by_area.rehearsal.vanishing, by_case.rehearsal.changed) == (1, 0)
    assert (waits.state, before.label) == ("ARRANGED", "1 home")
    assert page.label == "1 named case"
    assert worlds.ask(two.partner, asker).answer == Answer.HIT


@pytest.mark.parametrize(
    ("stage", "given", "sentence"),
    [
        ("stage_area", {"gss_codes": ["Mill Street"]}, "MILL STREET is none."),
        ("stage_area", {"gss_codes": []}, "such as E09000018"),
        ("stage_cases", {"references": ["E-NONE"]}, "has the reference E-NONE."),
        ("stage_cases", {"references": [" "]}, "Enter references"),
    ],
)
def test_an_area_or_case_that_is_none_is_named(two, stage, given, sentence):
    agreement_id = two.draft()

    with two.here("council"), pytest.raises(Invalid, match=sentence):
        getattr(portfolio_typed, stage)(
            agreement_id=agreement_id, by=two.officer, at=NOW, **given
        )


def test_only_the_disclosers_sharing_officer_sets_it(two, shared, torley):
    agreement_id, _, _ = shared
    change = upload(two, agreement_id, KEPT)
    stranger = person(torley, Role.SHARING_OFFICER)
    decider = person(two.council, Role.DECISION_OFFICER)

    with two.here("partner"), pytest.raises(NotAllowed):
        portfolio_uploads.upload(
            agreement_id=agreement_id, data=KEPT, by=two.signatory, at=NOW
        )
    with two.here("partner"):
        assert not PortfolioChange.objects.exists()
    with in_organisation(torley), pytest.raises(NotFound):
        change_for(stranger, change.pk, at=NOW)
    with two.here("council"), pytest.raises(NotAllowed):
        change_for(decider, change.pk, at=NOW)


def test_what_nobody_came_back_to_is_given_up(two, shared):
    agreement_id, _, _ = shared
    change = upload(two, agreement_id, KEPT)
    other = upload(two, agreement_id, KEPT)
    with two.here("council"):
        portfolio_changes.abandon(change_id=other.pk, by=two.officer, at=NOW)
        assert portfolio_changes.forget_old(at=NOW + timedelta(days=6)) == 0
        assert portfolio_changes.forget_old(at=NOW + timedelta(days=8)) == 1
        change.refresh_from_db()
        assert not PortfolioStaged.objects.exists()
        assert PortfolioItem.objects.exists()
    assert change.state == "ABANDONED"
