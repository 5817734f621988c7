"""Does `check --deploy` refuse whatever is looser in a demonstration?"""

import pytest

from accounts.checks import sign_in_is_safe


@pytest.fixture
def deployed(settings):
    settings.DEMO = False
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True
    settings.PASSKEY_FOR_ADMINISTRATORS = True
    settings.OIDC_OVER_LOOPBACK = False
    return settings


def test_a_deployment_passes(deployed):
    assert sign_in_is_safe(None) == []


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("DEMO", True, "accounts.E001"),
        ("SESSION_COOKIE_NAME", "sessionid", "accounts.E002"),
        ("CSRF_COOKIE_NAME", "csrftoken", "accounts.E002"),
        ("SESSION_COOKIE_SECURE", False, "accounts.E002"),
        ("CSRF_COOKIE_SECURE", False, "accounts.E002"),
        ("PASSKEY_FOR_ADMINISTRATORS", False, "accounts.E003"),
        ("OIDC_OVER_LOOPBACK", True, "accounts.E004"),
        ("SESSION_ENGINE", "django.contrib.sessions.backends.db", "accounts.E005"),
    ],
)
def test_each_looser_setting_is_an_error_of_its_own(deployed, name, value, error):
    setattr(deployed, name, value)

    assert [message.id for message in sign_in_is_safe(None)] == [error]
