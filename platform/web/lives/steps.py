"""Which steps in an entry's life does its page offer, and what does each one say?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from register.actions import entries, overlays
from register.shown import EntryPage
from register.states import EntryState, Overlay
from tenants.codes import Permission, Role
from web.access import holding


DECIDES = holding(Permission.DECIDE)
CORRECTS = holding(Permission.DECIDE, Permission.RIGHTS)
REVIEWED = {EntryState.ACTIVE.value, EntryState.UNDER_REVIEW.value}


class Act(Protocol):
    """One action on an entry that needs only a reason."""

    def __call__(
        self,
        *,
        reference: str,
        reason: str,
        version: int | None,
        by: Any,  # noqa: ANN401
        at: datetime,
    ) -> object: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that asks for a reason: its address, its words, its action."""

    name: str
    offer: str
    heading: str
    warning: str
    button: str
    done: str
    act: Act
    fits: Callable[[EntryPage], bool]
    roles: frozenset[Role]


def _has(entry: EntryPage, overlay: Overlay) -> bool:
    return overlay.label in entry.overlays


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            name="restrict",
            offer="Restrict processing",
            heading="Restrict the processing of this entry?",
            warning=(
                "From the next check everybody sees “seek advice” and the number to "
                "ring, and nothing else. It cannot be released to anybody new."
            ),
            button="Restrict it",
            done="The entry is restricted. Checks say “seek advice” and no more.",
            act=overlays.restrict_processing,
            fits=lambda e: e.is_live and not _has(e, Overlay.PROCESSING_RESTRICTED),
            roles=CORRECTS,
        ),
        Step(
            name="unrestrict",
            offer="Lift the restriction",
            heading="Lift the restriction of this entry?",
            warning="Everybody who may see the entry sees it in full measure again.",
            button="Lift it",
            done="The restriction is lifted.",
            act=overlays.lift_restriction,
            fits=lambda e: e.is_live and _has(e, Overlay.PROCESSING_RESTRICTED),
            roles=CORRECTS,
        ),
        Step(
            name="hold",
            offer="Place a legal hold",
            heading="Keep this entry from erasure?",
            warning=(
                "A claim or an inquiry may need it. It answers checks exactly as "
                "before; only its erasure waits until the hold is lifted."
            ),
            button="Place the hold",
            done="The entry is held: it is not erased until the hold is lifted.",
            act=overlays.hold,
            fits=lambda e: not _has(e, Overlay.LEGAL_HOLD),
            roles=CORRECTS,
        ),
        Step(
            name="unhold",
            offer="Lift the legal hold",
            heading="Lift the legal hold?",
            warning="Once it has ended and its time has come, the entry is erased.",
            button="Lift the hold",
            done="The hold is lifted.",
            act=overlays.lift_hold,
            fits=lambda e: _has(e, Overlay.LEGAL_HOLD),
            roles=CORRECTS,
        ),
        Step(
            name="error",
            offer="Entered in error",
            heading="Was this entry made in error?",
            warning=(
                "It should never have been made: another person, another address. "
                "Colleagues and partners stop seeing it at once, every partner that "
                "was shown it is told to drop it, and the person gets a letter."
            ),
            button="It was made in error",
            done="The entry is marked as made in error. It answers nothing now.",
            act=entries.mark_in_error,
            fits=lambda e: e.state != EntryState.ENTERED_IN_ERROR.value,
            roles=DECIDES,
        ),
    )
}


def offered(entry: EntryPage, roles: frozenset[Role]) -> dict[str, Any]:
    """What the page of an entry offers to somebody with these roles."""
    return {
        "steps": [s for s in STEPS.values() if roles & s.roles and s.fits(entry)],
        "may_keep": bool(roles & DECIDES) and entry.state in REVIEWED,
        "may_correct": bool(roles & CORRECTS) and entry.is_live,
        "erased_on": entry.erased_on,
    }
