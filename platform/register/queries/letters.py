"""What does the letter about this entry say?"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from documents.letters import AppealFacts, Block, Letter, LetterKind, blocks
from register.appeal_states import AppealOutcome
from register.models import Appeal, Entry, Notice, Subject
from register.states import NoticeKind
from tenants.codes import Category, LawfulBasis, Precaution, SubjectKind
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


# Letters about an appeal open with the register's own words only.
OPENING_KEYS = {
    NoticeKind.ADDED: "add",
    NoticeKind.KEPT: "keep",
    NoticeKind.CHANGED: "change",
    NoticeKind.REMOVED: "remove",
}


def letter_for(notice: Notice, *, dated: date) -> Letter:
    """The letter's facts: what was done and when, never who reported or was harmed."""
    entry = notice.entry
    organisation = current_organisation()
    pack = current_pack(organisation)
    kind = NoticeKind(notice.kind)
    subject = entry.subject
    return Letter(
        kind=LetterKind(kind.value),
        organisation=organisation.name,
        return_address=pack.letters.return_address or (organisation.name,),
        to_name=notice.to_name or subject.name or _whoever(subject),
        to_address=address_lines(notice),
        dated=dated,
        reference=entry.reference,
        register_name=pack.register_name,
        opening=_opening(entry, kind, pack),
        behaviour=_behaviour(entry, pack),
        what_staff_do=[Precaution(p).instruction for p in entry.precautions],
        recipients=notice.recipients,
        review_on=entry.review_on,
        removal_on=entry.ends_on,
        appeal_panel=pack.appeal.panel,
        appeal_how=pack.appeal.how,
        appeal_by=dated + timedelta(days=pack.appeal.days),
        end_reason=entry.end_reason,
        signed_by=pack.letters.signed_by,
        explanation=notice.explanation,
        basis=basis_words(pack.basis_of(Category(entry.category))),
        is_contact_route=entry.category == Category.CONTACT,
        appeal=appeal_facts(notice.appeal) if notice.appeal else None,
    )


def _opening(entry: Entry, kind: NoticeKind, pack: Pack) -> str:
    """The pack's words first. They are about violence, so not about a contact route."""
    if entry.category == Category.CONTACT:
        return ""
    return pack.letters.opening.get(OPENING_KEYS.get(kind, ""), "")


def basis_words(basis: Iterable[str]) -> tuple[str, ...]:
    """What the law is called, with its place; what is no code of ours as it stands."""
    known = {each.value: each for each in LawfulBasis}
    return tuple(
        f"{known[text].label.lower()} (UK GDPR, article {text.partition(':')[2]})"
        if text in known
        else text
        for text in basis
    )


def has_nobody(notice: Notice) -> bool:
    """A letter that names nobody and has nowhere to go."""
    subject = notice.entry.subject
    named = notice.to_name or subject.name
    return not (named or address_lines(notice) or subject.email)


def address_lines(notice: Notice) -> list[str]:
    """Where the letter is to go, as far as anybody knows."""
    subject = notice.entry.subject
    lines = [*subject.address.splitlines(), subject.postcode]
    return notice.to_address or [line for line in lines if line.strip()]


def _whoever(subject: Subject) -> str:
    return "The occupier" if subject.kind == SubjectKind.PREMISES else "By hand"


def appeal_facts(appeal: Appeal) -> AppealFacts:
    """How the appeal stands, as a letter about it says."""
    outcome = AppealOutcome(appeal.outcome).label if appeal.outcome else ""
    return AppealFacts(
        reference=appeal.reference,
        received_on=appeal.received_on,
        hear_by=appeal.hearing_due_on,
        hearing_at=appeal.hearing_at,
        hearing_place=appeal.hearing_place,
        outcome=outcome,
        reasons=appeal.reasons,
        effects=appeal.changes,
    )


def preview(letter: Letter) -> Sequence[Block]:
    """The same blocks as the PDF, for the page that asks before anything is sent."""
    return blocks(letter)


def _behaviour(entry: Entry, pack: Pack) -> list[str]:
    """When it happened, what kind of risk, and the factual summary."""
    label = pack.label_of(Category(entry.category))
    if entry.category == Category.OTHER and entry.category_text:
        label = f"{label}: {entry.category_text}"
    dates = sorted(
        {
            incident.happened_on
            for report in entry.reports.all()
            for incident in report.incidents.all()
        }
    )
    on = " and ".join(f"{d.day} {d:%B %Y}" for d in dates)
    contact = entry.category == Category.CONTACT
    about = "how you contacted us" if contact else "what happened"
    sentences = [f"This is about {about} on {on}: {label.lower()}."]
    if entry.summary:
        sentences.append(f"We recorded: {entry.summary}")
    return sentences
