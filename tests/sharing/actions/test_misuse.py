"""What follows from a report of misuse, by whom, and within what time?"""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from audit.kinds import Kind
from audit.models import OutboxItem
from audit.queries import events_for
from sharing.actions import agreements, claims, misuse, papers, recalls
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow
from sharing.models import AgreementVersion, MisuseCase, MisuseTask, Recall
from sharing.queries.misuse import case_for
from tenants.codes import Role
from tenants.context import in_organisation
from tests.documents.reading import read_pdf
from tests.sharing import worlds
from tests.sharing.people import NOW, person


pytestmark = pytest.mark.django_db(databases=["default"])
HOUR = timedelta(hours=1)
AWARE = NOW - 2 * HOUR


def report(two, agreement_id, side="partner", *, by=None, **changes):
    given = {
        "kind": "COPIED",
        "what_happened": "A list was put on a notice board.",
        "people_affected": 3,
        "aware_at": AWARE,
    } | changes
    who = by or (two.officer if side == "council" else two.signatory)
    with two.here(side):
        return misuse.report(
            agreement_id=agreement_id,
            given=misuse.MisuseReport(**given),
            by=who,
            at=NOW,
        )


def finish_all(two, case):
    for side, who in (("council", two.officer), ("partner", two.signatory)):
        with two.here(side) as here:
            mine = MisuseTask.objects.filter(case=case, organisation=here.pk)
            for task in mine.order_by("due_at"):
                misuse.finish_task(
                    case_id=case.pk, task_id=task.pk, note="Done.", by=who, at=NOW
                )


def decide(two, case, side="council", *, at=NOW, **changes):
    who = two.officer if side == "council" else two.signatory
    with two.here(side):
        return misuse.decide_on_ico(
            **{
                "case_id": case.pk,
                "tell_ico": True,
                "reason": "The list was seen by many.",
                "by": who,
                "at": at,
            }
            | changes
        )


def close(two, case, outcome="PUT_RIGHT", reason="The list was shredded."):
    with two.here("council"):
        return misuse.close(
            case_id=case.pk, outcome=outcome, reason=reason, by=two.officer, at=NOW
        )


def shown(two):
    """An agreement under which the partner was shown one warning."""
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with two.here("council"):
        agreement = AgreementVersion.objects.get(agreement_id=agreement_id).agreement
    worlds.release_to(worlds.Standing(agreement, None, None), marker, two.council)
    asker = worlds.sign_in(two.partner)
    assert worlds.ask(two.partner, asker).answer == Answer.HIT
    return agreement_id, asker


@pytest.mark.parametrize("side", ["council", "partner"])
def test_a_report_stops_sharing_at_once_and_starts_the_clock(two, side):
    agreement_id, asker = shown(two)

    case = report(two, agreement_id, side)

    assert worlds.ask(two.partner, asker).answer == Answer.CANNOT_TELL
    assert two.version(agreement_id).state == "SUSPENDED"
    assert case.breach_due_at == AWARE + 72 * HOUR
    with two.here("council"):
        [due] = OutboxItem.objects.filter(task="sharing.recall_shown")
        assert due.organisation == two.council.pk
        assert due.arguments["cause"] == f"misuse:{case.pk}"
        recalls.recall_shown(
            agreement_id=agreement_id, reason="misuse", cause="misuse:1", at=NOW
        )
        assert Recall.objects.filter(agreement_id=agreement_id).count() == 1


def test_somebody_who_only_checks_may_report_and_nobody_outside(two, harbour):
    agreement_id = two.in_force()
    with two.here("partner"):
        engineer = person(two.partner, Role.PARTNER_OFFICER)
    stranger = person(harbour, Role.PARTNER_SIGNATORY)

    with in_organisation(harbour), pytest.raises(NotFound):
        misuse.report(
            agreement_id=agreement_id,
            given=misuse.MisuseReport(
                kind="LOST", what_happened="x", people_affected=0, aware_at=NOW
            ),
            by=stranger,
            at=NOW,
        )
    assert two.version(agreement_id).state == "IN_FORCE"
    report(two, agreement_id, by=engineer)
    assert two.version(agreement_id).state == "SUSPENDED"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "BAD"}, "kind"),
        ({"what_happened": "  "}, "what_happened"),
        ({"aware_at": NOW + HOUR}, "aware_at"),
        ({"people_affected": -1}, "people_affected"),
    ],
)
def test_a_report_that_cannot_stand_names_its_field_and_stops_nothing(
    two, change, field
):
    agreement_id = two.in_force()

    with pytest.raises(Invalid) as refused:
        report(two, agreement_id, **change)

    assert set(refused.value.errors) == {field}
    assert two.version(agreement_id).state == "IN_FORCE"


def test_nothing_is_cleared_while_a_case_is_open(two):
    agreement_id = two.in_force()
    case = report(two, agreement_id)

    with two.here("partner"), pytest.raises(NotNow, match="A misuse case is open"):
        agreements.clear_suspension(
            agreement_id=agreement_id, reason="All well", by=two.signatory, at=NOW
        )
    with two.here("council"), pytest.raises(NotNow, match="tasks are not done"):
        misuse.close(
            case_id=case.pk, outcome="PUT_RIGHT", reason="x", by=two.officer, at=NOW
        )
    finish_all(two, case)
    with pytest.raises(NotNow, match="Decide first whether the ICO is told"):
        close(two, case)
    decide(two, case)
    close(two, case)
    with two.here("partner"):
        agreements.clear_suspension(
            agreement_id=agreement_id, reason="All well", by=two.signatory, at=NOW
        )
    with two.here("council"):
        agreements.lift_suspension(
            agreement_id=agreement_id, reason="It was put right", by=two.officer, at=NOW
        )

    assert two.version(agreement_id).state == "IN_FORCE"


