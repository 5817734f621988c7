"""How does a version follow another, and cover follow cover, without a gap?"""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from audit.kinds import Kind
from audit.models import OutboxItem
from audit.queries import events_for
from sharing.actions import agreements, lapses, narrowing
from sharing.check import Answer
from sharing.errors import Invalid, NotAllowed, NotNow, Refused
from sharing.models import AgreementVersion, Indemnity, Release
from sharing.terms import CoverTerms, Signatory
from tenants.codes import Role
from tests.sharing import worlds
from tests.sharing.people import NOW, TODAY, person, terms


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)


def follow(two, agreement_id, *, cover=TODAY + 90 * DAY, **changes):
    """A second version, signed by both and indemnified."""
    with two.here("council"):
        agreements.revise(
            agreement_id=agreement_id, terms=terms(**changes), by=two.officer, at=NOW
        )
    two.offer(agreement_id)
    two.accept(agreement_id)
    two.indemnify(agreement_id, cover_ends_on=cover)


def in_force_for_a_year(two):
    agreement_id = two.in_force()
    two.indemnify(agreement_id, cover_ends_on=TODAY + 90 * DAY)
    two.attest(agreement_id, ends_on=TODAY + 90 * DAY)
    return agreement_id


def arrange(two, agreement_id, at=NOW):
    with two.here("council"):
        return agreements.arrange(
            agreement_id=agreement_id, reason="It renews ours.", by=two.officer, at=at
        )


def states(two, agreement_id):
    with two.here("partner"):
        found = AgreementVersion.objects.filter(agreement_id=agreement_id)
        return list(found.order_by("number").values_list("state", flat=True))


def test_a_version_that_starts_later_waits_and_the_old_one_answers(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, starts_on=TODAY + 3 * DAY, review_on=TODAY + 9 * DAY)

    with pytest.raises(NotNow, match="Version 1 stands until this one starts"):
        two.put_in_force(agreement_id)
    arrange(two, agreement_id)
    for days in (0, 2):
        with two.here("council"):
            assert lapses.record_lapses(at=NOW + days * DAY) == 0
        assert states(two, agreement_id) == ["IN_FORCE", "INDEMNIFIED"]
    with two.here("council"):
        assert lapses.record_lapses(at=NOW + 3 * DAY) == 1
        assert lapses.record_lapses(at=NOW + 3 * DAY) == 0

    assert states(two, agreement_id) == ["SUPERSEDED", "IN_FORCE"]
    with two.here("council"):
        newest = AgreementVersion.objects.get(agreement_id=agreement_id, number=2)
    assert newest.in_force_by == str(two.officer.pk)
    assert newest.in_force_reason == "It renews ours."


def test_what_was_arranged_is_judged_again_on_its_day(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, starts_on=TODAY + 3 * DAY, review_on=TODAY + 9 * DAY)
    arrange(two, agreement_id)
    with two.here("partner"):
        Indemnity.objects.filter(version__number=2).update(replaced_at=NOW)

    with two.here("council"):
        lapses.record_lapses(at=NOW + 3 * DAY)
        second = AgreementVersion.objects.get(agreement_id=agreement_id, number=2)

    assert states(two, agreement_id) == ["IN_FORCE", "INDEMNIFIED"]
    assert second.arranged_at is None


def test_nothing_is_arranged_that_would_leave_a_gap(two):
    agreement_id = in_force_for_a_year(two)
    later = TODAY + timedelta(days=400)
    follow(
        two,
        agreement_id,
        cover=later,
        starts_on=later,
        review_on=later,
        ends_on=later,
    )

    with pytest.raises(NotNow, match="which leaves a gap"):
        arrange(two, agreement_id)


def test_arranging_needs_what_putting_in_force_needs(two):
    agreement_id = in_force_for_a_year(two)
    follow(
        two,
        agreement_id,
        cover=TODAY + DAY,
        starts_on=TODAY + 3 * DAY,
        review_on=TODAY + 9 * DAY,
    )

    with pytest.raises(Refused, match="insurance cover ended"):
        arrange(two, agreement_id)
    two.indemnify(agreement_id, cover_ends_on=TODAY + 3 * DAY)
    arrange(two, agreement_id)
    with pytest.raises(NotNow, match="arranged already"):
        arrange(two, agreement_id)


