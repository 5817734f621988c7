"""For which work do others share with us, so that a check must name it?"""

from sharing.models import AgreementVersion
from sharing.queries.entries import STANDING_STATES
from tenants.codes import Activity
from tenants.context import current_organisation


def works_received() -> tuple[Activity, ...]:
    """The work in every agreement that this organisation receives under, in the order
    of the codes. One that is suspended counts: its register is still to be asked."""
    named = AgreementVersion.objects.filter(
        recipient=current_organisation().id, state__in=STANDING_STATES
    ).values_list("activities", flat=True)
    held = {code for codes in named for code in codes}
    return tuple(work for work in Activity if work.value in held)
