"""What does this deployment run with? Read from the environment, and only here."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from tenants.backend.pool import reset
from web.headers import CONTENT_SECURITY_POLICY


env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]


def required(name: str, what: str) -> str:
    """The variable, or a sentence that says what to set."""
    value = env.str(name, default="")
    if not value:
        sentence = f"Set {name} in the environment: {what}"
        raise ImproperlyConfigured(sentence)
    return str(value)


# --- The deployment ---
SECRET_KEY = required("SECRET_KEY", "at least 50 random characters, kept secret.")
DEBUG = False
# Invented people and one-click sign-in. Refused by `check --deploy` and off loopback.
DEMO = env.bool("HEED_DEMO", default=False)
# For a demonstration on http://localhost only: cookies lose Secure and __Host-.
PLAIN_HTTP = env.bool("HEED_PLAIN_HTTP", default=False)
# Links are built from the Domain row, this scheme and this port, never from a request.
PUBLIC_SCHEME = "http" if PLAIN_HTTP else "https"
PUBLIC_PORT = env.str("HEED_PUBLIC_PORT", default="")
# Every host is looked up by the organisations' middleware, which knows no fall-back.
ALLOWED_HOSTS = ["*"]
USE_X_FORWARDED_HOST = False
# Wraps the keys that encrypt search terms: newest first, the rest only to read.
TERM_KEYS = env.list("HEED_TERM_KEYS", default=[SECRET_KEY])

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
USE_I18N = False

# --- Applications ---
# Shared apps have their tables in public; all others in each organisation's schema.
SHARED_APPS = [
    "tenants",
    "django_tenants",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "audit",
    "markers",
    "sharing",
]
TENANT_APPS = [
    "django.contrib.auth",
    "django.contrib.messages",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "oauth2_provider",
    "accounts",
    "documents",
    "notifications",
    "register",
    "rights",
]
INSTALLED_APPS = [
    *SHARED_APPS,
    *TENANT_APPS,
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "web",
    "api",
    "infra",
]
TENANT_MODEL = "tenants.Organisation"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
# Only `owner` may migrate; the router refuses every other alias.
TENANT_DB_ALIAS = "owner"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
AUTH_USER_MODEL = "accounts.User"
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"] if PLAIN_HTTP else []

# `config.logs` sets up the log. Django's own set-up would undo what that keeps out.
LOGGING_CONFIG = None
ROOT_URLCONF = "config.urls"
PLATFORM_URLCONF = "config.urls_platform"
WSGI_APPLICATION = "config.wsgi.application"

MIDDLEWARE = [
    "tenants.middleware.OrganisationMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "accounts.sign_in.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "web.middleware.PageMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # First, so that our pages stand before those of the packages we use.
        "DIRS": [BASE_DIR / "platform/web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "web.context.page",
            ],
        },
    },
]
FORM_RENDERER = "web.govuk.renderer.GovukRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
ROUTE_ACCESS = [
    "web.routes.ACCESS",
    "api.routes.ACCESS",
    "api.platform_host.routes.ACCESS",
]
# Each app's own clocks, for the list of what is due and the reminders.
CLOCK_SOURCES = [
    "accounts.queries.clocks.CLOCKS",
    "register.queries.clocks.CLOCKS",
    "sharing.queries.clocks.CLOCKS",
    "rights.queries.clocks.CLOCKS",
]

# --- Databases ---
# `options` are the connection's start-up settings: what the pool's reset returns to.
START_UP = "-c search_path=public -c timezone=UTC -c synchronous_commit=on"


def database(url: str, **options: Any) -> dict[str, Any]:
    """A database of the wall's own backend, from its URL."""
    parsed: dict[str, Any] = env.db_url_config(url)
    parsed["ENGINE"] = "tenants.backend"
    parsed["OPTIONS"] = {
        **parsed.get("OPTIONS", {}),
        "options": START_UP,
        "connect_timeout": 5,
        **options,
    }
    return parsed


DATABASES = {
    "default": database(
        required(
            "DATABASE_URL",
            "postgres://heed_app:password@host:5432/heed, the application's own login.",
        ),
        server_side_binding=True,
        prepare_threshold=0,
        pool={
            "min_size": env.int("DATABASE_POOL_MIN", default=1),
            "max_size": env.int("DATABASE_POOL_MAX", default=4),
            "timeout": 10,
            "reset": reset,
        },
    )
}
# Held only by the provisioning worker and by manage.py: it makes schemas and roles.
OWNER_DATABASE_URL = env.str("OWNER_DATABASE_URL", default="")
if OWNER_DATABASE_URL:
    DATABASES["owner"] = database(OWNER_DATABASE_URL, assume_role="heed_owner")

# --- Later work ---
CELERY_BROKER_URL = env.str("BROKER_URL", default="redis://127.0.0.1:6379/0")

