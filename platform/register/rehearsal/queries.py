"""Under which pack does this organisation work, since when, and which came before?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from tenants.context import current_organisation
from tenants.models import PackVersion
from tenants.packs import Difference, Finding, Pack, differences, lint
from tenants.packs.wording import lines_of, title_of
from tenants.queries import pack_called, pack_number, pack_versions


class NoSuchVersion(LookupError):
    """This organisation adopted no pack of that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One adopted version. `standing` says whether it is in force, to come or past."""

    number: int
    counts_from: date
    adopted_at: datetime
    adopted_by: str
    reason: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """The pack in force in plain words, and every version there was."""

    number: int
    newest: int
    register_name: str
    has_register: bool
    toml: str
    lines: tuple[tuple[str, str, str], ...]
    findings: tuple[Finding, ...]
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version: its text, and in which keys it differs from the one before."""

    line: VersionLine
    toml: str
    differences: tuple[Difference, ...]


def policy_page(*, on: date) -> PolicyPage:
    """The pack in force that day, and the history."""
    organisation = current_organisation()
    number = pack_number(organisation, on)
    versions = list(pack_versions(organisation))
    pack = pack_called(organisation, number)
    held = next(version for version in versions if version.number == number)
    return PolicyPage(
        number=number,
        newest=versions[0].number,
        register_name=pack.register_name,
        has_register=pack.has_register,
        toml=held.toml,
        lines=tuple(_lines(pack)),
        findings=tuple(lint(pack, held.toml)),
        versions=tuple(_line(version, number, on) for version in _named(versions)),
    )


def version_page(*, number: int, on: date) -> VersionPage:
    """One version of this organisation's pack, or NoSuchVersion."""
    organisation = current_organisation()
    versions = list(pack_versions(organisation).filter(number__in=[number, number - 1]))
    if not versions or versions[0].number != number:
        raise NoSuchVersion(NoSuchVersion.__doc__)
    now = pack_number(organisation, on)
    pack = pack_called(organisation, number)
    before = pack_called(organisation, number - 1) if len(versions) > 1 else pack
    (named,) = _named(versions[:1])
    return VersionPage(
        line=_line(named, now, on),
        toml=versions[0].toml,
        differences=tuple(differences(before, pack)),
    )


def _lines(pack: Pack) -> list[tuple[str, str, str]]:
    return [(key, title_of(key), words) for key, words in lines_of(pack).items()]


def _named(versions: list[PackVersion]) -> list[tuple[PackVersion, str]]:
    """Each version with the name of whoever adopted it; empty for the system."""
    ids = [_uuid(version.adopted_by) for version in versions]
    people = User.objects.in_bulk([one for one in ids if one])
    names = {pk: person.full_name for pk, person in people.items()}
    return [
        (version, names.get(one, "") if one else "")
        for version, one in zip(versions, ids, strict=True)
    ]


def _uuid(actor_id: str) -> UUID | None:
    try:
        return UUID(actor_id)
    except ValueError:
        return None


def _line(named: tuple[PackVersion, str], now: int, on: date) -> VersionLine:
    version, name = named
    standing = "Replaced"
    if version.number == now:
        standing = "In force"
    elif version.counts_from > on and version.number > now:
        standing = "To come"
    return VersionLine(
        number=version.number,
        counts_from=version.counts_from,
        adopted_at=version.adopted_at,
        adopted_by=name,
        reason=version.reason,
        standing=standing,
    )
