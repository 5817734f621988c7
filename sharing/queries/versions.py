"""Which versions has an agreement had, and what does each say that another does not?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from documents.texts import Text
from sharing.differences import Change, difference
from sharing.errors import NotFound
from sharing.facts import AgreementState
from sharing.models import AgreementVersion, Paper, PaperKind
from sharing.permissions import reading_roles
from sharing.queries.wording import (
    agreement_text_of,
    indemnity_text_of,
    terms_of,
    words_of,
)
from sharing.states import LABELS
from sharing.texts.assessment import assessment_text
from sharing.texts.record import record_text
from tenants.codes import OrganisationKind
from tenants.context import current_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    number: int
    state_label: str
    starts_on: date
    ends_on: date
    signed_file_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One file that both sides hold, and its digest."""

    id: UUID
    kind_label: str
    file_name: str
    sha256: str
    stored_at: datetime
    about: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two versions side by side."""

    agreement_id: UUID
    reference: str
    before: VersionLine
    after: VersionLine
    changes: tuple[Change, ...]
    others: tuple[int, ...]


def versions_of(agreement_id: UUID) -> list[AgreementVersion]:
    """Every version that this side may read, oldest first.

    A draft is the discloser's own business, and the platform's that may have made it.
    """
    found = AgreementVersion.objects.filter(agreement_id=agreement_id)
    here = current_organisation()
    if here.kind != OrganisationKind.PLATFORM:
        found = found.exclude(state=AgreementState.DRAFT.value, recipient=here.pk)
    return list(found.select_related("agreement").order_by("number"))


def versions_of_all() -> list[list[AgreementVersion]]:
    """The versions of every agreement this organisation may read, oldest first."""
    found = AgreementVersion.objects.select_related("agreement").order_by("number")
    here = current_organisation()
    if here.kind != OrganisationKind.PLATFORM:
        found = found.exclude(state=AgreementState.DRAFT.value, recipient=here.pk)
    grouped: dict[UUID, list[AgreementVersion]] = {}
    for version in found:
        grouped.setdefault(version.agreement_id, []).append(version)
    return sorted(grouped.values(), key=lambda each: each[0].agreement.reference)


def version_for(
    user: User, agreement_id: UUID, number: int, *, at: datetime
) -> AgreementVersion:
    """One version of an agreement of ours.

    Raises:
        NotAllowed: the person's roles do not read agreements.
        NotFound: there is no such version that this side may read.
    """
    reading_roles(user, at)
    for version in versions_of(agreement_id):
        if version.number == number:
            return version
    raise NotFound("There is no such version of an agreement.")


def numbers_for(user: User, agreement_id: UUID, *, at: datetime) -> list[int]:
    """The numbers of every version this side may read, of which there is one at least.

    Raises:
        NotFound: there is none.
    """
    reading_roles(user, at)
    every = [version.number for version in versions_of(agreement_id)]
    if not every:
        raise NotFound("There is no such agreement.")
    return every


def difference_for(
    user: User,
    agreement_id: UUID,
    *,
    before: int,
    after: int,
    at: datetime,
) -> Difference:
    """What version `after` says that version `before` does not.

    Raises:
        NotFound: this side may not read one of the two.
    """
    old = version_for(user, agreement_id, before, at=at)
    new = version_for(user, agreement_id, after, at=at)
    every = versions_of(agreement_id)
    return Difference(
        agreement_id=agreement_id,
        reference=new.agreement.reference,
        before=line_of(old),
        after=line_of(new),
        changes=tuple(difference(terms_of(old), terms_of(new))),
        others=tuple(version.number for version in every),
    )


def line_of(version: AgreementVersion) -> VersionLine:
    return VersionLine(
        number=version.number,
        state_label=LABELS[AgreementState(version.state)],
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        signed_file_hash=version.signed_file_hash,
    )


def papers_of(agreement_id: UUID) -> list[PaperLine]:
    """The files both sides hold, newest first. The platform holds none."""
    if current_organisation().kind == OrganisationKind.PLATFORM:
        return []
    found = Paper.objects.filter(agreement_id=agreement_id).order_by("-stored_at")
    return [
        PaperLine(
            id=paper.pk,
            kind_label=PaperKind(paper.kind).label,
            file_name=paper.file_name,
            sha256=paper.sha256,
            stored_at=paper.stored_at,
            about=paper.about,
        )
        for paper in found
    ]


TITLES = {
    "agreement": "Data-sharing agreement",
    "indemnity": "Indemnity",
    "assessment": "Data sheet for the impact assessment",
    "record": "Record of processing",
}
WRITERS: dict[str, Callable[[AgreementVersion], Text]] = {
    "agreement": agreement_text_of,
    "indemnity": indemnity_text_of,
    "assessment": lambda version: assessment_text(words_of(version)),
    "record": lambda version: record_text(words_of(version)),
}


def text_for(
    user: User, agreement_id: UUID, *, number: int, which: str, at: datetime
) -> Text:
    """The agreement, its indemnity, data sheet or record of processing, in full.

    Raises:
        NotFound: there is no such version that this side may read, or no such text.
    """
    version = version_for(user, agreement_id, number, at=at)
    if which not in WRITERS:
        raise NotFound("There is no such text.")
    return WRITERS[which](version)
