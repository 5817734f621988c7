"""From which templates may an agreement be drafted, and what would each say from today?"""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from sharing.draft_templates import TEMPLATES
from sharing.permissions import reading_roles
from sharing.terms import AgreementTerms
from tenants.clocks import civil_date


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    key: str
    title: str
    sentence: str
    terms: AgreementTerms


def templates_for(user: User, *, at: datetime) -> list[TemplateLine]:
    """Each template, with its terms from today.

    Raises:
        NotAllowed: the person's roles do not read agreements.
    """
    reading_roles(user, at)
    today = civil_date(at)
    return [
        TemplateLine(
            key=key,
            title=each.title,
            sentence=each.sentence,
            terms=each.terms(today=today),
        )
        for key, each in TEMPLATES.items()
    ]
