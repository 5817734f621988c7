"""What does each step of an agreement ask of whoever takes it?"""

from typing import Any

from django import forms

from sharing.states import Step
from sharing.terms import PORTFOLIO_KINDS
from sharing.texts.indemnity import FINES_NOTE
from tenants.codes import (
    Activity,
    Category,
    ContactMode,
    IndemnityHead,
    LawfulBasis,
    Level,
    Purpose,
)
from web.govuk.fields import DateField


LEVELS_THAT_LEAVE = [
    (level.value, level.label) for level in Level if level != Level.FULL
]


def needed(
    label: str, *, rows: int = 0, hint: str = "", longest: int = 200
) -> forms.CharField:
    """Return a text that must be given."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput(),
        error_messages={
            "required": f"Enter this: {label[:1].lower()}{label[1:]}.",
            "max_length": f"{label} must be {longest} characters or fewer.",
        },
    )


def extra(label: str, **options: Any) -> forms.CharField:
    """Return a text that may be left empty."""
    field = needed(label, **options)
    field.required = False
    return field


def tick(
    label: str, choices: list[tuple[str, str]], hint: str = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": f"Choose at least one: {label.lower()}"},
    )


def one_of(
    label: str, choices: list[tuple[str, str]], hint: str = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": f"Choose one: {label.lower()}"},
    )


def number(
    label: str, *, initial: int, least: int = 0, hint: str = ""
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=least,
        max_value=3650,
        help_text=hint,
        widget=forms.TextInput(
            {"class": "govuk-input--width-4", "inputmode": "numeric"}
        ),
        error_messages={
            "required": f"Enter a number: {label.lower()}.",
            "invalid": f"{label} must be a whole number, like {initial}.",
        },
    )


class DraftForm(forms.Form):
    """The terms, as both sides will sign them."""

    discloser = forms.ChoiceField(
        label="Which organisation shares?",
        error_messages={"required": "Choose the organisation that shares."},
    )
    recipient = forms.ChoiceField(
        label="Which organisation receives?",
        error_messages={"required": "Choose the organisation that receives."},
    )
    title = needed("What is it called?", longest=150)
    activities = tick(
        "For which of their work?",
        Activity.choices(),
        "Work that never enters premises or meets people can be named, and is refused.",
    )
    purposes = tick("For which purposes?", Purpose.choices())
    categories = tick("For which kinds of risk?", Category.choices())
    portfolio_kind = one_of("What is it about?", list(PORTFOLIO_KINDS.items()))
    level = one_of("The most they may see", LEVELS_THAT_LEAVE)
    lawful_basis_discloser = one_of("Your lawful basis", LawfulBasis.choices())
    condition_discloser = extra(
        "Your Schedule 1 condition", longest=120, hint="Data Protection Act 2018"
    )
    lawful_basis_recipient = one_of("Their lawful basis", LawfulBasis.choices())
    condition_recipient = extra("Their Schedule 1 condition", longest=120)
    security_terms = extra("How they keep it safe", rows=3, longest=4000)
    onward_terms = extra("Whom they may tell", rows=3, longest=4000)
    training_months = number("Months between briefings", initial=24, least=1)
    recall_days = number("Working days to acknowledge a recall", initial=2, least=1)
    retention_days = number(
        "Days they may keep it",
        initial=0,
        hint="0 means they look it up here each time",
    )
    starts_on = DateField(label="Start date")
    review_on = DateField(label="Review date")
    ends_on = DateField(label="End date")
    dpia_reference = extra("Impact assessment reference", longest=80)
    policy_reference = extra("Policy document reference", longest=80)
    discloser_named = extra(
        "Who signs for you", longest=150, hint="Only they can. Leave empty for anybody"
    )
    recipient_named = extra("Who signs for them", longest=150)

    def __init__(self, *given: Any, **options: Any) -> None:
        partners = options.pop("partners")
        names_discloser = options.pop("names_discloser")
        super().__init__(*given, **options)
        choices = [("", "Choose one"), *((str(key), name) for key, name in partners)]
        for name in ("discloser", "recipient"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not names_discloser:
            del self.fields["discloser"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        review = given.get("review_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", "End date must be after the start date.")
        if review and ends and starts and not starts <= review <= ends:
            self.add_error("review_on", "Review date must be between start and end.")
        return given


class SignForm(forms.Form):
    """Whoever signs is whoever is signed in: their name is not typed."""

    signatory_role = needed("Your position", longest=150)
    signatory_authority = needed(
        "By what authority you sign", hint="For example, a scheme of delegation"
    )


def paper(label: str, *, hint: str, required: bool = False) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=hint,
        required=required,
        error_messages={"required": f"Choose a file: {label.lower()}."},
    )


class IndemnifyForm(SignForm):
    heads = tick("What the indemnity covers", IndemnityHead.choices(), FINES_NOTE)
    policy_undertaking = forms.BooleanField(
        label="We undertake to follow the council's policy",
        error_messages={"required": "The undertaking must be given."},
    )
    insurer = needed("Insurer", longest=150)
    policy_number = needed("Policy number", longest=80)
    cover_ends_on = DateField(label="Date the cover ends")
    paper = paper("The executed indemnity", hint="A PDF, if you have it on paper")


class CoverForm(forms.Form):
    insurer = needed("Insurer", longest=150)
    policy_number = needed("Policy number", longest=80)
    cover_ends_on = DateField(label="Date the cover ends")
    paper = paper("The certificate of insurance", hint="A PDF")


class SignedPaperForm(forms.Form):
    paper = paper(
        "The signed agreement", hint="A PDF of the paper that was signed", required=True
    )


class AttestForm(forms.Form):
    activity = one_of("Which work?", Activity.choices())
    mode = one_of("How do your people meet the public?", ContactMode.choices())
    evidence = needed(
        "How do you know?",
        rows=4,
        longest=2000,
        hint="Contracts, job descriptions, visit records",
    )
    people = number("How many people do this work?", initial=1, least=1)
    starts_on = DateField(label="From")
    ends_on = DateField(label="Until")
    paper = paper("Evidence", hint="A PDF or a picture, without anybody's name")


class ReasonForm(forms.Form):
    reason = needed("Why?", rows=4, longest=2000)


class ApproveForm(forms.Form):
    """Nothing is asked: the page says what is approved."""


FORMS: dict[Step, type[forms.Form]] = {
    Step.OFFER: SignForm,
    Step.ACCEPT: SignForm,
    Step.INDEMNIFY: IndemnifyForm,
    Step.ATTEST: AttestForm,
    Step.FILE_SIGNED: SignedPaperForm,
    Step.RENEW_COVER: CoverForm,
    Step.ARRANGE: ReasonForm,
    Step.PUT_IN_FORCE: ReasonForm,
    Step.SUSPEND: ReasonForm,
    Step.CLEAR_SUSPENSION: ReasonForm,
    Step.LIFT_SUSPENSION: ReasonForm,
    Step.TERMINATE: ReasonForm,
    Step.REFUSE: ReasonForm,
    Step.WITHDRAW: ReasonForm,
}
