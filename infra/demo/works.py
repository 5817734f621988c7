"""What do partners say of their work, and what did the council ask them?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from infra.demo.people import Peopled
from sharing.actions import works
from tenants.codes import Activity, ContactMode, Role
from tenants.context import in_organisation


type Listed = Sequence[tuple[Activity, ContactMode, int, str]]

HOUR = timedelta(hours=1)
LANDLORDS: Listed = (
    (Activity.TENANCY_VISITS, ContactMode.ENTERS_PREMISES, 14,
     "Neighbourhood officers visit tenants at home, mostly alone."),
    (Activity.HOUSING_MANAGEMENT, ContactMode.FACE_TO_FACE, 9,
     "Interviews at the area office and in common rooms."),
    (Activity.GROUNDS_MAINTENANCE, ContactMode.CROSSES_BOUNDARY, 6,
     "A firm cuts the grass of shared gardens for us."),
)  # fmt: skip
REPAIRERS: Listed = (
    (Activity.REPAIRS, ContactMode.ENTERS_PREMISES, 22,
     "Plumbers and electricians go into homes, one to a van."),
)  # fmt: skip


def describe(partner: Peopled, listed: Listed, *, at: datetime) -> None:
    """The partner's signatory writes the list."""
    with in_organisation(partner.organisation):
        signatory = partner.user(Role.PARTNER_SIGNATORY)
        for activity, mode, people, description in listed:
            works.describe(
                activity=activity.value,
                mode=mode.value,
                description=description,
                people=people,
                subcontracted=activity is Activity.GROUNDS_MAINTENANCE,
                by=signatory,
                at=at,
            )


def ask(
    council: Peopled,
    partner: Peopled,
    activity: Activity,
    question: str,
    *,
    at: datetime,
    answer: str = "",
) -> None:
    """The council asks; where there is an answer, it comes the day after."""
    with in_organisation(council.organisation):
        asked = works.ask(
            partner=partner.organisation.pk,
            activity=activity.value,
            question=question,
            by=council.user(Role.SHARING_OFFICER),
            at=at,
        ).pk
    if not answer:
        return
    with in_organisation(partner.organisation):
        works.answer(
            question_id=asked,
            text=answer,
            by=partner.user(Role.PARTNER_SIGNATORY),
            at=at + 25 * HOUR,
        )


def tell(
    council: Peopled, landlord: Peopled, repairer: Peopled, *, now: datetime
) -> None:
    """The landlord answered; the repairer has a question waiting, on work it is agreed
    for and does not list."""
    listed_at = now - timedelta(days=30)
    describe(landlord, LANDLORDS, at=listed_at)
    ask(
        council,
        landlord,
        Activity.TENANCY_VISITS,
        "Do agency staff make any of these visits?",
        at=listed_at + HOUR,
        answer="No. Only officers we employ and brief ourselves.",
    )
    describe(repairer, REPAIRERS, at=listed_at)
    ask(
        council,
        repairer,
        Activity.GAS_SAFETY,
        "Who does the yearly gas checks, and do they go in alone?",
        at=now - timedelta(days=2),
    )
