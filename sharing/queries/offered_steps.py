"""Which steps does an agreement offer somebody with these roles, as it stands?"""

from collections.abc import Iterable, Sequence
from datetime import date

from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.permissions import may_take, my_side
from sharing.states import BEFORE_FORCE, STARTS_FROM, Side, Step
from tenants.codes import Role
from tenants.context import current_organisation


S = AgreementState
STANDING = frozenset({S.IN_FORCE, S.SUSPENDED})


def may_of(
    versions: Sequence[AgreementVersion], roles: Iterable[Role], *, today: date
) -> set[str]:
    """Every step that starts from where a version stands and is this person's.

    Beside the steps: `approve` an activity, change the `portfolio`, `revise` the terms.
    """
    held = set(roles)
    side = my_side(versions[0].agreement)
    states = {AgreementState(version.state) for version in versions}
    steps = {
        step.value
        for step in Step
        if states & STARTS_FROM[step] and may_take(step, side=side, roles=held)
    }
    steps -= _not_offered(versions, states, today=today)
    if side == Side.DISCLOSER and Role.SHARING_OFFICER in held:
        steps |= {"approve", "portfolio"}
        if not states & BEFORE_FORCE:
            steps.add("revise")
    return steps


def _not_offered(
    versions: Sequence[AgreementVersion], states: set[AgreementState], *, today: date
) -> set[str]:
    """Steps that would be refused, or that another step takes the place of."""
    dropped = {Step.CLOSE_MISUSE.value}
    if S.ACCEPTED not in states:
        # What is given already is renewed by its insurance alone.
        dropped.add(Step.INDEMNIFY.value)
    if not _mine_to_clear(versions):
        dropped.add(Step.CLEAR_SUSPENSION.value)
    waits = [v for v in versions if v.state == S.INDEMNIFIED and v.starts_on > today]
    if waits and states & STANDING:
        dropped.add(Step.PUT_IN_FORCE.value)
    if not (waits and states & STANDING) or waits[0].arranged_at is not None:
        dropped.add(Step.ARRANGE.value)
    return dropped


def _mine_to_clear(versions: Sequence[AgreementVersion]) -> bool:
    return any(
        version.state == S.SUSPENDED
        and version.suspended_by == current_organisation().pk
        and version.suspension_cleared_at is None
        for version in versions
    )
