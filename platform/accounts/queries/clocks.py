"""Who must be briefed again, and who is to be reminded of the duty to report?"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Max, Q, QuerySet

from accounts.models import User
from accounts.queries.standing import training_months
from tenants.clocks import add_months, civil_date, say
from tenants.codes import Role
from tenants.due import Clock, DueLine, Source


YEAR = 12
ADMINISTRATOR = Role.ORGANISATION_ADMINISTRATOR


def briefings(*, on: date, until: date) -> Iterable[DueLine]:
    """Active people whose briefing ends by then, or who have had none at all."""
    months = training_months()
    for user in _briefed().filter(Q(ends__lte=until) | Q(ends__isnull=True)):
        if user.ends is None:
            began = civil_date(user.created_at)
            working = f"No briefing is recorded since they joined on {say(began)}."
        else:
            began = user.ends
            working = (
                f"Briefed on {say(user.given)}, which counts for {months} months: "
                f"until {say(user.ends)}."
            )
        yield DueLine(
            clock=Clock.BRIEFING,
            key=str(user.pk),
            reference=str(user.pk),
            what="Brief one of our people on the register",
            on=began,
            working=(working,),
            owner=ADMINISTRATOR,
            person=user.pk,
            kind="person",
        )


def yearly(*, on: date, until: date) -> Iterable[DueLine]:
    """Each anniversary of a briefing that still counts: report every incident."""
    for user in _briefed().filter(ends__gt=on, given__lte=add_months(until, -YEAR)):
        years = (until.year - user.given.year) or 1
        if add_months(user.given, YEAR * years) > until:
            years -= 1
        anniversary = add_months(user.given, YEAR * years)
        yield DueLine(
            clock=Clock.DUTY_TO_REPORT,
            key=f"{user.pk}:{years}",
            reference=str(user.pk),
            what="Report every violent or threatening incident, and every worry of one",
            on=anniversary,
            working=(f"Each year after the briefing of {say(user.given)}.",),
            owner=None,
            person=user.pk,
            kind="person",
        )


def _briefed() -> QuerySet:
    """Active people with the last day their briefings reach, and the last one given."""
    return User.objects.filter(is_active=True).annotate(
        ends=Max("briefings__expires_on"), given=Max("briefings__given_on")
    )


CLOCKS: Mapping[Clock, Source] = {
    Clock.BRIEFING: briefings,
    Clock.DUTY_TO_REPORT: yearly,
}
