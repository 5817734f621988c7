"""Which second steps has this person set up?"""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from accounts.models import User
from accounts.policy import Factor


FACTOR_TYPES = frozenset({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})


def has_factor(user: User) -> bool:
    """Has this person an authenticator of their own, or single sign-on?"""
    own = Authenticator.objects.filter(user=user, type__in=FACTOR_TYPES).exists()
    return bool(own) or SocialAccount.objects.filter(user=user).exists()


def factors(user: User) -> frozenset[Factor]:
    """The second steps this person has set up."""
    held = Authenticator.objects.filter(user=user, type__in=FACTOR_TYPES)
    return frozenset(Factor(one) for one in held.values_list("type", flat=True))


def is_last_factor(user: User, authenticator_id: int) -> bool:
    """Would this person have no second step without that one?"""
    held = Authenticator.objects.filter(user=user, type__in=FACTOR_TYPES)
    return not held.exclude(pk=authenticator_id).exists()
