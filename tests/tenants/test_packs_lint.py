"""Does the legal lint find what it names, and is it content with the answer?"""

from dataclasses import replace

import pytest

from tenants.codes import Category, Level
from tenants.packs import Weight, lint, load, names, shipped
from tenants.packs.choices import MemberAccess
from tenants.packs.lint import RULES
from tenants.packs.pack import Panel, Statements


PACK = load(shipped("eastmere"))
EXPLAINED = Statements(proportionality="Because.", retention="Because.")
LONG = dict.fromkeys(Category, 60)

TRIPS = [
    ("seen_by_all", {"everyone_sees": Level.FLAG}, "view_levels.ALL_STAFF", Weight.STATEMENT),
    ("seen_by_all", {"member_access": MemberAccess.ALL}, "member_access", Weight.STATEMENT),
    ("retention_is_bounded", {"retention_months": dict.fromkeys(Category, 0)}, "retention_months", Weight.REFUSE),
    ("retention_is_bounded", {"retention_months": LONG}, "retention_months", Weight.STATEMENT),
    ("no_support_need_is_a_risk", {"category_labels": {Category.OTHER: "Mental health"}}, "category_labels.OTHER", Weight.REFUSE),
    ("basis_suits_a_public_task", {"lawful_basis": ("uk-gdpr:6(1)(f)", "b")}, "lawful_basis", Weight.WARN),
    ("riddor_is_not_the_basis", {"lawful_basis": ("RIDDOR 2013", "b")}, "lawful_basis", Weight.WARN),
    ("thresholds_are_facts", {"thresholds": ("The officer felt threatened",)}, "thresholds", Weight.WARN),
    ("markers_stay_here", {"copies_to": ("Benefits system",)}, "copies_to", Weight.WARN),
    ("contact_is_another_basis", {"contact_basis": ()}, "contact_basis", Weight.WARN),
]  # fmt: skip


def test_the_usual_pack_has_no_findings():
    assert lint(PACK) == []


@pytest.mark.parametrize(("rule", "change", "key", "weight"), TRIPS)
def test_each_rule_is_seen_to_find(rule, change, key, weight):
    (finding,) = lint(replace(PACK, **change))

    assert (finding.key, finding.weight) == (key, weight)
    assert finding.stops is (weight is not Weight.WARN)


def test_every_rule_is_tried():
    assert {rule for rule, *_ in TRIPS} == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    "change",
    [
        {"everyone_sees": Level.FLAG},
        {"member_access": MemberAccess.ALL},
        {"retention_months": LONG},
    ],
)
def test_a_statement_answers_what_asks_for_one(change):
    (finding,) = lint(replace(PACK, statements=EXPLAINED, **change))

    assert finding.answered is True
    assert finding.stops is False


def test_no_statement_answers_for_an_endless_term():
    endless = dict.fromkeys(Category, 0)

    (finding,) = lint(replace(PACK, statements=EXPLAINED, retention_months=endless))

    assert finding.stops is True


def test_all_staff_names_the_case():
    (finding,) = lint(replace(PACK, everyone_sees=Level.FLAG))

    assert "Clift v Slough Borough Council [2010] EWCA Civ 1484" in finding.sentence


def test_just_under_five_years_needs_no_reasons():
    assert lint(replace(PACK, retention_months=dict.fromkeys(Category, 59))) == []


def test_only_categories_the_pack_uses_count():
    months = dict(PACK.retention_months) | {Category.CONTACT: 0}
    fewer = tuple(c for c in PACK.categories if c is not Category.CONTACT)

    assert lint(replace(PACK, retention_months=months, categories=fewer)) == []


def test_a_panel_is_linted_too():
    panel = Panel(name="Panel", rules=replace(PACK, lawful_basis=("RIDDOR", "b")))

    (finding,) = lint(replace(PACK, panels=(panel,)))

    assert finding.key == "panels.0.lawful_basis"


# What trips each rule in the usual pack: what it replaces, the key, and the line's start.
WRITTEN = [
    ("[view_levels]", '[view_levels]\nALL_STAFF = "FLAG"', "view_levels.ALL_STAFF", "ALL_STAFF"),
    ('member_access = "none"', 'member_access = "all"', "member_access", "member_access"),
    ("PHYS = 24", "PHYS = 60", "retention_months", "[retention_months]"),
    ("[view_levels]", '[category_labels]\nOTHER = "Dementia"\n[view_levels]', "category_labels.OTHER", "OTHER"),
    ("lawful_basis = [", 'lawful_basis = ["uk-gdpr:6(1)(f)", ', "lawful_basis", "lawful_basis"),
    ("lawful_basis = [", 'lawful_basis = ["RIDDOR 2013", ', "lawful_basis", "lawful_basis"),
    ("thresholds = [", 'thresholds = ["The officer felt threatened", ', "thresholds", "thresholds"),
    ("lawful_basis = [", 'copies_to = ["Benefits"]\nlawful_basis = [', "copies_to", "copies_to"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "begins"), WRITTEN)
def test_each_finding_names_its_key_and_its_line(old, new, key, begins):
    usual = shipped("eastmere")
    assert old in usual
    toml = usual.replace(old, new, 1)

    (finding,) = lint(load(toml), toml)

    (line,) = [
        number
        for number, text in enumerate(toml.splitlines(), 1)
        if text.startswith(begins)
    ]
    assert (finding.key, finding.line) == (key, line)
    assert finding.place == f"line {line}, {key}"


def test_a_panels_finding_names_the_panels_line():
    toml = shipped("eastmere") + (
        '\n[[panels]]\nname = "Risk"\n[panels.retention_months]\ndefault = 72\n'
    )

    (finding,) = lint(load(toml), toml)

    assert finding.key == "panels.0.retention_months"
    assert toml.splitlines()[finding.line - 1] in {
        "[[panels]]",
        "[panels.retention_months]",
    }


@pytest.mark.parametrize("name", names())
def test_no_shipped_pack_is_stopped(name):
    assert not [f for f in lint(load(shipped(name))) if f.stops]
