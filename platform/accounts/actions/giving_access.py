"""Who lets somebody look, where the policy pack asks for an access form, by call?

The same actions as the pages'. Which role gives access here is the pack's to say; never
a program.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts import queries
from accounts.actions import accesses
from accounts.actions.looking_after import noting_attempts
from accounts.actions.naming import WrongPerson
from accounts.models import User
from accounts.queries.given_access import giver


LONGEST = 60


@noting_attempts
@transaction.atomic
def give_access(
    *, person_id: UUID, form_reference: str, by: User, at: datetime
) -> User:
    """Record the form and let the person look, until the pack has it reviewed.

    Raises:
        NotGiver, NamesNobody, NoSuchPerson: it is not this person's to give.
        WrongPerson: the reference cannot be used.
        AccessError: no form is asked for, or somebody else gives access here.
    """
    giver(by, at=at)
    if len(form_reference) > LONGEST or not form_reference.isprintable():
        sentence = f"Send one line of at most {LONGEST} characters, and no names."
        raise WrongPerson({"form_reference": sentence})
    user = queries.user_for(person_id)
    accesses.give_access(user=user, form_reference=form_reference, by=by, at=at)
    return user


@noting_attempts
@transaction.atomic
def end_access(*, person_id: UUID, by: User, at: datetime) -> User:
    """Take access back now.

    Raises:
        NotGiver, NamesNobody, NoSuchPerson: it is not this person's to take back.
        AccessError: there is none, or somebody else gives access here.
    """
    giver(by, at=at)
    user = queries.user_for(person_id)
    accesses.end_access(user=user, by=by, at=at)
    return user
