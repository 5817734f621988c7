from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.imports.judging.contents import content_of
from register.imports.judging.facts import RowTexts
from register.imports.judging.findings import (
    CLEARABLE,
    KEEPABLE,
    WARNINGS,
    Finding,
    FindingKind,
)
from register.imports.judging.rules import RULES, judge_row
from register.imports.judging.sheets import judge_sheet
from register.imports.mapping.fields import Field
from register.imports.reading.tables import read_table
from register.policy.contents import problems
from tenants.codes import Category, Precaution, StatementKind, SubjectKind
from tests.register.imports import messy
from tests.register.imports.judging import (
    held,
    judge_table,
    kinds,
    row,
    rules,
)


FOUND = [
    ({"CATEGORY": ""}, "NO_CATEGORY"),
    ({"CATEGORY": "bad vibes"}, "UNKNOWN_CATEGORY"),
    ({"PRECAUTIONS": "two; wear a bell"}, "UNKNOWN_PRECAUTION"),
    ({"PRECAUTIONS": ""}, "NO_PRECAUTION"),
    ({"PRECAUTIONS": "hat"}, "NO_PRECAUTION"),
    ({"ADDED_ON": "31/02/2026"}, "UNREADABLE_DATE"),
    ({"ADDED_ON": "02/13/2026"}, "UNREADABLE_DATE"),
    ({"ADDED_ON": "46000"}, "UNREADABLE_DATE"),
    ({"BORN": "1/1/20"}, "UNREADABLE_DATE"),
    ({"ADDED_ON": "22/11/2026"}, "FUTURE_DATE"),
    ({"BORN": "2026-11-22"}, "FUTURE_DATE"),
    ({"ADDED_ON": ""}, "NO_DATE"),
    ({"ADDED_ON": "Oct-26"}, "PART_OF_A_DATE"),
    ({"BORN": "Sep-74"}, "PART_OF_A_DATE"),
    ({"BORN": "circa 40"}, "AGE_ONLY"),
    ({"POSTCODE": "ZX1"}, "BAD_POSTCODE"),
    ({"ADDRESS": "1 Mill Road, ZX1 2AC"}, "POSTCODES_DIFFER"),
    ({"UPRN": "9.99E+11"}, "BAD_UPRN"),
    ({"UPRN": "12a"}, "BAD_UPRN"),
    ({"POSTCODE": "", "UPRN": ""}, "HARD_TO_FIND"),
    ({"NAME": "Mr & Mrs Byron"}, "SEVERAL_PEOPLE"),
    ({"NAME": "Ada Byron (deceased)"}, "DECEASED"),
    ({"ADDED_ON": "21/11/2025"}, "PAST_RETENTION"),
    ({"ENDS_ON": "21/11/2026"}, "PAST_RETENTION"),
    ({"WHAT_HAPPENED": ""}, "FIELD_REQUIRED"),
    ({"WHAT_HAPPENED": "x" * 4001}, "TEXT_TOO_LONG"),
    ({"BORN": "1 December 2009"}, "UNDER_AGE"),
    ({"REVIEW_ON": "20/11/2026"}, "REVIEW_PASSED"),
    ({"CATEGORY": "ORDER"}, "ORDER_WITHOUT_END"),
    ({"CATEGORY": "OTHER"}, "NEEDS_WORDS"),
]  # fmt: skip


def test_a_sound_row_has_no_finding() -> None:
    draft, findings = judge_row(row(), rules())

    assert findings == []
    assert (draft.kind, draft.category) == (
        SubjectKind.PERSON_AT_PREMISES,
        Category.VERBAL,
    )


@pytest.mark.parametrize(("changes", "kind"), FOUND)
def test_one_change_has_one_finding(changes: dict[str, str], kind: str) -> None:
    _, findings = judge_row(row(**changes), rules())

    assert [str(finding.kind) for finding in findings] == [kind]
    assert findings[0].sentence.endswith(".")


def test_a_row_with_nobody_and_nowhere_says_only_that() -> None:
    nothing = row(NAME="n/a", ADDRESS="", POSTCODE="-", UPRN="")

    _, findings = judge_row(nothing, rules())

    assert [finding.kind for finding in findings] == [FindingKind.NO_NAME_OR_ADDRESS]


