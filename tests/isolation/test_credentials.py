"""What one organisation gave out, does another take it? Not even for an equal person."""

import json

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache

from accounts.models import User
from accounts.tokens import ResetTokens
from tenants.context import in_organisation
from tests.accounts.making import PASSWORD, make_person, sign_in
from tests.api.asking import UPRN, token_for


SIGNED_IN = "/second-step/"


@pytest.fixture
def twins(db, eastmere, torley) -> tuple[User, User]:
    """One person in both: the same key, address, password and hash of it."""
    with in_organisation(eastmere):
        one = make_person(email="twin@heed.example")
        User.objects.filter(pk=one.pk).update(password=make_password(PASSWORD, "salt"))
        one.refresh_from_db()
    with in_organisation(torley):
        other = make_person(email="twin@heed.example")
        User.objects.filter(pk=other.pk).update(email="moved@heed.example")
        User.objects.create(
            id=one.pk,
            email=one.email,
            full_name=one.full_name,
            password=one.password,
            last_login=one.last_login,
        )
        twin = User.objects.get(pk=one.pk)
    assert (one.pk, one.password) == (twin.pk, twin.password)
    return one, twin


def test_a_session_of_one_is_none_at_the_other(twins, eastmere, torley, client_at):
    here = sign_in(client_at(eastmere), twins[0])
    there = client_at(torley)
    there.cookies = here.cookies

    assert here.get(SIGNED_IN).status_code == 200
    answer = there.get(SIGNED_IN)
    assert answer.status_code in {302, 403}
    assert "twin@heed.example" not in answer.content.decode()


def test_a_reset_token_of_one_is_refused_at_the_other(twins, eastmere, torley):
    one, twin = twins
    with in_organisation(eastmere):
        token = ResetTokens().make_token(one)
        assert ResetTokens().check_token(one, token)

    with in_organisation(torley):
        assert not ResetTokens().check_token(twin, token)


def test_an_api_token_of_one_is_refused_at_the_other(db, eastmere, torley, client_at):
    token = token_for(eastmere)
    body = json.dumps({"purpose": "home-visit", **UPRN})

    def status(organisation) -> int:
        return (
            client_at(organisation)
            .post(
                "/api/v1/checks",
                body,
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "k-1"},
            )
            .status_code
        )

    assert status(eastmere) == 200
    assert status(torley) == 401


def test_a_cache_key_of_one_is_empty_at_the_other(db, eastmere, torley):
    with in_organisation(eastmere):
        cache.set("same-key", "of eastmere")
    with in_organisation(torley):
        assert cache.get("same-key") is None
        cache.set("same-key", "of torley")
    with in_organisation(eastmere):
        assert cache.get("same-key") == "of eastmere"


def test_signing_in_at_one_does_not_sign_in_at_the_other(
    twins, eastmere, torley, client_at
):
    sign_in(client_at(eastmere), twins[0])

    assert client_at(torley).get(SIGNED_IN).status_code in {302, 403}
