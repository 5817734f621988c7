"""What has this session proved, and how recently?"""

from time import time
from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from accounts.models import User
from accounts.policy import STEP_UP, Factor


def factor_of(session: SessionBase) -> Factor:
    """The strongest second factor this session proved."""
    proved = {_factor(one) for one in _records(session)}
    strongest = (
        Factor.PASSKEY,
        Factor.SINGLE_SIGN_ON,
        Factor.TOTP,
        Factor.RECOVERY,
        Factor.DEMO,
    )
    return next((one for one in strongest if one in proved), Factor.NONE)


def proved_recently(session: SessionBase) -> bool:
    """Did the person show a password, factor or single sign-on a short while ago?"""
    latest = max((one["at"] for one in _records(session)), default=0.0)
    return time() - float(latest) < STEP_UP.total_seconds()


def is_demo(session: SessionBase) -> bool:
    """Was this session opened by one click in the demonstration?"""
    return any(one["method"] == Factor.DEMO for one in _records(session))


def remember(request: HttpRequest, *, user: User, method: str, kind: str = "") -> None:
    """Note in the session what was just proved."""
    record_authentication(request, user, method, type=kind or None)


def _records(session: SessionBase) -> list[dict[str, Any]]:
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return records if isinstance(records, list) else []


def _factor(record: dict[str, Any]) -> Factor:
    match record["method"]:
        case "mfa":
            return Factor(record.get("type", Factor.NONE))
        case "socialaccount":
            return Factor.SINGLE_SIGN_ON
        case Factor.DEMO:
            return Factor.DEMO
        case _:
            return Factor.NONE
