"""Do the papers say all that the panel weighs, and does the person's copy name nobody?"""

from dataclasses import replace

import pytest

from documents.names import leave_out, without_names
from register.actions import appeals
from register.models import Notice
from register.queries.bundles import bundle_of, names_to_leave_out, own_names
from register.refusals import Refused
from tests.register.appeals.hearing import (
    RECEIVED_AT,
    arranged,
    make_panel,
    received,
)
from tests.register.making import CONTENT, SEEN, TODAY, TOLD, make_entry


INCIDENT = replace(
    CONTENT.incidents[0],
    what_happened=(
        "He shouted at Dot Harland and pushed Ivo. Rowan Ashby then left. "
        "Ring 01632 960123 or dot@council.example."
    ),
    victim="Ivo Trench",
    witnesses="Mrs Olive Penn",
    statements=(
        replace(SEEN, text="Trench's arm was bruised; IVO cried out."),
        replace(TOLD, text="It was loud.", by_whom="Kit Marlow"),
    ),
)
OTHERS = ("Harland", "Trench", "Ivo", "IVO", "Penn", "Olive", "Marlow", "01632", "dot@")


@pytest.fixture
def panel(in_eastmere):
    return make_panel()


@pytest.fixture
def appeal(people, panel):
    entry = make_entry(people, content=replace(CONTENT, incidents=(INCIDENT,)))
    return arranged(entry, panel)


def said(paper) -> str:
    return "\n".join(
        text
        for section in paper.sections
        for text in (
            section.heading,
            *section.paragraphs,
            *(
                f"{label}: {value}"
                for label, value in (section.table.rows if section.table else ())
            ),
        )
    )


def papers(appeal, *also: str):
    whole = bundle_of(appeal, dated=TODAY, for_person=False)
    copy = without_names(
        bundle_of(appeal, dated=TODAY, for_person=True),
        names=[*names_to_leave_out(appeal), *also],
        own=own_names(appeal.entry),
    )
    return said(whole), said(copy)


def test_the_persons_copy_names_nobody_else_and_the_panels_does(appeal, people):
    people.reporter.full_name = "Priscilla Quint"
    people.reporter.save()
    appeals.comment(
        reference=appeal.reference,
        text="I, Priscilla, stand by it.",
        by=people.reporter,
        at=RECEIVED_AT,
    )

    whole, copy = papers(appeal, "Dot Harland")

    for name in (*OTHERS, "Priscilla"):
        assert name in whole
        assert name not in copy
    assert "He shouted at [left out] and pushed [left out]." in copy
    assert "Rowan Ashby then left." in copy


def test_the_papers_hold_the_decision_with_each_criterion_and_both_sides(appeal):
    whole, copy = papers(appeal)

    for paper in (whole, copy):
        assert "I never threw the chair; it fell when I stood up." in paper
        assert "Previous conduct: None known." in paper
        assert "nothing less would keep them safe" in paper
        assert "was bruised" in paper


def test_the_person_is_sent_their_copy_as_it_was_made(appeal, panel):
    made = appeals.prepare(
        reference=appeal.reference,
        also_leave_out=["Dot Harland"],
        by=panel.arranger,
        at=RECEIVED_AT,
    )

    notice = Notice.objects.get(kind="APPEAL_PAPERS")
    assert (notice.state, notice.document) == ("MADE", made.persons_copy)
    assert "Dot Harland" in made.left_out
    assert made.document.sha256 != made.persons_copy.sha256


def test_papers_wait_for_a_hearing(people, panel):
    appeal = received(make_entry(people), panel)

    with pytest.raises(Refused, match="Set the hearing first"):
        appeals.prepare(
            reference=appeal.reference,
            also_leave_out=[],
            by=panel.arranger,
            at=RECEIVED_AT,
        )


@pytest.mark.parametrize(
    ("text", "names", "own", "left"),
    [
        ("Ann saw it.", ["Ann Lee"], [], "[left out] saw it."),
        ("Annex B", ["Ann Lee"], [], "Annex B"),
        ("Lee’s dog", ["Ann Lee"], [], "[left out] dog"),
        ("Sam Lee left", ["Ann Lee"], ["Sam Lee"], "Sam Lee left"),
        ("A neighbour said", ["A neighbour"], [], "[left out] said"),
        ("the neighbour of a man", ["A neighbour"], [], "the neighbour of a man"),
        ("on 07700 900123 at once", [], [], "on [left out] at once"),
        ("UPRN 999111000123", [], [], "UPRN 999111000123"),
    ],
)
def test_what_is_left_out_and_what_stays(text, names, own, left):
    assert leave_out(text, names=names, own=own) == left
