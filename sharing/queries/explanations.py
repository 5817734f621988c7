"""Why does this partner (not) see this entry? From the same gate as every check."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from markers.models import Marker
from sharing.errors import NotFound
from sharing.partner_rules import PARTNER_RULES
from sharing.permissions import LONDON, require
from sharing.policy import Decision, decide
from sharing.queries.entries import own_marker, releases_of, versions_in_force
from sharing.queries.proposals import portfolios_with, released_of
from sharing.queries.standing import no_source_fields, source_fields, standings_of
from sharing.repairs import steps_for
from tenants.codes import Role
from tenants.context import current_organisation
from tenants.models import Organisation


AUTHORITIES = {rule.__name__: rule.authority.value for rule in PARTNER_RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One clause that refuses, in a sentence, and on whose authority."""

    rule: str
    sentence: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the gate says today of one entry and one recipient.

    Setting right exactly the reasons listed would let them see it: none is missing and
    none is to spare. `repair` says by which steps, and whose each is.
    """

    organisation: str
    permit: bool
    level: str
    level_label: str
    reasons: tuple[Reason, ...]
    determining: tuple[str, ...]
    repair: tuple[str, ...]


def explain(
    user: User, entry_reference: str, recipient: UUID, *, at: datetime
) -> Explanation:
    """Judge the entry for somebody fit at the recipient, as things are.

    Where the two have several agreements or activities, the one that shows most is
    explained; where none permits, the one nearest to it.

    Raises:
        NotAllowed: only the sharing officer asks.
        NotFound: no such live entry, or no such organisation.
    """
    require(Role.SHARING_OFFICER, by=user, at=at)
    marker = own_marker(entry_reference)
    other = Organisation.objects.filter(pk=recipient).first()
    if other is None or other.pk == marker.owner:
        raise NotFound("There is no such organisation to share with.")
    today = at.astimezone(LONDON).date()
    decision = min(_decisions(marker, other, today=today, at=at), key=_nearness)
    return Explanation(
        organisation=other.name,
        permit=decision.permit,
        level=str(decision.level or ""),
        level_label=decision.level.label if decision.level else "",
        reasons=tuple(
            Reason(rule=rule, sentence=sentence, authority=AUTHORITIES[rule])
            for rule, sentence in decision.reasons.items()
        ),
        determining=tuple(term.replace("_", " ") for term in decision.terms),
        repair=steps_for(decision.reasons),
    )


def _decisions(
    marker: Marker, recipient: Organisation, *, today: date, at: datetime
) -> list[Decision]:
    portfolios = portfolios_with(marker)
    released = releases_of(marker)
    decisions = []
    for standing in standings_of(versions_in_force(recipient=recipient.pk)):
        facts = released_of(
            marker,
            source_fields(standing, today=today),
            released.get((standing.agreement.pk, standing.activity)),
            inside=standing.agreement.pk in portfolios,
            at=at,
        )
        decisions.append(decide(facts))
    if decisions:
        return decisions
    nothing = no_source_fields(current_organisation(), recipient, today=today)
    return [decide(released_of(marker, nothing, None, inside=False, at=at))]


def _nearness(decision: Decision) -> tuple[int, int]:
    level = decision.level.rank if decision.level else 0
    return len(decision.reasons), -level
