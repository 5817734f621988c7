"""Is an entry shared on purpose only, with everybody who would see it named first?"""

import pytest

from accounts.models import Team
from markers.models import Marker
from sharing.actions import audiences
from sharing.actions.choices import EntryPick
from sharing.models import Agreement, Release, TeamRelease
from tenants.codes import Role
from tenants.context import in_organisation
from tests.register import making
from tests.sharing import worlds
from tests.web.walking import browser, page_of, signed_in


AUDIENCE = 16
PLACES = (("UPRN", "999111000123"),)


@pytest.fixture
def entry(db, eastmere):
    with in_organisation(eastmere):
        people = making.make_people()
        report = making.make_report(people)
        return making.decided(people, report, at=worlds.now()).entry


@pytest.fixture
def partner(db, eastmere, brightfix):
    return worlds.agree(eastmere, brightfix, places=PLACES)


@pytest.fixture
def sharer(entry, partner, in_eastmere):
    return browser(in_eastmere, Role.SHARING_OFFICER)


@pytest.fixture
def address(entry) -> str:
    return f"/sharing/{entry.reference}/"


def box_of(page: str) -> str:
    """The name of the first partner's box."""
    return page.split('type="checkbox" name="')[1].split('"')[0]


def test_partners_are_named_with_head_counts_and_nothing_is_ticked(sharer, address):
    page = page_of(sharer.get(address))

    assert "Brightfix Repairs" in page
    assert "would be able to see it" in page
    assert "checked" not in page


def test_sharing_stops_first_and_then_releases(sharer, address):
    box = box_of(page_of(sharer.get(address)))
    reason = "They repair the lift there."

    led = sharer.post(address, {box: "on", f"reason-{box}": reason})
    stop = page_of(sharer.get(led["Location"]))
    shared = sharer.post(led["Location"])
    page = page_of(sharer.get(address))

    assert led["Location"] == f"{address}check/"
    assert "Share this entry?" in stop
    assert reason in stop
    assert shared.status_code == 303
    assert "Released already" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": "Why not."}, "Choose at least one partner"),
        ({"box": "on"}, "Say why it is proportionate to share this with Brightfix"),
        (
            {"box": "on", "level": "FULL", "reason": "Why not."},
            "Select a valid choice.",
        ),
    ],
)
def test_a_release_without_a_choice_or_a_reason_is_refused(
    sharer, address, given, sentence
):
    box = box_of(page_of(sharer.get(address)))
    named = {"box": box, "level": f"level-{box}", "reason": f"reason-{box}"}

    got = sharer.post(address, {named.get(key, key): v for key, v in given.items()})

    assert got.status_code == 422
    assert sentence in page_of(got)


def test_the_stop_cannot_be_skipped(sharer, address):
    skipped = sharer.post(f"{address}check/")

    assert skipped["Location"] == address
    assert "Released already" not in page_of(sharer.get(address))


def test_a_release_is_taken_back_with_a_reason(sharer, address):
    box = box_of(page_of(sharer.get(address)))
    sharer.post(address, {box: "on", f"reason-{box}": "They work there."})
    sharer.post(f"{address}check/")
    link = page_of(sharer.get(address)).split("take-back/")[1].split('"')[0]

    empty = sharer.post(f"{address}take-back/{link}", {"reason": ""})
    done = sharer.post(f"{address}take-back/{link}", {"reason": "Wrong partner."})

    assert "Say why it is taken back." in page_of(empty)
    assert done["Location"] == address
    assert "Released already" not in page_of(sharer.get(address))


def test_why_a_partner_does_not_see_it(sharer, address, brightfix):
    page = page_of(sharer.get(f"{address}explain/{brightfix.pk}/"))

    assert "Brightfix Repairs does not see it" in page
    assert "policy" in page


def test_only_the_sharing_officer_shares(sharer, address, in_eastmere):
    decider = browser(in_eastmere, Role.DECISION_OFFICER)

    assert decider.get(address).status_code == 403
    assert decider.post(f"{address}check/").status_code == 403


def test_an_entry_of_another_organisation_is_not_found(sharer, address, torley):
    with in_organisation(torley):
        stranger = signed_in(torley, making.make_person(Role.SHARING_OFFICER))

        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("more", [[], ["harbour", "torley"]])
