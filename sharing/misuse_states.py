"""What can be misused, what follows from a report, and how can a case end?

Plain data: no Django. Points of law are the product's reading; a lawyer settles them.
"""

from datetime import timedelta

from tenants.codes import Labelled, Role


BREACH_HOURS = 72
BREACH = timedelta(hours=BREACH_HOURS)


class MisuseKind(Labelled):
    TOLD_ON = "TOLD_ON", "Told to somebody who had no need to know"
    NO_NEED = "NO_NEED", "Looked at without a need"
    COPIED = "COPIED", "Copied into another system, list or paper"
    LOST = "LOST", "Lost, stolen or left in view"
    WRONG_USE = "WRONG_USE", "Used for something the agreement does not allow"
    OTHER = "OTHER", "Something else"


class MisuseOutcome(Labelled):
    UNFOUNDED = "UNFOUNDED", "It did not happen"
    PUT_RIGHT = "PUT_RIGHT", "It happened and was put right: sharing may go on"
    ENDED = "ENDED", "The agreement ends and everything is recalled"


class MisuseTaskKind(Labelled):
    CONTAIN = "CONTAIN", "Stop it from going further"
    ACCOUNT = "ACCOUNT", "Say who saw what, when and why"
    RISK = "RISK", "Judge the risk to the person the warning is about"
    TELL_PERSON = "TELL_PERSON", "Decide whether the person is told"
    PUT_RIGHT = "PUT_RIGHT", "Put right what allowed it"


# Who does what, and within how many hours of becoming aware.
TASKS_OF_THE_RECIPIENT: dict[MisuseTaskKind, int] = {
    MisuseTaskKind.CONTAIN: 24,
    MisuseTaskKind.ACCOUNT: 48,
    MisuseTaskKind.PUT_RIGHT: 240,
}
TASKS_OF_THE_DISCLOSER: dict[MisuseTaskKind, int] = {
    MisuseTaskKind.RISK: 48,
    MisuseTaskKind.TELL_PERSON: BREACH_HOURS,
}

# Anybody who reads agreements may say that something went wrong.
REPORTERS = frozenset(
    {
        Role.SHARING_OFFICER,
        Role.DATA_PROTECTION_OFFICER,
        Role.PARTNER_SIGNATORY,
        Role.PARTNER_OFFICER,
    }
)
# Who does a side's tasks, and who decides for it whether the ICO is told.
ANSWERERS = REPORTERS - {Role.PARTNER_OFFICER}
DECIDERS = (
    Role.DATA_PROTECTION_OFFICER,
    Role.SHARING_OFFICER,
    Role.PARTNER_SIGNATORY,
)
