"""Which appeal is acted on, and may this person act on it?"""

from register.appeal_states import APPEAL_TRANSITIONS, AppealState
from register.models import Appeal
from register.permissions import Standing, against_arranging, hears
from register.queries.appeals import people_of
from register.refusals import NotFound, NotPermitted
from register.states import next_state


def locked(reference: str) -> Appeal:
    """The appeal, locked until the transaction ends, or NotFound."""
    found = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("entry__subject", "entry__decision", "report")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise NotFound("There is no such appeal.")
    return found


def locked_to_arrange(
    reference: str, who: Standing, version: int | None = None
) -> Appeal:
    """The appeal for somebody who arranges it, or NotPermitted with the reason; Changed
    where it is not the `version` they read."""
    appeal = locked(reference)
    NotPermitted.if_any(against_arranging(who, people_of(appeal.entry)))
    appeal.refuse_if_changed(version)
    return appeal


def locked_to_hear(reference: str, who: Standing, version: int | None = None) -> Appeal:
    """The appeal for a member it was given to; to anybody else there is none."""
    appeal = locked(reference)
    if not hears(who, appeal):
        raise NotFound("There is no such appeal.")
    appeal.refuse_if_changed(version)
    return appeal


def move(appeal: Appeal, to: AppealState) -> None:
    appeal.state = next_state(
        APPEAL_TRANSITIONS, what="appeal", now=AppealState(appeal.state), to=to
    ).value


def contest(appeal: Appeal, *, contested: bool) -> None:
    """Lay the overlay over the entry, or lift it. The marker answers as before."""
    appeal.entry.contested = contested
    appeal.entry.save(update_fields=["contested"])
