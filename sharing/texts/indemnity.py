"""What does a partner undertake to make good if it misuses what it was shown?"""

from documents.texts import Section, Table, Text
from sharing.texts.facts import IndemnityWords, day, moment
from tenants.codes import INDEMNITY_HEADS, IndemnityHead


FINES_NOTE = (
    "Whether fines can be indemnified in English law is doubtful. Take advice before you "
    "rely on it."
)
MEANINGS: dict[IndemnityHead, str] = {
    IndemnityHead.CLAIMS: "what anybody claims, and what it takes to answer them",
    IndemnityHead.PROCEEDINGS: "proceedings before any court, tribunal or regulator",
    IndemnityHead.FINES: "fines and penalties, as far as the law lets one bear another's",
    IndemnityHead.DAMAGES: "damages, compensation and sums paid to settle",
    IndemnityHead.LEGAL_FEES: "the fees and costs of lawyers and experts",
}


def indemnity_text(words: IndemnityWords) -> Text:
    """The deed, filled in as far as it is known."""
    agreed = words.agreement
    return Text(
        title="Indemnity for misuse of shared warnings",
        caption=agreed.caption,
        lead=(
            f"{agreed.recipient} gives this indemnity to {agreed.discloser} so that "
            "warnings may be shared with it."
        ),
        sections=(
            *_undertaken(words),
            Section(heading="About fines", paragraphs=(FINES_NOTE,)),
            *_promises(words),
            _insurance(words),
            _execution(words),
        ),
    )


def _undertaken(words: IndemnityWords) -> tuple[Section, Section]:
    agreed = words.agreement
    return (
        Section(
            heading="What it belongs to",
            paragraphs=(
                (
                    f"The agreement {agreed.reference}, version {agreed.number}, "
                    "and no other words. A new version needs a new indemnity."
                ),
                f"Fingerprint of those words (SHA-256): {agreed.document_hash or 'not signed yet'}",
            ),
        ),
        Section(
            heading="What is undertaken",
            paragraphs=(
                (
                    f"{agreed.recipient} makes good to {agreed.discloser}, on demand "
                    "and in full, whatever misuse of a shared warning by it, its "
                    "people or those who work for it brings about, under each of "
                    "these heads:"
                ),
            ),
            items=_heads(words),
        ),
    )


def _promises(words: IndemnityWords) -> tuple[Section, Section]:
    agreed = words.agreement
    return (
        Section(
            heading="What misuse is",
            items=(
                "looking without a need, or for a purpose that was not agreed",
                "telling somebody who does not make the visit",
                "copying a warning into another system, list or paper",
                "losing it, or leaving it where others can see it",
                "acting on it after it was recalled",
            ),
        ),
        Section(
            heading="What else is promised",
            items=(
                f"to follow {agreed.discloser}'s policy on its register",
                "to report misuse at once and to help to put it right",
                "to keep insurance in force behind this indemnity and to show it",
                "to make no admission in its name without being asked to",
            ),
        ),
    )


def _heads(words: IndemnityWords) -> tuple[str, ...]:
    given = words.heads or tuple(sorted(INDEMNITY_HEADS))
    return tuple(
        f"{IndemnityHead(head).label}: {MEANINGS[IndemnityHead(head)]}"
        for head in given
    )


def _insurance(words: IndemnityWords) -> Section:
    ends = day(words.cover_ends_on) if words.cover_ends_on else ""
    return Section(
        heading="Insurance behind it",
        paragraphs=(
            (
                "No warning is answered after the last day of cover. Cover that is "
                "renewed takes its place without a new deed."
            ),
        ),
        table=Table(
            caption="Insurance",
            head=("Insurer", "Policy number", "Covered up to and including"),
            rows=((words.insurer or "to be entered", words.policy_number, ends),),
        ),
    )


def _execution(words: IndemnityWords) -> Section:
    given = words.executed
    cells = (
        (given.name, given.role, given.authority, moment(given.at))
        if given
        else ("", "", "", "")
    )
    return Section(
        heading="Executed as a deed",
        table=Table(
            caption="Signed and dated",
            head=("For", "Name", "Position", "By what authority", "When"),
            rows=((words.agreement.recipient, *cells),),
        ),
    )
