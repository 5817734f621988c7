"""What is asked about the subject of an entry?"""

from django import forms

from register.actions.moving import NewPlace
from register.queries.subjects import SubjectPage
from register.states import AssociationKind
from tenants.codes import Follows
from tenants.packs import Pack
from tenants.packs.choices import Presence
from web.govuk.fields import DateField
from web.subjects.lines import first_and_rest, lines_of


REASON_MAX = 500
LINES_MAX = 3_000
FOLLOWS = {
    Follows.PERSON: "It goes with the person, to the new address",
    Follows.PREMISES: "It stays with the premises, and names nobody",
    Follows.BOTH: "Both: it goes with the person and stands at the old address too",
}


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=REASON_MAX,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why, in a sentence."},
    )


def _lines(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LINES_MAX,
        help_text=hint,
        widget=forms.Textarea({"rows": 3}),
    )


class ChangeForm(forms.Form):
    aliases = _lines("Other names", "One a line. The next check looks for them too.")
    vehicles = _lines("Vehicles", "One a line: the registration, then what it is.")
    animals = _lines("Animals", "One a line: what it is, then anything to know.")
    reason = _reason("How is this known?")

    @staticmethod
    def of(page: SubjectPage) -> dict[str, str]:
        """What the boxes hold before anybody types."""
        return {
            "aliases": "\n".join(page.aliases),
            "vehicles": "\n".join(" ".join(line.values()) for line in page.vehicles),
            "animals": "\n".join(" ".join(line.values()) for line in page.animals),
        }

    def lines(self, name: str) -> list[str]:
        return lines_of(self.cleaned_data.get(name, ""))

    def pairs(self, name: str, *, first: str) -> list[dict[str, str]]:
        """Each line as its first word and the rest."""
        halves = first_and_rest(self.cleaned_data.get(name, ""))
        return [{first: head, "description": rest} for head, rest in halves]

    def follow(self, pack: Pack) -> None:
        """Never ask for what this register may not hold."""
        for name in ("aliases", "vehicles", "animals"):
            if pack.presence_of(name) is Presence.FORBIDDEN:
                del self.fields[name]


class AssociateForm(forms.Form):
    other_reference = forms.CharField(
        label="The other entry's reference",
        max_length=40,
        help_text="Like E-4K7QW2ZD",
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
        error_messages={"required": "Enter the other entry's reference."},
    )
    kind = forms.ChoiceField(
        label="Why do they belong together?",
        choices=AssociationKind.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why they belong together."},
    )
    reason = _reason("How is this known?")


class EndForm(forms.Form):
    reason = _reason("Why do they not belong together?")


class MovedForm(forms.Form):
    """Where to, when, and for each live entry what it follows."""

    moved_on = DateField(
        label="When did they move?",
        error_messages={"required": "Enter the day they moved."},
    )
    address = forms.CharField(
        label="New address",
        required=False,
        max_length=300,
        help_text="Leave it empty if it is not known.",
        widget=forms.Textarea({"rows": 3}),
    )
    building = forms.CharField(
        label="House number or name", required=False, max_length=80
    )
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    uprn = forms.CharField(label="UPRN", required=False, max_length=12)

    def __init__(self, *args: object, page: SubjectPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.references = [entry.reference for entry in page.live]
        for entry in page.live:
            self.fields[f"follows_{entry.reference}"] = forms.ChoiceField(
                label=f"{entry.reference}: {entry.category}",
                choices=[(choice.value, words) for choice, words in FOLLOWS.items()],
                initial=entry.follows.value,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose what this entry follows."},
            )
        self.fields["reason"] = _reason("How is it known, and why so?")

    def new_place(self) -> NewPlace:
        given = self.cleaned_data
        return NewPlace(
            address=given["address"].strip(),
            building=given["building"].strip(),
            postcode=given["postcode"].strip().upper(),
            uprn=given["uprn"].strip(),
        )

    def choices(self) -> dict[str, Follows]:
        return {
            reference: Follows(self.cleaned_data[f"follows_{reference}"])
            for reference in self.references
        }