def test_a_recipient_cannot_arrange_in_sql(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id, starts_on=TODAY + 3 * DAY, review_on=TODAY + 9 * DAY)

    with two.here("partner"):
        second = AgreementVersion.objects.filter(number=2, agreement_id=agreement_id)
        for changes in (
            {"arranged_at": NOW, "arranged_by": "us", "arranged_reason": "We want it"},
            {"level": "SUMMARY", "ends_on": TODAY + 700 * DAY},
        ):
            with (
                pytest.raises(ProgrammingError, match="Only the discloser changes"),
                transaction.atomic(),
            ):
                second.update(**changes)


def test_a_recipient_cannot_clear_anothers_suspension_in_sql(two):
    agreement_id = two.in_force()
    with two.here("council"):
        agreements.suspend(
            agreement_id=agreement_id, reason="Misuse", by=two.officer, at=NOW
        )

    with two.here("partner"):
        held = AgreementVersion.objects.filter(agreement_id=agreement_id)
        with (
            pytest.raises(ProgrammingError, match="Only whoever suspended"),
            transaction.atomic(),
        ):
            held.update(suspension_cleared_at=NOW)


def test_while_the_old_one_is_suspended_nothing_takes_its_place(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id)
    with two.here("council"):
        agreements.suspend(
            agreement_id=agreement_id, reason="Misuse", by=two.officer, at=NOW
        )

    with pytest.raises(NotNow, match="Version 1 is suspended"):
        two.put_in_force(agreement_id)
    assert states(two, agreement_id) == ["SUSPENDED", "INDEMNIFIED"]


def test_renewed_cover_brings_answers_back_without_a_new_version(two):
    agreement_id = two.in_force()
    marker = worlds.publish_marker(two.council)
    with two.here("council"):
        agreement = AgreementVersion.objects.get(agreement_id=agreement_id).agreement
    worlds.release_to(worlds.Standing(agreement, None, None), marker, two.council)
    asker = worlds.sign_in(two.partner)
    with two.here("partner"):
        held = Indemnity.objects.get(agreement_id=agreement_id)
        Indemnity.objects.update(replaced_at=NOW)
    lapsed = worlds.ask(two.partner, asker).answer
    with two.here("partner"):
        Indemnity.objects.create(
            **{
                name: getattr(held, name)
                for name in (
                    "version",
                    "agreement_id",
                    "discloser",
                    "recipient",
                    "version_hash",
                    "heads",
                    "policy_undertaking",
                    "insurer",
                    "policy_number",
                    "signatory_name",
                    "signatory_role",
                    "signatory_authority",
                    "executed_by",
                    "executed_at",
                )
            },
            cover_ends_on=TODAY - DAY,
        )
        ended = worlds.ask(two.partner, asker).answer
        [renewed] = agreements.renew_cover(
            agreement_id=agreement_id,
            terms=CoverTerms(
                insurer="Other Mutual",
                policy_number="P-2",
                cover_ends_on=TODAY + 365 * DAY,
            ),
            by=two.signatory,
            at=NOW,
        )

    assert lapsed == ended == Answer.CANNOT_TELL
    assert worlds.ask(two.partner, asker).answer == Answer.HIT
    assert renewed.version_hash == held.version_hash
    assert renewed.signatory_name == held.signatory_name