# --- Files and mail ---
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var/static"
STATICFILES_DIRS = [BASE_DIR / "var/frontend"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        # Compressing takes half a minute: not while somebody waits for the demo.
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")
S3_REGION = env.str("S3_REGION", default="eu-west-2")
S3_BUCKET = env.str("S3_BUCKET", default="heed")
S3_ACCESS_KEY_ID = env.str("S3_ACCESS_KEY_ID", default="")
S3_SECRET_ACCESS_KEY = env.str("S3_SECRET_ACCESS_KEY", default="")
S3_AUDIT_BUCKET = env.str("S3_AUDIT_BUCKET", default="heed-audit")
# Off-boarding calls this with the organisation's id; it returns how many it erased.
ERASE_ORGANISATION_FILES = "documents.storage.erase_organisation"
# clamd as host:port; empty scans nothing. Configured and down refuses every file.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_BASE_URL = env.str(
    "NOTIFY_BASE_URL", default="https://api.notifications.service.gov.uk"
)
NOTIFY_EMAIL_TEMPLATE_ID = env.str("NOTIFY_EMAIL_TEMPLATE_ID", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="heed@heed.example")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.str("SMTP_HOST", default="127.0.0.1"),
            "port": env.int("SMTP_PORT", default=25),
            "username": env.str("SMTP_USER", default=""),
            "password": env.str("SMTP_PASSWORD", default=""),
            "use_tls": env.bool("SMTP_TLS", default=False),
            "timeout": 10,
        },
    }
}
MAIL_PAGE_URL = env.str("MAIL_PAGE_URL", default="")

# --- Headers ---
SECURE_CSP = CONTENT_SECURITY_POLICY
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_HSTS_PRELOAD = not PLAIN_HTTP
CSRF_COOKIE_NAME = "csrftoken" if PLAIN_HTTP else "__Host-csrftoken"
CSRF_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "sessionid" if PLAIN_HTTP else "__Host-sessionid"
SESSION_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# A proxy in front sets the address; the header is not believed unless it says so.
PROXIES = env.int("HEED_PROXIES", default=0)

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = [
    "documents.receiving.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- accounts: who is asking, and how they sign in ---
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    # Asked only by accounts.permissions, for what was given to one person by name.
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
        ),
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
SESSION_ENGINE = "accounts.sign_in.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Looser only in a demonstration: `check --deploy` refuses both.
PASSKEY_FOR_ADMINISTRATORS = not DEMO
OIDC_OVER_LOOPBACK = DEMO
# allauth's rate limits and used codes live in the organisation's own schema, so that
# no organisation can meet another's key.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
ACCOUNT_ADAPTER = "accounts.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PUBLIC_SCHEME
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.ResetTokens"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "web.people.entrance_forms.LoginForm",
    "reset_password": "web.people.entrance_forms.ResetPasswordForm",
}
MFA_ADAPTER = "accounts.sign_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_RECOVERY_CODES_SHOW_ONCE = True
SOCIALACCOUNT_ADAPTER = "accounts.sign_in.adapters.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# The page's policy lets no form lead to another host, so a link starts it.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "accounts.sign_in.attempts.username"
AXES_CLIENT_STR_CALLABLE = "accounts.sign_in.attempts.in_the_log"
AXES_CLIENT_IP_CALLABLE = "accounts.sign_in.attempts.address"
AXES_LOCKOUT_CALLABLE = "web.people.entrance.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "OAUTH2_VALIDATOR_CLASS": "accounts.sign_in.oauth.ClientValidator",
    "SCOPES_BACKEND_CLASS": "accounts.sign_in.oauth.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_MATCHING": True,
    "COMPLIANT_BCP_RFC9700_PKCE_REQUIRED": True,
}

# --- erasure: what else keeps an entry, and what else forgets it ---
KEEP_ENTRY = [
    "sharing.queries.erasure.what_keeps",
    "rights.actions.forgetting.why_not_erased",
]
FORGET_ENTRY = [
    "sharing.actions.erasure.forget_entry",
    "rights.actions.forgetting.forget_entry",
    "notifications.actions.reminders.forget_entry",
]
# Whether a recipient of an entry has yet to be told, or to answer its recall.
RECALLS_OF_ENTRY = "sharing.queries.erasure.recall_is_pending"
# Lists the tombstones outside the database; empty to serve without asking for them.
TOMBSTONES = "documents.outside.tombstones"

# --- api: machines ---
# Calls a minute in one web process, by organisation and by client.
API_ORGANISATION_CALLS_A_MINUTE = env.int("HEED_API_ORGANISATION_CALLS", default=6000)
API_CLIENT_CALLS_A_MINUTE = env.int("HEED_API_CLIENT_CALLS", default=1200)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.callers.Credential"],
    "DEFAULT_PERMISSION_CLASSES": ["api.callers.ShowsCredential"],
    "DEFAULT_THROTTLE_CLASSES": ["api.limits.CallLimit"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiating.FirstIfItWillDo",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.handling.handle",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Heed",
    "DESCRIPTION": "Check for a warning before a visit or contact, and record that you did.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"persistAuthorization": False},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Lists of codes whose fields share a name, such as `state`: each with its own.
    "ENUM_NAME_OVERRIDES": {
        "AppealOutcome": "register.appeal_states.AppealOutcome.choices",
        "EntryState": "register.states.EntryState.choices",
        "RightsRequestKind": "rights.states.RequestKind.choices",
        "RightsRequestState": "rights.states.RequestState.choices",
        "ReportState": "register.states.ReportState.choices",
        "Crime": "register.states.Crime.choices",
        "PrecautionCode": "tenants.codes.Precaution.choices",
        "SubjectKind": "tenants.codes.SubjectKind.choices",
        "StatementKind": "tenants.codes.StatementKind.choices",
        "LetterState": "register.states.NoticeState.choices",
        "LetterKind": "register.states.NoticeKind.choices",
        "Level": "tenants.codes.Level.choices",
        "ContactMode": "tenants.codes.ContactMode.choices",
        "PortfolioChangeState": "sharing.states.ChangeState.choices",
        "ExtractState": "sharing.states.ExtractState.choices",
        "ExtractWayKind": "sharing.states.RouteKind.choices",
        "SharedLevel": "api.v1.releases.described.LEVELS",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.described.close_bodies",
    ],
}
