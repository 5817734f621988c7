"""Does a policy pack load as it is written, and say exactly what is wrong?"""

import re
from dataclasses import fields
from decimal import Decimal

import pytest

from tenants.adoption import summary_of
from tenants.codes import (
    Activity,
    Category,
    Follows,
    Level,
    Precaution,
    Role,
    SubjectKind,
)
from tenants.packs import NoSuchPack, Pack, PackError, load, names, shipped
from tenants.packs.choices import FIELDS, Presence, SearchMode
from tenants.packs.loading import KEYS, READERS
from tenants.packs.pack import AccessGate, Suspended, UnderAge


EASTMERE = shipped("eastmere")
# The keys of the reference page, word for word.
REFERENCE = [
    "register_name",
    "panels",
    "subject_kinds",
    "fields",
    "one_of_fields",
    "narrative_max",
    "categories",
    "category_labels",
    "precautions",
    "thresholds",
    "compulsory",
    "discretionary",
    "monitor_outcome",
    "report_chain",
    "countersign_role",
    "decider_role",
    "decider_consults",
    "evidence_required",
    "risk_rating",
    "provisional",
    "review_months",
    "sweep_months",
    "retention_months",
    "term_from",
    "under_age",
    "order_end_required",
    "view_levels",
    "team_limits",
    "search_modes",
    "index_visible",
    "at_address_only",
    "member_access",
    "ward_notice",
    "access_gate",
    "access_limit",
    "letters",
    "notify_days",
    "not_told",
    "appeal",
    "push",
    "external_sources",
    "sharing",
    "transport",
    "training_months",
    "follows",
    "suspended",
]


def refusal(toml_text):
    with pytest.raises(PackError) as refused:
        load(toml_text)
    return refused.value


def changed(old, new):
    assert old in EASTMERE
    return EASTMERE.replace(old, new)


def test_every_key_of_the_reference_is_read():
    assert set(REFERENCE) <= KEYS
    assert set(READERS) | {"panels"} == {field.name for field in fields(Pack)}


@pytest.mark.parametrize("name", names())
def test_every_shipped_pack_loads(name):
    assert isinstance(load(shipped(name)), Pack)


# The organisations of the demonstration, and every register the product knows of.
OWN = {
    "brightfix",
    "eastmere",
    "greenways",
    "guest",
    "harbour-homes",
    "platform",
    "torley",
}
KNOWN = {
    "barnsley",
    "bedford",
    "blackpool",
    "bolton",
    "calderdale",
    "central_beds",
    "cocr_2020s",
    "doncaster",
    "dudley",
    "dudley_2022",
    "durham_cid",
    "east_herts_2010",
    "halton",
    "hounslow",
    "kirklees",
    "nottingham",
    "peterborough",
    "reading",
    "slough",
    "solihull",
    "south_glos",
    "stockton",
    "torbay",
    "unnamed_authority",
    "wakefield",
}


def test_a_pack_ships_for_every_register_that_is_known():
    assert set(names()) == OWN | KNOWN
    with pytest.raises(NoSuchPack, match="There is no shipped pack “nowhere”"):
        shipped("nowhere")


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_a_known_registers_pack_says_what_it_left_open(name):
    text = shipped(name)

    assert "# Left open by what it was taken from, and chosen here:" in text
    assert set(re.findall(r"@[^\s,;\"]+", text)) <= set(
        re.findall(r"@[a-z0-9-]+\.example", text)
    )
    assert not re.search(r"\b0\d{3,4} ?\d{3}", text), "a telephone number"


def test_eastmere_says_what_its_policy_says():
    pack = load(EASTMERE)

    assert pack.subject_kinds == frozenset(SubjectKind)
    assert (pack.countersign_role, pack.decider_role) == (
        Role.HEAD_OF_SERVICE,
        Role.DECISION_OFFICER,
    )
    assert pack.retention_months[Category.VERBAL] == 12
    assert pack.retention_months[Category.PHYS] == 24
    assert pack.review_months[Category.ORDER] == 6
    assert pack.under_age == UnderAge(age=17, factor=Decimal("0.5"))
    assert (pack.provisional.allowed, pack.provisional.hours) == (True, 72)
    assert pack.notify_days == 2
    assert pack.training_months == 24
    assert pack.level_of(Role.VISITING_OFFICER) is Level.SUMMARY
    assert pack.level_of(Role.REPORTER) is Level.SEEK_ADVICE
    assert pack.search_modes == frozenset(SearchMode)
    assert pack.follows is Follows.PERSON


