"""How does an organisation come to work under a policy pack, and from which day?

Adopting is a decision: who, when, why, and the day from which it counts. What is adopted
is never changed; a later version takes over from its own day.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from audit import actions as audit
from audit.actors import Actor
from audit.kinds import Kind
from tenants import packs
from tenants.clocks import civil_date, say
from tenants.models import Organisation, PackSummary, PackVersion
from tenants.packs import Finding, Pack
from tenants.packs.choices import SearchMode


DEFAULT = "default"


class NotAdopted(ValueError):
    """The pack cannot be adopted like this; each sentence says why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def adopt(
    *,
    organisation: Organisation,
    toml: str,
    counts_from: date,
    reason: str,
    after: int,
    by: Actor,
    at: datetime,
) -> PackVersion:
    """Record the decision. `after` is the number of the newest version the decider saw.

    Raises:
        PackError: the pack cannot be read, or contradicts itself: key and line.
        NotAdopted: the law asks for something first, the day is past, no reason is
            given, or somebody adopted another version meanwhile.
    """
    pack = packs.load(toml)
    refused = [*_stopped(packs.lint(pack, toml)), *_not_so(counts_from, reason, at)]
    newest = newest_number(organisation)
    if newest != after:
        refused.append(
            f"Version {newest} was adopted while you read. Compare with it and decide"
            " again."
        )
    if refused:
        raise NotAdopted(*refused)
    with transaction.atomic():
        version = _write_once(
            organisation, newest + 1, toml, counts_from, reason, by, at
        )
        audit.record(
            kind=Kind.PACK_ADOPTED,
            organisation=organisation.pk,
            by=by,
            at=at,
            subject=f"pack {version.number}",
            details={"number": version.number, "counts_from": counts_from.isoformat()},
        )
    return version


def newest_number(organisation: Organisation) -> int:
    """The number of the version adopted last, in force or to come; 0 without any."""
    versions = PackVersion.objects.filter(organisation_id=organisation.pk)
    newest: int | None = versions.aggregate(newest=Max("number"))["newest"]
    return newest or 0


def _stopped(findings: list[Finding]) -> list[str]:
    return [f"Line {f.line}, {f.key}: {f.sentence}" for f in findings if f.stops]


def _not_so(counts_from: date, reason: str, at: datetime) -> list[str]:
    today = civil_date(at)
    refused = []
    if not reason.strip():
        refused.append("Say why the pack is adopted.")
    if counts_from < today:
        refused.append(
            f"Choose {say(today)} or a later day: a pack cannot count from the past."
        )
    return refused


def _write_once(
    organisation: Organisation,
    number: int,
    toml: str,
    counts_from: date,
    reason: str,
    by: Actor,
    at: datetime,
) -> PackVersion:
    """Two at the same moment: the number is taken once, and the other is told."""
    try:
        with transaction.atomic():
            return write_version(
                organisation,
                number=number,
                toml=toml,
                counts_from=counts_from,
                reason=reason.strip(),
                by=by,
                at=at,
            )
    except IntegrityError as error:
        sentence = "Somebody adopted another version at this moment. Look again."
        raise NotAdopted(sentence) from error


def write_version(
    organisation: Organisation,
    *,
    number: int,
    toml: str,
    counts_from: date,
    reason: str,
    by: Actor,
    at: datetime,
    using: str = DEFAULT,
) -> PackVersion:
    """The version, and beside it what a check must know. The caller's transaction."""
    version: PackVersion = PackVersion.objects.using(using).create(
        organisation=organisation,
        number=number,
        toml=toml,
        counts_from=counts_from,
        adopted_by=by.id,
        adopted_at=at,
        reason=reason,
    )
    PackSummary.objects.using(using).create(
        organisation=organisation,
        number=number,
        counts_from=counts_from,
        **summary_of(packs.load(toml)),
    )
    return version


def summary_of(pack: Pack) -> dict[str, Any]:
    """What a check must know of a pack."""
    return {
        "has_register": pack.has_register,
        "sharing_ceiling": pack.sharing.ceiling.value,
        "register_suspended": pack.suspended is not None,
        "suspended_words": _suspended_words(pack),
        "search_modes": _search_modes(pack),
        "category_labels": {c.value: text for c, text in pack.category_labels.items()},
        "panel_levels": {panel.name: _levels(panel.rules) for panel in pack.panels},
        "excluded_activities": sorted(pack.sharing.exclusions),
    }


def _levels(rules: Pack) -> dict[str, str]:
    """What each role may see in a panel. Whoever is not in it is told to seek advice."""
    return {role.value: rules.level_of(role).value for role in rules.seeing_roles}


def _suspended_words(pack: Pack) -> str:
    if pack.suspended is None:
        return ""
    return f"{pack.suspended.reason} Instead: {pack.suspended.fallback}"


def _search_modes(pack: Pack) -> str:
    """A register that answers at the address only is searched by place only."""
    if pack.at_address_only:
        return SearchMode.PREMISES.value
    if set(SearchMode) <= pack.search_modes:
        return "both"
    return min(pack.search_modes, default="both")
