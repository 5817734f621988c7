"""Which words and which steps belong to an agreement as it stands today?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sharing.check_rules import ASKER_RULES, in_words
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementEvent, AgreementVersion, Attestation
from sharing.partner_rules import ATTESTATION_RULES, BEFORE_FORCE_RULES
from sharing.permissions import may_take, my_side
from sharing.policy import judge, may_answer
from sharing.queries.agreement_lines import (
    AttestationLine,
    IndemnityLine,
    TimelineLine,
)
from sharing.queries.standing import Standing, source_of
from sharing.states import LABELS, STARTS_FROM, Side, Step, done
from sharing.terms import AgreementTerms
from tenants.codes import Activity, ContactMode, Role
from tenants.context import current_organisation


S = AgreementState
STOPPED_COLOUR = "govuk-tag--yellow"
ENDED_COLOUR = "govuk-tag--grey"
COLOURS = {
    S.IN_FORCE: "govuk-tag--green",
    S.SUSPENDED: "govuk-tag--red",
    S.OFFERED: "govuk-tag--blue",
    S.ACCEPTED: "govuk-tag--blue",
    S.INDEMNIFIED: "govuk-tag--blue",
}
ENDED = frozenset({S.SUPERSEDED, S.EXPIRED, S.TERMINATED, S.REFUSED, S.WITHDRAWN})
ABOUT_ASKERS = frozenset(rule.__name__ for rule in ASKER_RULES)


def row_fields(
    version: AgreementVersion,
    names: Mapping[UUID, str],
    stops: Sequence[str],
    roles: Iterable[Role],
) -> dict[str, Any]:
    """The fields of an AgreementRow. `stops` say why it answers nothing today."""
    state = AgreementState(version.state)
    stopped = state == S.IN_FORCE and bool(stops)
    return {
        "id": version.agreement_id,
        "reference": version.agreement.reference,
        "title": version.agreement.title,
        "version": version.number,
        "discloser": names[version.discloser],
        "recipient": names[version.recipient],
        "state": state,
        "state_label": "In force, but stopped" if stopped else LABELS[state],
        "colour": STOPPED_COLOUR if stopped else COLOURS.get(state, ENDED_COLOUR),
        "ends_on": version.ends_on,
        "in_force_since": version.in_force_at,
        "waiting_for": " ".join(stops) if stopped else _waiting(version, names),
        "may": _may(version, roles),
    }


def stops_of(
    version: AgreementVersion, standings: Sequence[Standing], *, today: date
) -> list[str]:
    """Why nothing is answered under it today, though it is in force; empty if it is."""
    if version.state != S.IN_FORCE:
        return []
    if not standings:
        return ["The other organisation has left."]
    answers = [may_answer(source_of(standing, today=today)) for standing in standings]
    if any(not refused for refused in answers):
        return []
    sentences = (
        sentence
        for refused in answers
        for rule, sentence in refused.items()
        if rule not in ABOUT_ASKERS
    )
    return list(dict.fromkeys(sentences))


def terms_of(version: AgreementVersion) -> AgreementTerms:
    held: dict[str, Any] = {
        field.name: getattr(version, field.name) for field in fields(AgreementTerms)
    }
    for name, value in held.items():
        if isinstance(value, list):
            held[name] = tuple(value)
    return AgreementTerms(**held)


def signature(version: AgreementVersion, side: Side) -> str:
    """Who signed for a side, as what and when; empty where nobody has."""
    name, role, signed_at = (
        getattr(version, f"{side.value}_{part}")
        for part in ("signatory_name", "signatory_role", "signed_at")
    )
    return f"{name}, {role}, {in_words(signed_at.date())}" if signed_at else ""


def indemnity_line(standings: Sequence[Standing]) -> IndemnityLine | None:
    given = standings[0].indemnity if standings else None
    if given is None:
        return None
    return IndemnityLine(
        heads=tuple(given.heads),
        insurer=given.insurer,
        policy_number=given.policy_number,
        cover_ends_on=given.cover_ends_on,
        signatory_name=given.signatory_name,
        signatory_role=given.signatory_role,
    )


def attestation_lines(
    version: AgreementVersion, standings: Sequence[Standing], *, today: date
) -> Iterable[AttestationLine]:
    """Every activity attested, and what the rules say against it."""
    judged = {item.activity: item for item in standings}
    given = Attestation.objects.filter(
        agreement_id=version.agreement_id, withdrawn_at__isnull=True
    )
    for item in given.order_by("activity"):
        standing = judged.get(item.activity)
        refused = (
            judge(ATTESTATION_RULES, source_of(standing, today=today))
            if standing
            else {"activity_is_agreed": "The agreement does not name this activity."}
        )
        yield AttestationLine(
            id=item.pk,
            activity=item.activity,
            activity_label=Activity(item.activity).label,
            mode_label=ContactMode(item.mode).label,
            evidence=item.evidence,
            people=item.people,
            ends_on=item.ends_on,
            approved_at=item.approved_at,
            reasons=tuple(refused.values()),
        )


def portfolio_label(agreement: Agreement) -> str:
    count = agreement.portfolio_count
    nouns = {"UPRNS": ("home", "homes"), "AREA": ("area", "areas")}
    one, many = nouns.get(agreement.portfolio_kind, ("named case", "named cases"))
    return f"{count:,} {one if count == 1 else many}"


def why_not(
    version: AgreementVersion,
    standings: Sequence[Standing],
    may: Iterable[str],
    *,
    today: date,
) -> dict[str, tuple[str, ...]]:
    """What stands against a step that is this person's to take."""
    if Step.LIFT_SUSPENSION in may and version.suspension_cleared_at is None:
        return {Step.LIFT_SUSPENSION: ("Whoever suspended it has not cleared it yet.",)}
    if Step.PUT_IN_FORCE not in may:
        return {}
    sentences: dict[str, None] = {}
    for standing in standings:
        refused = judge(BEFORE_FORCE_RULES, source_of(standing, today=today))
        if not refused:
            return {}
        label = Activity(standing.activity).label
        sentences |= {f"{label}: {sentence}": None for sentence in refused.values()}
    return {Step.PUT_IN_FORCE: tuple(sentences)}


