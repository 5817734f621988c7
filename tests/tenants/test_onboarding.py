"""Is a short name asked for once, even by two who ask at the same moment?

Whoever asks is let in further out: here an organisation of the test's own stands in
for the platform, because what is asked for is really committed.
"""

from unittest import mock

import pytest

from audit.actors import system
from audit.models import OutboxItem
from tenants import guests, onboarding
from tenants.codes import OrganisationKind
from tenants.context import in_organisation
from tenants.opening_details import Details, NotAsked
from tests.sharing.racing import Step, race


BY = system("tests")
POSTED = "audit.outbox.post"


def details(slug: str) -> Details:
    return Details(
        slug=slug,
        name="Fernley Borough Council",
        kind=OrganisationKind.COUNCIL,
        pack="eastmere",
        duty_name="Fernley duty desk",
        duty_phone="01632 960777",
    )


def guest(slug: str):
    return guests.ask_for_guest(
        slug=slug,
        name="Fernley Roofing",
        duty_name="The office",
        duty_phone="01632 960778",
        by=BY,
    )


def asked(platform, slug: str) -> list[OutboxItem]:
    with in_organisation(platform):
        return list(
            OutboxItem.objects.filter(task=onboarding.TASK, arguments__slug=slug)
        )


def two_at_once(platform, slug: str, second=None):
    """The first has left its row and not committed when the second asks."""
    return race(
        Step(platform, lambda: onboarding.ask(details(slug), by=BY)),
        Step(platform, second or (lambda: onboarding.ask(details(slug), by=BY))),
        pause=POSTED,
    )


@pytest.mark.throwaway
@pytest.mark.parametrize("kind", ["organisation", "guest"])
def test_of_two_who_ask_at_once_the_second_is_told(open_throwaway, kind):
    platform = open_throwaway()
    slug = f"race-{kind}"
    ran = two_at_once(
        platform, slug, (lambda: guest(slug)) if kind == "guest" else None
    )

    assert not ran.overtook
    assert ran.first.error is None
    assert isinstance(ran.second.error, NotAsked)
    assert str(ran.second.error) == (
        f"An organisation called {slug} is being opened already. Choose another name, "
        "or look at that opening."
    )
    [row] = asked(platform, slug)
    assert row.pk == ran.first.outcome


@pytest.mark.throwaway
def test_without_the_wait_both_would_be_asked_for(open_throwaway):
    platform = open_throwaway()
    with mock.patch.object(onboarding, "_one_at_a_time"):
        ran = two_at_once(platform, "race-unlocked")

    assert ran.overtook
    assert len(asked(platform, "race-unlocked")) == 2


@pytest.mark.throwaway
def test_two_names_do_not_wait_for_each_other(open_throwaway):
    platform = open_throwaway()
    ran = two_at_once(
        platform,
        "race-one",
        lambda: onboarding.ask(details("race-other"), by=BY),
    )

    assert ran.overtook
    assert ran.second.error is None
