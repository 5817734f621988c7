"""Which requests of members wait, and which are this member's own?"""

from collections.abc import Iterator

from accounts.models import User
from register.members.rules import answering_roles
from register.models import MemberRequest
from register.permissions import Standing
from register.shown import WorkItem
from register.states import MemberAnswer
from tenants.packs import Pack


MOST = 50


def to_answer(who: Standing, pack: Pack) -> Iterator[WorkItem]:
    """Members' requests that wait for somebody of this standing."""
    if not pack.members_ask or not who.roles & answering_roles(pack):
        return
    waiting = MemberRequest.objects.filter(answer="").exclude(member=who.user)
    for asked in waiting.order_by("asked_at"):
        yield _line(asked, owner="you", kind="answer-member")


def own_requests(user: User) -> list[WorkItem]:
    """What this member asked, newest first. No place and no person."""
    asked = MemberRequest.objects.filter(member=user).order_by("-asked_at")[:MOST]
    return [_line(one, owner="", kind="member") for one in asked]


def _line(asked: MemberRequest, *, owner: str, kind: str) -> WorkItem:
    state = MemberAnswer(asked.answer).label if asked.answer else "Waiting"
    return WorkItem(
        reference=asked.reference,
        what=f"Member's request {asked.reference}",
        state_label=state,
        owner=owner,
        due_on=None,
        overdue=False,
        kind=kind,
    )
