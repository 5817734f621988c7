"""Which words and which steps belong to an agreement as it stands today?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sharing.check_rules import ASKER_RULES, in_words
from sharing.facts import AgreementState
from sharing.models import Agreement, AgreementEvent, AgreementVersion, Attestation
from sharing.partner_rules import ATTESTATION_RULES
from sharing.policy import judge, may_answer
from sharing.queries.agreement_lines import (
    AttestationLine,
    IndemnityLine,
    TimelineLine,
)
from sharing.queries.approvals import Approval, approvals_of
from sharing.queries.offered_steps import STANDING, may_of
from sharing.queries.standing import Standing, source_of
from sharing.states import BEFORE_FORCE, LABELS, Side, Step, done
from tenants.clocks import civil_date
from tenants.codes import Activity, ContactMode, Role


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


def shown_of(versions: Sequence[AgreementVersion]) -> AgreementVersion:
    """The version that stands; before and after any stands, the newest."""
    standing = [each for each in versions if each.state in STANDING]
    return (standing or list(versions))[-1]


def row_fields(
    version: AgreementVersion,
    versions: Sequence[AgreementVersion],
    names: Mapping[UUID, str],
    stops: Sequence[str],
    roles: Iterable[Role],
    *,
    today: date,
) -> dict[str, Any]:
    """The fields of an AgreementRow. `stops` say why it answers nothing today.

    What may be done and what it waits for is of the whole agreement: the version that
    stands, and the one under way beside it.
    """
    state = AgreementState(version.state)
    stopped = state == S.IN_FORCE and bool(stops)
    newest = versions[-1]
    beside = newest if newest.state in BEFORE_FORCE and newest != version else None
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
        "waiting_for": (
            " ".join(stops) if stopped else _waiting(beside or version, names)
        ),
        "under_way": (
            f"Version {beside.number}: {LABELS[AgreementState(beside.state)]}"
            if beside
            else ""
        ),
        "stopped": stopped,
        "may": frozenset(may_of(versions, roles, today=today)),
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


def signature(version: AgreementVersion, side: Side) -> str:
    """Who signed for a side, as what and when; empty where nobody has."""
    name, role, authority, signed_at = (
        getattr(version, f"{side.value}_{part}")
        for part in (
            "signatory_name",
            "signatory_role",
            "signatory_authority",
            "signed_at",
        )
    )
    if not signed_at:
        return ""
    signed_on = in_words(civil_date(signed_at))
    return f"{name}, {role}, {signed_on}. Authority: {authority}"


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
    ).order_by("activity")
    approvals = approvals_of(given)
    for item in given:
        standing, approved = judged.get(item.activity), approvals.get(item.pk)
        yield attestation_line(item, standing, approved, today=today)


def attestation_line(
    item: Attestation,
    standing: Standing | None,
    approved: Approval | None,
    *,
    today: date,
) -> AttestationLine:
    """One attested activity; a version that does not name it has no standing for it."""
    refused = (
        judge(ATTESTATION_RULES, source_of(standing, today=today))
        if standing
        else {"activity_is_agreed": "The agreement does not name this activity."}
    )
    return AttestationLine(
        id=item.pk,
        activity=item.activity,
        activity_label=Activity(item.activity).label,
        mode_label=ContactMode(item.mode).label,
        evidence=item.evidence,
        people=item.people,
        ends_on=item.ends_on,
        approved=approved,
        reasons=tuple(refused.values()),
    )


def portfolio_label(agreement: Agreement) -> str:
    count = agreement.portfolio_count
    nouns = {"UPRNS": ("home", "homes"), "AREA": ("area", "areas")}
    one, many = nouns.get(agreement.portfolio_kind, ("named case", "named cases"))
    return f"{count:,} {one if count == 1 else many}"


def arranged_label(versions: Sequence[AgreementVersion]) -> str:
    """What is arranged for a later day, in a sentence; empty where nothing is."""
    for version in versions:
        if version.arranged_at is not None and version.state == S.INDEMNIFIED:
            return (
                f"Version {version.number} takes over on {in_words(version.starts_on)}."
            )
    return ""


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


def _waiting(version: AgreementVersion, names: Mapping[UUID, str]) -> str:
    discloser, recipient = names[version.discloser], names[version.recipient]
    if version.state == S.SUSPENDED:
        if version.suspension_cleared_at is not None:
            return f"{discloser}'s sharing officer to lift the suspension."
        by = names.get(version.suspended_by) if version.suspended_by else None
        return f"{by or 'Whoever suspended it'} to clear the suspension."
    if version.arranged_at is not None and version.state == S.INDEMNIFIED:
        return f"{in_words(version.starts_on)}, its first day."
    return {
        S.DRAFT: f"{discloser} to sign and offer it.",
        S.OFFERED: f"{recipient} to sign it.",
        S.ACCEPTED: f"{recipient} to give the indemnity.",
        S.INDEMNIFIED: f"{discloser}'s sharing officer to put it in force.",
    }.get(AgreementState(version.state), "")
