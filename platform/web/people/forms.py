"""What does an administrator say of a person, a team or the sign-in?"""

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.queries import PersonLine, TeamLine
from tenants.codes import ROLES_FOR_KIND, ContactMode, Role
from web.govuk.fields import DateField


def role_choices(kind: str) -> list[tuple[str, str]]:
    """The roles an organisation of this kind has, each with its sentence."""
    roles = [role for role in Role if role in ROLES_FOR_KIND[kind]]
    return [(role.value, f"{role.label}: {role.sentence}") for role in roles]


def team_choices(teams: list[TeamLine]) -> list[tuple[str, str]]:
    """Every team in use, with how near it comes to people."""
    return [
        (str(team.id), f"{team.name} ({team.contact_mode.label})")
        for team in teams
        if team.active
    ]


class DetailsForm(forms.Form):
    """A person's name and telephone number."""

    full_name = forms.CharField(
        label="Full name",
        max_length=150,
        error_messages={"required": "Enter the person's full name."},
    )
    phone = forms.CharField(label="Telephone number", max_length=30, required=False)


class RolesForm(forms.Form):
    """Which roles a person holds."""

    roles = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the roles that are listed."},
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(kind)  # type: ignore[attr-defined]

    def clean_roles(self) -> list[Role]:
        """The roles themselves, not their keys."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class TeamsForm(forms.Form):
    """Which teams a person is in."""

    teams = forms.MultipleChoiceField(
        label="Teams",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the teams that are listed."},
    )

    def __init__(self, *args: Any, teams: list[TeamLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].choices = team_choices(teams)  # type: ignore[attr-defined]


class InviteForm(RolesForm, TeamsForm, DetailsForm):
    """Somebody new: who they are, what they may do, whom they work with."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages={
            "required": "Enter the person's e-mail address.",
            "invalid": "Enter an e-mail address in the form name@example.gov.uk.",
        },
    )
    field_order = ["full_name", "email", "phone", "roles", "teams"]

    def clean_roles(self) -> list[Role]:
        """Somebody without a role could open nothing."""
        roles = super().clean_roles()
        if not roles:
            raise forms.ValidationError("Choose at least one role.")
        return roles


class BriefingForm(forms.Form):
    """The day on which a person was briefed."""

    given_on = DateField(label="The day the briefing was given")


class AccessForm(forms.Form):
    """The access form that was filled in for somebody."""

    form_reference = forms.CharField(
        label="Reference of the completed form",
        max_length=60,
        required=False,
        help_text="As your own records name it. No names.",
    )


class ConfirmForm(forms.Form):
    """Nothing to type: the button says it."""


class TeamForm(forms.Form):
    """A team, and how its work brings it near people."""

    name = forms.CharField(
        label="Name of the team",
        max_length=100,
        error_messages={"required": "Enter the name of the team."},
    )
    contact_mode = forms.ChoiceField(
        label="How does this team meet people?",
        choices=ContactMode.choices(),
        widget=forms.RadioSelect,
        help_text=(
            "Only teams that enter premises, cross a boundary or meet people face to"
            " face may ever be told of an entry."
        ),
        error_messages={"required": "Say how this team meets people."},
    )
    does_what = forms.CharField(
        label="What does it do?", max_length=200, required=False
    )
    active = forms.BooleanField(label="In use", required=False, initial=True)

    def clean_contact_mode(self) -> ContactMode:
        """The mode itself, not its key."""
        return ContactMode(self.cleaned_data["contact_mode"])


class ProviderForm(forms.Form):
    """The organisation's own OpenID Connect sign-in."""

    name = forms.CharField(
        label="What people call it",
        max_length=40,
        help_text="The button says “Sign in with …”.",
        error_messages={"required": "Enter what people call your sign-in."},
    )
    issuer = forms.CharField(
        label="Issuer",
        max_length=300,
        help_text="Begins https:// and is where your provider publishes its settings.",
        error_messages={"required": "Enter the issuer's address."},
    )
    client_id = forms.CharField(
        label="Client ID",
        max_length=191,
        error_messages={"required": "Enter the client ID your provider gave you."},
    )
    client_secret = forms.CharField(
        label="Client secret",
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Leave empty to keep the one that is stored. It is never shown.",
    )
    trust_email = forms.BooleanField(
        label="Our provider vouches for e-mail addresses even if it does not say so",
        required=False,
        help_text="Tick this only if nobody can choose their own address there.",
    )
    enabled = forms.BooleanField(label="Switched on", required=False)


class ClientForm(forms.Form):
    """A machine that may ask, and who answers for it."""

    name = forms.CharField(
        label="Name of the system",
        max_length=100,
        error_messages={"required": "Enter the name of the system."},
    )
    responsible = forms.ChoiceField(
        label="Who answers for it?",
        help_text="Their role and briefing decide what the system may be told.",
        error_messages={"required": "Choose who answers for it."},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it do?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may do."},
    )

    def __init__(
        self,
        *args: Any,
        people: list[PersonLine],
        scopes: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        active = [one for one in people if one.is_active]
        choices = [(str(one.id), one.full_name) for one in active]
        self.fields["responsible"].choices = choices  # type: ignore[attr-defined]
        self.fields["scopes"].choices = list(scopes.items())  # type: ignore[attr-defined]
