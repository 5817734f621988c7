"""What would the gate have said of the circulation in Clift v Slough?

[2010] EWCA Civ 1484: an entry went to every department at once. Nothing is stored here;
each department is put to the gate when the question is asked.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sharing.facts import TeamFacts
from sharing.policy import decide
from sharing.queries.standing import FIT_ASKER
from tenants.codes import ContactMode, Level, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """One addressee: what its people do, and how that brings them to the public."""

    name: str
    does_what: str
    mode: ContactMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the gate says of one department. No reasons: it may be told."""

    department: Department
    reasons: tuple[str, ...]

    @property
    def permitted(self) -> bool:
        return not self.reasons


M = ContactMode
CIRCULATION = (
    Department(
        name="Housing visits", does_what="Goes into homes", mode=M.ENTERS_PREMISES
    ),
    Department(
        name="Neighbourhood wardens",
        does_what="Walks the estates and calls at doors",
        mode=M.CROSSES_BOUNDARY,
    ),
    Department(
        name="Customer service centre",
        does_what="Meets residents across a counter",
        mode=M.FACE_TO_FACE,
    ),
    Department(
        name="Licensing", does_what="Handles applications on paper", mode=M.NONE
    ),
    Department(
        name="Food and Safety",
        does_what="Inspects businesses, never this person",
        mode=M.NONE,
    ),
    Department(
        name="Children and Education",
        does_what="Deals with schools by post and telephone",
        mode=M.REMOTE_DIRECT,
    ),
    Department(
        name="Trading standards desk",
        does_what="Takes complaints by telephone",
        mode=M.REMOTE_DIRECT,
    ),
    Department(name="Accounts", does_what="Pays and collects, by letter", mode=M.NONE),
)


def replay(*, today: date) -> tuple[Told, ...]:
    """Each department as if the entry were given to it with a reason, and as if
    somebody briefed there then checked."""
    return tuple(
        Told(department=one, reasons=tuple(decide(_facts(one, today)).reasons.values()))
        for one in CIRCULATION
    )


def _facts(department: Department, today: date) -> TeamFacts:
    who = {**FIT_ASKER, "judged_roles": (Role.VISITING_OFFICER.value,)}
    return TeamFacts(
        **who,
        today=today,
        judged_briefings=(today,),
        asking_status="ACTIVE",
        register_status="ACTIVE",
        register_suspended=False,
        entry_state="ACTIVE",
        provisional_open=None,
        entry_starts_on=today,
        entry_ends_on=today + timedelta(days=1),
        processing_restricted=False,
        team_mode=department.mode.value,
        team_reason="The officer wrote why.",
        team_withdrawn=False,
        team_level=Level.SUMMARY.value,
        # A team that does not meet the public is refused by its mode, with one reason.
        teams_that_meet_the_public=1,
    )
