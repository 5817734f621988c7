"""What becomes of a letter that has nobody to go to?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from documents.models import Document
from notifications.models import Message
from register.actions import letters
from register.models import Notice
from register.refusals import NotPermitted, Refused
from tenants.codes import Category, Precaution, SubjectKind
from tenants.packs import load, shipped
from tenants.packs.choices import LetterBy
from tests.register.making import AT, CONTENT, make_entry


LATER = AT + timedelta(hours=1)
NOWHERE = replace(
    CONTENT,
    subject=replace(
        CONTENT.subject,
        kind=SubjectKind.PREMISES,
        name="",
        email="",
        date_of_birth=None,
        address_lines=(),
        postcode="",
    ),
    category=Category.ENVIRON,
    precautions=(Precaution.PPE,),
)
LETTERS = load(shipped("eastmere")).letters


@pytest.fixture
def notice(people, under_pack) -> Notice:
    """Premises known by a number alone, where the pack lets that be enough."""
    under_pack(one_of_fields=())
    return Notice.objects.get(entry=make_entry(people, content=NOWHERE))


def test_a_letter_to_nobody_says_so_and_is_not_made(notice):
    done = letters.send(notice_id=notice.pk, at=AT)

    assert done.state == "NOT_SENT"
    assert done.not_sent_reason.startswith("This letter has nobody to go to")
    assert not Document.objects.exists()
    assert not Message.objects.exists()


def test_it_goes_once_somebody_says_where(notice, people):
    letters.send(notice_id=notice.pk, at=AT)
    asked = {"notice_id": notice.pk, "name": "The occupier", "at": LATER}

    with pytest.raises(Refused, match="lines of an address"):
        letters.address(lines=[" "], by=people.decider, **asked)
    with pytest.raises(NotPermitted):
        letters.address(lines=["1 High Street"], by=people.head, **asked)
    letters.address(lines=["1 High Street", "ZX1 1AA"], by=people.decider, **asked)
    done = letters.send(notice_id=notice.pk, at=LATER)

    assert (done.state, done.to_address) == ("MADE", ["1 High Street", "ZX1 1AA"])
    assert Message.objects.get().state == "TO_PRINT"
    with pytest.raises(Refused, match="“Letter made”"):
        letters.address(lines=["2 High Street"], by=people.decider, **asked)


@pytest.mark.parametrize(
    ("by", "key", "channel"),
    [
        (LetterBy.NOTIFY, "a-key", "NOTIFY_LETTER"),
        (LetterBy.NOTIFY, "", "EMAIL"),
        (LetterBy.EMAIL, "a-key", "EMAIL"),
        (LetterBy.POST, "a-key", "PRINT"),
    ],
)
def test_a_letter_goes_by_what_is_set_up(
    people, under_pack, settings, monkeypatch, by, key, channel
):
    under_pack(letters=replace(LETTERS, by=by))
    settings.NOTIFY_API_KEY = key
    monkeypatch.setattr("notifications.delivery.send", lambda outgoing: "reference")

    letters.send(notice_id=Notice.objects.get(entry=make_entry(people)).pk, at=AT)

    assert Message.objects.get().channel == channel
