"""What does an organisation tell everybody about its register and whom it shares with?"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.texts import Section, Table, Text
from sharing.texts.facts import AgreementWords, activities, basis, categories, level


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """What the policy in force and the agreements in force say.

    `basis` are the lawful bases the policy names; months are the least and the most over
    all kinds of risk.
    """

    organisation: str
    register_name: str
    keeps_register: bool
    categories: Sequence[str]
    basis: Sequence[str]
    months: tuple[int, int]
    review_months: tuple[int, int]
    roles: Sequence[str]
    appeal_days: int
    given: Sequence[AgreementWords]
    received: Sequence[AgreementWords]


def notice_text(words: NoticeWords) -> Text:
    """The privacy notice. It names the recipients as the agreements in force do."""
    sections: list[Section] = []
    if words.keeps_register:
        sections += _of_a_register(words)
    sections.append(_shared(words))
    if words.received:
        sections.append(_received(words))
    return Text(
        title=f"How we use warnings: {words.register_name}"
        if words.keeps_register
        else "How we use warnings from others",
        caption=words.organisation,
        lead=(
            "What we hold so that our staff and those who work with us are not hurt, "
            "why we may, whom we tell, and what you can do."
        ),
        sections=(*sections, _rights(words)),
    )


def _of_a_register(words: NoticeWords) -> list[Section]:
    return [
        Section(
            heading="What we hold and why",
            paragraphs=(
                (
                    "After an incident, and never on hearsay, a senior officer may put a "
                    "time-limited warning on the register. It holds who or which home it is "
                    "about, what kind of risk, and what staff must do."
                ),
            ),
            items=tuple(words.categories),
        ),
        Section(
            heading="Our lawful basis",
            items=tuple(words.basis) or ("Public task (UK GDPR article 6(1)(e))",),
        ),
        Section(
            heading="For how long",
            paragraphs=(
                (
                    f"A warning lasts {_range(words.months)} and is reviewed within "
                    f"{_range(words.review_months)}. At its end it is shown to nobody, and "
                    "then erased."
                ),
            ),
        ),
        Section(
            heading="Who here may see it",
            paragraphs=("Only people who need it for their work, in these roles:",),
            items=tuple(words.roles),
        ),
    ]


def _shared(words: NoticeWords) -> Section:
    if not words.given:
        return Section(
            heading="Whom we share with",
            paragraphs=(
                (
                    "No agreement to share warnings is in force. In an emergency we may "
                    "tell the police or others so that nobody is hurt."
                ),
            ),
        )
    rows = tuple(
        (
            agreed.recipient,
            ", ".join(activities(agreed.terms.activities)),
            ", ".join(categories(agreed.terms.categories)),
            level(agreed.terms.level),
        )
        for agreed in words.given
    )
    return Section(
        heading="Whom we share with",
        paragraphs=(
            (
                "Only partners that enter homes or are in close contact with people, under "
                "a signed agreement and an indemnity, one warning at a time. Your letter "
                "names those who may be told about you."
            ),
        ),
        table=Table(
            caption="Agreements in force",
            head=("Partner", "For this work", "Kinds of risk", "At most"),
            rows=rows,
        ),
    )


def _received(words: NoticeWords) -> Section:
    rows = tuple(
        (
            agreed.discloser,
            ", ".join(activities(agreed.terms.activities)),
            basis(
                agreed.terms.lawful_basis_recipient, agreed.terms.condition_recipient
            ),
        )
        for agreed in words.received
    )
    return Section(
        heading="Whose warnings we look up",
        paragraphs=("Before a visit we may look up warnings of these organisations:",),
        table=Table(
            caption="Agreements in force",
            head=("Organisation", "For this work", "Our lawful basis"),
            rows=rows,
        ),
    )


def _rights(words: NoticeWords) -> Section:
    appeal = (
        (f"Appeal against a warning within {words.appeal_days} days of our letter.",)
        if words.keeps_register
        else ()
    )
    return Section(
        heading="What you can do",
        items=(
            *appeal,
            "Ask for a copy of what we hold about you, and who looked at it.",
            "Ask us to correct it, to erase it or to limit how it is used, or object.",
            "Complain to us, and then to the Information Commissioner.",
        ),
    )


def _range(months: tuple[int, int]) -> str:
    least, most = months
    return f"{most} months" if least == most else f"{least} to {most} months"
