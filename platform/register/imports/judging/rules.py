"""May this row become a report, and what should its reader know first?

RULES is the whole list. Each rule answers with a finding or with None, and every
rule is always asked.
"""

from collections.abc import Callable
from typing import Final

from register.imports.judging.drafts import RowReader
from register.imports.judging.echoes import without_echoes
from register.imports.judging.facts import RowDraft, RowTexts, Rules
from register.imports.judging.findings import Finding, FindingKind
from register.imports.judging.presence import presence, refused_by_policy
from register.imports.judging.terms import is_under_age, kept_until
from register.imports.judging.wording import plain_day
from register.imports.mapping.fields import Field
from tenants.codes import Category, SubjectKind


type Rule = Callable[[RowDraft, Rules], Finding | None]


def somebody_or_somewhere(draft: RowDraft, _rules: Rules) -> Finding | None:
    """A report is about a person, premises, or both."""
    if draft.kind is not None:
        return None
    return Finding(
        FindingKind.NO_NAME_OR_ADDRESS,
        "The row has neither a name nor an address. Type one, or leave the row out.",
        Field.NAME,
    )


def kind_is_held(draft: RowDraft, rules: Rules) -> Finding | None:
    """The pack says whether the register holds people, premises or both."""
    if draft.kind is None or draft.kind in rules.pack.subject_kinds:
        return None
    return Finding(
        FindingKind.KIND_NOT_HELD,
        f"The row is about “{draft.kind.label}”, which this register does not hold. "
        "Leave the row out.",
        Field.NAME,
    )


def premises_can_be_found(draft: RowDraft, _rules: Rules) -> Finding | None:
    """A check finds premises by UPRN, or by postcode and building, or by address."""
    if draft.kind is not SubjectKind.PREMISES or draft.uprn:
        return None
    if draft.address and (draft.postcode or any(c.isdigit() for c in draft.address)):
        return None
    return Finding(
        FindingKind.PLACE_UNCLEAR,
        "The premises cannot be found from what the row says. Type the UPRN, or the "
        "postcode and the house number.",
        Field.ADDRESS,
    )


def has_a_date(draft: RowDraft, _rules: Rules) -> Finding | None:
    """The term is counted from a day, so there must be one."""
    if draft.began_on is not None:
        return None
    return Finding(
        FindingKind.NO_DATE,
        "The row gives no date that can be read to count its term from. Type the "
        "date added or the date of the incident, or leave the row out.",
        Field.ADDED_ON,
    )


def dates_have_come(draft: RowDraft, rules: Rules) -> Finding | None:
    """Nobody is born, seen or added tomorrow."""
    dates = (
        (Field.BORN, draft.born),
        (Field.HAPPENED_ON, draft.happened_on),
        (Field.ADDED_ON, draft.added_on),
    )
    for field, day in dates:
        if day is not None and day > rules.today:
            return Finding(
                FindingKind.FUTURE_DATE,
                f"“{field.label}” is {plain_day(day)}, which has not come yet. "
                "Type the right date.",
                field,
            )
    return None


def within_retention(draft: RowDraft, rules: Rules) -> Finding | None:
    """Storage limitation: an entry past its term is not brought back."""
    until = kept_until(draft, rules.pack)
    if until is None or until > rules.today:
        return None
    began = draft.began_on
    since = f" from {plain_day(began)}" if began and not draft.ends_on else ""
    return Finding(
        FindingKind.PAST_RETENTION,
        f"This register would have kept the row{since} until {plain_day(until)}, "
        "which has passed. Leave it out, or give the date of a later incident.",
        Field.ADDED_ON,
    )


def order_has_an_end(draft: RowDraft, rules: Rules) -> Finding | None:
    """An entry on a court order ends with the order."""
    if draft.category is not Category.ORDER or not rules.pack.order_end_required:
        return None
    if draft.ends_on is not None:
        return None
    return Finding(
        FindingKind.ORDER_WITHOUT_END,
        "A court order needs the date it ends. Type the end date.",
        Field.ENDS_ON,
    )


