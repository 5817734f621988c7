"""What stands against a step now, and what would set each of it right?

The page and the calls show it; the step itself asks the same and is refused by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sharing.check_rules import in_words
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, MisuseCase
from sharing.partner_rules import ATTESTATION_RULES, BEFORE_FORCE_RULES
from sharing.policy import judge
from sharing.queries.standing import Standing, source_of
from sharing.queries.support import refusals_of
from sharing.queries.waiting_recalls import waiting_recalls
from sharing.repairs import REPAIRS
from sharing.states import Step
from tenants.codes import Activity
from tenants.models import Organisation


OF_AN_ACTIVITY = frozenset(rule.__name__ for rule in ATTESTATION_RULES)
LEFT = "The other organisation of this agreement has left. Nothing would lift it: end the agreement."


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Sentences, each with what would set it right. `waits` are of where things stand:
    somebody has something to do first. `refused` are the rules'."""

    waits: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        return (*self.waits, *self.refused)


def against_lifting(version: AgreementVersion, *, today: date) -> Against:
    """Everything that keeps a suspension from being lifted today, none left out."""
    waits = (
        *_open_cases(version.agreement_id),
        *_not_cleared(version),
        *_unanswered(version.agreement_id, today=today),
        *_past_its_end(version, today=today),
    )
    return Against(waits=waits, refused=tuple(_unsupported(version, today=today)))


def why_not(
    versions: Sequence[AgreementVersion],
    standings: Sequence[Standing],
    may: Iterable[str],
    *,
    today: date,
) -> dict[str, tuple[str, ...]]:
    """What stands against a step that is this person's to take."""
    steps, found = frozenset(may), {}
    if Step.LIFT_SUSPENSION in steps:
        [suspended] = [v for v in versions if v.state == AgreementState.SUSPENDED]
        against = against_lifting(suspended, today=today).sentences
        found = {Step.LIFT_SUSPENSION.value: against} if against else {}
    if Step.PUT_IN_FORCE in steps:
        found |= _against_putting_in_force(standings, today=today)
    return found


def _against_putting_in_force(
    standings: Sequence[Standing], *, today: date
) -> dict[str, tuple[str, ...]]:
    sentences: dict[str, None] = {}
    for standing in standings:
        refused = judge(BEFORE_FORCE_RULES, source_of(standing, today=today))
        if not refused:
            return {}
        label = Activity(standing.activity).label
        sentences |= {f"{label}: {sentence}": None for sentence in refused.values()}
    return {Step.PUT_IN_FORCE.value: tuple(sentences)}


def _open_cases(agreement_id: UUID) -> Iterable[str]:
    cases = MisuseCase.objects.filter(
        agreement_id=agreement_id, closed_at__isnull=True
    ).order_by("reported_at", "reference")
    for reference in cases.values_list("reference", flat=True):
        yield (
            f"A misuse case is open, {reference}. Your sharing officer closes it, once "
            "its tasks are done and it is decided whether the ICO is told."
        )


def _not_cleared(version: AgreementVersion) -> Iterable[str]:
    if version.suspension_cleared_at is not None:
        return
    who = Organisation.objects.filter(pk=version.suspended_by)
    name = who.values_list("name", flat=True).first()
    clears = f"{name} clears it." if name else LEFT
    yield f"Whoever suspended it has not cleared it yet. {clears}"


def _unanswered(agreement_id: UUID, *, today: date) -> Iterable[str]:
    """A recall that nobody answered would stop the agreement again the same night."""
    waiting = waiting_recalls().filter(agreement_id=agreement_id)
    overdue = waiting.filter(suspends_on__lte=today).count()
    if overdue == 1:
        yield (
            "A recall is overdue that the recipient has not acknowledged. Somebody "
            "there acknowledges it."
        )
    if overdue > 1:
        yield (
            f"{overdue} recalls are overdue that the recipient has not acknowledged. "
            "Somebody there acknowledges each."
        )


def _past_its_end(version: AgreementVersion, *, today: date) -> Iterable[str]:
    if version.ends_on < today:
        yield (
            f"The agreement ended on {in_words(version.ends_on)}. The two organisations "
            "sign a new version."
        )


def _unsupported(version: AgreementVersion, *, today: date) -> Iterable[str]:
    """What the rules say where no activity could be answered for, each once."""
    refusals = refusals_of(version, today=today)
    if not refusals:
        return [LEFT]
    if not all(refusals):
        return []
    sentences = (
        f"{_label(activity, rule)}{sentence} {REPAIRS[rule]}"
        for activity, refused in zip(sorted(version.activities), refusals, strict=True)
        for rule, sentence in refused.items()
    )
    return dict.fromkeys(sentences)


def _label(activity: str, rule: str) -> str:
    return f"{Activity(activity).label}: " if rule in OF_AN_ACTIVITY else ""
