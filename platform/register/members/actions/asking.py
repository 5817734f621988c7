"""How does a member ask, how is it answered, and what do they read?"""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from audit.kinds import Kind
from register.actions.events import note
from register.members.rules import against_answering, against_asking
from register.members.shown import AskedPage, page_of
from register.models import Entry, MemberRequest
from register.permissions import standing_of
from register.references import new_reference
from register.refusals import NotFound, NotPermitted, Refused
from register.states import MemberAnswer
from tenants.clocks import civil_date
from tenants.codes import Level, Permission, Role
from tenants.context import current_organisation
from tenants.queries import current_pack


STALE_AFTER = timedelta(hours=24)


@transaction.atomic
def ask(*, about: str, why: str, by: User, at: datetime) -> MemberRequest:
    """Ask before a visit. An officer finds it among their work."""
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    NotPermitted.if_any(against_asking(who, pack))
    if not about.strip():
        raise Refused("Say which place or person you ask about.")
    if not why.strip():
        raise Refused("Say why you will meet them.")
    asked = MemberRequest.objects.create(
        reference=new_reference("M"),
        member=by,
        asked_at=at,
        about=about.strip(),
        why=why.strip(),
    )
    note(
        Kind.MEMBER_ASKED,
        who=who,
        step=Permission.ASK_AS_MEMBER,
        at=at,
        subject=asked.reference,
    )
    return asked


@transaction.atomic
def answer(
    *,
    reference: str,
    answer: MemberAnswer,
    entry_reference: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> MemberRequest:
    """Tell the member of one entry, that nothing is to be told, or why not.

    What they asked about is removed in the same step.
    """
    asked = _locked(reference)
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    NotPermitted.if_any(against_answering(who, asked, pack))
    if asked.answer:
        raise Refused("This was answered already.")
    if answer is MemberAnswer.REFUSED and not reason.strip():
        raise Refused("Say why the member is not told.")
    if answer is MemberAnswer.TOLD:
        entry = _entry(entry_reference, at)
        asked.entry = entry
        rules = pack.for_panel(entry.panel)
        asked.level = Level.minimum(
            rules.level_of(Role.ELECTED_MEMBER), Level.SUMMARY
        ).value
    asked.answer = answer.value
    asked.answered_by = by
    asked.answered_at = at
    asked.reason = reason.strip()
    asked.about = ""
    asked.save()
    note(
        Kind.MEMBER_ANSWERED,
        who=who,
        step=Permission.CHECK,
        at=at,
        subject=asked.entry.reference if asked.entry else asked.reference,
        details={"request": asked.reference, "answer": answer.value},
    )
    return asked


@transaction.atomic
def read(*, reference: str, by: User, at: datetime) -> AskedPage:
    """One request, for the member who asked or an officer who may answer it."""
    asked = _found(reference)
    who = standing_of(by, on=civil_date(at))
    pack = current_pack(current_organisation(), civil_date(at))
    own = asked.member_id == by.pk
    if not own and list(against_answering(who, asked, pack)):
        raise NotFound("There is no such request.")
    page = page_of(asked, pack=pack, own=own, stale_after=STALE_AFTER, at=at)
    note(
        Kind.MEMBER_ANSWER_READ,
        who=who,
        step=Permission.ASK_AS_MEMBER if own else Permission.CHECK,
        at=at,
        subject=asked.entry.reference if asked.entry else asked.reference,
        details={"request": asked.reference, "level": page.level},
    )
    return page


def _entry(reference: str, at: datetime) -> Entry:
    found = Entry.objects.filter(reference=reference.strip()).first()
    if found is None or not found.answers_on(civil_date(at), at=at):
        raise Refused("There is no live entry with that reference.")
    return found


def _found(reference: str) -> MemberRequest:
    rows = MemberRequest.objects.select_related("entry__subject", "member")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound("There is no such request.")
    return found


def _locked(reference: str) -> MemberRequest:
    rows = MemberRequest.objects.select_for_update(of=("self",))
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound("There is no such request.")
    return found
