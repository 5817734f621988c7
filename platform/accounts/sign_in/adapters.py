"""Where does Heed differ from what allauth does by itself?

Nobody signs up. Mail is never sent while a page waits, so that the time an answer
takes says nothing. A second factor cannot be switched off. A single sign-on is
accepted only for a person who exists here already.
"""

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from qrcode.image.svg import SvgPathImage

from accounts import queries
from accounts.actions import mail
from accounts.models import User
from accounts.sealing import seal, unseal
from accounts.sign_in.factors import is_demo, proved_recently
from tenants.context import current_organisation


NOT_KNOWN = (
    "Your organisation's sign-in worked, but nobody with that e-mail address is"
    " registered here. Ask your administrator to invite you."
)
SAID = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": (
        "Write the recovery codes down now: they are shown only once."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Signing in with a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "The e-mail address or password is not right. Check both and try again."
        ),
        "too_many_login_attempts": (
            "There were too many attempts to sign in. Wait 5 minutes and try again."
        ),
        "incorrect_code": "That code is not right, or was used already. Try the next.",
        "incorrect_password": "That is not your password. Try again.",
        "enter_current_password": "Enter your current password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited; nobody signs up."""
        return False

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Not when the person proved who they are a short while ago."""
        return not _need_not_prove_again(self.request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what a person needs to know, in our own words."""
        sentence = message or SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """allauth sends nothing by itself: what is worth telling goes by `mail`."""

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person what changed, after the page was answered."""
        mail.tell(user=user, what=template_prefix.rpartition("/")[2])


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: sealed at rest, and never switched off."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "This is your only second step. Set up another before you remove it."
        ),
        "incorrect_code": "That code is not right, or was used already. Try the next.",
    }

    def encrypt(self, text: str) -> str:
        """Seal an authenticator's secret."""
        return seal(text, organisation=current_organisation().id, keys=secret_keys())

    def decrypt(self, encrypted_text: str) -> str:
        """Open an authenticator's secret."""
        return unseal(
            encrypted_text, organisation=current_organisation().id, keys=secret_keys()
        )

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays."""
        return not queries.is_last_factor(authenticator.user, authenticator.pk)

    def build_totp_svg(self, url: str) -> str:
        """The square to scan, as an element of the page: no image is loaded."""
        image = qrcode.make(url, image_factory=SvgPathImage)
        return str(image.to_string(encoding="unicode"))

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows beside the code."""
        return f"Heed: {current_organisation().short_name}"

    def _get_site_name(self) -> str:
        return current_organisation().name


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on with the organisation's own OpenID Connect provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """A provider proves who somebody is, never that they belong here."""
        return False

    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """The organisation's providers that are switched on, secrets opened."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        for app in apps:
            app.secret = unseal(
                app.settings["sealed_secret"],
                organisation=current_organisation().id,
                keys=secret_keys(),
            )
        return [app for app in apps if app.settings.get("enabled")]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person: by the provider's subject, else by a verified address."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))
        if sociallogin.is_existing:
            person = sociallogin.user
        else:
            person = self._person(sociallogin)
            if person is not None:
                sociallogin.connect(request, person)
        if person is None or not person.is_active:
            messages.error(request, NOT_KNOWN)
            raise ImmediateHttpResponse(redirect("account_login"))

    def _person(self, sociallogin: SocialLogin) -> User | None:
        trusts = sociallogin.provider.app.settings.get("trust_email", False)
        for address in sociallogin.email_addresses:
            if address.verified or trusts:
                return queries.by_email(address.email)
        return None


def secret_keys() -> list[str]:
    """The deployment's secret key and those it had before, newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _need_not_prove_again(request: HttpRequest) -> bool:
    if settings.DEMO and is_demo(request.session):
        return True
    return proved_recently(request.session)
