"""What must whoever assesses the impact of an agreement on people's privacy know?"""

from documents.texts import Section, Table, Text
from sharing.terms import PORTFOLIO_KINDS
from sharing.texts.facts import (
    AgreementWords,
    activities,
    basis,
    categories,
    day,
    level,
    purposes,
)


# What can go wrong, and what the product itself does against it.
RISKS: tuple[tuple[str, str], ...] = (
    (
        "Somebody is shown a warning who does not need it",
        (
            "Only attested work in close contact; each entry is released by itself, with a "
            "reason; each look needs a purpose and is recorded before it is shown"
        ),
    ),
    (
        "A warning is believed after it stopped being true",
        "Every entry ends by its date; what was shown is recalled and acknowledged",
    ),
    (
        "A person is never told",
        (
            "A letter within two working days names who may be told; not telling needs a "
            "reason and is tested again"
        ),
    ),
    (
        "More is shown than a visit needs",
        "The least of every limit: agreement, release, role and policy; never a narrative",
    ),
    (
        "A partner loses or copies it",
        (
            "Looked up each time; misuse stops sharing at once, with a clock, recalls and an "
            "indemnity"
        ),
    ),
    (
        "A wrong person is matched",
        "A doubtful match is answered “cannot tell”, never as a warning or as clear",
    ),
)


def assessment_text(words: AgreementWords) -> Text:
    """The data sheet: facts from the agreement, risks, and what is left to be judged."""
    terms = words.terms
    return Text(
        title="Data sheet for the impact assessment",
        caption=words.caption,
        lead=(
            "Facts for a data protection impact assessment of this agreement. It is not "
            "the assessment: what is necessary and proportionate is for people to judge."
        ),
        sections=(
            Section(heading="What is done", table=_facts(words)),
            Section(
                heading="Why, and for whose work",
                items=(*purposes(terms.purposes), *activities(terms.activities)),
            ),
            Section(heading="Kinds of risk shared", items=categories(terms.categories)),
            Section(
                heading="What may go wrong, and what is done against it",
                table=Table(caption="Risks", head=("Risk", "What is done"), rows=RISKS),
            ),
            Section(
                heading="What is left for you to judge",
                items=(
                    "Is there a less intrusive way to keep these visits safe?",
                    "How many people does the portfolio concern, and are children among them?",
                    "Were people or their representatives asked?",
                    "Does the data protection officer advise it, and was the advice taken?",
                ),
            ),
        ),
    )


def _facts(words: AgreementWords) -> Table:
    terms = words.terms
    sender = basis(terms.lawful_basis_discloser, terms.condition_discloser)
    receiver = basis(terms.lawful_basis_recipient, terms.condition_recipient)
    return Table(
        caption="The processing",
        head=("What", "As agreed"),
        rows=(
            ("Whoever shares", words.discloser),
            ("Whoever receives", words.recipient),
            ("About", PORTFOLIO_KINDS[terms.portfolio_kind]),
            ("Lawful basis of whoever shares", sender),
            ("Lawful basis of whoever receives", receiver),
            ("The most that is seen", level(terms.level)),
            (
                "How it is sent",
                "Looked up in the shared register, encrypted on the way",
            ),
            ("Kept by the recipient", f"{terms.retention_days} days"),
            ("Term", f"{day(terms.starts_on)} to {day(terms.ends_on)}"),
            ("Assessment", terms.dpia_reference or "no reference given"),
            ("Policy document", terms.policy_reference or "no reference given"),
        ),
    )
