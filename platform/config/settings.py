"""What does this deployment run with? Read from the environment, and only here."""

from pathlib import Path

import environ


env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]

SECRET_KEY = env("SECRET_KEY", default="development-only")
DEBUG = False
DEMO = env.bool("HEED_DEMO", default=False)
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"

SHARED_APPS = [
    "django_tenants",
    "django.contrib.contenttypes",
    "audit",
    "tenants",
    "markers",
    "sharing",
]
TENANT_APPS = [
    "django.contrib.auth",
    "django.contrib.sessions",
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
]
INSTALLED_APPS = [
    *SHARED_APPS,
    *TENANT_APPS,
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "web",
    "api",
]
TENANT_MODEL = "tenants.Organisation"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "config.urls"
DATABASES = {"default": env.db("DATABASE_URL", default="postgres://localhost/heed")}
