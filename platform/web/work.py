"""How is a thing that waits for somebody put on a list?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from register.shown import WorkItem
from sharing.queries.work import SharingItem


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    what: str
    state: str
    owner: str
    due_on: date | None
    overdue: bool
    address: str


ROUTES = {
    "report": "reports:report",
    "countersign": "reports:report",
    "decide": "decisions:case",
    "entry": "register:entry",
    "match": "matches:pair",
    "member": "members:request",
    "answer-member": "members:answer",
    "share": "sharing:audience",
    "import": "imports:summary",
    "agreement": "agreements:agreement",
    "recall": "recalls:recall",
    "misuse": "misuse:case",
    "question": "works:answer",
    "rights": "rights:request",
    "person": "people:person",
    "appeal": "appeals:appeal",
    "hearing": "appeals:hearing",
    "comment": "appeals:comment",
    "retest": "notices:retest",
}


def lines_of(waiting: Iterable[WorkItem | SharingItem]) -> list[WorkLine]:
    """Return list lines, each with the page on which it is dealt with."""
    return [
        WorkLine(
            what=item.what,
            state=item.state_label,
            owner=item.owner,
            due_on=item.due_on,
            overdue=item.overdue,
            address=reverse(ROUTES[item.kind], args=[item.reference]),
        )
        for item in waiting
    ]
