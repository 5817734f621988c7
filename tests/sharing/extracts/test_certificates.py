"""Is only a certificate pinned to which something can be encrypted?"""

from datetime import UTC, datetime, timedelta

import pytest

from sharing.errors import Invalid
from sharing.extracts.certificates import in_groups, pinned, plain_fingerprint
from sharing.extracts.content import safe
from tests.sharing.extracts.keys import ADDRESS, certificate


NOW = datetime.now(UTC)


def test_a_certificate_is_known_by_its_fingerprint():
    pem, _ = certificate()

    pin = pinned(pem, address=ADDRESS.upper(), at=NOW)

    assert plain_fingerprint(in_groups(pin.fingerprint)) == pin.fingerprint
    assert pin.ends_on == (NOW + timedelta(days=365)).date()


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"curve": True}, "with an RSA key"),
        ({"bits": 1024}, "The key is too short"),
        ({"days": -1, "since": 9}, "has expired"),
        ({"since": -1}, "is not valid yet"),
        ({"address": "other@brightfix.example"}, "names another e-mail address"),
    ],
)
def test_one_that_cannot_be_used_says_why(made, sentence):
    pem, _ = certificate(**made)

    with pytest.raises(Invalid, match=sentence):
        pinned(pem, address=ADDRESS, at=NOW + timedelta(seconds=1))


@pytest.mark.parametrize("given", [b"", b"-----BEGIN CERTIFICATE-----", b"x" * 70_000])
def test_what_is_no_certificate_is_refused(given):
    with pytest.raises(Invalid, match="not a certificate"):
        pinned(given, address=ADDRESS, at=NOW)


@pytest.mark.parametrize("start", list("=+-@"))
def test_no_cell_is_a_formula(start):
    assert safe(f"{start}1") == f"'{start}1"