def test_a_case_that_ends_the_agreement_recalls_everything(two):
    agreement_id, _ = shown(two)
    case = report(two, agreement_id)
    decide(two, case)

    close(two, case, outcome="ENDED")

    assert two.version(agreement_id).state == "TERMINATED"
    with two.here("council"):
        assert OutboxItem.objects.filter(task="sharing.recall_agreement").count() == 1


def test_each_side_decides_for_itself_and_late_only_with_a_reason(two):
    agreement_id = two.in_force()
    case = report(two, agreement_id)
    late = case.breach_due_at + HOUR

    decide(two, case)
    with pytest.raises(NotNow, match="has decided this already"):
        decide(two, case)
    with pytest.raises(Invalid) as refused:
        decide(two, case, "partner", at=late)
    assert set(refused.value.errors) == {"late_reason"}
    decide(two, case, "partner", at=late, tell_ico=False, late_reason="Found late.")

    with two.here("partner"):
        page = case_for(two.signatory, case.pk, at=late)
    assert [(d.organisation, d.told) for d in page.decisions] == [
        (two.council.name, True),
        (two.partner.name, False),
    ]
    assert page.undecided == ()


def test_a_side_does_its_own_tasks_only(two):
    agreement_id = two.in_force()
    case = report(two, agreement_id)

    with two.here("partner") as here:
        theirs = MisuseTask.objects.filter(case=case).exclude(organisation=here.pk)
        with pytest.raises(NotAllowed):
            misuse.finish_task(
                case_id=case.pk,
                task_id=theirs[0].pk,
                note="Done",
                by=two.signatory,
                at=NOW,
            )
        assert theirs.update(done_at=NOW, done_by="x", note="y") == 0
        with pytest.raises(NotAllowed):
            misuse.close(
                case_id=case.pk,
                outcome="UNFOUNDED",
                reason="x",
                by=two.signatory,
                at=NOW,
            )
        assert (
            MisuseCase.objects.update(
                outcome="UNFOUNDED", outcome_reason="x", closed_by="x", closed_at=NOW
            )
            == 0
        )


def test_the_platform_sees_that_a_case_is_open_and_not_what_happened(
    two, platform_organisation
):
    agreement_id = two.in_force()
    case = report(two, agreement_id)
    administrator = person(platform_organisation, Role.PLATFORM_ADMINISTRATOR)

    with in_organisation(platform_organisation):
        seen = MisuseCase.objects.values_list("reference", "closed_at")
        assert list(seen) == [(case.reference, None)]
        with pytest.raises(NotFound):
            case_for(administrator, case.pk, at=NOW)
        for table, column in (
            ("sharing_misusecase", "what_happened"),
            ("sharing_misusetask", "note"),
            ("sharing_misusedecision", "reason"),
            ("sharing_paper", "file_name"),
            ("sharing_service", "description"),
            ("sharing_receipt", "facts"),
            ("sharing_release", "reason"),
            ("markers_marker", "id"),
            ("markers_key", "value"),
        ):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"SELECT {column} FROM public.{table}")


def test_the_claim_bundle_holds_what_it_says_and_names_nobody(two):
    agreement_id, _ = shown(two)
    with two.here("council"):
        version = AgreementVersion.objects.get(agreement_id=agreement_id)
        papers.draw_up(version_id=version.pk, at=NOW)
    case = report(two, agreement_id)
    decide(two, case)

    with two.here("council") as here:
        content, name = claims.bundle(case_id=case.pk, by=two.officer, at=NOW)
        [event] = events_for(organisation=here.pk, kinds=[Kind.CLAIM_BUNDLED])
    archive = zipfile.ZipFile(io.BytesIO(content))
    manifest = json.loads(archive.read("manifest.json"))

    assert name == f"{case.reference}-claim.zip"
    assert event.details["sha256"] == hashlib.sha256(content).hexdigest()
    assert set(archive.namelist()) == {*manifest, "manifest.json"}
    assert all(
        hashlib.sha256(archive.read(file)).hexdigest() == digest
        for file, digest in manifest.items()
    )
    assert "H1" in read_pdf(archive.read("claim.pdf")).roles
    rows = list(csv.DictReader(io.StringIO(archive.read("receipts.csv").decode())))
    assert [row["question"] for row in rows] == ["CHECK"]
    [listed] = json.loads(archive.read("versions.json"))
    assert listed["document_hash"] == version.document_hash
    assert sorted(listed["indemnities"][0]["heads"]) == sorted(worlds.HEADS)
    everything = b"".join(archive.read(file) for file in archive.namelist())
    assert b"Thistlewood" not in everything
    assert any(file.startswith("papers/") for file in manifest)


def test_only_whom_the_indemnity_protects_makes_a_claim(two):
    agreement_id = two.in_force()
    case = report(two, agreement_id)

    with two.here("partner"), pytest.raises(NotAllowed):
        claims.bundle(case_id=case.pk, by=two.signatory, at=NOW)
