"""Which appeals are to be acknowledged, heard and decided, and by when?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet

from register.appeal_states import AppealState
from register.models import Appeal
from tenants.clocks import civil_date, say
from tenants.codes import Role
from tenants.due import Clock, DueLine


# Whoever arranges appeals; the decider of the entry has no part in its appeal.
ARRANGES = Role.HEALTH_AND_SAFETY


def acknowledgements(*, on: date, until: date) -> Iterable[DueLine]:
    """Appeals that nobody has acknowledged, due by the pack's working days."""
    waiting = Appeal.objects.filter(state=AppealState.RECEIVED)
    for appeal in waiting.filter(acknowledge_due_on__lte=until).order_by(
        "acknowledge_due_on"
    ):
        yield _line(
            Clock.APPEAL_ACKNOWLEDGEMENT,
            appeal,
            f"Acknowledge appeal {appeal.reference}",
            appeal.acknowledge_due_on,
            working=appeal.acknowledge_working,
            owner=ARRANGES,
        )


def hearings(*, on: date, until: date) -> Iterable[DueLine]:
    """Appeals without a hearing by the pack's clock, and hearings whose day has come:
    each with its own date, for whoever must act."""
    yield from _to_set(until)
    yield from _to_decide(until)


def _to_set(until: date) -> Iterator[DueLine]:
    unset: QuerySet[Appeal] = Appeal.objects.filter(
        state__in=[AppealState.RECEIVED, AppealState.ACKNOWLEDGED],
        hearing_due_on__lte=until,
    )
    for appeal in unset.order_by("hearing_due_on"):
        yield _line(
            Clock.APPEAL_HEARING,
            appeal,
            f"Set the hearing of appeal {appeal.reference}",
            appeal.hearing_due_on,
            working=appeal.hearing_working,
            owner=ARRANGES,
        )


def _to_decide(until: date) -> Iterator[DueLine]:
    """The members named to it hear it, and each of them is reminded."""
    heard = Appeal.objects.filter(state=AppealState.HEARING_SET)
    for appeal in heard.prefetch_related("members").order_by("hearing_at"):
        if appeal.hearing_at is None:
            continue
        on = civil_date(appeal.hearing_at)
        if on > until:
            continue
        for member in appeal.members.all():
            yield DueLine(
                clock=Clock.APPEAL_HEARING,
                key=f"{appeal.pk}:{member.member_id}",
                reference=appeal.reference,
                what=f"Hear and decide appeal {appeal.reference}",
                on=on,
                working=(f"The hearing was set for {say(on)}.",),
                owner=None,
                person=member.member_id,
                kind="hearing",
            )


def _line(
    clock: Clock,
    appeal: Appeal,
    what: str,
    on: date,
    *,
    working: Sequence[str],
    owner: Role,
) -> DueLine:
    return DueLine(
        clock=clock,
        key=str(appeal.pk),
        reference=appeal.reference,
        what=what,
        on=on,
        working=tuple(working),
        owner=owner,
        kind="appeal",
    )
