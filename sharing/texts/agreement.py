"""What do two organisations sign when one of them shares warnings with the other?"""

from documents.texts import Section, Table, Text
from sharing.terms import PORTFOLIO_KINDS
from sharing.texts.facts import (
    AgreementWords,
    Signed,
    activities,
    basis,
    categories,
    day,
    level,
    moment,
    purposes,
    working_days,
)


def agreement_text(words: AgreementWords) -> Text:
    """The whole agreement, as it is read, signed and kept."""
    return Text(
        title=f"Agreement to share warnings: {words.title}",
        caption=words.caption,
        lead=(
            f"{words.discloser} shares warnings from its register with "
            f"{words.recipient}, so that nobody is hurt on a visit, and on no other "
            "terms than these."
        ),
        sections=(
            _parties(words),
            *_scope(words),
            _what(words),
            _lawfulness(words),
            _care(words),
            _people(words),
            _misuse(words),
            _time(words),
            _signatures(words),
        ),
    )


def _scope(words: AgreementWords) -> tuple[Section, Section]:
    terms = words.terms
    return (
        Section(
            heading="Why and for what",
            paragraphs=(
                (
                    "A warning is shared only so that somebody who is about to "
                    "meet a person or enter a home can take care. It may be looked "
                    "up for these purposes and no others:"
                ),
            ),
            items=purposes(terms.purposes),
        ),
        Section(
            heading="Whose work it is for",
            paragraphs=(
                (
                    "Only these kinds of work, each of which must be attested and "
                    "approved as entering premises, crossing their boundary or "
                    "meeting people face to face. Grounds maintenance and refuse "
                    "collection are never given a warning."
                ),
            ),
            items=activities(terms.activities),
        ),
    )


def _parties(words: AgreementWords) -> Section:
    return Section(
        heading="Who agrees",
        paragraphs=(
            (
                f"{words.discloser} keeps the register called “{words.register_name}” "
                "and decides, entry by entry, what leaves it."
            ),
            (
                f"{words.recipient} receives. Each is a controller of its own for what "
                "it does with a warning."
            ),
        ),
    )


def _what(words: AgreementWords) -> Section:
    terms = words.terms
    return Section(
        heading="What may be shared",
        paragraphs=(
            f"About: {PORTFOLIO_KINDS[terms.portfolio_kind].lower()}.",
            (
                f"At most: {level(terms.level).lower()}. Never a narrative of an incident, "
                "nor the name of whoever reported it or was hurt."
            ),
            (
                "Only entries of these kinds, and only those that the sharing officer "
                "releases one by one with a written reason:"
            ),
        ),
        items=categories(terms.categories),
    )


def _lawfulness(words: AgreementWords) -> Section:
    terms = words.terms
    rows = [
        (
            words.discloser,
            basis(terms.lawful_basis_discloser, terms.condition_discloser),
        ),
        (
            words.recipient,
            basis(terms.lawful_basis_recipient, terms.condition_recipient),
        ),
    ]
    references = [
        f"{label}: {value}."
        for label, value in (
            ("Impact assessment", terms.dpia_reference),
            ("Policy document", terms.policy_reference),
        )
        if value
    ]
    return Section(
        heading="On what lawful basis",
        paragraphs=tuple(references),
        table=Table(
            caption="Lawful basis of each side",
            head=("Organisation", "Basis"),
            rows=tuple(rows),
        ),
    )


def _care(words: AgreementWords) -> Section:
    terms = words.terms
    kept = (
        f"What was received is kept for {terms.retention_days} days at most."
        if terms.retention_days
        else "Nothing is kept: it is looked up each time it is needed."
    )
    return Section(
        heading="How it is kept safe",
        paragraphs=tuple(
            part
            for part in (
                terms.security_terms
                or "It is looked up in the shared register and copied nowhere else.",
                kept,
                terms.onward_terms
                or "It is told to nobody but the person who makes the visit.",
            )
            if part
        ),
    )


def _people(words: AgreementWords) -> Section:
    terms = words.terms
    return Section(
        heading="What the receiving organisation sees to",
        items=(
            f"Everybody who looks a warning up has been briefed within {terms.training_months} months.",
            "Everybody signs in as themselves, with a second factor, and says why they look.",
            f"A recall is acknowledged within {working_days(terms.recall_days)}.",
            "It follows the disclosing organisation's policy on its register.",
            (
                "It indemnifies the disclosing organisation, by a deed tied to these words, "
                "and keeps insurance in force behind it."
            ),
            "It answers the person the warning is about, and passes requests on without delay.",
        ),
    )


def _misuse(words: AgreementWords) -> Section:
    return Section(
        heading="If something goes wrong",
        paragraphs=(
            (
                "Whoever learns of misuse reports it at once. Sharing stops that moment. "
                "Both sides say who saw what; each decides within 72 hours of becoming aware "
                "whether the Information Commissioner is told."
            ),
            f"{words.discloser} may end the agreement and recall all that was shared.",
        ),
    )


def _time(words: AgreementWords) -> Section:
    terms = words.terms
    return Section(
        heading="When it counts",
        paragraphs=(
            (
                f"From {day(terms.starts_on)} up to and including {day(terms.ends_on)}; "
                f"reviewed by {day(terms.review_on)}."
            ),
            (
                "It is in force only once the sharing officer has put it in force in writing, "
                "and only on days on which the indemnity, the insurance and an approved "
                "activity are in date. Either side may suspend or end it."
            ),
            "A new version needs the signatures of both and an indemnity of its own.",
        ),
    )


def _signatures(words: AgreementWords) -> Section:
    terms = words.terms
    rows = (
        (words.discloser, *_signed(words.discloser_signed, terms.discloser_named)),
        (words.recipient, *_signed(words.recipient_signed, terms.recipient_named)),
    )
    told = (
        (f"Fingerprint of these words (SHA-256): {words.document_hash}",)
        if words.document_hash
        else ()
    )
    return Section(
        heading="Signatures",
        paragraphs=told,
        table=Table(
            caption="Signed after proving again who they are",
            head=("For", "Name", "Position", "By what authority", "When"),
            rows=rows,
        ),
    )


def _signed(given: Signed | None, named: str) -> tuple[str, str, str, str]:
    if given is None:
        return (named or "Not signed", "", "", "")
    return (given.name, given.role, given.authority, moment(given.at))
