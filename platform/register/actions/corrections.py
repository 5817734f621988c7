"""How is what an entry says put right, without a new decision on it?

A correction never lengthens the term: another kind of risk may shorten it, and only a
review or a new decision may lengthen it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.kinds import Kind
from register.actions import publishing
from register.actions.attempts import noting_attempts
from register.actions.entries import locked
from register.actions.events import note
from register.actions.history import add_change
from register.actions.notices import owe_letter
from register.facts import Ruling
from register.models import Entry, Incident
from register.permissions import Standing, standing_of
from register.policy.decisions import codes_and_words
from register.policy.keeping import term_kept
from register.policy.terms import TermFacts, term
from register.refusals import NotPermitted, Refused
from register.states import LIVE_STATES, ChangeKind, EntryState, NoticeKind
from tenants.clocks import civil_date, say
from tenants.codes import Category, Follows, Permission, Precaution
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the entry is to say instead. None leaves a field as it is."""

    category: Category | None = None
    category_text: str | None = None
    precautions: tuple[Precaution, ...] | None = None
    summary: str | None = None
    ring_name: str | None = None
    ring_phone: str | None = None
    order_ends_on: date | None = None


NAMES = tuple(field.name for field in fields(Correction))
# Who may put right: whoever decides, and whoever answers a rights request.
MAY_CORRECT = (Permission.DECIDE, Permission.RIGHTS)


@noting_attempts
@transaction.atomic
def correct(
    *,
    reference: str,
    correction: Correction,
    reason: str,
    version: int | None = None,
    by: User,
    at: datetime,
) -> Entry:
    """Put a live entry right: checks show it at once, whoever saw the old words is
    told by a recall, and the person by a letter.

    Raises:
        NotPermitted: somebody else corrects entries.
        Changed: somebody changed the entry after it was read; nothing was written.
        Refused: every reason why it may not say that.
    """
    who = standing_of(by, on=civil_date(at))
    step = permitted_step(who)
    entry = locked(reference)
    entry.refuse_if_changed(version)
    pack = current_pack(current_organisation(), civil_date(at)).for_panel(entry.panel)
    before = {name: getattr(entry, name) for name in NAMES}
    changed = _changed(correction, before)
    Refused.if_any(_against(entry, changed, reason))
    ends_on = entry.ends_on
    _apply(entry, changed, pack)
    Refused.if_any(_against_result(entry, pack, on=civil_date(at)))
    entry.save()
    acting = actor(by, role=who.role_for(step))
    publishing.republish(entry, by=acting, at=at)
    after = {name: getattr(entry, name) for name in changed}
    if entry.ends_on != ends_on:
        before["ends_on"], after["ends_on"] = ends_on, entry.ends_on
    was = {name: before[name] for name in after}
    _put_on_record(entry, was, after, reason, who=who, step=step, at=at)
    if entry.decision is not None and not entry.not_told:
        owe_letter(entry, NoticeKind.CHANGED, by=acting, at=at)
    return entry


def _put_on_record(
    entry: Entry,
    before: dict[str, object],
    after: dict[str, object],
    reason: str,
    *,
    who: Standing,
    step: Permission,
    at: datetime,
) -> None:
    """A line of history with the words, and an event with the fields' names alone."""
    add_change(
        entry,
        ChangeKind.CORRECTED,
        reason=reason,
        by=who.user,
        at=at,
        before={name: as_json(value) for name, value in before.items()},
        after={name: as_json(value) for name, value in after.items()},
    )
    note(
        Kind.ENTRY_CORRECTED,
        who=who,
        step=step,
        at=at,
        subject=entry.reference,
        details={"fields": sorted(after)},
    )


def permitted_step(who: Standing) -> Permission:
    """By which permission they may correct, restrict or hold, or NotPermitted."""
    held = next((step for step in MAY_CORRECT if step in who.permissions), None)
    if held is None:
        raise NotPermitted(
            "This step is for whoever decides, and for the data protection officer."
        )
    return held


def as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _changed(correction: Correction, before: dict[str, object]) -> dict[str, object]:
    """Only the fields that would really say something else, as the entry keeps them."""
    asked = {n: v for n, v in asdict(correction).items() if v is not None}
    stored = {name: _stored(value) for name, value in asked.items()}
    return {name: value for name, value in stored.items() if value != before[name]}


def _stored(value: object) -> object:
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return value if isinstance(value, date) else str(value).strip()


def _against(entry: Entry, changed: dict[str, object], reason: str) -> Iterator[str]:
    if entry.state not in LIVE_STATES:
        state = EntryState(entry.state).label
        yield f"This entry is “{state}”: it shows nothing that could be corrected."
    if not changed:
        yield "Nothing would change."
    if not reason.strip():
        yield "Say why it is corrected."


def _apply(entry: Entry, changed: dict[str, object], pack: Pack) -> None:
    for name, value in changed.items():
        setattr(entry, name, value)
    if "category" in changed:
        entry.ends_on = min(entry.ends_on, _end_as(entry, pack))
    if entry.order_ends_on is not None:
        entry.ends_on = min(entry.ends_on, entry.order_ends_on)
    entry.review_on = min(entry.review_on, entry.ends_on)


def _end_as(entry: Entry, pack: Pack) -> date:
    """When it would end, had it been decided, or last kept, as this kind of risk."""
    kept = entry.reviews.order_by("decided_at").last()
    incidents = Incident.objects.filter(report__entry=entry)
    dates = list(incidents.values_list("happened_on", flat=True))
    facts = TermFacts(
        category=Category(entry.category),
        incident_dates=dates or [entry.starts_on],
        decided_on=civil_date(kept.decided_at) if kept else entry.starts_on,
        date_of_birth=entry.subject.date_of_birth,
        birth_year=entry.subject.birth_year,
        order_ends_on=entry.order_ends_on,
    )
    return (term_kept if kept else term)(facts, pack=pack).ends_on


def _against_result(entry: Entry, pack: Pack, *, on: date) -> Iterator[str]:
    yield from codes_and_words(
        Ruling(
            category=Category(entry.category),
            category_text=entry.category_text,
            precautions=tuple(Precaution(code) for code in entry.precautions),
            summary=entry.summary,
            follows=Follows(entry.follows),
            order_ends_on=entry.order_ends_on,
        ),
        pack,
    )
    if entry.ends_on <= on:
        yield (
            f"With this correction it would have ended on {say(entry.ends_on)}. Remove it "
            "instead."
        )