def account_fits(draft: RowDraft, rules: Rules) -> Finding | None:
    """The pack limits how long an account may be."""
    if len(draft.what_happened) <= rules.pack.narrative_max:
        return None
    return Finding(
        FindingKind.TEXT_TOO_LONG,
        f"“What happened” has {len(draft.what_happened):,} characters, and this "
        f"register holds {rules.pack.narrative_max:,}. Shorten it.",
        Field.WHAT_HAPPENED,
    )


def can_be_found_by_address(draft: RowDraft, _rules: Rules) -> Finding | None:
    """Without postcode and UPRN a check has only the name or the street to go by."""
    if draft.kind is None or draft.postcode or draft.uprn:
        return None
    return Finding(
        FindingKind.HARD_TO_FIND,
        "The row has neither a postcode nor a UPRN, so a check of the address may "
        "not find it. Type one of them if it is known.",
        Field.POSTCODE,
    )


def tells_what_happened(draft: RowDraft, _rules: Rules) -> Finding | None:
    """Without an account the person deciding has no fact to rest on."""
    if draft.what_happened:
        return None
    return Finding(
        FindingKind.NO_ACCOUNT,
        "Nothing says what happened. Type what the file of the case says; without it "
        "the person deciding has only the category to go by.",
        Field.WHAT_HAPPENED,
    )


def says_what_to_do(draft: RowDraft, _rules: Rules) -> Finding | None:
    """A warning without a precaution helps nobody at the door."""
    if draft.precautions:
        return None
    return Finding(
        FindingKind.NO_PRECAUTION,
        "No precaution is given. Choose one, or the person deciding will have to.",
        Field.PRECAUTIONS,
    )


def other_has_words(draft: RowDraft, _rules: Rules) -> Finding | None:
    """The category “other” needs senior approval and words of its own."""
    if draft.category is not Category.OTHER:
        return None
    return Finding(
        FindingKind.NEEDS_WORDS,
        "“Other” needs senior approval and its own words. Choose a category that "
        "says what kind of risk it is, if one does.",
        Field.CATEGORY,
    )


def of_age(draft: RowDraft, rules: Rules) -> Finding | None:
    """The pack shortens the term of the young."""
    young = rules.pack.under_age
    if young is None or not is_under_age(draft, rules.pack):
        return None
    until = kept_until(draft, rules.pack)
    when = f", until {plain_day(until)}" if until else ""
    return Finding(
        FindingKind.UNDER_AGE,
        f"The person was under {young.age}, so the term is shorter{when}.",
        Field.BORN,
    )


def review_is_to_come(draft: RowDraft, rules: Rules) -> Finding | None:
    """An old register's review date that has passed was not kept to."""
    if draft.review_on is None or draft.review_on >= rules.today:
        return None
    return Finding(
        FindingKind.REVIEW_PASSED,
        f"The old register's review was due on {plain_day(draft.review_on)} and has "
        "passed. The person deciding will be told.",
        Field.REVIEW_ON,
    )


def review_follows_start(draft: RowDraft, _rules: Rules) -> Finding | None:
    """A review before the entry began is a slip of the pen in one of the two."""
    if draft.review_on is None or draft.began_on is None:
        return None
    if draft.review_on >= draft.began_on:
        return None
    return Finding(
        FindingKind.REVIEW_TOO_EARLY,
        "The review date is before the date the entry began. Check both.",
        Field.REVIEW_ON,
    )


RULES: Final[tuple[Rule, ...]] = (
    somebody_or_somewhere,
    kind_is_held,
    premises_can_be_found,
    has_a_date,
    dates_have_come,
    within_retention,
    order_has_an_end,
    account_fits,
    can_be_found_by_address,
    tells_what_happened,
    says_what_to_do,
    other_has_words,
    of_age,
    review_is_to_come,
    review_follows_start,
)


def judge_row(row: RowTexts, rules: Rules) -> tuple[RowDraft, list[Finding]]:
    """Read one row and ask every rule. Duplicates are judged over all rows."""
    reader = RowReader(row, rules)
    draft = reader.read()
    findings = [*reader.findings, *presence(row, draft, rules.pack)]
    findings.extend(found for rule in RULES if (found := rule(draft, rules)))
    findings = without_echoes(findings)
    if not any(finding.blocks for finding in findings):
        findings.extend(refused_by_policy(draft, rules))
    return draft, findings
