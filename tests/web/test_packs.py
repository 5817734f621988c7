"""Does an administrator see what a pack would change, adopt it, and find it in the history?"""

from django.utils import timezone

from tenants.codes import Role
from tenants.packs import shipped
from tests.web.walking import browser, page_of


EASTMERE = shipped("eastmere")
LOWER = EASTMERE.replace('VISITING_OFFICER = "SUMMARY"', 'VISITING_OFFICER = "FLAG"')


def test_a_pack_is_rehearsed_adopted_and_in_the_history(
    in_eastmere, eastmere, settings
):
    settings.PASSKEY_FOR_ADMINISTRATORS = False
    admin = browser(eastmere, Role.ORGANISATION_ADMINISTRATOR)
    today = timezone.localdate()
    boxes = {
        "counts_from_day": today.day,
        "counts_from_month": today.month,
        "counts_from_year": today.year,
    }
    form = page_of(admin.get("/policy/propose/"))
    for name in boxes:
        assert f'name="{name}"' in form

    rehearsed = admin.post("/policy/propose/", {"toml": LOWER, **boxes})

    page = page_of(rehearsed)
    assert rehearsed.status_code == 200
    assert "What would change" in page
    assert "What each role may see, visiting officer" in page
    assert "Adopt this pack" in page

    wrong = admin.post("/policy/propose/", {"toml": "vibes = 1\n" + LOWER, **boxes})
    assert wrong.status_code == 422
    assert "Line 1, vibes" in page_of(wrong)

    asked = {"toml": LOWER, "counts_from": today.isoformat(), "after": 1}
    without = admin.post("/policy/adopt/", {**asked, "reason": ""})
    assert without.status_code == 422
    assert "Say why the pack is adopted." in page_of(without)
    done = admin.post("/policy/adopt/", {**asked, "reason": "Minute 7."})
    assert (done.status_code, done["Location"]) == (303, "/policy/")
    history = page_of(admin.get("/policy/"))
    assert "Version 2" in history
    assert "Minute 7." in history
    assert "visiting officer" in page_of(admin.get("/policy/versions/2/"))