def test_a_review_before_the_start_is_noticed() -> None:
    _, findings = judge_row(row(REVIEW_ON="01/10/2026"), rules())

    assert {f.kind for f in findings} == {
        FindingKind.REVIEW_PASSED,
        FindingKind.REVIEW_TOO_EARLY,
    }


@pytest.mark.parametrize(
    ("added", "blocked"), [("22/11/2025", False), ("21/11/2025", True)]
)
def test_the_last_day_of_the_term_is_its_border(added: str, blocked: bool) -> None:
    _, findings = judge_row(row(ADDED_ON=added), rules())

    assert any(f.blocks for f in findings) is blocked


def test_the_term_of_the_young_is_halved() -> None:
    young = row(BORN="1 December 2009", ADDED_ON="1 May 2026")

    _, findings = judge_row(young, rules())

    assert [f.kind for f in findings] == [FindingKind.PAST_RETENTION]


def test_a_later_incident_carries_the_term() -> None:
    later = row(ADDED_ON="1 January 2020", HAPPENED_ON="1 November 2026")

    draft, findings = judge_row(later, rules())

    assert findings == []
    assert draft.began_on == date(2026, 11, 1)


def test_a_register_of_premises_takes_no_name() -> None:
    common = {"RING_NAME": "Duty manager", "RING_PHONE": "01632 960216"}
    common |= {"CATEGORY": "unsafe"}

    named = judge_row(row(**common), rules("torley"))
    nameless = judge_row(row(NAME="", **common), rules("torley"))[1]

    assert {f.kind for f in named[1]} >= {
        FindingKind.FIELD_NOT_HELD,
        FindingKind.KIND_NOT_HELD,
    }
    assert [f.kind for f in nameless if f.blocks] == []


def test_premises_without_a_place_to_find_are_refused() -> None:
    vague = row(NAME="", ADDRESS="behind the church", POSTCODE="", UPRN="")

    _, findings = judge_row(vague, rules())

    assert FindingKind.PLACE_UNCLEAR in {f.kind for f in findings}


def test_a_formula_is_found_before_what_it_hides() -> None:
    hidden = replace(
        row(WHAT_HAPPENED="", CATEGORY=""),
        formulas=frozenset({Field.WHAT_HAPPENED, Field.CATEGORY}),
    )

    _, findings = judge_row(hidden, rules())

    assert [(f.kind, f.field) for f in findings] == [
        (FindingKind.FORMULA_CELL, Field.CATEGORY),
        (FindingKind.FORMULA_CELL, Field.WHAT_HAPPENED),
    ]


def test_a_default_precaution_is_proposed_where_none_is_given() -> None:
    draft, findings = judge_row(
        row(PRECAUTIONS=""), rules(default_precaution=Precaution.ASK)
    )

    assert (draft.precautions, findings) == ((Precaution.ASK,), [])


def test_a_department_may_rest_on_something_else() -> None:
    judged_by = rules(statements_by_department={"planning": StatementKind.TOLD})

    planning = judge_row(row(DEPARTMENT="Planning"), judged_by)[0]
    housing = judge_row(row(DEPARTMENT="Housing"), judged_by)[0]
    chosen = judge_row(
        replace(row(DEPARTMENT="Planning"), statement=StatementKind.INFERRED), judged_by
    )[0]

    assert (planning.statement, housing.statement, chosen.statement) == (
        StatementKind.TOLD,
        StatementKind.SEEN,
        StatementKind.INFERRED,
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (row(3), ["DUPLICATE_ROW"]),
        (row(3, NAME="BYRON, Ada", ADDRESS="1 Mill Rd", UPRN=""), ["DUPLICATE_ROW"]),
        (row(3, NAME="Ada  Byron / Lovelace"), ["DUPLICATE_ROW"]),
        (row(3, NAME="Charles Babbage"), ["SAME_PLACE"]),
        (row(3, ADDRESS="9 Elsewhere Way", POSTCODE="ZX9 9ZZ", UPRN=""), []),
        (row(3, NAME=""), ["SAME_PLACE"]),
    ],
)
def test_rows_about_the_same_are_found(other: RowTexts, expected: list[str]) -> None:
    judged = judge_sheet([row(2), other], rules())

    assert (kinds(judged[0]), kinds(judged[1])) == ([], expected)


