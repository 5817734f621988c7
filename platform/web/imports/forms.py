"""What do the pages of an import ask for?"""

from collections.abc import Iterable, Sequence

from django import forms

from documents.receiving import MAX_REQUEST_BYTES
from register.imports.mapping.fields import Field
from register.imports.pages import ColumnsPage, RowPage, WordLine, WordsPage
from register.imports.reading import limits
from register.imports.reading.refusals import SENTENCES, Refusal
from tenants.codes import StatementKind


LEAVE_OUT = "-"
NOT_SAID = ""
UNSURE_BELOW = 80
REASON_MAX = 500
TOO_LARGE = SENTENCES[Refusal.TOO_LARGE]

type Choices = Sequence[tuple[str, str]]


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The file of the old register",
        help_text="An .xlsx workbook or a CSV file, up to 10 MB and 10,000 rows.",
        error_messages={
            "required": "Choose the file of the old register.",
            "empty": "The file is empty. Choose the file that holds your register.",
        },
    )

    file_name = ""
    """What the person called the file; only ever shown back to them."""

    def __init__(self, *args: object, sent_bytes: int = 0, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if sent_bytes > MAX_REQUEST_BYTES:
            # The file was dropped on the way, and that is not the same as none.
            self.fields["file"].error_messages["required"] = TOO_LARGE

    def clean_file(self) -> bytes:
        """The file's bytes, unless it is larger than any register."""
        file = self.cleaned_data["file"]
        if file.size > limits.MAX_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        self.file_name = str(file.name or "register")
        content: bytes = file.read()
        return content


class SheetForm(forms.Form):
    """Which sheet of the workbook holds the register."""

    def __init__(self, *args: object, sheets: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["sheet"] = forms.ChoiceField(
            label="Sheet to read", choices=[(name, name) for name in sheets]
        )


class ColumnsForm(forms.Form):
    """What each column holds."""

    all_optional = True

    def __init__(self, *args: object, page: ColumnsPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(NOT_SAID, "Leave this column out"), *Field.choices()]
        for column in page.columns:
            samples = "; ".join(f"“{sample}”" for sample in column.samples)
            hints = [f"For example {samples}." if samples else "This column is empty."]
            if column.formulas:
                hints.append(f"{column.formulas} cells hold a formula.")
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=column.heading,
                choices=choices,
                required=False,
                initial=str(column.field or NOT_SAID),
                help_text=" ".join(hints),
            )

    def columns(self) -> list[Field | None]:
        """What was chosen, column by column."""
        chosen = [self.cleaned_data[name] for name in self.fields]
        return [Field(name) if name else None for name in chosen]


class WordsForm(forms.Form):
    """What each word stands for, and what the rows rest on."""

    all_optional = True

    def __init__(self, *args: object, page: WordsPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.page = page
        self.fields["statement"] = _statement_field(page.statement)
        self._add(
            "category", page.categories, page.category_choices, "Choose a category"
        )
        self._add(
            "precaution",
            page.precautions,
            [(LEAVE_OUT, "No precaution: leave it out"), *page.precaution_choices],
            "Choose a precaution",
        )
        self.fields["default_precaution"] = forms.ChoiceField(
            label="Rows that give no precaution",
            help_text="An approved entry needs at least one: what must a worker do?",
            choices=[(NOT_SAID, "Leave it to the decision"), *page.precaution_choices],
            required=False,
            initial=page.default_precaution,
        )
        kinds = [(str(kind), kind.label) for kind in StatementKind]
        self._add("department", page.departments, kinds, "As for all rows")

    def _add(
        self, name: str, lines: Sequence[WordLine], choices: Choices, nothing: str
    ) -> None:
        for index, line in enumerate(lines):
            unsure = bool(line.code) and line.certainty < UNSURE_BELOW
            initial = (
                LEAVE_OUT if line.code == "" and name == "precaution" else line.code
            )
            self.fields[f"{name}_{index}"] = forms.ChoiceField(
                label=f"“{line.word}”",
                choices=[(NOT_SAID, nothing), *choices],
                required=False,
                initial=initial or NOT_SAID,
                help_text=_rows(line.rows)
                + (" This guess is not certain: check it." if unsure else ""),
            )

    def boxes(self, name: str) -> list[forms.BoundField]:
        """The boxes of one group, in its order."""
        return [self[field] for field in self.fields if field.startswith(f"{name}_")]

    def chosen(self, name: str, lines: Sequence[WordLine]) -> dict[str, str]:
        """Word → what was chosen, without the words nothing was chosen for."""
        found = {
            line.word: self.cleaned_data[f"{name}_{index}"]
            for index, line in enumerate(lines)
        }
        return {word: code for word, code in found.items() if code}


class ReasonForm(forms.Form):
    """Why, in a person's own words."""

    reason = forms.CharField(
        label="Why",
        max_length=REASON_MAX,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Say why, so that whoever asks later can be told.",
            "max_length": f"Use {REASON_MAX} characters at most for the reason.",
        },
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""


class RowForm(forms.Form):
    """What a row says, field by field."""

    all_optional = True

    def __init__(self, *args: object, page: RowPage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for line in page.fields:
            self.fields[str(line.field)] = _text_field(line.field, line.text, page)
            if line.is_formula:
                self.fields[str(line.field)].help_text = "This cell holds a formula."
            elif line.text != line.cell:
                self.fields[str(line.field)].help_text = f"The cell says “{line.cell}”."
        if any(line.is_formula for line in page.fields):
            self.fields["clear_formulas"] = forms.BooleanField(
                label="Nothing belongs in the cells that hold a formula", required=False
            )
        kinds = [(str(kind), kind.label) for kind in StatementKind]
        self.fields["statement"] = forms.ChoiceField(
            label="What the row rests on",
            choices=[(NOT_SAID, "As for the whole import"), *kinds],
            required=False,
            initial=str(page.statement or NOT_SAID),
        )

    def texts(self) -> dict[Field, str]:
        """What was typed, by field."""
        return {
            Field(name): text
            for name, text in self.cleaned_data.items()
            if name in Field.codes()
        }


def _statement_field(chosen: StatementKind | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What do the accounts in this register rest on?",
        help_text="A row that rests only on what others said is approved by "
        "itself, and only with somebody who corroborates it.",
        choices=[(str(kind), kind.label) for kind in StatementKind],
        widget=forms.RadioSelect,
        initial=str(chosen or ""),
        error_messages={"required": "Say what the accounts in this register rest on."},
    )


def _text_field(field: Field, text: str, page: RowPage) -> forms.Field:
    label = field.label
    if field is Field.CATEGORY:
        words = [(text, f"As written: {text or 'nothing'}")]
        return forms.ChoiceField(
            label=label,
            choices=[*words, *page.category_choices],
            required=False,
            initial=text,
        )
    if field is Field.WHAT_HAPPENED:
        box = forms.Textarea({"rows": 4})
        return forms.CharField(label=label, required=False, initial=text, widget=box)
    return forms.CharField(label=label, required=False, initial=text, max_length=10_000)


def _rows(count: int) -> str:
    return "In 1 row." if count == 1 else f"In {count:,} rows."
