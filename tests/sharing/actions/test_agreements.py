"""How does an agreement come to be in force, and by whom can it never be?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from audit.kinds import Kind
from audit.queries import events_for
from sharing.actions import agreements, attestations
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow, Refused
from sharing.models import AgreementEvent, AgreementVersion, Indemnity
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing.people import (
    NOW,
    SIGNATORY,
    TODAY,
    indemnity,
    person,
    terms,
    yesterday,
)


pytestmark = pytest.mark.django_db(databases=["default"])


def events(two, agreement_id, side="council"):
    with two.here(side):
        found = AgreementEvent.objects.filter(agreement_id=agreement_id)
        return list(found.values_list("step", "state"))


def test_an_agreement_goes_from_draft_to_in_force(two):
    agreement_id = two.in_force()

    version = two.version(agreement_id)
    assert version.state == "IN_FORCE"
    assert (version.basis_activity, version.basis_mode) == (
        "REPAIRS",
        "ENTERS_PREMISES",
    )
    assert len(version.document_hash) == 64
    assert version.in_force_reason == "All is in place."
    for side in ("council", "partner"):
        assert events(two, agreement_id, side) == [
            ("draft", "DRAFT"),
            ("offer", "OFFERED"),
            ("accept", "ACCEPTED"),
            ("indemnify", "INDEMNIFIED"),
            ("attest", "INDEMNIFIED"),
            ("attest", "INDEMNIFIED"),
            ("put_in_force", "IN_FORCE"),
        ]


def test_each_step_is_audited_where_it_was_taken(two):
    agreement_id = two.in_force()

    kinds = {}
    for side in ("council", "partner"):
        with two.here(side) as organisation:
            kinds[side] = [
                event.kind
                for event in events_for(
                    organisation=organisation.pk, subject=str(agreement_id)
                )
            ]
    assert set(kinds["partner"]) == {
        Kind.AGREEMENT_ACCEPTED,
        Kind.AGREEMENT_INDEMNIFIED,
        Kind.ACTIVITY_ATTESTED,
    }
    assert Kind.AGREEMENT_IN_FORCE in kinds["council"]


def test_grounds_maintenance_is_refused_with_the_reason_and_stays_refused(
    two, eastmere, greenways
):
    gardeners = replace(
        two, partner=greenways, signatory=person(greenways, Role.PARTNER_SIGNATORY)
    )
    agreement_id = gardeners.sign_all(activities=("GROUNDS_MAINTENANCE",))
    gardeners.attest(
        agreement_id, activity="GROUNDS_MAINTENANCE", mode="CROSSES_BOUNDARY"
    )

    with pytest.raises(Refused) as refused:
        gardeners.put_in_force(agreement_id)

    excluded = "is excluded by the policy, though it may cross boundaries."
    assert refused.value.sentences == (
        f"Grounds maintenance: Grounds maintenance {excluded}",
    )
    assert gardeners.version(agreement_id).state == "INDEMNIFIED"
    assert events(gardeners, agreement_id)[-1] == ("put_in_force", "INDEMNIFIED")
    with in_organisation(eastmere):
        [refusal] = events_for(
            organisation=eastmere.pk, kinds=[Kind.PUTTING_IN_FORCE_REFUSED]
        )
    assert refusal.subject == str(agreement_id)


@pytest.mark.parametrize(
    ("activity", "mode"),
    [("GROUNDS_MAINTENANCE", "ENTERS_PREMISES"), ("REFUSE_COLLECTION", "FACE_TO_FACE"),
     ("REPAIRS", "REMOTE_DIRECT"), (None, None), ("REPAIRS", None)],
)  # fmt: skip
def test_the_database_refuses_an_excluded_activity_whoever_asks(two, activity, mode):
    agreement_id = two.sign_all()

    with two.here("council"), pytest.raises(IntegrityError), transaction.atomic():
        AgreementVersion.objects.filter(agreement_id=agreement_id).update(
            state="IN_FORCE",
            in_force_at=NOW,
            in_force_by="x",
            in_force_reason="y",
            basis_activity=activity,
            basis_mode=mode,
        )


def test_without_an_approved_attestation_it_is_not_put_in_force(two):
    agreement_id = two.sign_all()
    with pytest.raises(Refused, match="no approved attestation"):
        two.put_in_force(agreement_id)

    with two.here("partner"):
        attestations.attest(
            agreement_id=agreement_id,
            activity="REPAIRS",
            mode="ENTERS_PREMISES",
            evidence="Job sheets",
            ends_on=TODAY,
            by=two.signatory,
            at=NOW,
        )

    with pytest.raises(Refused, match="no approved attestation"):
        two.put_in_force(agreement_id)


def test_a_recipient_cannot_put_it_in_force_even_in_sql(two):
    agreement_id = two.sign_all()
    two.attest(agreement_id)

    with two.here("partner"):
        with pytest.raises(NotAllowed):
            agreements.put_in_force(
                agreement_id=agreement_id, reason="We want it", by=two.signatory, at=NOW
            )
        version = AgreementVersion.objects.filter(agreement_id=agreement_id)
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            version.update(state="IN_FORCE")
        with (
            pytest.raises(ProgrammingError, match="Only the disc"),
            transaction.atomic(),
        ):
            version.update(
                state="IN_FORCE",
                in_force_at=NOW,
                in_force_by="x",
                in_force_reason="y",
                basis_activity="REPAIRS",
                basis_mode="ENTERS_PREMISES",
            )


def test_only_the_recipients_signatory_gives_the_indemnity(two):
    agreement_id = two.draft()
    two.offer(agreement_id)
    two.accept(agreement_id)

    with two.here("council"):
        with pytest.raises(NotAllowed):
            agreements.indemnify(
                agreement_id=agreement_id,
                terms=indemnity(),
                signatory=SIGNATORY,
                by=two.officer,
                at=NOW,
            )
        version = AgreementVersion.objects.get(agreement_id=agreement_id)
        with pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            Indemnity.objects.create(
                version=version,
                agreement_id=agreement_id,
                discloser=version.discloser,
                recipient=version.recipient,
                version_hash=version.document_hash,
                heads=["CLAIMS"],
                policy_undertaking=True,
                insurer="x",
                policy_number="x",
                cover_ends_on=TODAY,
                signatory_name="x",
                signatory_role="x",
                signatory_authority="x",
                executed_by="x",
                executed_at=NOW,
            )


WRONG_INDEMNITIES = [
    ({"heads": ("CLAIMS", "FINES")}, "heads",
     "The indemnity must cover damages, legal fees, proceedings."),
    ({"policy_undertaking": False}, "policy_undertaking",
     "The partner must undertake to follow the discloser's policy."),
    ({"insurer": " "}, "insurer", "Enter the insurer and the policy number."),
    ({"cover_ends_on": yesterday()}, "cover_ends_on",
     "The insurance cover has ended already."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "sentence"), WRONG_INDEMNITIES)
def test_an_indemnity_that_falls_short_is_not_accepted(two, change, field, sentence):
    agreement_id = two.draft()
    two.offer(agreement_id)
    two.accept(agreement_id)

    with pytest.raises(Invalid) as refused:
        two.indemnify(agreement_id, **change)

    assert refused.value.errors == {field: sentence}
    assert two.version(agreement_id).state == "ACCEPTED"


def test_renewed_cover_replaces_the_indemnity_and_keeps_the_old_one(two):
    agreement_id = two.in_force()

    two.indemnify(agreement_id, cover_ends_on=TODAY + timedelta(days=90))

    with two.here("council"):
        kept = Indemnity.objects.filter(agreement_id=agreement_id).order_by(
            "executed_at"
        )
        assert [bool(one.replaced_at) for one in kept] in ([True, False], [False, True])
    assert two.version(agreement_id).state == "IN_FORCE"


WRONG_TERMS = [
    ({"purposes": ()}, "purposes", "Choose at least one purpose."),
    ({"categories": ("NOISE",)}, "categories", "Choose each category from the list."),
    ({"level": "FULL"}, "level", "Choose how much may be shared, up to the summary."),
    ({"ends_on": yesterday()}, "ends_on", "The agreement must end after it starts."),
    ({"review_on": yesterday()}, "review_on",
     "Review the agreement between its start and its end."),
    ({"ends_on": TODAY + timedelta(days=3000)}, "ends_on",
     "An agreement lasts five years at most."),
    ({"lawful_basis_recipient": "because"}, "lawful_basis_recipient",
     "Choose the lawful basis from the list."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "sentence"), WRONG_TERMS)
def test_terms_that_cannot_stand_name_their_field(two, change, field, sentence):
    with pytest.raises(Invalid) as refused:
        two.draft(**change)

    assert refused.value.errors == {field: sentence}


def test_steps_are_taken_in_order_and_by_whoever_may(two):
    agreement_id = two.draft()

    with pytest.raises(NotNow, match="This agreement is draft"):
        two.accept(agreement_id)
    with two.here("partner"), pytest.raises(NotAllowed):
        agreements.offer(
            agreement_id=agreement_id, signatory=SIGNATORY, by=two.signatory, at=NOW
        )
    clerk = person(two.council, Role.DECISION_OFFICER)
    with two.here("council"), pytest.raises(NotAllowed, match="the sharing officer"):
        agreements.offer(
            agreement_id=agreement_id, signatory=SIGNATORY, by=clerk, at=NOW
        )


def test_a_third_organisation_does_not_find_it(two, harbour):
    agreement_id = two.in_force()
    stranger = person(harbour, Role.PARTNER_SIGNATORY)

    with in_organisation(harbour), pytest.raises(NotFound):
        agreements.terminate(
            agreement_id=agreement_id, reason="Why not", by=stranger, at=NOW
        )


def test_a_new_version_replaces_the_old_one_without_a_gap(two):
    agreement_id = two.in_force()
    with two.here("council"):
        agreements.revise(
            agreement_id=agreement_id, terms=terms(level="FLAG"), by=two.officer, at=NOW
        )
    two.offer(agreement_id)
    two.accept(agreement_id)
    two.indemnify(agreement_id)
    two.put_in_force(agreement_id)

    with two.here("partner"):
        states = AgreementVersion.objects.filter(agreement_id=agreement_id)
        assert list(states.order_by("number").values_list("state", flat=True)) == [
            "SUPERSEDED",
            "IN_FORCE",
        ]


def test_either_side_may_decline_before_it_is_in_force(two):
    refused, withdrawn = two.draft(), two.draft()
    two.offer(refused)
    with two.here("partner"):
        agreements.refuse(
            agreement_id=refused, reason="Too broad", by=two.signatory, at=NOW
        )
    with two.here("council"):
        agreements.withdraw(
            agreement_id=withdrawn, reason="Drafted twice", by=two.officer, at=NOW
        )

    assert two.version(refused).state == "REFUSED"
    assert two.version(withdrawn).state == "WITHDRAWN"
