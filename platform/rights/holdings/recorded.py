"""What else is held: what checks compare, messages sent, requests, recorded events?"""

from collections.abc import Iterator

from django.db.models import Q

from audit.kinds import Kind
from audit.models import Event
from markers.models import Marker
from notifications.models import Message
from register.models import Notice
from rights.holdings.facts import OWN, SECRET, Held, Scope
from rights.holdings.values import lines_of, plain_value
from rights.models import Change, Disclosure, Export, Pause, RightsRequest


MARKERS = "What a check compares and may show"
MESSAGES = "How letters were sent"
REQUESTS = "What you asked before, and this request"
EVENTS = "What is on record of who did what"


def recorded(scope: Scope) -> Iterator[Held]:
    """Every line, in the order of the sections above."""
    markers = Marker.objects.filter(
        owner=scope.organisation, entry_id__in=scope.entries
    )
    for marker in markers.order_by("pk"):
        item = marker.reference
        yield from lines_of(marker, section=MARKERS, item=item, scope=scope)
    yield from _messages(scope)
    yield from _requests(scope)
    yield from _events(scope)


def _messages(scope: Scope) -> Iterator[Held]:
    """Letters to the person. Messages to staff hold no personal data on purpose."""
    notices = Notice.objects.filter(entry_id__in=scope.entries)
    ids = notices.exclude(message_id=None).values_list("message_id", flat=True)
    found = Message.objects.filter(pk__in=list(ids)).order_by("queued_at", "pk")
    for number, message in enumerate(found, start=1):
        item = f"Message {number}"
        yield from lines_of(message, section=MESSAGES, item=item, scope=scope)


def _requests(scope: Scope) -> Iterator[Held]:
    found = RightsRequest.objects.filter(subjects__overlap=list(scope.subjects))
    for request in found.order_by("received_on", "pk"):
        item = request.reference
        yield from lines_of(request, section=REQUESTS, item=item, scope=scope)
        for model in (Pause, Change, Export):
            for row in model._default_manager.filter(request=request).order_by("pk"):
                yield from lines_of(row, section=REQUESTS, item=item, scope=scope)


def _events(scope: Scope) -> Iterator[Held]:
    """By role and kind: who it was is a member of staff, and is withheld once for all.

    An event names its subject by reference, or lists the references it showed.
    """
    references = sorted(set(scope.references.values()) - {""})
    about = Q(subject__in=references)
    for reference in references:
        about |= Q(details__shown__contains=[reference])
    secret = _kept_from_them(scope)
    found = Event.objects.filter(about, organisation=scope.organisation)
    for event in found.order_by("recorded_at", "id").iterator(chunk_size=500):
        role = event.actor_role.replace("_", " ").lower() or "the system"
        yield Held(
            section=EVENTS,
            item=plain_value(event.occurred_at),
            label=said(event.kind),
            value=f"{event.subject}, by {role}",
            seen=SECRET if event.details.get("disclosure") in secret else OWN,
        )


def _kept_from_them(scope: Scope) -> set[str]:
    """References of what was told outside and they may not learn of yet."""
    found = Disclosure.objects.filter(
        entry_id__in=scope.entries, subject_may_know=False
    )
    return set(found.values_list("reference", flat=True))


def said(kind: str) -> str:
    """`register.entry_read` → Entry read."""
    known = {str(one): one.name for one in Kind}
    words = known.get(kind, kind).replace("_", " ").replace(".", " ").lower()
    return words[:1].upper() + words[1:]
