"""What have we agreed with whom, where does it stand, and what may I do about it?"""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from accounts.models import User
from sharing.errors import NotFound
from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.permissions import LONDON, my_side, reading_roles
from sharing.queries.against_steps import why_not
from sharing.queries.agreement_lines import AgreementPage, AgreementRow
from sharing.queries.agreement_parts import (
    arranged_label,
    attestation_lines,
    indemnity_line,
    portfolio_label,
    row_fields,
    shown_of,
    signature,
    stops_of,
    timeline_of,
)
from sharing.queries.misuse import misuse_lines
from sharing.queries.standing import Standing, standings_of
from sharing.queries.versions import (
    line_of,
    papers_of,
    versions_of,
    versions_of_all,
)
from sharing.queries.wording import terms_of
from sharing.states import Side
from tenants.codes import OrganisationKind
from tenants.context import current_organisation
from tenants.models import Organisation, Status


def agreements(user: User, *, at: datetime) -> list[AgreementRow]:
    """Every agreement this organisation is a party to; for the platform, all.

    Raises:
        NotAllowed: the person's roles do not read agreements.
    """
    roles = reading_roles(user, at)
    today = at.astimezone(LONDON).date()
    series = versions_of_all()
    names = _names()
    shown = [shown_of(versions) for versions in series]
    standings = _by_version(standings_of(shown))
    rows = []
    for version, versions in zip(shown, series, strict=True):
        stops = stops_of(version, standings.get(version.pk, []), today=today)
        rows.append(
            AgreementRow(
                **row_fields(version, versions, names, stops, roles, today=today)
            )
        )
    return rows


def agreement_for(
    user: User, agreement_id: UUID, *, at: datetime, number: int | None = None
) -> AgreementPage:
    """One agreement, as one of its versions: the one that stands, or that is asked for.

    Raises:
        NotAllowed: the person's roles do not read agreements.
        NotFound: this organisation is on neither side, or there is none.
    """
    roles = reading_roles(user, at)
    versions = versions_of(agreement_id)
    version = _asked_for(versions, number)
    side = my_side(version.agreement) if version else None
    if version is None or side is None:
        raise NotFound("There is no such agreement.")
    today = at.astimezone(LONDON).date()
    standings, names = standings_of([version]), _names()
    stops = stops_of(version, standings, today=today)
    row = row_fields(version, versions, names, stops, roles, today=today)
    next_one = [each for each in versions if each.state == AgreementState.INDEMNIFIED]
    judged = standings_of(next_one) if next_one else standings
    timeline = tuple(timeline_of(version.agreement, names))
    return AgreementPage(
        **row,
        my_side=side,
        terms=terms_of(version),
        document_hash=version.document_hash,
        signed_file_hash=version.signed_file_hash,
        arranged=arranged_label(versions),
        discloser_signature=signature(version, Side.DISCLOSER),
        recipient_signature=signature(version, Side.RECIPIENT),
        indemnity=indemnity_line(standings),
        attestations=tuple(attestation_lines(version, standings, today=today)),
        portfolio_label=portfolio_label(version.agreement),
        versions=tuple(line_of(each) for each in versions),
        papers=tuple(papers_of(agreement_id)),
        misuse=tuple(misuse_lines(agreement_id, names)),
        why_not=why_not(versions, judged, row["may"], today=today),
        timeline=timeline,
        seen=len(timeline),
    )


def partners(user: User) -> list[tuple[UUID, str]]:
    """The organisations an agreement may be drafted with."""
    del user  # names of organisations are open to each other
    found = Organisation.objects.filter(status=Status.ACTIVE).exclude(
        kind=OrganisationKind.PLATFORM
    )
    others = found.exclude(pk=current_organisation().pk).order_by("name")
    return list(others.values_list("pk", "name"))


def _asked_for(
    versions: list[AgreementVersion], number: int | None
) -> AgreementVersion | None:
    if number is None:
        return shown_of(versions) if versions else None
    return next((each for each in versions if each.number == number), None)


def _names() -> dict[UUID, str]:
    """Names by id. An agreement may outlive the organisation that signed it."""
    named = Organisation.objects.values_list("pk", "name")
    return defaultdict(lambda: "An organisation that has left", named)


def _by_version(standings: list[Standing]) -> dict[UUID, list[Standing]]:
    grouped: dict[UUID, list[Standing]] = {}
    for standing in standings:
        grouped.setdefault(standing.version.pk, []).append(standing)
    return grouped
