"""Does an organisation that is suspended, or whose register is, answer nobody?

These change organisations for good, so they make their own.
"""

import pytest

from sharing.check import Answer
from tenants.codes import OrganisationKind
from tenants.context import as_owner
from tenants.models import Organisation, PackSummary
from tests.sharing import worlds


pytestmark = pytest.mark.throwaway


def change(organisation, **changes):
    with as_owner():
        Organisation.objects.using("owner").filter(pk=organisation.pk).update(**changes)


def suspend_register(organisation, *, reason):
    with as_owner():
        PackSummary.objects.using("owner").filter(organisation=organisation).update(
            register_suspended=bool(reason), suspended_words=reason
        )


def test_a_suspended_discloser_or_register_stops_every_answer(open_throwaway):
    council = open_throwaway()
    partner = open_throwaway(OrganisationKind.CONTRACTOR, "brightfix")
    marker = worlds.publish_marker(council)
    worlds.release_to(worlds.agree(council, partner), marker, council)
    asker = worlds.sign_in(partner)
    own = worlds.sign_in(council, reads_register=True)
    assert worlds.ask(partner, asker).answer == Answer.HIT

    suspend_register(council, reason="A legal challenge.")
    assert worlds.ask(partner, asker).answer == Answer.CANNOT_TELL
    assert worlds.ask(council, own).answer == Answer.CANNOT_TELL

    suspend_register(council, reason="")
    change(council, status="SUSPENDED")
    assert worlds.ask(partner, asker).answer == Answer.CANNOT_TELL

    change(council, status="ACTIVE")
    assert worlds.ask(partner, asker).answer == Answer.HIT

    change(partner, status="SUSPENDED")
    assert worlds.ask(partner, asker).answer == Answer.CANNOT_TELL
