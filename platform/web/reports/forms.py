"""What does a report ask, topic by topic?"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from register.states import Crime
from tenants.codes import Source, SubjectKind
from web.check.forms import POSTCODE
from web.govuk.fields import DateField
from web.reports.asking import LONGEST, NOT_LABELS, Topic, set_choices, text
from web.reports.harm import HarmForm


class AboutForm(Topic):
    title = "Who or what it is about"

    panel = forms.ChoiceField(
        label="Which panel is it for?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the panel it is for."},
    )
    subject_kind = forms.ChoiceField(
        label="What is the report about?",
        choices=SubjectKind.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a person, premises or both."},
    )
    name = text("Name", hint="As you know it. Leave empty for premises.")
    aliases = text("Other names", hint="Put a comma between them")
    date_of_birth = DateField(label="Date of birth", required=False)
    approximate_age = forms.IntegerField(
        label="About how old, in years",
        required=False,
        min_value=1,
        max_value=120,
        widget=forms.TextInput(
            {"class": "govuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={"invalid": "Enter the age as digits, like 40."},
    )
    gender = text("Gender", longest=60)
    appearance = text("What they look like", hint=NOT_LABELS, longest=500)
    phone = text("Telephone number", longest=30)
    email = text("E-mail address", longest=254)
    address = text("Address", rows=3, longest=500)
    postcode = text("Postcode", longest=10)
    uprn = text("UPRN", longest=12, hint="The property's number, if you have it")

    def clean_postcode(self) -> str:
        postcode = " ".join(self.cleaned_data["postcode"].upper().split())
        if postcode and not POSTCODE.match(postcode):
            raise ValidationError("Enter a whole postcode, like ZX1 1AA.")
        return postcode

    def clean_uprn(self) -> str:
        uprn: str = self.cleaned_data["uprn"].strip()
        if uprn and not (uprn.isascii() and uprn.isdigit()):
            raise ValidationError("UPRN must be 12 digits or fewer, with no letters.")
        return uprn

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        kind, named = given["subject_kind"], given.get("name")
        if kind != SubjectKind.PREMISES and "name" in self.fields and not named:
            self.add_error("name", "Enter the person's name, or what they are called.")
        placed = given.get("address") or given.get("uprn")
        if kind != SubjectKind.PERSON and not placed:
            self.add_error("address", "Enter the address of the premises.")
        return given


class WhenForm(Topic):
    title = "When and where it happened"

    happened_on = DateField(
        label="Date it happened", help_text="For example, 27 3 2026"
    )
    happened_time = forms.TimeField(
        label="Time",
        required=False,
        help_text="For example, 14:30",
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        error_messages={
            "invalid": "Enter the time with hours and minutes, like 14:30."
        },
    )
    place = text("Place", hint="If it was not at the address you gave", longest=300)

    def __init__(self, *given: Any, **options: Any) -> None:
        self.today = options.pop("today", None)
        super().__init__(*given, **options)

    def clean_happened_on(self) -> Any:  # noqa: ANN401
        day = self.cleaned_data["happened_on"]
        if day and self.today and day > self.today:
            raise ValidationError("Date it happened must be today or in the past.")
        return day


class AccountForm(Topic):
    title = "What happened"

    seen = text(
        "What you saw or heard yourself", rows=6, hint=NOT_LABELS, longest=LONGEST
    )
    words_used = text(
        "The words used", rows=2, hint="As close as you remember", longest=1000
    )
    told = text("What somebody else told you", rows=4, longest=LONGEST)
    told_by = text("Who told you", hint="Their name or role")
    corroborated_by = text(
        "Who else saw or heard it, and would say so",
        hint="What one person told cannot be an entry by itself",
    )
    inferred = text("What you worked out from what you saw", rows=3, longest=LONGEST)
    source = forms.ChoiceField(
        label="Where does this report come from?",
        required=False,
        initial=Source.OWN_STAFF.value,
        widget=forms.RadioSelect,
        help_text="What the police tell us is never shared with partners.",
        error_messages={
            "invalid_choice": "This register takes no reports from there. Choose another."
        },
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if not (given["seen"] or given["told"] or given["inferred"]):
            self.add_error("seen", "Say what happened in at least one of these boxes.")
        if given["told"] and not given["told_by"]:
            self.add_error("told_by", "Say who told you.")
        if given["corroborated_by"] and not given["told"]:
            self.add_error(
                "told", "Write what somebody told you, and who bears it out."
            )
        return given


class PoliceForm(Topic):
    title = "Police"

    crime_committed = forms.ChoiceField(
        label="Was a crime committed?",
        choices=Crime.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, no or not known."},
    )
    police_reference = text("Police reference", hint="If you have told the police")


class RiskForm(Topic):
    title = "The risk to others"

    category = forms.ChoiceField(
        label="What kind of risk is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of risk."},
    )
    category_text = text("Another kind of risk", hint="Only if you chose “Other”")
    order_ends_on = DateField(
        label="Date the court order ends", required=False, help_text="If there is one"
    )
    criteria_met = forms.MultipleChoiceField(
        label="Which of these happened?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    risk_rating = forms.ChoiceField(
        label="How high is the risk?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how high the risk is."},
    )
    precautions = forms.MultipleChoiceField(
        label="What should colleagues do?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = forms.CharField(
        label="The facts in one or two sentences",
        required=False,
        max_length=250,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"{NOT_LABELS} No names of staff or victims. Up to 250 characters.",
        error_messages={"max_length": "The facts must be 250 characters or fewer."},
    )
    ring_name = text("Whom should colleagues ring?", hint="A role, not a person")
    ring_phone = text("Their telephone number", longest=30)

    def __init__(self, *given: Any, **options: Any) -> None:
        choices = options.pop("choices")
        super().__init__(*given, **options)
        set_choices(self, choices)


TOPICS: dict[str, type[Topic]] = {
    "about": AboutForm,
    "when": WhenForm,
    "account": AccountForm,
    "harm": HarmForm,
    "police": PoliceForm,
    "risk": RiskForm,
}
# What a question is called in a pack that asks the same of another one too.
PACKS_NAME = {"animals_there": "animals"}
# Asked only where the pack names them.
ASKED_BY_PACK = frozenset(
    {
        "approximate_age",
        "gender",
        "appearance",
        "phone",
        "email",
        "victim",
        "victim_relation",
    }
)
OPTIONAL_TOPICS = frozenset({"harm"})
