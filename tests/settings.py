"""What do the tests run with? The deployment's settings, and the same servers."""

import os


os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("HEED_PLAIN_HTTP", "1")

from config.settings import *  # noqa: F403
from config.settings import STATIC_ROOT, STORAGES


SILENCED_SYSTEM_CHECKS: list[str] = []
# Tests undo what they erase, as a restore would; the tests of it ask for it.
TOMBSTONES = ""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
# Browser tests are served the style sheets from where they lie.
WHITENOISE_USE_FINDERS = True
# A clean clone has gathered none yet; a missing folder would be a warning, so an error.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
