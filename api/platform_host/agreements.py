"""What may the platform do about an agreement: draft, read, suspend and clear?

The calls are those of `v1/agreements`; what the platform may not do has no address here.
"""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from api.acting import calling
from api.answers import page_asked, paged
from api.bodies import read_object
from api.described import CHANGING, IDEMPOTENCY_KEY, LIST, describe
from api.platform_host import described
from api.platform_host.bodies import read_platform_draft
from api.platform_host.calling import PlatformCall
from api.platform_host.shown import health_as_json
from api.problems import Kinds
from api.v1.agreements import reasoned, templates, versions, views
from api.v1.agreements.described import AgreementSerializer
from api.v1.texts import views as texts
from sharing.actions import agreements
from sharing.queries.health import health


class Templates(PlatformCall, templates.Templates):
    """Terms to start from."""


class Health(PlatformCall):
    """Is all well with every agreement?"""

    @describe(
        operation="listAgreementsHealth",
        summary="List the health of all agreements, those that are stopped first",
        tag="sharing",
        answers=described.HealthListSerializer,
        kinds=(Kinds.INVALID,),
        parameters=LIST,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        page = page_asked(request, parts=3)
        lines = [
            (order, line)
            for line in health(call.user, at=call.at)
            if (order := tuple(_part(part) for part in line.weight)) > page.after
        ]
        shown = lines[: page.limit]
        after = shown[-1][0] if len(lines) > page.limit else None
        return paged(request, [health_as_json(line) for _, line in shown], after=after)


def _part(value: bool | str) -> str:
    return value if isinstance(value, str) else str(int(value))


class Agreements(PlatformCall, views.Agreements):
    """Every agreement, whoever its parties are."""

    @describe(
        operation="draftAgreementForOthers",
        summary="Draft an agreement between two others, from a template or in full",
        tag="sharing",
        takes=described.PlatformDraftSerializer,
        answers=AgreementSerializer,
        status=201,
        kinds=CHANGING,
        parameters=(IDEMPOTENCY_KEY,),
    )
    def post(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        given = read_platform_draft(read_object(request), today=timezone.localdate())
        made = call.once(
            lambda: str(
                agreements.draft(
                    discloser=given.discloser,
                    recipient=given.recipient,
                    title=given.title,
                    terms=given.terms,
                    by=call.user,
                    at=call.at,
                ).agreement_id
            )
        )
        return views.agreement_answer(call, UUID(made), status=201)


class Agreement(PlatformCall, views.Agreement):
    """One agreement, without what either side alone may see."""


class SuspendAgreement(PlatformCall, reasoned.Suspend):
    """Now, and without a proof: stopping is never slowed."""


class ClearSuspension(PlatformCall, reasoned.ClearSuspension):
    """Where the platform suspended, the platform clears. The discloser lifts."""


class Versions(PlatformCall, versions.Versions):
    """Every version, and the next one."""


class Version(PlatformCall, versions.Version):
    """One version in full."""


class Difference(PlatformCall, versions.Difference):
    """What one version says that another does not."""


class VersionTexts(PlatformCall, texts.VersionTexts):
    """What can be written about one version."""


class VersionText(PlatformCall, texts.VersionText):
    """One of those texts in full."""


class VersionTextFile(PlatformCall, texts.VersionTextFile):
    """The same as an accessible PDF."""
