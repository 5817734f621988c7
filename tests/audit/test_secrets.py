"""Are search terms readable only while their month's key lives?"""

from datetime import UTC, datetime

import pytest

from audit import secrets
from audit.models import TermKey
from tenants.context import as_check, as_owner, in_organisation


MARCH = datetime(2026, 3, 2, 10, tzinfo=UTC)
APRIL = datetime(2026, 4, 2, 10, tzinfo=UTC)
TERMS = {"name": "Maud Invented", "postcode": "ZX1 1AA"}


@pytest.fixture(autouse=True)
def _no_key_is_kept():
    secrets.forget_keys()
    yield
    secrets.forget_keys()


def test_terms_come_back_and_are_not_in_the_bytes(in_eastmere):
    sealed = secrets.encrypt_terms(in_eastmere.pk, MARCH, TERMS)

    assert secrets.decrypt_terms(in_eastmere.pk, MARCH, sealed) == TERMS
    assert b"Maud" not in sealed


def test_sealed_by_the_thousand_is_sealed_as_one_by_one(in_eastmere):
    many = [TERMS, {"uprn": "1"}, TERMS]

    sealed = list(secrets.seal_each(in_eastmere.pk, MARCH, many))

    opened = [secrets.decrypt_terms(in_eastmere.pk, MARCH, one) for one, _ in sealed]
    assert opened == many
    assert [digest for _, digest in sealed] == [
        secrets.terms_digest(in_eastmere.pk, terms) for terms in many
    ]
    assert sealed[0][0] != sealed[2][0], "each under a nonce of its own"


def test_there_is_one_key_a_month(in_eastmere):
    for at in (MARCH, MARCH, APRIL):
        secrets.encrypt_terms(in_eastmere.pk, at, TERMS)

    assert TermKey.objects.count() == 2


def test_equal_terms_do_not_look_equal_but_their_digests_are(in_eastmere, torley):
    one, two = (secrets.encrypt_terms(in_eastmere.pk, MARCH, TERMS) for _ in range(2))

    assert one != two
    assert secrets.terms_digest(in_eastmere.pk, TERMS) == secrets.terms_digest(
        in_eastmere.pk, dict(reversed(TERMS.items()))
    )
    assert secrets.terms_digest(in_eastmere.pk, TERMS) != secrets.terms_digest(
        torley.pk, TERMS
    )


def test_another_organisation_cannot_read_them(in_eastmere, torley):
    sealed = secrets.encrypt_terms(in_eastmere.pk, MARCH, TERMS)
    secrets.forget_keys()

    with in_organisation(torley):
        with pytest.raises(secrets.Unreadable):
            secrets.decrypt_terms(in_eastmere.pk, MARCH, sealed)
        secrets.encrypt_terms(torley.pk, MARCH, TERMS)
        with pytest.raises(secrets.Unreadable):
            secrets.decrypt_terms(torley.pk, MARCH, sealed)


@pytest.mark.throwaway
def test_destroying_the_months_key_makes_them_unreadable(open_throwaway):
    organisation = open_throwaway()
    with in_organisation(organisation):
        sealed = secrets.encrypt_terms(organisation.pk, MARCH, TERMS)
    with as_owner() as cursor:
        cursor.execute(
            "DELETE FROM audit_termkey WHERE organisation = %s", [organisation.pk]
        )

    with in_organisation(organisation), pytest.raises(secrets.Unreadable):
        secrets.decrypt_terms(organisation.pk, MARCH, sealed)


def test_the_check_seals_terms_under_its_own_role(db, eastmere):
    with as_check(eastmere.pk) as cursor:
        sealed = secrets.encrypt_terms(eastmere.pk, MARCH, TERMS, cursor=cursor)

    with in_organisation(eastmere):
        assert secrets.decrypt_terms(eastmere.pk, MARCH, sealed) == TERMS


def test_an_older_wrapping_key_still_opens(in_eastmere, settings):
    settings.TERM_KEYS = ["old"]
    sealed = secrets.encrypt_terms(in_eastmere.pk, MARCH, TERMS)
    secrets.forget_keys()

    settings.TERM_KEYS = ["new", "old"]
    assert secrets.decrypt_terms(in_eastmere.pk, MARCH, sealed) == TERMS
    secrets.forget_keys()
    settings.TERM_KEYS = ["new"]
    with pytest.raises(secrets.Unreadable):
        secrets.decrypt_terms(in_eastmere.pk, MARCH, sealed)
