"""How are the platform's own calls described in OpenAPI?"""

from typing import Any

from rest_framework import serializers

from api.described import all_of, page_of
from api.platform_host.bodies import KINDS
from api.v1.agreements.described import TermsSerializer
from sharing.draft_templates import TEMPLATES
from tenants.queries import STATUSES


INVITED_ONCE = (
    "The same call with the same Idempotency-Key is answered again and sends no second "
    "e-mail; with another key, or none, it is a 409 once somebody has been invited."
)


def _text(longest: int, *, required: bool = True) -> serializers.CharField:
    return serializers.CharField(
        max_length=longest, required=required, allow_blank=not required
    )


def _codes() -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField(), required=False)


class OpenedGuestSerializer(serializers.Serializer[Any]):
    """A contractor without staff in the system: a few named people, no register."""

    slug = serializers.RegexField(r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$", max_length=40)
    name = _text(120)
    duty_name = _text(80)
    duty_phone = serializers.RegexField(r"^[0-9+ ]{6,20}$")


class OpenedSerializer(OpenedGuestSerializer):
    """`pack` names a shipped policy pack to begin with."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS])
    pack = _text(40)
    gss_code = _text(9, required=False)
    rsh_number = _text(10, required=False)
    brand_colour = _text(7, required=False)


class OrganisationRowSerializer(serializers.Serializer[Any]):
    """`kind` may also be PLATFORM: that is the platform itself."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    gss_code = serializers.CharField(allow_blank=True)
    rsh_number = serializers.CharField(allow_blank=True)
    opened_at = serializers.DateTimeField()


class AskedOfSerializer(serializers.Serializer[Any]):
    """What waits for the worker; `error` says why it failed so far."""

    what = serializers.ChoiceField(choices=["suspend", "resume"])
    at = serializers.DateTimeField()
    error = serializers.CharField(allow_blank=True)


class OrganisationSerializer(OrganisationRowSerializer):
    """`may` names the steps this caller may take. Nothing of its register is here."""

    address = serializers.CharField()
    duty_name = serializers.CharField(allow_blank=True)
    duty_phone = serializers.CharField(allow_blank=True)
    has_nobody = serializers.BooleanField(help_text="Nobody was ever invited there.")
    asked = AskedOfSerializer(allow_null=True)
    may = serializers.ListField(child=serializers.CharField())


class OrganisationReasonSerializer(serializers.Serializer[Any]):
    """Why, without any person's name: the organisation itself may read it."""

    reason = _text(4000)


class InvitedAdministratorSerializer(serializers.Serializer[Any]):
    """They choose a password and a second step, and invite the others themselves."""

    full_name = _text(120)
    email = _text(254)


class OpeningStepSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    done = serializers.BooleanField()


class OpeningSerializer(serializers.Serializer[Any]):
    """How far the opening of an organisation is. It goes on by itself."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    asked_at = serializers.DateTimeField()
    progress = serializers.ChoiceField(choices=["RUNNING", "DONE", "FAILED"])
    steps = OpeningStepSerializer(many=True)
    error = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    organisation = serializers.UUIDField(allow_null=True)


class FigureSerializer(serializers.Serializer[Any]):
    """A count for the operator; `ok` is false where somebody should look."""

    label = serializers.CharField()  # type: ignore[assignment]  # the field's own name
    value = serializers.CharField()
    ok = serializers.BooleanField()


class BegunTermsSerializer(TermsSerializer):
    """Terms of which a template may say what is left out."""

    purposes = _codes()
    categories = _codes()
    activities = _codes()
    level = serializers.CharField(required=False)
    lawful_basis_discloser = serializers.CharField(required=False)
    lawful_basis_recipient = serializers.CharField(required=False)
    starts_on = serializers.DateField(required=False)
    review_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)


class PlatformDraftSerializer(BegunTermsSerializer):
    """Drafted for two others. Without `template`, every term is needed."""

    discloser = serializers.UUIDField(help_text="The organisation that shares.")
    recipient = serializers.UUIDField(help_text="The organisation that receives.")
    template = serializers.ChoiceField(choices=list(TEMPLATES), required=False)
    title = serializers.CharField(max_length=150, required=False)


class AgreementHealthSerializer(serializers.Serializer[Any]):
    """`problems` are what stops it or soon will. Never what any case is about."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    discloser = serializers.CharField()
    recipient = serializers.CharField()
    state_label = serializers.CharField()
    stands = serializers.BooleanField()
    stopped = serializers.BooleanField()
    ends_on = serializers.DateField()
    review_on = serializers.DateField()
    cover_ends_on = serializers.DateField(allow_null=True)
    attested = serializers.IntegerField()
    attested_until = serializers.DateField(allow_null=True)
    overdue_recalls = serializers.IntegerField()
    open_cases = serializers.IntegerField()
    problems = serializers.ListField(child=serializers.CharField())


OrganisationListSerializer = page_of("OrganisationList", OrganisationRowSerializer)
OpeningListSerializer = all_of("OpeningList", OpeningSerializer)
FigureListSerializer = all_of("FigureList", FigureSerializer)
HealthListSerializer = page_of("AgreementHealthList", AgreementHealthSerializer)
