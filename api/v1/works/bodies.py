"""What does a call on services send?"""

from dataclasses import dataclass

from tenants.codes import Activity, ContactMode


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceBody:
    """How one kind of our work is done, in place of what the list says of it."""

    activity: Activity
    mode: ContactMode
    description: str
    people: int = 0
    subcontracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StopBody:
    """Which kind of our work is done no more."""

    activity: Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBody:
    activity: Activity
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBody:
    answer: str