def test_cover_is_renewed_behind_every_version_that_stands(two):
    agreement_id = in_force_for_a_year(two)
    follow(two, agreement_id)

    with two.here("partner"):
        renewed = agreements.renew_cover(
            agreement_id=agreement_id,
            terms=CoverTerms(
                insurer="Other Mutual",
                policy_number="P-2",
                cover_ends_on=TODAY + 365 * DAY,
            ),
            by=two.signatory,
            at=NOW,
        )

    assert [given.version.number for given in renewed] == [1, 2]
    assert len({given.version_hash for given in renewed}) == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [({"insurer": " "}, "insurer"), ({"cover_ends_on": TODAY - DAY}, "cover_ends_on")],
)
def test_cover_that_cannot_stand_names_its_field(two, change, field):
    agreement_id = two.in_force()
    given = {"insurer": "A", "policy_number": "B", "cover_ends_on": TODAY} | change

    with two.here("partner"), pytest.raises(Invalid) as refused:
        agreements.renew_cover(
            agreement_id=agreement_id,
            terms=CoverTerms(**given),
            by=two.signatory,
            at=NOW,
        )

    assert set(refused.value.errors) == {field}


def test_a_suspension_is_not_lifted_while_nothing_holds_it_up(two):
    agreement_id = two.in_force()
    with two.here("council"):
        lapses.record_lapses(at=NOW + DAY)
        agreements.clear_suspension(
            agreement_id=agreement_id, reason="Renewed?", by=two.officer, at=NOW + DAY
        )
        with pytest.raises(Refused, match="insurance cover ended"):
            agreements.lift_suspension(
                agreement_id=agreement_id, reason="On", by=two.officer, at=NOW + DAY
            )

    assert two.version(agreement_id).state == "SUSPENDED"


def test_only_whom_the_words_name_signs(two):
    agreement_id = two.draft(discloser_named="Ada  QUILL", recipient_named="Bo Field")
    two.offer(agreement_id)

    with pytest.raises(NotAllowed, match="names Bo Field as signatory"):
        two.accept(agreement_id)
    with two.here("partner"):
        agreements.accept(
            agreement_id=agreement_id,
            signatory=Signatory(name="Bo Field", role="Director", authority="Board"),
            by=two.signatory,
            at=NOW,
        )

    assert two.version(agreement_id).state == "ACCEPTED"


def test_an_attempt_on_a_permission_is_on_record_and_changes_nothing(two):
    agreement_id = two.draft()
    clerk = person(two.council, Role.DECISION_OFFICER)

    with two.here("council") as here:
        with pytest.raises(NotAllowed):
            agreements.terminate(
                agreement_id=agreement_id, reason="Why not", by=clerk, at=NOW
            )
        [event] = events_for(organisation=here.pk, kinds=[Kind.STEP_NOT_ALLOWED])

    assert (event.subject, event.details) == (str(agreement_id), {"step": "terminate"})
    assert event.actor_id == str(clerk.pk)
    assert two.version(agreement_id).state == "DRAFT"


def test_what_a_new_version_no_longer_covers_is_taken_back(two):
    agreement_id = two.in_force(categories=("PHYS", "THREAT"))
    kept = worlds.publish_marker(two.council, category="THREAT")
    dropped = worlds.publish_marker(two.council, category="PHYS")
    with two.here("council"):
        agreement = AgreementVersion.objects.get(agreement_id=agreement_id).agreement
    for marker in (kept, dropped):
        worlds.release_to(worlds.Standing(agreement, None, None), marker, two.council)
    follow(two, agreement_id, categories=("THREAT",))
    two.put_in_force(agreement_id)

    with two.here("council"):
        assert OutboxItem.objects.filter(task="sharing.recall_narrowed").exists()
        for _ in range(2):
            narrowing.recall_narrowed(agreement_id=agreement_id, at=NOW)
        standing = Release.objects.filter(withdrawn_at__isnull=True)
        assert list(standing.values_list("marker_id", flat=True)) == [kept.pk]


def test_an_indemnity_of_the_first_version_does_not_serve_the_second(two):
    agreement_id = in_force_for_a_year(two)
    with two.here("council"):
        agreements.revise(
            agreement_id=agreement_id, terms=terms(level="FLAG"), by=two.officer, at=NOW
        )
    two.offer(agreement_id)
    two.accept(agreement_id)

    with pytest.raises(NotNow, match="accepted, waiting for the indemnity"):
        two.put_in_force(agreement_id)
    assert states(two, agreement_id) == ["IN_FORCE", "ACCEPTED"]