def timeline_of(
    agreement: Agreement, names: Mapping[UUID, str]
) -> Iterable[TimelineLine]:
    """What has happened, newest first, in words both sides see."""
    events = AgreementEvent.objects.filter(agreement_id=agreement.pk)
    for event in events.order_by("-at", "-id"):
        role = Role(event.by_role).label if event.by_role in Role else "The clock"
        where = names.get(event.by_organisation, "")
        yield TimelineLine(
            at=event.at,
            what=done(Step(event.step), state=AgreementState(event.state)),
            who=f"{role}, {where}",
            note=event.reason,
        )


def _may(version: AgreementVersion, roles: Iterable[Role]) -> frozenset[str]:
    held = set(roles)
    side = my_side(version.agreement)
    steps = {
        step.value
        for step in Step
        if version.state in STARTS_FROM[step] and may_take(step, side=side, roles=held)
    }
    mine = current_organisation().pk == version.suspended_by
    if not mine or version.suspension_cleared_at is not None:
        steps.discard(Step.CLEAR_SUSPENSION.value)
    if side == Side.DISCLOSER and Role.SHARING_OFFICER in held:
        steps |= {"approve", "portfolio"}
    return frozenset(steps)


def _waiting(version: AgreementVersion, names: Mapping[UUID, str]) -> str:
    discloser, recipient = names[version.discloser], names[version.recipient]
    if version.state == S.SUSPENDED:
        if version.suspension_cleared_at is not None:
            return f"{discloser}'s sharing officer to lift the suspension."
        by = names.get(version.suspended_by) if version.suspended_by else None
        return f"{by or 'Whoever suspended it'} to clear the suspension."
    return {
        S.DRAFT: f"{discloser} to sign and offer it.",
        S.OFFERED: f"{recipient} to sign it.",
        S.ACCEPTED: f"{recipient} to give the indemnity.",
        S.INDEMNIFIED: f"{discloser}'s sharing officer to put it in force.",
    }.get(AgreementState(version.state), "")
