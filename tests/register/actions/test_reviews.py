"""What does taking up a review change, and what not?"""

import pytest

from audit.kinds import Kind
from audit.models import Event
from markers.models import Marker
from register.actions.reviews import begin_review
from register.refusals import NotPermitted
from register.states import EntryState, NotAllowedNow
from tests.register.making import AT, make_entry


def test_an_entry_under_review_still_answers_checks(people):
    entry = make_entry(people, state=EntryState.ACTIVE)

    reviewed = begin_review(reference=entry.reference, by=people.decider, at=AT)

    marker = Marker.objects.get()
    assert (reviewed.state, marker.state) == ("UNDER_REVIEW", "UNDER_REVIEW")
    assert marker.ends_on == entry.ends_on
    assert Event.objects.filter(kind=Kind.ENTRY_REVIEW_BEGUN).count() == 1


def test_a_reporter_cannot_take_up_a_review(people):
    entry = make_entry(people, state=EntryState.ACTIVE)

    with pytest.raises(NotPermitted):
        begin_review(reference=entry.reference, by=people.reporter, at=AT)

    entry.refresh_from_db()
    assert entry.state == EntryState.ACTIVE


def test_an_ended_entry_is_not_reviewed(people):
    entry = make_entry(people, state=EntryState.WITHDRAWN)

    with pytest.raises(NotAllowedNow):
        begin_review(reference=entry.reference, by=people.decider, at=AT)

    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN
