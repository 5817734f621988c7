"""What does each step of a rights request do with what was typed?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from rights.actions import answers, clocks, requests
from rights.states import PauseAbout, RequestOutcome
from web.rights.forms import (
    AnswerForm,
    IdentityForm,
    OwnerForm,
    PauseForm,
    PlainForm,
    ReasonForm,
)


if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: its words, its form, and what it does."""

    heading: str
    button: str
    done: str
    form: type[forms.Form]
    take: Callable[..., object]
    before: str = ""


def _identity(form: forms.Form, **who: Any) -> None:
    requests.confirm_identity(how=form.cleaned_data["how"], **who)


def _pause(form: forms.Form, **who: Any) -> None:
    given = form.cleaned_data
    clocks.pause(about=PauseAbout(given["about"]), asked=given["asked"], **who)


def _resume(form: forms.Form, **who: Any) -> None:
    del form
    clocks.resume(**who)


def _extend(form: forms.Form, **who: Any) -> None:
    clocks.extend(reason=form.cleaned_data["reason"], **who)


def _owner(form: forms.Form, **who: Any) -> None:
    requests.hand_over(owner=UUID(form.cleaned_data["owner"]), **who)


def _acknowledge(form: forms.Form, **who: Any) -> None:
    del form
    answers.acknowledge(**who)


def _sent(form: forms.Form, **who: Any) -> None:
    del form
    answers.letter_sent(**who)


def _answer(form: forms.Form, **who: Any) -> None:
    if not isinstance(form, AnswerForm):
        raise TypeError
    given = form.cleaned_data
    answers.answer(
        outcome=RequestOutcome(given["outcome"]),
        reasons=given["reasons"],
        changes=form.wanted(),
        **who,
    )


STEPS: dict[str, Step] = {
    "identity": Step(
        heading="Confirm who they are",
        button="Confirm",
        done="Their identity is confirmed.",
        form=IdentityForm,
        take=_identity,
    ),
    "pause": Step(
        heading="Stop the clock",
        button="Stop the clock",
        done="The clock stands still until the person has answered.",
        form=PauseForm,
        take=_pause,
        before="Only when you cannot go on without asking the person. Ask at once.",
    ),
    "resume": Step(
        heading="Start the clock again",
        button="The person has answered",
        done="The clock goes on.",
        form=PlainForm,
        take=_resume,
        before="The days for which it stood still are added to the date.",
    ),
    "extend": Step(
        heading="Extend by two months",
        button="Extend",
        done="The request is extended. Tell the person now, with the reason.",
        form=ReasonForm,
        take=_extend,
        before="Once, within the first month, and only for a complex request.",
    ),
    "owner": Step(
        heading="Hand this over",
        button="Hand over",
        done="The request has a new owner.",
        form=OwnerForm,
        take=_owner,
    ),
    "acknowledge": Step(
        heading="Acknowledge it",
        button="Make the letter",
        done="The acknowledgement is made. Print it or send it.",
        form=PlainForm,
        take=_acknowledge,
        before="A letter is made that says it arrived and what happens next.",
    ),
    "answer": Step(
        heading="Answer it",
        button="Answer",
        done="The request is answered and the letter is made.",
        form=AnswerForm,
        take=_answer,
        before=(
            "The letter with these reasons is made at once and cannot be changed "
            "afterwards. Names of other people do not belong in it."
        ),
    ),
    "sent": Step(
        heading="The letter is sent",
        button="I have sent it",
        done="The letter is recorded as sent.",
        form=PlainForm,
        take=_sent,
    ),
}


def take(
    step: Step, form: forms.Form, *, reference: str, by: "User", at: datetime
) -> None:
    """Take one step, or raise RegisterError with every reason against it."""
    step.take(form, reference=reference, by=by, at=at)
