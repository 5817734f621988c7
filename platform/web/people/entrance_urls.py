"""Which addresses lead in, on every host, and who may open each?

allauth's names are kept, since its own views refer to them. What Heed does not offer
(signing up, several e-mail addresses, a password where single sign-on is used) answers 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path, re_path
from oauth2_provider.views import RevokeTokenView, TokenView

from web.access import Access, Rule
from web.people import entrance


OAUTH = (
    [
        path("token/", TokenView.as_view(), name="token"),
        path("revoke/", RevokeTokenView.as_view(), name="revoke-token"),
    ],
    "oauth2_provider",
)
ACCOUNT = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("prove/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", entrance.nothing, name="account_set_password"),
    path("forgotten/", account.password_reset, name="account_reset_password"),
    path(
        "forgotten/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "forgotten/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-up/", entrance.nothing, name="account_signup"),
    path("e-mail/", entrance.nothing, name="account_email"),
    path("e-mail/sent/", entrance.nothing, name="account_email_verification_sent"),
]
SECOND_STEP = [
    path("", mfa.index, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("prove/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/set-up/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "passkeys/prove/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "passkeys/<int:pk>/remove/", entrance.remove_passkey, name="mfa_remove_webauthn"
    ),
    path("passkeys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
SINGLE_SIGN_ON = [
    path("<slug:provider_id>/", openid_connect.login, name="openid_connect_login"),
    path(
        "<slug:provider_id>/back/",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
]
urlpatterns = [
    path("account/", include(ACCOUNT)),
    path("account/single-sign-on/", include(SINGLE_SIGN_ON)),
    path(
        "account/stopped/", social.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path("account/failed/", social.login_error, name="socialaccount_login_error"),
    path("account/join/", entrance.nothing, name="socialaccount_signup"),
    path("account/connections/", entrance.nothing, name="socialaccount_connections"),
    path("second-step/", include(SECOND_STEP)),
    path("oauth/", include(OAUTH)),
]
ANYONE = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "socialaccount_connections",
)
SIGNED_IN = (
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
)
ACCESS: dict[str, Rule] = {
    **dict.fromkeys(ANYONE, Access.ANYONE),
    **dict.fromkeys(SIGNED_IN, Access.SIGNED_IN),
    "oauth2_provider:token": Access.SHOWN_CREDENTIAL,
    "oauth2_provider:revoke-token": Access.SHOWN_CREDENTIAL,
}
