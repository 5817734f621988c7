"""What is there for me to do?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts import queries
from accounts.queries.due import SEE_EVERYBODY, DueList, due_list
from accounts.sign_in.requests import Asked
from register.imports.queries import waiting_to_commit
from register.queries import work as register_work
from sharing.queries import sharing_work
from tenants.codes import Permission
from web.access import holding
from web.check.views import blank_form
from web.members.looking import looks
from web.middleware import held_roles
from web.work import lines_of


TOLD_WHAT_IS_LATE = SEE_EVERYBODY | holding(Permission.SHARE)
"""Whose late things may wait for others, so that no line below says them: a partner's
recall, a partner's cover."""


@require_GET
def work(request: Asked) -> HttpResponse:
    """Show what waits; whoever visits finds the check here already."""
    roles = held_roles(request)
    may_check = looks(request)
    page = {
        "items": lines_of(
            [
                *register_work.my_work(request.user, on=timezone.localdate()),
                *waiting_to_commit(request.user, on=timezone.localdate()),
                *sharing_work(request.user, at=timezone.now()),
            ]
        ),
        "late": late_for(request) if roles & TOLD_WHAT_IS_LATE else None,
        "form": blank_form(request) if may_check else None,
        "stopped": stopped(request) if may_check else "",
        "may_decide": bool(roles & holding(Permission.DECIDE)),
        "may_report": bool(roles & holding(Permission.RAISE_REPORT)),
        "may_give_access": queries.gives_access(request.roles, queries.pack()),
    }
    return render(request, "home/work.html", page)


def late_for(request: Asked) -> DueList:
    """What is late: of the whole organisation for those who answer for it."""
    today = timezone.localdate()
    return due_list(request.user, on=today, until=today)


def stopped(request: Asked) -> str:
    return queries.why_not_answered(request.user, on=timezone.localdate())