def test_the_page_asks_the_same_of_the_database(
    more, eastmere, entry, partner, address, request, django_assert_num_queries
):
    for name in more:
        worlds.agree(eastmere, request.getfixturevalue(name), places=PLACES)
    with in_organisation(eastmere):
        sharer = signed_in(eastmere, making.make_person(Role.SHARING_OFFICER))

        with django_assert_num_queries(AUDIENCE):
            page = page_of(sharer.get(address))

    assert page.count("Repairs</strong>") == 1 + len(more)


def test_an_own_team_is_given_it_with_its_own_reason(sharer, address, in_eastmere):
    team = Team.objects.create(name="Night wardens", contact_mode="FACE_TO_FACE")
    key = f"team-{team.pk.hex}"

    bare = sharer.post(address, {key: "on"})
    sharer.post(address, {key: "on", f"reason-{key}": "They patrol that stair."})
    stop = page_of(sharer.get(f"{address}check/"))
    sharer.post(f"{address}check/")
    given = TeamRelease.objects.get(reason="They patrol that stair.")
    back = f"{address}take-back-from-team/{given.pk}/"

    assert "Say why it is proportionate to share this with Night wardens" in page_of(
        bare
    )
    assert "of our own" in stop
    assert back in page_of(sharer.get(address))
    assert sharer.post(back, {"reason": "They stopped."})["Location"] == address
    given.refresh_from_db()
    assert given.withdrawn_reason == "They stopped."


def test_who_saw_it_after(sharer, address, entry, partner, eastmere, brightfix):
    marker = Marker.objects.get(reference=entry.reference)
    worlds.release_to(partner, marker, eastmere)
    before = page_of(sharer.get(f"{address}seen/"))
    worlds.ask(brightfix, worlds.sign_in(brightfix), uprn="999111000123")

    after = page_of(sharer.get(f"{address}seen/"))

    assert "No partner has been shown it." in before
    assert "Shown 1 time to 1 person" in after
    assert "visiting officer. Checked for repair, repairs." in after


@pytest.fixture
def several(partner) -> str:
    return f"/sharing/several/{partner.agreement.pk}/REPAIRS/"


def test_several_entries_go_each_with_a_reason(sharer, several, entry, eastmere):
    other = worlds.publish_marker(eastmere, uprn="999111000123", reference="E-2")
    refused = worlds.publish_marker(
        eastmere, uprn="999111000123", reference="E-3", category="WEAPON"
    )
    worlds.publish_marker(
        eastmere, uprn="999111000123", reference="E-4", category="WEAPON"
    )
    first, second = entry.reference.lower(), other.reference.lower()

    listed = page_of(sharer.get(several))
    unconfirmed = sharer.post(
        several, {first: "on", "shared_reason": "They work there.", second: "on"}
    )
    led = sharer.post(
        several,
        {
            "shared_reason": "They work in this block.",
            first: "on",
            f"same-{first}": "on",
            second: "on",
            f"reason-{second}": "A dog is kept there.",
        },
    )
    stop = page_of(sharer.get(led["Location"]))
    done = page_of(sharer.post(led["Location"]))

    assert "checked" not in listed
    assert "The agreement does not name this category." in listed
    assert f'name="{refused.reference.lower()}"' not in listed
    assert listed.count("The agreement does not name this category.") == 1
    assert f'href="/register/entries/{refused.reference}/"' in listed
    assert unconfirmed.status_code == 422
    assert f"Write a reason for {entry.reference}" in page_of(unconfirmed)
    assert "Share 2 entries?" in stop
    assert done.count("Released</strong>") == 2
    reasons = set(Release.objects.values_list("reason", flat=True))
    assert reasons == {"They work in this block.", "A dog is kept there."}


def test_what_changed_meanwhile_is_refused_by_itself(sharer, several, entry, eastmere):
    other = worlds.publish_marker(eastmere, uprn="999111000123", reference="E-2")
    first, second = entry.reference.lower(), other.reference.lower()
    reasons = {f"reason-{key}": "They work there." for key in (first, second)}
    with in_organisation(eastmere):
        officer = making.make_person(Role.SHARING_OFFICER)
        picks = [
            EntryPick(reference, "FLAG", "They work there.")
            for reference in (entry.reference, "GONE", other.reference)
        ]
        outcomes = audiences.release_many(
            agreement_id=Agreement.objects.get().pk,
            activity="REPAIRS",
            entries=picks,
            by=officer,
            at=worlds.now(),
        )

    got = sharer.post(several, {first: "on", second: "on"} | reasons)

    assert [outcome.released for outcome in outcomes] == [True, False, True]
    assert outcomes[1].reasons == ("No live entry has this reference.",)
    assert got.status_code == 422
