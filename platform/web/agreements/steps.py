"""What does each step of an agreement do with what was typed?"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sharing.actions import agreements, attestations, papers
from sharing.signatures import SIGNATURES
from sharing.states import Step
from sharing.terms import AgreementTerms, CoverTerms, IndemnityTerms, Signatory


if TYPE_CHECKING:
    from accounts.models import User


type Given = Mapping[str, Any]


def signatory(given: Given, by: "User") -> Signatory:
    """Whoever is signed in signs, under their own name."""
    return Signatory(
        name=by.full_name,
        role=given["signatory_role"],
        authority=given["signatory_authority"],
    )


def terms_of(given: Given) -> AgreementTerms:
    """Return a draft's terms from its form."""
    lists = ("purposes", "categories", "activities")
    kept = {name: value for name, value in given.items() if name not in NOT_TERMS}
    return AgreementTerms(**{**kept, **{name: tuple(given[name]) for name in lists}})


NOT_TERMS = frozenset({"discloser", "recipient", "title"})


def indemnity_of(given: Given) -> IndemnityTerms:
    return IndemnityTerms(
        heads=tuple(given["heads"]),
        policy_undertaking=given["policy_undertaking"],
        insurer=given["insurer"],
        policy_number=given["policy_number"],
        cover_ends_on=given["cover_ends_on"],
    )


def cover_of(given: Given) -> CoverTerms:
    return CoverTerms(
        insurer=given["insurer"],
        policy_number=given["policy_number"],
        cover_ends_on=given["cover_ends_on"],
    )


def read(given: Given) -> bytes:
    """The bytes of the file that was sent, empty where none was."""
    sent = given.get("paper")
    return sent.read() if sent else b""


def take(
    step: Step,
    *,
    agreement_id: UUID,
    given: Given,
    by: "User",
    at: datetime,
    seen: int | None,
) -> None:
    """Take one step, or raise SharingError with every reason against it.

    `seen` is how many things had happened when the page was opened: nobody signs other
    words than they read.
    """
    who: dict[str, Any] = {"agreement_id": agreement_id, "by": by, "at": at}
    if step in AS_SEEN:
        who["seen"] = seen
    match step:
        case Step.OFFER:
            agreements.offer(signatory=signatory(given, by), **who)
        case Step.ACCEPT:
            agreements.accept(signatory=signatory(given, by), **who)
        case Step.INDEMNIFY:
            agreements.indemnify(
                terms=indemnity_of(given),
                signatory=signatory(given, by),
                paper=read(given),
                **who,
            )
        case Step.RENEW_COVER:
            agreements.renew_cover(terms=cover_of(given), paper=read(given), **who)
        case Step.FILE_SIGNED:
            papers.file_signed(upload=read(given), **who)
        case Step.ATTEST:
            attestations.attest(**{**given, "paper": read(given)}, **who)
        case _:
            WITH_REASON[step](reason=given["reason"], **who)


AS_SEEN = SIGNATURES | {Step.REFUSE, Step.WITHDRAW, Step.CLEAR_SUSPENSION}
WITH_REASON: dict[Step, Callable[..., object]] = {
    Step.ARRANGE: agreements.arrange,
    Step.PUT_IN_FORCE: agreements.put_in_force,
    Step.SUSPEND: agreements.suspend,
    Step.CLEAR_SUSPENSION: agreements.clear_suspension,
    Step.LIFT_SUSPENSION: agreements.lift_suspension,
    Step.TERMINATE: agreements.terminate,
    Step.REFUSE: agreements.refuse,
    Step.WITHDRAW: agreements.withdraw,
}
