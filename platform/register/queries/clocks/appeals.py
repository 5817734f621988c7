"""Which appeals are to be acknowledged, heard and decided, and by when?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from register.appeal_states import AppealState
from register.models import Appeal
from tenants.clocks import civil_date, say
from tenants.codes import Role
from tenants.due import Clock, DueLine


# Whoever arranges appeals; the decider of the entry has no part in its appeal.
ARRANGES = Role.HEALTH_AND_SAFETY


def to_acknowledge(*, on: date, until: date) -> QuerySet[Appeal]:
    """Appeals that nobody has acknowledged, due by the pack's working days."""
    del on
    waiting: QuerySet[Appeal] = Appeal.objects.filter(
        state=AppealState.RECEIVED, acknowledge_due_on__lte=until
    )
    return waiting.order_by("acknowledge_due_on")


def acknowledgements(
    rows: QuerySet[Appeal], *, on: date, until: date
) -> Iterable[DueLine]:
    del on, until
    for appeal in rows:
        yield _line(
            Clock.APPEAL_ACKNOWLEDGEMENT,
            appeal,
            f"Acknowledge appeal {appeal.reference}",
            appeal.acknowledge_due_on,
            working=appeal.acknowledge_working,
            owner=ARRANGES,
        )


def to_set(*, on: date, until: date) -> QuerySet[Appeal]:
    """Appeals without a hearing by the pack's clock."""
    del on
    unset: QuerySet[Appeal] = Appeal.objects.filter(
        state__in=[AppealState.RECEIVED, AppealState.ACKNOWLEDGED],
        hearing_due_on__lte=until,
    )
    return unset.order_by("hearing_due_on")


def unset_hearings(
    rows: QuerySet[Appeal], *, on: date, until: date
) -> Iterable[DueLine]:
    """For whoever arranges it."""
    del on, until
    for appeal in rows:
        yield _line(
            Clock.APPEAL_HEARING,
            appeal,
            f"Set the hearing of appeal {appeal.reference}",
            appeal.hearing_due_on,
            working=appeal.hearing_working,
            owner=ARRANGES,
        )


def to_decide(*, on: date, until: date) -> QuerySet[Appeal]:
    """Appeals whose hearing has its day."""
    del on, until
    heard: QuerySet[Appeal] = Appeal.objects.filter(state=AppealState.HEARING_SET)
    return heard.prefetch_related("members").order_by("hearing_at")


def hearings(rows: QuerySet[Appeal], *, on: date, until: date) -> Iterable[DueLine]:
    """The members named to it hear it, and each of them is reminded."""
    del on
    for appeal in rows:
        if appeal.hearing_at is None:
            continue
        heard_on = civil_date(appeal.hearing_at)
        if heard_on > until:
            continue
        for member in appeal.members.all():
            yield DueLine(
                clock=Clock.APPEAL_HEARING,
                key=f"{appeal.pk}:{member.member_id}",
                reference=appeal.reference,
                what=f"Hear and decide appeal {appeal.reference}",
                on=heard_on,
                working=(f"The hearing was set for {say(heard_on)}.",),
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
