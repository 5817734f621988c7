"""What does a check get to see of an entry, and when does it stop?

Published, changed and ended in the register's own transaction.
"""

from datetime import datetime

from audit.actors import Actor
from markers import actions as markers
from markers.facts import Elsewhere, MarkerContent
from markers.states import MarkerState
from register.models import Entry, Subject
from register.states import EntryState
from tenants.clocks import civil_date
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


MARKER_STATES = {
    EntryState.PROVISIONAL: MarkerState.PROVISIONAL,
    EntryState.ACTIVE: MarkerState.ACTIVE,
    EntryState.UNDER_REVIEW: MarkerState.UNDER_REVIEW,
}
END_REASONS = {
    EntryState.LAPSED: "lapsed",
    EntryState.WITHDRAWN: "withdrawn",
    EntryState.ENTERED_IN_ERROR: "entered-in-error",
}


def publish(entry: Entry, *, by: Actor, at: datetime) -> None:
    owner = current_organisation().id
    markers.publish(content=content_of(entry, _pack(at)), owner=owner, by=by, at=at)


def republish(entry: Entry, *, by: Actor, at: datetime) -> None:
    owner = current_organisation().id
    markers.republish(content=content_of(entry, _pack(at)), owner=owner, by=by, at=at)


def end(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Stop answering, for the reason of the entry's own ended state."""
    markers.end(
        entry_id=entry.pk,
        owner=current_organisation().id,
        reason=END_REASONS[EntryState(entry.state)],
        by=by,
        at=at,
    )


def say_ended_was_in_error(entry: Entry) -> None:
    """Recipients are told, though nothing answers with it any more."""
    markers.say_ended_was_in_error(entry_id=entry.pk, owner=current_organisation().id)


def _pack(at: datetime) -> Pack:
    return current_pack(current_organisation(), civil_date(at))


def content_of(entry: Entry, pack: Pack) -> MarkerContent:
    """The most anyone may ever see through a check: no narrative, no victim, no
    reporter, nothing the pack forbids. Whom to ring falls back to the organisation's duty desk."""
    organisation = current_organisation()
    rules = pack.for_panel(entry.panel)
    subject: Subject = entry.subject
    has_ring = bool(entry.ring_phone)

    def held[T](field: str, value: T, nothing: T) -> T:
        return value if rules.may_hold(field) else nothing

    return MarkerContent(
        entry_id=entry.pk,
        reference=entry.reference,
        subject_kind=subject.kind,
        follows=entry.follows,
        panel=entry.panel,
        category=entry.category,
        precautions=tuple(entry.precautions),
        ring_name=entry.ring_name if has_ring else organisation.duty_name,
        ring_phone=entry.ring_phone if has_ring else organisation.duty_phone,
        state=MARKER_STATES[EntryState(entry.state)],
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        review_on=entry.review_on,
        shareable=entry.shareable,
        name=held("name", subject.name, ""),
        aliases=held("aliases", tuple(subject.aliases), ()),
        date_of_birth=held("date_of_birth", subject.date_of_birth, None),
        birth_year=held("date_of_birth", subject.birth_year, None),
        address=subject.address,
        uprn=subject.uprn,
        postcode=subject.postcode,
        building=subject.building,
        area_code=subject.area_code,
        summary=held("summary", entry.summary, ""),
        provisional_until=entry.provisional_until
        if entry.state == EntryState.PROVISIONAL
        else None,
        processing_restricted=entry.processing_restricted,
        elsewhere=tuple(Elsewhere(**place) for place in entry.elsewhere),
    )
