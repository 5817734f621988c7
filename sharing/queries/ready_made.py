"""What do this organisation's policy and its agreements in force make its texts say?"""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import User
from documents.texts import Text
from sharing.errors import NotFound
from sharing.facts import AgreementState
from sharing.models import AgreementVersion
from sharing.permissions import LONDON, reading_roles
from sharing.queries.support import unsupported
from sharing.queries.wording import words_of
from sharing.texts.facts import AgreementWords, article
from sharing.texts.leaflet import LeafletWords, leaflet_text
from sharing.texts.notice import NoticeWords, notice_text
from tenants.codes import LawfulBasis
from tenants.context import current_organisation
from tenants.packs import Pack
from tenants.queries import current_pack


PRIVACY_NOTICE, APPEAL_LEAFLET = "privacy-notice", "appeal-leaflet"
TITLES = {
    PRIVACY_NOTICE: "Privacy notice, from your policy and the agreements in force",
    APPEAL_LEAFLET: "Leaflet on how to appeal, from your policy",
}


def texts_for(user: User, *, at: datetime) -> list[tuple[str, str]]:
    """Which texts this organisation can start from: the key and the title of each."""
    reading_roles(user, at)
    keeps_register = current_pack(current_organisation()).has_register
    found = [PRIVACY_NOTICE, APPEAL_LEAFLET] if keeps_register else [PRIVACY_NOTICE]
    return [(which, TITLES[which]) for which in found]


def text_for(user: User, which: str, *, at: datetime) -> Text:
    """One of them, as the policy and the agreements in force make it say.

    Raises:
        NotAllowed: the person's roles do not read agreements.
        NotFound: there is no such text, or none here.
    """
    writers = {PRIVACY_NOTICE: notice_for, APPEAL_LEAFLET: leaflet_for}
    if which not in writers:
        raise NotFound("There is no such text.")
    return writers[which](user, at=at)


def leaflet_for(user: User, *, at: datetime) -> Text:
    """The appeal leaflet, from the policy in force.

    Raises:
        NotFound: who keeps no register puts nobody on one.
    """
    reading_roles(user, at)
    here = current_organisation()
    pack = current_pack(here)
    if not pack.has_register:
        raise NotFound("There is no such text: you keep no register.")
    return leaflet_text(
        LeafletWords(
            organisation=here.name,
            address=pack.letters.return_address,
            register_name=pack.register_name,
            panel=pack.appeal.panel,
            appeal_days=pack.appeal.days,
            acknowledge_days=pack.appeal.acknowledge_days,
            hearing_days=pack.appeal.hearing_days,
            how=pack.appeal.how,
            duty_phone=here.duty_phone or "the number on your letter",
        )
    )


def notice_for(user: User, *, at: datetime) -> Text:
    """The privacy notice, from the policy and the agreements in force today."""
    reading_roles(user, at)
    here = current_organisation()
    pack = current_pack(here)
    today = at.astimezone(LONDON).date()
    return notice_text(
        NoticeWords(
            organisation=here.name,
            register_name=pack.register_name,
            keeps_register=pack.has_register,
            categories=_categories(pack),
            basis=[_basis(code) for code in pack.lawful_basis],
            months=_range(pack.retention_months.values()),
            review_months=_range(pack.review_months.values()),
            roles=sorted(role.label for role in pack.seeing_roles),
            appeal_days=pack.appeal.days,
            given=_in_force("discloser", today=today),
            received=_in_force("recipient", today=today),
        )
    )


def _in_force(side: str, *, today: date) -> list[AgreementWords]:
    """Agreements that answer today: state, dates, cover and attestation."""
    found = AgreementVersion.objects.filter(
        state=AgreementState.IN_FORCE,
        starts_on__lte=today,
        ends_on__gte=today,
        **{side: current_organisation().id},
    )
    versions = found.select_related("agreement").order_by("agreement__reference")
    return [
        words_of(version)
        for version in versions
        if not unsupported(version, today=today)
    ]


def _categories(pack: Pack) -> list[str]:
    return [pack.category_labels.get(code, code.label) for code in pack.categories]


def _basis(code: str) -> str:
    return (
        f"{LawfulBasis(code).label} ({article(code)})" if code in LawfulBasis else code
    )


def _range(months: Iterable[int]) -> tuple[int, int]:
    found = sorted(set(months))
    return (found[0], found[-1]) if found else (12, 12)