@pytest.mark.parametrize(
    ("model", "look"),
    [("none", False), ("proxy", False), ("on_request", False), ("same_rule", True)],
)
def test_a_member_is_among_those_who_look_where_members_look(model, look):
    pack = load(changed('member_access = "none"', f'member_access = "{model}"'))

    assert (Role.ELECTED_MEMBER in pack.looking_roles) is look
    assert Role.VISITING_OFFICER in pack.looking_roles
    assert Role.REPORTER not in pack.looking_roles


def test_all_staff_in_a_panel_are_what_a_check_is_told_of_it():
    toml = EASTMERE + PANELS + '[panels.view_levels]\nALL_STAFF = "FLAG"\n'

    told = summary_of(load(toml))["panel_levels"]["Partnership"]

    assert told[Role.COVER_OFFICER] == told[Role.VISITING_OFFICER] == "FLAG"
    assert Role.REPORTER not in told
    bare = '[panels.view_levels]\nCOVER_OFFICER = "FLAG"\n'
    named = summary_of(load(EASTMERE + PANELS + bare))["panel_levels"]["Partnership"]
    assert named == {"COVER_OFFICER": "FLAG"}


def test_torley_holds_premises_only_and_shows_a_category():
    pack = load(shipped("torley"))

    assert pack.subject_kinds == {SubjectKind.PREMISES}
    assert pack.search_modes == {SearchMode.PREMISES}
    assert pack.presence_of("name") is Presence.FORBIDDEN
    assert pack.presence_of("ring_phone") is Presence.REQUIRED
    assert pack.presence_of("summary") is Presence.OPTIONAL
    assert pack.level_of(Role.VISITING_OFFICER) is Level.CATEGORY
    assert pack.label_of(Category.ANIMAL) == "Uncontrolled animal"
    assert pack.precautions[0] is Precaution.ASK


@pytest.mark.parametrize("name", ["brightfix", "greenways"])
def test_a_contractor_keeps_no_register(name):
    pack = load(shipped(name))

    assert pack.has_register is False
    assert (pack.register_name, pack.categories) == ("", ())
    assert pack.level_of(Role.PARTNER_OFFICER) is Level.SUMMARY


def test_the_platform_sees_nothing():
    assert load(shipped("platform")).view_levels == {}


def test_the_two_named_activities_are_always_excluded():
    pack = load(
        changed('exclusions = ["GROUNDS_MAINTENANCE", "REFUSE_COLLECTION"]', "")
    )

    assert pack.sharing.exclusions == {
        Activity.GROUNDS_MAINTENANCE,
        Activity.REFUSE_COLLECTION,
    }


WRONG = [
    ("notify_days = 2", "notify_days = 30", "notify_days", "This must be from 1 to 10, not 30."),
    ("notify_days = 2", 'notify_days = "2"', "notify_days", "This must be a whole number."),
    ("notify_days = 2", "notify_days = true", "notify_days", "This must be a whole number."),
    ("monitor_outcome = true", "monitor_outcome = 1", "monitor_outcome", "This must be true or false."),
    ('follows = "person"', 'follows = "nobody"', "follows", "“nobody” is not known. Use one of: PERSON, PREMISES, BOTH."),
    ('search_modes = "both"', 'search_modes = "all"', "search_modes", "Use one of: person, premises, both."),
    ('term_from = "last_incident"', "term_from = 3", "term_from", "“3” is not known. Use one of: first_incident, last_incident, last_action, case_closed."),
    ('decider_role = "DECISION_OFFICER"', "", "decider_role", "This is missing. Use one of: "),
    ('decider_role = "DECISION_OFFICER"', 'decider_role = "HEAD_OF_SERVICE"', "decider_role", "The same role countersigns. Name two roles, so that two people look."),
    ('register_name = "Cautionary persons register"', "", "register_name", "This is missing. Give it some text."),
    ('register_name = "Cautionary persons register"', "register_name = 7", "register_name", "This must be text in quotation marks."),
    ('"uprn|postcode|address"]', '"uprn|shoe_size"]', "one_of_fields", "“shoe_size” is not a field."),
    ('summary = "required"', 'shoe_size = "required"', "fields.shoe_size", "This key is not known here."),
    ("PHYS = 24", "PHYS = 0", "retention_months.PHYS", "This must be from 1 to 120, not 0."),
    ("CONTACT = 6", "CONTACT = 2", "review_months.CONTACT", "This must be from 3 to 12, not 2."),
    ("factor = 0.5", "factor = 2", "under_age.factor", "This must be more than 0 and at most 1."),
    ("factor = 0.5", 'factor = "half"', "under_age.factor", "This must be a number such as 0.5."),
    ("hours = 72", "hours = 0", "provisional.hours", "Say for how many hours, from 1 to 240."),
    ('ceiling = "SUMMARY"', 'ceiling = "FULL"', "sharing.ceiling", "FULL never leaves. Use SUMMARY or less."),
    ("retest_weeks = 8", "", "not_told.retest_weeks", "This is missing. Give a number, 1 to 26."),
    ("[not_told]", "[not_told]\nwhy = 1", "not_told.why", "This key is not known here."),
    ('groups = ["Housing"', 'groups = [1, "Housing"', "push.groups", "This must be a list of texts."),
    ('"PHYS", "THREAT"', '"PHYS", "PHYS"', "categories", "One value stands here twice."),
    ("[view_levels]", "[view_levels]\nKING = \"FULL\"", "view_levels.KING", "This key is not known here."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "sentence"), WRONG)
