"""What report does a row become?"""

from typing import Final

from register.facts import (
    IncidentFacts,
    ReportContent,
    StatementFacts,
    SubjectFacts,
)
from register.imports.judging.facts import RowDraft
from register.imports.judging.wording import plain_day
from register.imports.mapping.words import same_word
from register.policy.contents import SUMMARY_MAX
from tenants.codes import Category, Source, StatementKind
from tenants.packs import Pack


_OTHER_MAX: Final = 120


def content_of(draft: RowDraft, pack: Pack) -> ReportContent | None:
    """The report's content, or None while the row lacks what a report is made of.

    An old register that tells no incident's date gives the day the row was added,
    and the statement says so.
    """
    if draft.kind is None or draft.category is None or draft.began_on is None:
        return None
    label = draft.category_word or pack.label_of(draft.category)
    return ReportContent(
        subject=_subject(draft),
        incidents=(_incident(draft, label),),
        category=draft.category,
        category_text=_words_of_other(draft),
        precautions=draft.precautions,
        summary=_summary(draft, label),
        source=Source.OWN_STAFF,
        order_ends_on=draft.ends_on if draft.category is Category.ORDER else None,
        ring_name=draft.ring_name,
        ring_phone=draft.ring_phone,
        police_reference=draft.police_reference,
    )


def _subject(draft: RowDraft) -> SubjectFacts:
    assert draft.kind is not None  # noqa: S101  content_of has asked
    return SubjectFacts(
        kind=draft.kind,
        name=draft.name,
        aliases=draft.aliases,
        date_of_birth=draft.born,
        birth_year=draft.birth_year,
        approximate_age=draft.approximate_age,
        address_lines=tuple(draft.address.split(", ")) if draft.address else (),
        building=draft.building,
        postcode=draft.postcode,
        uprn=draft.uprn,
    )


def _incident(draft: RowDraft, label: str) -> IncidentFacts:
    began = draft.began_on
    assert began is not None  # noqa: S101  content_of has asked
    account = draft.what_happened or f"The old register says only: {label}."
    dated = "" if draft.happened_on else f" (Dated by its entry of {plain_day(began)}.)"
    told = draft.statement is StatementKind.TOLD
    source = f"The old register, from {draft.department}" if draft.department else ""
    return IncidentFacts(
        happened_on=began,
        statements=(
            StatementFacts(
                kind=draft.statement,
                text=f"{account}{dated}",
                by_whom=(source or "The old register") if told else draft.department,
            ),
        ),
        place=draft.address,
        uprn=draft.uprn,
        what_happened=draft.what_happened,
        police_reference=draft.police_reference,
    )


def _words_of_other(draft: RowDraft) -> str:
    if draft.category is not Category.OTHER:
        return ""
    if draft.category_word and same_word(draft.category_word) != "other":
        return draft.category_word
    return draft.what_happened[:_OTHER_MAX] or "Not said by the old register"


def _summary(draft: RowDraft, label: str) -> str:
    account = " ".join(draft.what_happened.split())
    if not account:
        return f"From the old register: {label}."[:SUMMARY_MAX]
    return account if len(account) <= SUMMARY_MAX else f"{account[: SUMMARY_MAX - 1]}…"
