"""What do the rows' own policies let through, whatever a program asks for?

Every clause is broken alone, and the recipient, under its own role, must no longer
find the release, the marker or a single key.
"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from markers.models import Key, Marker
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    Check,
    Indemnity,
    PortfolioItem,
    Recall,
    Receipt,
    Release,
    TeamRelease,
)
from tenants.context import as_check, in_organisation
from tests.sharing import worlds
from tests.sharing.check.test_released import (
    change_attestation,
    change_version,
    yesterday,
)


pytestmark = pytest.mark.django_db(databases=["default"])


def change_marker(shared, **changes):
    with in_organisation(shared.discloser):
        Marker.objects.filter(pk=shared.marker.pk).update(**changes)


def replace_indemnity(shared, **changes):
    with in_organisation(shared.recipient):
        held = shared.standing.indemnity
        Indemnity.objects.filter(pk=held.pk).update(replaced_at=worlds.now())
        held.pk = None
        for name, value in changes.items():
            setattr(held, name, value)
        held._state.adding = True
        held.save(force_insert=True)


def withdraw(shared):
    with in_organisation(shared.discloser):
        Release.objects.update(
            withdrawn_at=worlds.now(), withdrawn_by="x", withdrawn_reason="y"
        )


BROKEN = {
    "agreement suspended": lambda s: change_version(
        s,
        state="SUSPENDED",
        suspended_by=s.discloser.pk,
        suspended_at=worlds.now(),
        suspension_reason="x",
    ),
    "agreement terminated": lambda s: change_version(s, state="TERMINATED"),
    "agreement ended": lambda s: change_version(
        s, starts_on=yesterday(), ends_on=yesterday()
    ),
    "agreement not begun": lambda s: change_version(
        s, starts_on=worlds.today() + worlds.DAY, ends_on=worlds.today() + worlds.DAY
    ),
    "activity not agreed": lambda s: change_version(s, activities=["SURVEYS"]),
    "indemnity of another version": lambda s: change_version(s, document_hash="b" * 64),
    "indemnity without a head": lambda s: replace_indemnity(s, heads=["CLAIMS"]),
    "no undertaking": lambda s: replace_indemnity(s, policy_undertaking=False),
    "cover lapsed": lambda s: replace_indemnity(s, cover_ends_on=yesterday()),
    "not approved": lambda s: change_attestation(s, approved_at=None, approved_by=None),
    "attestation withdrawn": lambda s: change_attestation(
        s, withdrawn_at=worlds.now(), withdrawn_by="x"
    ),
    "attestation replaced by one that ended": lambda s: attest_anew(
        s, starts_on=yesterday(), ends_on=yesterday()
    ),
    "attestation of no close contact": lambda s: attest_anew(s, mode="REMOTE_DIRECT"),
    "released for another activity": lambda s: attest_anew(s, activity="SURVEYS"),
    "release withdrawn": withdraw,
}
ENTRY = {
    "entry not shareable": {"shareable": False},
    "entry ended": {
        "starts_on": yesterday(),
        "ends_on": worlds.today(),
    },
    "entry not begun": {
        "starts_on": worlds.today() + worlds.DAY,
        "ends_on": worlds.today() + worlds.DAY,
    },
    "provisional hours over": {
        "state": "PROVISIONAL",
        "provisional_until": worlds.now() - worlds.DAY,
    },
}


def attest_anew(shared, **changes):
    change_attestation(shared, withdrawn_at=worlds.now(), withdrawn_by="x")
    held = shared.standing.attestations["REPAIRS"]
    fields = {
        name: getattr(held, name)
        for name in [
            "discloser",
            "recipient",
            "activity",
            "mode",
            "evidence",
            "people",
            "starts_on",
            "ends_on",
            "attested_by",
            "attested_at",
            "approved_by",
            "approved_at",
        ]
    }
    with in_organisation(shared.discloser):
        Attestation.objects.create(agreement_id=held.agreement_id, **(fields | changes))


def seen(organisation) -> dict[str, int]:
    with in_organisation(organisation):
        return {
            "releases": Release.objects.filter(recipient=organisation.pk).count(),
            "markers": Marker.objects.exclude(owner=organisation.pk).count(),
            "keys": Key.objects.exclude(owner=organisation.pk).count(),
        }


def test_a_recipient_sees_what_holds_today(shared):
    found = seen(shared.recipient)

    assert found["releases"] == 1
    assert found["markers"] == 1
    assert found["keys"] > 0


@pytest.mark.parametrize("clause", list(BROKEN))
def test_each_clause_alone_hides_release_marker_and_keys(shared, clause):
    BROKEN[clause](shared)

    assert seen(shared.recipient) == {"releases": 0, "markers": 0, "keys": 0}


@pytest.mark.parametrize("clause", list(ENTRY))
def test_an_entry_that_does_not_stand_hides_marker_and_keys(shared, clause):
    change_marker(shared, **ENTRY[clause])

    assert seen(shared.recipient) == {"releases": 1, "markers": 0, "keys": 0}


def test_a_third_organisation_sees_nothing(shared, harbour, torley):
    for stranger in (harbour, torley):
        assert seen(stranger) == {"releases": 0, "markers": 0, "keys": 0}
        with in_organisation(stranger):
            for model in (Agreement, AgreementVersion, Indemnity, Attestation):
                assert not model.objects.exists()
            assert not PortfolioItem.objects.exists()


SHARING = [
    "sharing_release",
    "sharing_teamrelease",
    "sharing_check",
    "sharing_receipt",
    "sharing_portfolioitem",
    "markers_marker",
    "markers_key",
]


@pytest.mark.parametrize("table", SHARING)
def test_the_platform_has_no_right_to_entries_or_releases(
    shared, platform_organisation, table
):
    with (
        in_organisation(platform_organisation),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT count(*) FROM public.{table}")


@pytest.mark.parametrize("column", ["*", "marker_id", "release_id", "recipient"])
def test_the_platform_learns_of_a_recall_only_when_it_is_due(
    shared, platform_organisation, column
):
    with (
        in_organisation(platform_organisation),
        pytest.raises(ProgrammingError, match=r"permission denied|does not exist"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {column} FROM public.sharing_recall")


def test_the_platform_watches_agreements(shared, platform_organisation):
    with in_organisation(platform_organisation):
        assert AgreementVersion.objects.count() == 1
        assert Indemnity.objects.count() == 1


@pytest.mark.parametrize("identity", ["", "nonsense", "'; --"])
def test_without_an_identity_there_is_nothing(shared, identity):
    with as_check(shared.recipient.pk) as cursor:
        cursor.execute("SELECT set_config('heed.organisation', %s, true)", (identity,))
        cursor.execute(
            "SELECT (SELECT count(*) FROM public.sharing_release),"
            " (SELECT count(*) FROM public.sharing_agreement),"
            " (SELECT count(*) FROM public.markers_marker)"
        )
        counts = cursor.fetchone()

    assert counts == (0, 0, 0)


def test_a_release_cannot_point_at_somebody_elses_agreement(shared, torley, harbour):
    other = worlds.publish_marker(torley)

    with pytest.raises(IntegrityError, match="sharing_release_parties"):
        worlds.release_to(shared.standing, other, torley)


def test_a_release_of_somebody_elses_entry_shows_nothing(shared, torley):
    theirs = worlds.publish_marker(torley, uprn="999111000002")
    standing = worlds.Standing(shared.standing.agreement, None, None)
    worlds.release_to(standing, theirs, shared.discloser)

    assert seen(shared.recipient)["markers"] == 1
    assert shared.ask(uprn="999111000002").markers == ()


@pytest.mark.parametrize(
    ("activity", "mode"),
    [
        ("GROUNDS_MAINTENANCE", "ENTERS_PREMISES"),
        ("REFUSE_COLLECTION", "CROSSES_BOUNDARY"),
        ("REPAIRS", "NONE"),
        ("REPAIRS", "REMOTE_DIRECT"),
    ],
)
def test_the_database_refuses_a_release_without_close_contact(shared, activity, mode):
    with pytest.raises(IntegrityError, match="close_contact"):
        worlds.release_to(
            shared.standing,
            shared.marker,
            shared.discloser,
            activity=activity,
            mode=mode,
        )


def test_a_team_that_meets_nobody_is_given_nothing_by_the_database(shared):
    with pytest.raises(IntegrityError, match="eligible"):
        worlds.give_to_team(
            shared.marker, shared.discloser, shared.marker.pk, mode="NONE"
        )


def test_a_recipient_reads_only_its_own_permitted_receipts(shared):
    shared.ask()
    change_version(shared, categories=["ANIMAL"])
    shared.ask()

    with in_organisation(shared.recipient):
        assert list(Receipt.objects.values_list("permitted", flat=True)) == [True]
    with in_organisation(shared.discloser):
        assert Receipt.objects.count() == 2
        assert not Check.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.sharing_release SET level = 'FLAG'",
        "UPDATE public.sharing_release SET recipient = owner",
        "DELETE FROM public.sharing_agreement",
        "UPDATE public.sharing_agreementevent SET reason = ''",
        "DELETE FROM public.sharing_agreementevent",
        "UPDATE public.sharing_receipt SET permitted = false",
        "DELETE FROM public.sharing_receipt",
        "UPDATE public.sharing_check SET answer = 'CLEAR'",
        "DELETE FROM public.sharing_check",
        "UPDATE public.sharing_indemnity SET cover_ends_on = '2999-01-01'",
        "UPDATE public.sharing_attestation SET ends_on = '2999-01-01'",
        "TRUNCATE public.sharing_release",
    ],
)
def test_history_cannot_be_rewritten(shared, statement):
    with (
        in_organisation(shared.discloser),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_only_what_was_taken_back_can_be_erased(shared):
    """Erasure deletes ended releases; a standing one is out of its reach."""
    with in_organisation(shared.discloser), transaction.atomic():
        standing = Release.objects.filter(withdrawn_at__isnull=True).count()
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM public.sharing_release WHERE withdrawn_at IS NULL"
            )
            assert (standing, cursor.rowcount) == (standing, 0)
        assert Release.objects.filter(withdrawn_at__isnull=True).count() == standing > 0


def test_team_releases_and_recalls_stay_at_home(shared, harbour):
    worlds.give_to_team(shared.marker, shared.discloser, shared.marker.pk)

    with in_organisation(shared.recipient):
        assert not TeamRelease.objects.exists()
        assert not Recall.objects.exists()
