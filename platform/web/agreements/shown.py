"""How is an agreement put on a page for the side that looks at it?"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from sharing.facts import AgreementState
from sharing.states import Step
from sharing.terms import PORTFOLIO_KINDS
from sharing.texts.facts import basis, working_days
from tenants.codes import Activity, Category, IndemnityHead, Level, Purpose
from web.agreements.wording import WORDING
from web.govuk.summary import Row
from web.reports.topics import Section


FIRST = (
    Step.OFFER,
    Step.ACCEPT,
    Step.INDEMNIFY,
    Step.RENEW_COVER,
    Step.ARRANGE,
    Step.PUT_IN_FORCE,
    Step.LIFT_SUSPENSION,
    Step.CLEAR_SUSPENSION,
    Step.SUSPEND,
)
"""Steps shown as buttons; the others are links below them."""


def agreement_page(found: Any) -> dict[str, Any]:  # noqa: ANN401 - sharing's page
    """Return what the template needs: what may be done first, why not, the terms."""
    offers = [offer(step, found) for step in Step if step in found.may & WORDED]
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
        "before": before_of(found),
        "may_report": Step.REPORT_MISUSE in found.may,
        "may_revise": "revise" in found.may,
        "may_approve": "approve" in found.may,
        "may_portfolio": "portfolio" in found.may,
        "releases": list(releases(found)),
    }


def releases(found: Any) -> Iterable[tuple[str, str]]:  # noqa: ANN401
    """Give each kind of work that the sharing officer may release entries for now."""
    in_force = found.state == AgreementState.IN_FORCE and not found.stopped
    if "portfolio" in found.may and in_force:
        for code in found.terms.activities:
            yield code, Activity(code).label


WORDED = frozenset(step.value for step in WORDING)


def between(found: Any) -> str:  # noqa: ANN401
    """Say which agreement this is, and whose: a reference alone is soon mistaken."""
    return f"{found.reference}: {found.discloser} shares with {found.recipient}"


def newest_of(found: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what somebody reads before they sign: the newest version, and the one
    it would replace."""
    numbers = [version.number for version in found.versions]
    return {"id": found.id, "number": numbers[-1], "before": numbers[-2:-1]}


def before_of(found: Any) -> int | None:  # noqa: ANN401
    """Return the version before the one on the page, or None for the first."""
    earlier = [v.number for v in found.versions if v.number < found.version]
    return earlier[-1] if earlier else None


def offer(step: Step, found: Any) -> dict[str, Any]:  # noqa: ANN401
    slug = step.value.replace("_", "-")
    return {
        "step": step,
        "label": of_version(step, found)
        or (WORDING[step].button if step in FIRST else WORDING[step].heading),
        "warning": WORDING[step].warning,
        "address": reverse("agreements:step", args=[found.id, slug]),
    }


def of_version(step: Step, found: Any) -> str:  # noqa: ANN401
    """Name the version a step is about where another stands beside it: nobody is to
    think that refusing the next ends the one in force. Empty where there is but one."""
    if len(found.versions) < 2 or step not in OF_ONE_VERSION:
        return ""
    return OF_ONE_VERSION[step].format(found.versions[-1].number)


OF_ONE_VERSION = {
    Step.OFFER: "Sign and offer version {}",
    Step.ACCEPT: "Sign version {}",
    Step.INDEMNIFY: "Give the indemnity for version {}",
    Step.REFUSE: "Refuse version {}",
    Step.WITHDRAW: "Withdraw version {}",
}


def words(codes: Iterable[str], labels: Any) -> str:  # noqa: ANN401 - an enum
    return "\n".join(labels(code).label for code in codes)


def terms(found: Any) -> Iterable[Row]:  # noqa: ANN401
    """Give the terms as both sides sign them."""
    agreed = found.terms
    yield Row("Work", words(agreed.activities, Activity))
    yield Row("Purposes", words(agreed.purposes, Purpose))
    yield Row("Kinds of risk", words(agreed.categories, Category))
    yield Row("What it is about", PORTFOLIO_KINDS[agreed.portfolio_kind])
    yield Row("The most they may see", Level(agreed.level).label)
    told = basis(agreed.lawful_basis_discloser, agreed.condition_discloser)
    yield Row("Lawful basis of whoever shares", told)
    told = basis(agreed.lawful_basis_recipient, agreed.condition_recipient)
    yield Row("Lawful basis of whoever receives", told)
    dates = (agreed.starts_on, agreed.review_on, agreed.ends_on)
    starts, review, ends = (f"{day:%-d %B %Y}" for day in dates)
    yield Row("When it counts", f"{starts} to {ends}. Reviewed by {review}.")
    yield Row("Everybody is briefed", f"Every {agreed.training_months} months")
    yield Row("Recalls acknowledged in", working_days(agreed.recall_days))
    days = agreed.retention_days
    yield Row("May be kept", f"{days} days" if days else "No: looked up each time")
    for label, text in (
        ("How it is kept safe", agreed.security_terms),
        ("Whom they may tell", agreed.onward_terms),
        ("Impact assessment", agreed.dpia_reference),
        ("Policy document", agreed.policy_reference),
        ("Fingerprint of the words", found.document_hash),
        ("Fingerprint of the signed PDF", found.signed_file_hash),
    ):
        if text:
            yield Row(label, text)
    yield from signatures(found)


def signatures(found: Any) -> Iterable[Row]:  # noqa: ANN401
    """Give who signed for each side, or who will."""
    agreed = found.terms
    for side, signed, named in (
        (
            "Signed for whoever shares",
            found.discloser_signature,
            agreed.discloser_named,
        ),
        (
            "Signed for whoever receives",
            found.recipient_signature,
            agreed.recipient_named,
        ),
    ):
        yield Row(side, signed or (f"Not yet: {named} signs" if named else "Not yet"))


def indemnity(given: Any) -> Iterable[Row]:  # noqa: ANN401
    """Give the indemnity's lines, none when there is none."""
    if given is None:
        return
    yield Row("Covers", words(given.heads, IndemnityHead))
    yield Row("Insurer", f"{given.insurer}, policy {given.policy_number}")
    yield Row("Cover ends", f"{given.cover_ends_on:%-d %B %Y}")
    yield Row("Signed by", f"{given.signatory_name}, {given.signatory_role}")
