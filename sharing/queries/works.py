"""What work does a partner do, what is it attested for, and what was it asked?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from sharing.errors import NotFound
from sharing.facts import AgreementState
from sharing.models import (
    Agreement,
    AgreementVersion,
    Attestation,
    Service,
    ServiceQuestion,
)
from sharing.permissions import LONDON, reading_roles
from sharing.queries.eligible import excluded_for, is_eligible, verdict
from sharing.queries.wording import names_of
from sharing.states import BEFORE_FORCE
from tenants.codes import (
    Activity,
    ContactMode,
    OrganisationKind,
    Role,
)
from tenants.context import current_organisation


NOT_ENDED = BEFORE_FORCE | {AgreementState.IN_FORCE, AgreementState.SUSPENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    id: UUID
    asked_by: str
    question: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """One kind of work: as the partner describes it, and as it is attested to us."""

    activity: str
    label: str
    mode_label: str
    description: str
    people: int
    subcontracted: bool
    changed_at: datetime
    verdict: str
    eligible: bool
    attested: tuple[str, ...]
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedLine:
    """Work that an agreement of ours names and the partner's list does not."""

    activity: str
    label: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPage:
    partner_id: UUID
    partner: str
    own: bool
    services: tuple[ServiceLine, ...]
    unlisted: tuple[UnlistedLine, ...]
    may_change: bool
    may_ask: bool


def services_of(
    user: User, *, at: datetime, partner: UUID | None = None
) -> ServicesPage:
    """The list of a partner, or our own.

    Raises:
        NotAllowed: the person's roles do not read agreements.
        NotFound: no agreement joins us with such a partner.
    """
    roles = reading_roles(user, at)
    here = current_organisation()
    of = partner or here.id
    own = of == here.id
    joined = Agreement.objects.filter(discloser=here.id, recipient=of)
    if here.kind == OrganisationKind.PLATFORM or not (own or joined.exists()):
        raise NotFound("There is no such partner of yours.")
    today = at.astimezone(LONDON).date()
    services = tuple(_lines(of, today=today))
    listed = {service.activity for service in services}
    return ServicesPage(
        partner_id=of,
        partner=names_of(of)[of],
        own=own,
        services=services,
        unlisted=tuple(_unlisted(of, agreed_work(here.id, of) - listed)),
        may_change=own and Role.PARTNER_SIGNATORY in roles,
        may_ask=not own and Role.SHARING_OFFICER in roles,
    )


def agreed_work(discloser: UUID, recipient: UUID) -> set[str]:
    """The work for which agreements between the two stand, or are being made."""
    versions = AgreementVersion.objects.filter(
        discloser=discloser, recipient=recipient, state__in=NOT_ENDED
    )
    named = versions.values_list("activities", flat=True)
    return {activity for activities in named for activity in activities}


def question_for(user: User, question_id: UUID, *, at: datetime) -> QuestionLine:
    """A question this organisation was asked.

    Raises:
        NotFound: there is none.
    """
    reading_roles(user, at)
    asked = ServiceQuestion.objects.filter(
        pk=question_id, organisation=current_organisation().id
    ).first()
    if asked is None:
        raise NotFound("There is no such question.")
    names = names_of(asked.asked_by_organisation)
    return _question_line(asked, names)


def open_questions() -> list[ServiceQuestion]:
    """What this organisation was asked and has not answered."""
    found = ServiceQuestion.objects.filter(
        organisation=current_organisation().id, answered_at__isnull=True
    )
    return list(found.order_by("asked_at"))


def partners_with_services(user: User, *, at: datetime) -> list[tuple[UUID, str, int]]:
    """The partners we disclose to, each with how many kinds of work it lists."""
    reading_roles(user, at)
    here = current_organisation().id
    partners = set(
        Agreement.objects.filter(discloser=here).values_list("recipient", flat=True)
    )
    names = names_of(*partners)
    counts = dict.fromkeys(partners, 0)
    listed = Service.objects.filter(organisation__in=partners, ended_at__isnull=True)
    for partner in listed.values_list("organisation", flat=True):
        counts[partner] += 1
    return sorted(
        ((key, names[key], count) for key, count in counts.items()),
        key=lambda line: line[1],
    )


def _lines(partner: UUID, *, today: date) -> Iterable[ServiceLine]:
    attested: dict[str, list[Attestation]] = {}
    given = Attestation.objects.filter(recipient=partner, withdrawn_at__isnull=True)
    for each in given.select_related("agreement").order_by("agreement__reference"):
        attested.setdefault(each.activity, []).append(each)
    asked: dict[str, list[ServiceQuestion]] = {}
    for question in ServiceQuestion.objects.filter(organisation=partner).order_by(
        "asked_at"
    ):
        asked.setdefault(question.activity, []).append(question)
    askers = {q.asked_by_organisation for found in asked.values() for q in found}
    names = names_of(*askers)
    listed = Service.objects.filter(organisation=partner, ended_at__isnull=True)
    excluded = excluded_for(partner)
    for service in listed.order_by("activity"):
        yield ServiceLine(
            activity=service.activity,
            label=Activity(service.activity).label,
            mode_label=ContactMode(service.mode).label,
            description=service.description,
            people=service.people,
            subcontracted=service.subcontracted,
            changed_at=service.changed_at,
            verdict=verdict(service.activity, service.mode, excluded=excluded),
            eligible=is_eligible(service.activity, service.mode, excluded=excluded),
            attested=tuple(
                _attested(each, service, today=today)
                for each in attested.get(service.activity, ())
            ),
            questions=tuple(
                _question_line(each, names) for each in asked.get(service.activity, ())
            ),
        )


def _unlisted(partner: UUID, activities: Iterable[str]) -> Iterable[UnlistedLine]:
    asked = list(
        ServiceQuestion.objects.filter(
            organisation=partner, activity__in=list(activities)
        ).order_by("asked_at")
    )
    names = names_of(*{question.asked_by_organisation for question in asked})
    for activity in sorted(activities):
        yield UnlistedLine(
            activity=activity,
            label=Activity(activity).label,
            questions=tuple(
                _question_line(each, names)
                for each in asked
                if each.activity == activity
            ),
        )


def _question_line(asked: ServiceQuestion, names: Mapping[UUID, str]) -> QuestionLine:
    return QuestionLine(
        id=asked.pk,
        asked_by=names[asked.asked_by_organisation],
        question=asked.question,
        asked_at=asked.asked_at,
        answer=asked.answer,
        answered_at=asked.answered_at,
    )


def _attested(given: Attestation, service: Service, *, today: date) -> str:
    state = "approved" if given.approved_at else "not approved yet"
    if given.ends_on < today:
        state = "ended"
    told = f"{given.agreement.reference}: {state}, until {given.ends_on:%-d %B %Y}"
    if given.mode != service.mode:
        label = ContactMode(given.mode).label.lower()
        return f"{told}. It was attested as “{label}”, which is not what the list says."
    return f"{told}."
