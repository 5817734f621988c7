"""Does a letter say all it must, whatever the pack?"""

import re
from dataclasses import replace
from datetime import date

import pytest

from documents.letters import (
    CONTACT_TITLES,
    REQUIRED,
    TITLES,
    WRITERS,
    BlockName,
    Letter,
    LetterKind,
    MissingBlock,
    blocks,
    title_of,
)


LETTER = Letter(
    kind=LetterKind.ADDED,
    organisation="Eastmere Council",
    return_address=("1 Guildhall Square", "Eastmere", "ZX1 1AA"),
    to_name="Rowan Ashby",
    to_address=("14 Larch Court", "Eastmere", "ZX1 2AB"),
    dated=date(2026, 11, 23),
    reference="E-7K3M9QXA",
    register_name="Cautionary persons register",
    opening="",
    behaviour=("This is about what happened on 16 November 2026: serious threat.",),
    what_staff_do=("Do not go alone. Go with a colleague and stay together.",),
    recipients=("Housing visits, Eastmere Council", "Harbour Homes"),
    review_on=date(2027, 5, 16),
    removal_on=date(2027, 11, 16),
    appeal_panel="Corporate management team panel",
    appeal_how="Write to the panel and say why you disagree.",
    appeal_by=date(2026, 12, 21),
    end_reason="",
    signed_by="Director of Neighbourhood Services",
)


def texts(letter):
    return {b.name: " ".join([*b.paragraphs, *b.items]) for b in blocks(letter)}


def test_a_letter_of_addition_says_the_six_things():
    said = texts(LETTER)

    assert list(said) == ["why", "shows", "recipients", "dates", "appeal", "rights"]
    assert "16 November 2026: serious threat" in said["why"]
    assert "was not acceptable" in said["why"]
    assert "“Cautionary persons register” shows a warning" in said["shows"]
    assert "Do not go alone." in said["shows"]
    assert said["recipients"].endswith("Housing visits, Eastmere Council Harbour Homes")
    assert "review this by 16 May 2027" in said["dates"]
    assert "removed on 16 November 2027" in said["dates"]
    assert "appeal by 21 December 2026" in said["appeal"]
    assert "Corporate management team panel" in said["appeal"]


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"behaviour": ()}, "The letter does not say: Why we did this."),
        ({"appeal_how": ""}, "The letter does not say: How to appeal."),
        (
            {"kind": LetterKind.REMOVED, "end_reason": ""},
            "The letter does not say: What has changed.",
        ),
    ],
)
def test_a_letter_that_lacks_a_block_is_not_made(change, lacking):
    with pytest.raises(MissingBlock) as refused:
        blocks(replace(LETTER, **change))

    assert str(refused.value) == lacking


def test_with_nobody_told_the_letter_says_so():
    said = texts(replace(LETTER, recipients=()))

    assert said["recipients"] == (
        "Only those of our own staff who look after the register were told."
    )


def test_a_letter_of_removal_says_that_it_has_ended():
    said = texts(replace(LETTER, kind=LetterKind.REMOVED, end_reason="The term ended."))

    assert list(said) == ["ended", "recipients", "rights"]
    assert said["ended"].endswith("It ended because: The term ended.")
    assert "that it has ended" in said["recipients"]


def test_every_kind_has_its_title_and_every_block_its_writer():
    assert set(TITLES) == set(REQUIRED) == set(LetterKind)
    assert set(WRITERS) == set(BlockName)
    assert set().union(*REQUIRED.values()) == set(BlockName)
    about_entries = {k: v for k, v in REQUIRED.items() if not k.startswith("APPEAL_")}
    assert all(BlockName.RECIPIENTS in needed for needed in about_entries.values())


CONTACT = replace(
    LETTER,
    behaviour=(
        "This is about how you contacted us on 16 November 2026: contact route.",
    ),
    what_staff_do=("Answer only by the route that was set.",),
    is_contact_route=True,
)
OF_DANGER = re.compile(
    r"a warning|violen|threat|abuse|unacceptable|not acceptable|safe\b", re.IGNORECASE
)


@pytest.mark.parametrize("kind", CONTACT_TITLES)
def test_a_letter_about_a_contact_route_speaks_of_no_danger(kind):
    """It is no violence risk, and is never called one: not in any block nor its title."""
    letter = replace(CONTACT, kind=kind, end_reason="The case is closed.")
    said = " ".join([title_of(letter), *texts(letter).values()])
    without = said.replace("This is not a warning that you are dangerous", "")

    assert not OF_DANGER.search(without)
    assert title_of(letter) != TITLES[kind]
    assert title_of(replace(letter, is_contact_route=False)) == TITLES[kind]


def test_a_letter_says_what_in_law_allows_it():
    said = texts(replace(LETTER, basis=("public task (UK GDPR, article 6(1)(e))",)))

    assert said["rights"].startswith(
        "The law that allows us to hold this: public task (UK GDPR, article 6(1)(e))."
    )
    assert "The law that allows us" not in texts(LETTER)["rights"]
