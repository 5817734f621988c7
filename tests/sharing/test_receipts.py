"""Years later, does a receipt show what was known, and give the same decision again?"""

from random import Random

import pytest
from django.core.management import CommandError, call_command

from audit.kinds import Kind
from audit.queries import events_for
from sharing.actions import receipt_looks, releases
from sharing.edition import edition
from sharing.errors import NotAllowed, NotFound, Refused
from sharing.facts import PartnerFacts, Unreadable, as_record, from_record
from sharing.models import Receipt
from sharing.policy import LIMITS
from sharing.queries.receipts import SETS_A_LEVEL, receipt_for
from sharing.queries.replays import replay, replay_all
from tenants.codes import Role
from tenants.context import in_organisation
from tests.sharing import people, worlds
from tests.sharing.check.test_released import STOPS
from tests.sharing.golden import PERMITTED
from tests.sharing.proof.cases import cases
from tests.web.walking import browser, page_of


pytestmark = pytest.mark.django_db(databases=["default"])


@pytest.fixture
def kept(shared):
    """A permitted check, a refused one, and a release that was refused."""
    shared.ask()
    with in_organisation(shared.discloser):
        shared.marker.category = "WEAPON"
        shared.marker.save()
    shared.ask()
    officer = people.person(shared.discloser, Role.SHARING_OFFICER)
    with in_organisation(shared.discloser):
        with pytest.raises(Refused, match="does not name this category"):
            releases.release(
                entry_reference=shared.marker.reference,
                choices=[(shared.standing.agreement.pk, "REPAIRS", "FLAG")],
                proportionality="They enter this home.",
                by=officer,
                at=worlds.now(),
            )
        return list(Receipt.objects.order_by("decided_at"))


def test_facts_come_back_as_they_were_recorded():
    drawn = list(cases(PartnerFacts, 500, Random(4)))

    assert [from_record(PartnerFacts, as_record(facts)) for facts in drawn] == drawn


def test_every_receipt_gives_the_same_decision_again(shared, kept):
    assert [receipt.permitted for receipt in kept] == [True, False, False]
    assert {receipt.edition for receipt in kept} == {edition()}
    assert all(replay(receipt).same for receipt in kept)
    with in_organisation(shared.discloser):
        told = replay_all()
    assert (told.read, told.same, told.differ, told.older) == (3, 3, (), 0)


@pytest.mark.parametrize("stop", list(STOPS))
def test_a_receipt_stands_whatever_became_of_the_agreement(shared, stop):
    shared.ask()
    STOPS[stop](shared)

    with in_organisation(shared.discloser):
        [receipt] = Receipt.objects.all()
        assert replay(receipt).same
        assert receipt.permitted


def test_a_receipt_that_was_tampered_with_is_told(kept):
    receipt = kept[0]
    receipt.facts = receipt.facts | {"policy_undertaking": False}

    again = replay(receipt)

    assert not again.same
    assert again.same_rules
    assert again.sentences == (
        "The partner has not undertaken to follow the discloser's policy.",
    )


def test_a_receipt_of_other_rules_says_what_it_lacks(kept):
    receipt = kept[0]
    receipt.edition = "another"
    del receipt.facts["policy_undertaking"]

    again = replay(receipt)

    assert not again.same_rules
    assert again.why_not == "It was not recorded then: policy undertaking."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"colour": "red"}, "The rules no longer ask for: colour."),
        (
            {"today": "soon"},
            "A fact cannot be read: Invalid isoformat string: 'soon'.",
        ),
    ],
)
def test_a_record_that_cannot_be_read_says_why(change, sentence):
    with pytest.raises(Unreadable) as refused:
        from_record(PartnerFacts, as_record(PERMITTED) | change)

    assert str(refused.value) == sentence


def test_the_owner_reads_it_and_reading_is_on_record(shared, kept):
    officer = people.person(shared.discloser, Role.DATA_PROTECTION_OFFICER)
    with in_organisation(shared.discloser):
        page = receipt_looks.open_receipt(
            receipt_id=kept[1].pk, by=officer, at=worlds.now()
        )
        events = events_for(organisation=shared.discloser.pk, kinds=[Kind.RECEIPT_READ])

    refused = [clause.sentence for clause in page.clauses if clause.sentence]
    assert refused == ["The agreement does not name this category."]
    assert page.replayed.same
    assert dict(page.rests_on)["Policy pack in force that day"] == "version 1"
    assert [event.subject for event in events] == [str(kept[1].pk)]


def test_a_partner_reads_its_own_permitted_checks_alone(shared, kept):
    reader = people.person(shared.recipient, Role.DATA_PROTECTION_OFFICER)
    with in_organisation(shared.recipient):
        found = receipt_looks.list_receipts(by=reader, at=worlds.now())
        with pytest.raises(NotFound):
            receipt_looks.open_receipt(
                receipt_id=kept[1].pk, by=reader, at=worlds.now()
            )

    assert [line.id for line in found.lines] == [kept[0].pk]


def test_another_organisation_and_another_role_read_none(shared, kept, torley):
    outsider = people.person(torley, Role.SHARING_OFFICER)
    visitor = people.person(shared.discloser, Role.VISITING_OFFICER)
    with in_organisation(torley):
        assert not receipt_looks.list_receipts(by=outsider, at=worlds.now()).lines
    with in_organisation(shared.discloser), pytest.raises(NotAllowed):
        receipt_looks.list_receipts(by=visitor, at=worlds.now())


def test_pages_follow_each_other_without_a_gap(shared, kept):
    officer = people.person(shared.discloser, Role.SHARING_OFFICER)
    seen, before = [], None
    with in_organisation(shared.discloser):
        for _ in kept:
            page = receipt_looks.list_receipts(
                by=officer, at=worlds.now(), before=before, limit=1
            )
            seen += [line.id for line in page.lines]
            if page.more:
                before = (page.more.at, page.more.id)

    assert seen == [receipt.pk for receipt in reversed(kept)]


def test_the_pages_show_it(shared, kept, in_eastmere):
    reader = browser(in_eastmere, Role.SHARING_OFFICER)

    listed = page_of(reader.get("/receipts/"))
    opened = page_of(reader.get(f"/receipts/{kept[0].pk}/"))
    refused = page_of(reader.get(f"/receipts/{kept[1].pk}/"))

    assert "Brightfix Repairs" in listed
    assert "the same rules give the same answer" in opened
    assert "The agreement does not name this category." in refused
    assert reader.get("/receipts/?before=yesterday&last=1").status_code == 200


def test_a_receipt_names_each_limit_that_set_the_level_and_no_rule(shared, kept):
    with in_organisation(shared.discloser):
        page = receipt_for(kept[0].pk, organisation=shared.discloser.pk)

    named = {name for each in LIMITS.values() for name in each}
    assert SETS_A_LEVEL.keys() == named | {"most_in_a_check", "processing_restricted"}
    assert page.level_set_by
    assert len(page.level_set_by) == len(
        [t for t in kept[0].terms if t in SETS_A_LEVEL]
    )


def test_the_command_counts_and_fails_where_there_is_nothing(shared, kept, capsys):
    call_command("replay_receipts", shared.discloser.slug)
    with pytest.raises(CommandError, match="There is no receipt"):
        call_command("replay_receipts", "torley")
    with pytest.raises(CommandError, match="no organisation called"):
        call_command("replay_receipts", "nowhere")

    assert capsys.readouterr().out.startswith("3 receipts: 3 the same, 0 otherwise")