def test_one_house_may_have_two_dangers_but_not_one_twice() -> None:
    floor = row(2, NAME="", CATEGORY="unsafe")
    dog = row(3, NAME="", CATEGORY="dog")
    again = row(4, NAME="", CATEGORY="dog", UPRN="")

    judged = judge_sheet([floor, dog, again], rules())

    assert [kinds(each) for each in judged] == [[], ["SAME_PLACE"], ["DUPLICATE_ROW"]]


def test_what_the_register_holds_is_named_by_its_reference() -> None:
    judged = judge_sheet([row(2)], rules(), held=[held(row(9, UPRN=""), "E-7K3M9QXA")])

    assert kinds(judged[0]) == ["ALREADY_HELD"]
    assert "see E-7K3M9QXA" in judged[0].findings[0].sentence


def test_a_row_left_out_is_nobodys_duplicate() -> None:
    judged = judge_sheet([row(2), row(3)], rules(), left_out=frozenset({2}))

    assert [kinds(each) for each in judged] == [[], []]


def test_premises_of_a_whole_sheet() -> None:
    judged = judge_table(read_table(messy.premises()), "torley")

    expected = ["NO_ACCOUNT", "NO_PRECAUTION"]
    assert [kinds(each) for each in judged] == [
        expected,
        expected,
        sorted([*expected, "NEEDS_WORDS"]),
        sorted([*expected, "BAD_UPRN"]),
        sorted([*expected, "SAME_PLACE"]),
        sorted([*expected, "PAST_RETENTION"]),
    ]
    assert judged[1].draft.address == "Flat 37, 33 Cinder Court"


def test_a_sound_row_is_a_report_its_policy_takes() -> None:
    judged_by = rules()
    draft, _ = judge_row(row(DEPARTMENT="Planning"), judged_by)

    content = content_of(draft, judged_by.pack)

    assert content is not None
    assert problems(content, pack=judged_by.pack, today=messy.TODAY) == []
    (statement,) = content.statements
    assert statement.text == (
        "Shouted at the officer. (Dated by its entry of 1 November 2026.)"
    )


def test_what_was_told_names_the_old_register() -> None:
    judged_by = rules(statement=StatementKind.TOLD)
    draft, _ = judge_row(row(), judged_by)

    content = content_of(draft, judged_by.pack)

    assert content is not None
    assert content.statements[0].by_whom == "The old register"


def test_every_kind_of_finding_stands_somewhere() -> None:
    assert set(FindingKind) >= WARNINGS | KEEPABLE | CLEARABLE
    assert not WARNINGS & KEEPABLE
    assert all(rule.__doc__ for rule in RULES)


def test_a_finding_is_kept_and_read_back_whole() -> None:
    finding = Finding(FindingKind.NO_DATE, "Type the date.", Field.ADDED_ON)
    bare = Finding(FindingKind.ALREADY_HELD, "Leave it out.")

    assert Finding.from_record(finding.as_record()) == finding
    assert Finding.from_record(bare.as_record()) == bare


CELLS = st.dictionaries(
    st.sampled_from(list(Field)), st.text(max_size=60), max_size=len(Field)
)


@settings(max_examples=300)
@given(st.lists(CELLS, max_size=4), st.sampled_from(["eastmere", "torley"]))
def test_no_cells_break_the_judge_and_nothing_unsound_gets_through(
    sheet: list[dict[Field, str]], pack: str
) -> None:
    judged_by = rules(pack)
    rows = [RowTexts(number=n, texts=cells) for n, cells in enumerate(sheet, start=2)]

    for judged in judge_sheet(rows, judged_by):
        if any(finding.blocks for finding in judged.findings):
            continue
        content = content_of(judged.draft, judged_by.pack)
        assert content is not None
        assert problems(content, pack=judged_by.pack, today=messy.TODAY) == []
