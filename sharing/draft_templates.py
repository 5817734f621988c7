"""From which templates may an agreement be drafted? Terms to start from, never signed
as they stand."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sharing.terms import AgreementTerms
from tenants.codes import Activity, Category, LawfulBasis, Level, Purpose


YEAR = timedelta(days=365)
CARE = "It is looked up in the shared register and copied nowhere else, on paper or screen."
ONWARD = "It is told to nobody but the person who makes the visit."
# What may be named everywhere: a contact route is told by itself, never as a risk.
RISKS = tuple(each.value for each in Category if each != Category.CONTACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of partner: whose work, for what, and how much at most."""

    title: str
    sentence: str
    activities: tuple[Activity, ...]
    purposes: tuple[Purpose, ...]
    level: Level
    recipient_basis: LawfulBasis = LawfulBasis.LEGITIMATE_INTERESTS

    def terms(self, *, today: date) -> AgreementTerms:
        """The terms from a given day, for two years, reviewed after one."""
        return AgreementTerms(
            purposes=tuple(each.value for each in self.purposes),
            categories=RISKS,
            activities=tuple(each.value for each in self.activities),
            level=self.level.value,
            lawful_basis_discloser=LawfulBasis.PUBLIC_TASK.value,
            lawful_basis_recipient=self.recipient_basis.value,
            starts_on=today,
            review_on=today + YEAR,
            ends_on=today + 2 * YEAR,
            security_terms=CARE,
            onward_terms=ONWARD,
        )


TEMPLATES: dict[str, Template] = {
    "landlord": Template(
        title="Warnings for a landlord's officers",
        sentence="A housing association whose officers visit tenants.",
        activities=(Activity.TENANCY_VISITS, Activity.HOUSING_MANAGEMENT),
        purposes=(Purpose.TENANCY_VISIT, Purpose.HOME_VISIT, Purpose.INTERVIEW),
        level=Level.SUMMARY,
    ),
    "repairs": Template(
        title="Warnings for a repairs contractor",
        sentence="A contractor whose engineers work inside homes.",
        activities=(Activity.REPAIRS, Activity.GAS_SAFETY),
        purposes=(Purpose.REPAIR,),
        level=Level.PRECAUTIONS,
    ),
    "care": Template(
        title="Warnings for a care provider",
        sentence="A provider whose carers are alone with people in their homes.",
        activities=(Activity.CARE_VISITS,),
        purposes=(Purpose.CARE_VISIT,),
        level=Level.CATEGORY,
    ),
    "council": Template(
        title="Warnings for a neighbouring council",
        sentence="A council whose officers meet the same people or visit the same homes.",
        activities=(Activity.ENFORCEMENT, Activity.SURVEYS),
        purposes=(Purpose.ENFORCEMENT_VISIT, Purpose.HOME_VISIT),
        level=Level.CATEGORY,
        recipient_basis=LawfulBasis.PUBLIC_TASK,
    ),
}


def choices() -> list[tuple[str, str, str]]:
    """Key, title and sentence of each, in order."""
    return [(key, each.title, each.sentence) for key, each in TEMPLATES.items()]


def begun_from(key: str, *, today: date) -> dict[str, Any]:
    """What a draft's form holds at first; empty for no template, or one not known."""
    template = TEMPLATES.get(key)
    if template is None:
        return {}
    terms = template.terms(today=today)
    held = {name: getattr(terms, name) for name in AgreementTerms.__dataclass_fields__}
    return {"title": template.title, **held}
