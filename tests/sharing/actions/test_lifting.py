"""Is everything that keeps a suspension from being lifted told at once, with its repair?"""

from datetime import timedelta

import pytest

from sharing.actions import agreements
from sharing.errors import NotNow, Refused
from sharing.queries.agreements import agreement_for
from tests.sharing.actions.test_misuse import report
from tests.sharing.actions.test_recalls import Told, midday
from tests.sharing.actions.test_ways_around import step
from tests.sharing.people import TODAY


pytestmark = pytest.mark.django_db(databases=["default"])
DAY = timedelta(days=1)
LIFT = "lift_suspension"


@pytest.fixture
def stopped(two) -> Told:
    """The partner suspended, misuse was reported then, and a recall is not answered."""
    told = Told(two)
    told.recall = told.withdraw()
    step(two, "partner", agreements.suspend, told.agreement_id)
    told.case = report(two, told.agreement_id)
    return told


def on_the_page(two, agreement_id, *, at):
    with two.here("council"):
        return agreement_for(two.officer, agreement_id, at=at).why_not.get(LIFT, ())


def lift(two, agreement_id, *, at):
    with two.here("council"):
        agreements.lift_suspension(
            agreement_id=agreement_id, reason="It is over.", by=two.officer, at=at
        )


def test_whatever_somebody_has_to_do_first_is_named_with_who_does_it(two, stopped):
    overdue = midday(stopped.recall.suspends_on)
    two.indemnify(stopped.agreement_id, cover_ends_on=overdue.date())
    two.attest(stopped.agreement_id, ends_on=overdue.date())

    page = on_the_page(two, stopped.agreement_id, at=overdue)

    assert page == (
        (
            f"A misuse case is open, {stopped.case.reference}. Your sharing officer "
            "closes it, once its tasks are done and it is decided whether the ICO is "
            "told."
        ),
        f"Whoever suspended it has not cleared it yet. {two.partner.name} clears it.",
        (
            "A recall is overdue that the recipient has not acknowledged. Somebody "
            "there acknowledges it."
        ),
    )
    with pytest.raises(NotNow) as refused:
        lift(two, stopped.agreement_id, at=overdue)
    assert refused.value.sentences == page
    assert on_the_page(two, stopped.agreement_id, at=overdue - DAY) == page[:2]


def test_what_the_rules_say_is_told_with_what_waits(two, stopped):
    later = midday(TODAY + 400 * DAY)
    page = on_the_page(two, stopped.agreement_id, at=later)

    assert [sentence.partition(" ended on ")[0] for sentence in page[3:]] == [
        "The agreement",
        "The insurance cover",
        "Repairs: The attestation",
    ]
    assert page[3].endswith("The two organisations sign a new version.")
    assert page[4].endswith("The partner's signatory renews the insurance cover.")
    assert page[5].endswith("and your sharing officer approves it.")
    with pytest.raises(Refused) as refused:
        lift(two, stopped.agreement_id, at=later)
    assert refused.value.sentences == page


def test_a_version_past_its_last_day_is_not_taken_up_again(two):
    """Its midnight job has not run yet; its answers stopped with the day."""
    agreement_id = two.in_force()
    long = TODAY + 500 * DAY
    two.indemnify(agreement_id, cover_ends_on=long)
    two.attest(agreement_id, ends_on=long)
    step(two, "council", agreements.suspend, agreement_id)
    step(two, "council", agreements.clear_suspension, agreement_id)

    with pytest.raises(NotNow, match="The agreement ended on"):
        lift(two, agreement_id, at=midday(TODAY + 366 * DAY))
    lift(two, agreement_id, at=midday(TODAY + 365 * DAY))

    assert two.version(agreement_id).state == "IN_FORCE"
