"""What is asked about a kind of work?"""

from django import forms

from tenants.codes import Activity, ContactMode
from web.agreements.forms import needed, number, one_of


class DescribeForm(forms.Form):
    activity = one_of("Which work?", Activity.choices())
    mode = one_of("How do your people meet the public?", ContactMode.choices())
    description = needed("What do your people do, and where?", rows=4, longest=2000)
    people = number("How many people do it?", initial=1)
    subcontracted = forms.BooleanField(
        label="Some of it is done by other firms for us", required=False
    )


class QuestionForm(forms.Form):
    question = needed("What do you want to know?", rows=4, longest=2000)


class AnswerForm(forms.Form):
    answer = needed("Your answer", rows=4, longest=2000)


class StopForm(forms.Form):
    """Nothing is asked: the page says what ends."""
