"""How is an agreement put on a page for the side that looks at it?"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from sharing.states import Step
from tenants.codes import Activity, Category, IndemnityHead, LawfulBasis, Level, Purpose
from web.agreements.wording import WORDING
from web.govuk.summary import Row
from web.reports.topics import Section


FIRST = (
    Step.OFFER,
    Step.ACCEPT,
    Step.INDEMNIFY,
    Step.PUT_IN_FORCE,
    Step.LIFT_SUSPENSION,
    Step.CLEAR_SUSPENSION,
    Step.SUSPEND,
)
"""Steps shown as buttons; the others are links below them."""


def agreement_page(found: Any) -> dict[str, Any]:  # noqa: ANN401 - sharing's page
    """Return what the template needs: what may be done first, why not, the terms."""
    offers = [offer(step, found) for step in Step if step in found.may]
    return {
        "agreement": found,
        "first": [one for one in offers if one["step"] in FIRST],
        "others": [one for one in offers if one["step"] not in FIRST],
        "why_not": [
            {"label": WORDING[Step(step)].heading, "sentences": sentences}
            for step, sentences in found.why_not.items()
            if sentences
        ],
        "terms": Section(title="Terms", rows=list(terms(found))),
        "indemnity": Section(title="", rows=list(indemnity(found.indemnity))),
        "may_approve": "approve" in found.may,
        "may_portfolio": "portfolio" in found.may,
    }


def offer(step: Step, found: Any) -> dict[str, Any]:  # noqa: ANN401
    slug = step.value.replace("_", "-")
    return {
        "step": step,
        "label": WORDING[step].button if step in FIRST else WORDING[step].heading,
        "warning": WORDING[step].warning,
        "address": reverse("agreements:step", args=[found.id, slug]),
    }


def words(codes: Iterable[str], labels: Any) -> str:  # noqa: ANN401 - an enum
    return "\n".join(labels(code).label for code in codes)


def terms(found: Any) -> Iterable[Row]:  # noqa: ANN401
    """Give the terms as both sides sign them."""
    agreed = found.terms
    yield Row("Work", words(agreed.activities, Activity))
    yield Row("Purposes", words(agreed.purposes, Purpose))
    yield Row("Kinds of risk", words(agreed.categories, Category))
    yield Row("The most they may see", Level(agreed.level).label)
    basis = LawfulBasis(agreed.lawful_basis_discloser).label
    yield Row("Lawful basis of whoever shares", basis)
    basis = LawfulBasis(agreed.lawful_basis_recipient).label
    yield Row("Lawful basis of whoever receives", basis)
    dates = (agreed.starts_on, agreed.review_on, agreed.ends_on)
    starts, review, ends = (f"{day:%-d %B %Y}" for day in dates)
    yield Row("Starts, is reviewed, ends", f"{starts}, {review}, {ends}")
    yield Row("Briefing", f"every {agreed.training_months} months")
    yield Row("Recalls acknowledged in", f"{agreed.recall_days} working days")
    for label, text in (
        ("How it is kept safe", agreed.security_terms),
        ("Whom they may tell", agreed.onward_terms),
        ("Fingerprint of the document", found.document_hash),
    ):
        if text:
            yield Row(label, text)
    for side, signed in (
        ("Signed for whoever shares", found.discloser_signature),
        ("Signed for whoever receives", found.recipient_signature),
    ):
        yield Row(side, signed or "Not yet")


def indemnity(given: Any) -> Iterable[Row]:  # noqa: ANN401
    """Give the indemnity's lines, none when there is none."""
    if given is None:
        return
    yield Row("Covers", words(given.heads, IndemnityHead))
    yield Row("Insurer", f"{given.insurer}, policy {given.policy_number}")
    yield Row("Cover ends", f"{given.cover_ends_on:%-d %B %Y}")
    yield Row("Signed by", f"{given.signatory_name}, {given.signatory_role}")
