"""Does a partner's officer see what was taken back, and answer it in two clicks?"""

import pytest

from markers.models import Marker
from sharing.actions import releases
from sharing.models import Recall
from tenants.codes import Role
from tenants.context import in_organisation
from tests.accounts.making import make_person
from tests.sharing import worlds
from tests.sharing.people import NOW
from tests.web.walking import browser, page_of


@pytest.fixture
def recall(db, eastmere, brightfix) -> str:
    """The address of a recall of what Brightfix was shown."""
    marker = worlds.publish_marker(eastmere)
    release = worlds.release_to(worlds.agree(eastmere, brightfix), marker, eastmere)
    worlds.ask(brightfix, worlds.sign_in(brightfix))
    with in_organisation(eastmere):
        releases.withdraw(
            release_id=release.pk,
            reason="They stopped working there.",
            by=make_person(Role.SHARING_OFFICER),
            at=NOW,
        )
        return f"/recalls/{Recall.objects.get().pk}/"


def test_it_is_listed_opened_and_answered(recall, in_brightfix):
    officer = browser(in_brightfix, Role.PARTNER_OFFICER)

    listed = page_of(officer.get("/recalls/"))
    opened = page_of(officer.get(recall))
    empty = officer.post(recall)
    done = officer.post(recall, {"done": "NOTHING_KEPT"})
    after = page_of(officer.get(recall))

    assert recall in listed
    assert ">Eastmere Council: it is no longer shared<" in listed
    assert "They typed: 999111000001" in opened
    assert "checked" not in opened
    assert empty.status_code == 422
    assert "Choose what you did" in page_of(empty)
    assert done["Location"] == "/recalls/"
    assert "nobody here wrote it down" in after
    assert ">Acknowledge<" not in after


def test_the_certificate_follows_the_answer(recall, in_brightfix):
    officer = browser(in_brightfix, Role.PARTNER_OFFICER)

    before = officer.get(f"{recall}certificate/")
    officer.post(recall, {"done": "DESTROYED"})
    after = officer.get(f"{recall}certificate/")

    assert before["Location"] == recall
    assert after["Content-Type"] == "application/pdf"
    assert after.content.startswith(b"%PDF")


def test_who_sent_it_follows_it_and_cannot_answer(recall, in_eastmere):
    sharer = browser(in_eastmere, Role.SHARING_OFFICER)

    page = page_of(sharer.get(recall))
    entry = Marker.objects.get().reference
    tried = sharer.post(recall, {"done": "DESTROYED"})

    assert "To Brightfix Repairs" in page
    assert f'href="/register/entries/{entry}/"' in page
    assert entry in page_of(sharer.get("/recalls/"))
    assert "999111000001" not in page
    assert tried.status_code == 422
    assert "does not allow this" in page_of(tried)


def test_others_see_none_of_it(recall, in_torley):
    stranger = browser(in_torley, Role.SHARING_OFFICER)

    assert stranger.get(recall).status_code == 404
    assert recall not in page_of(stranger.get("/recalls/"))
    assert browser(in_torley, Role.DECISION_OFFICER).get(recall).status_code == 403
