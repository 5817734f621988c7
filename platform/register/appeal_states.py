"""Which states may an appeal be in, by what ways does one come, and how may it end?"""

from tenants.codes import Labelled


class Route(Labelled):
    """How the person's words reached us. Staff write down what came by telephone."""

    LETTER = "LETTER", "By letter"
    EMAIL = "EMAIL", "By e-mail"
    PHONE = "PHONE", "By telephone"
    IN_PERSON = "IN_PERSON", "In person"


class AppealState(Labelled):
    RECEIVED = "RECEIVED", "To be acknowledged"
    ACKNOWLEDGED = "ACKNOWLEDGED", "Acknowledged, no hearing date yet"
    HEARING_SET = "HEARING_SET", "Hearing date set"
    DECIDED = "DECIDED", "Decided"
    WITHDRAWN = "WITHDRAWN", "Withdrawn by the person"


class AppealOutcome(Labelled):
    """What a panel may find; each member's view is one of these too."""

    UPHELD = "UPHELD", "Upheld"
    PARTLY = "PARTLY", "Upheld in part"
    DISMISSED = "DISMISSED", "Dismissed"


class AppealEffect(Labelled):
    """What the outcome does to the entry."""

    REMOVE = "REMOVE", "The entry is removed"
    CHANGE = "CHANGE", "The entry is changed"
    NONE = "NONE", "The entry stays as it is"


OPEN_APPEALS: frozenset[AppealState] = frozenset(
    {AppealState.RECEIVED, AppealState.ACKNOWLEDGED, AppealState.HEARING_SET}
)
EFFECTS: dict[AppealOutcome, frozenset[AppealEffect]] = {
    AppealOutcome.UPHELD: frozenset({AppealEffect.REMOVE, AppealEffect.CHANGE}),
    AppealOutcome.PARTLY: frozenset({AppealEffect.CHANGE}),
    AppealOutcome.DISMISSED: frozenset({AppealEffect.NONE}),
}
APPEAL_TRANSITIONS: dict[AppealState, frozenset[AppealState]] = {
    AppealState.RECEIVED: frozenset({AppealState.ACKNOWLEDGED, AppealState.WITHDRAWN}),
    AppealState.ACKNOWLEDGED: frozenset(
        {AppealState.HEARING_SET, AppealState.WITHDRAWN}
    ),
    # HEARING_SET → HEARING_SET is a hearing put off to another day.
    AppealState.HEARING_SET: frozenset(
        {AppealState.HEARING_SET, AppealState.DECIDED, AppealState.WITHDRAWN}
    ),
    AppealState.DECIDED: frozenset(),
    AppealState.WITHDRAWN: frozenset(),
}