def test_a_wrong_value_names_its_key_its_line_and_what_to_do(old, new, key, sentence):
    text = changed(old, new)

    refused = refusal(text)

    assert refused.key == key
    assert refused.sentence.startswith(sentence)
    name = key.rpartition(".")[2]
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith(name)]
    assert refused.line in [*lines, *([1] if new == "" else [])] or "." in key
    assert str(refused) == f"Line {refused.line}, {key}: {refused.sentence}"


def test_the_line_is_the_keys_own():
    lines = EASTMERE.splitlines()
    number = lines.index("PHYS = 24") + 1

    assert refusal(changed("PHYS = 24", "PHYS = 0")).line == number


def test_a_missing_key_of_a_table_points_at_the_table():
    text = changed("retest_weeks = 8", "")

    assert refusal(text).line == text.splitlines().index("[not_told]") + 1


def test_what_is_no_toml_says_where():
    refused = refusal('register_name = "x"\nsubject_kinds = [\n')

    assert refused.line in {2, 3}
    assert refused.sentence.startswith("This is not valid TOML:")


def test_a_key_nobody_reads_is_refused():
    refused = refusal(f"vibes = true\n{EASTMERE}")

    assert (refused.key, refused.line) == ("vibes", 1)


def test_reading_the_audit_cannot_be_switched_off():
    refused = refusal(f"read_audit = false\n{EASTMERE}")

    assert refused.sentence == (
        "Every look-up is recorded. It cannot be switched off: remove this."
    )


def test_a_register_needs_its_lists():
    bare = changed('subject_kinds = ["PERSON", "PREMISES", "PERSON_AT_PREMISES"]', "")

    assert refusal(bare).sentence == "A register needs at least one of these."


PANELS = """
[[panels]]
name = "Risk panel"
narrative_max = 100

[[panels]]
name = "Partnership"
[panels.retention_months]
default = 72
"""


def test_a_panel_lays_its_own_keys_over_the_registers():
    pack = load(EASTMERE + PANELS)

    assert [panel.name for panel in pack.panels] == ["Risk panel", "Partnership"]
    assert pack.for_panel("Risk panel").narrative_max == 100
    assert pack.for_panel("Partnership").narrative_max == pack.narrative_max == 4000
    assert pack.for_panel("Partnership").retention_months[Category.PHYS] == 72
    assert pack.for_panel("none of them") is pack


def test_a_panels_mistake_points_at_the_panels_line():
    text = EASTMERE + PANELS.replace("= 100", "= -1")

    refused = refusal(text)

    assert refused.key == "narrative_max"
    assert refused.line == text.splitlines().index("narrative_max = -1") + 1


def test_panels_are_written_under_their_own_heading():
    refused = refusal(f"panels = 3\n{EASTMERE}")

    assert refused.sentence == "Write each one under its own [[panels]] heading."


def test_a_table_is_not_a_number():
    text = "retention_months = 12\n" + EASTMERE.replace("[retention_months]", "[x]")

    assert refusal(text).key in {"retention_months", "x"}


def test_optional_tables_are_read():
    extra = """
[access_gate]
form = "IT05"
role = "HEAD_OF_SERVICE"

[suspended]
reason = "Legal challenge."
fallback = "Ask the service's own records."

[team_limits]
"Customer contact" = "FLAG"
"""

    pack = load(EASTMERE + extra)

    assert pack.access_gate == AccessGate(
        form="IT05", role=Role.HEAD_OF_SERVICE, review_months=12
    )
    assert pack.suspended == Suspended(
        reason="Legal challenge.", fallback="Ask the service's own records."
    )
    assert pack.team_limits == {"Customer contact": Level.FLAG}
    assert load(EASTMERE).access_gate is None


def test_fields_name_only_known_fields():
    assert len(set(FIELDS)) == len(FIELDS)
