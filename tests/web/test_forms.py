"""Does a form become the Design System's markup, and does an error say what to do?"""

from datetime import date

import pytest
from django import forms

from web.govuk.fields import DateField
from web.govuk.summary import Row, rows_of
from web.steps import as_posted, plain


class Sample(forms.Form):
    name = forms.CharField(help_text="As you know it")
    colour = forms.ChoiceField(choices=[("r", "Red")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        choices=[("m", "Monday"), ("t", "Tuesday")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    when = DateField(label="Date it happened")


GIVEN = {
    "name": "Ada",
    "colour": "r",
    "days": ["m", "t"],
    "when_day": "2",
    "when_month": "3",
    "when_year": "2026",
}


def test_text_box_carries_hint_and_error_for_a_screen_reader():
    page = str(Sample({}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'class="govuk-input govuk-input--error"' in page
    assert '<div class="govuk-hint" id="id_name_helptext">As you know it</div>' in page


def test_choices_are_grouped_under_their_question():
    page = str(Sample())

    assert page.count("<fieldset") == 3
    assert 'class="govuk-radios__input"' in page
    assert 'class="govuk-checkboxes__input"' in page


def test_nothing_typed_becomes_markup():
    page = str(Sample({"name": '"><script>alert(1)</script>'}))

    assert "<script" not in page


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "", "", "Enter date it happened."),
        ("2", "", "2026", "Date it happened must include a month."),
        ("", "", "2026", "Date it happened must include a day and a month."),
        ("31", "2", "2026", "Date it happened must be a real date, like 27 3 2026."),
        ("x", "2", "2026", "Date it happened must be a real date, like 27 3 2026."),
        ("2", "3", "26", "Date it happened must have a year with four digits."),
        ("٢", "3", "99999", "Date it happened must be a real date, like 27 3 2026."),
    ],
)
def test_a_wrong_date_is_named_and_explained(day, month, year, sentence):
    typed = {**GIVEN, "when_day": day, "when_month": month, "when_year": year}
    form = Sample(typed)

    assert form.errors["when"] == [sentence]
    assert f'value="{year}"' in str(form) or not year


def test_answers_survive_being_kept_as_json():
    form = Sample(GIVEN)
    assert form.is_valid()

    again = Sample(as_posted(Sample, plain(form.cleaned_data)))

    assert again.is_valid()
    assert again.cleaned_data == {
        "name": "Ada",
        "colour": "r",
        "days": ["m", "t"],
        "when": date(2026, 3, 2),
    }


def test_answers_are_repeated_in_words():
    form = Sample(GIVEN)
    assert form.is_valid()

    assert rows_of(form) == [
        Row("name", "Ada"),
        Row("colour", "Red"),
        Row("days", "Monday; Tuesday"),
        Row("Date it happened", "2 March 2026"),
    ]
