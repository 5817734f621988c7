"""What lies over an entry's state, as its readers are told?

Most of it stands on the entry. Whether a recall is pending is known between
organisations, where the recipients answer, and is asked there each time.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from register.models import Entry
from register.states import ENDED_STATES, Overlay
from tenants.codes import Level


type Recalls = Callable[..., bool]


def overlays_of(entry: Entry, *, level: Level) -> tuple[str, ...]:
    """Each in words. That others were told of it is for those who see it in full."""
    return tuple(overlay.label for overlay in _over(entry, level=level))


def recall_is_pending(entry: Entry) -> bool:
    """Somebody who was shown it has not answered its recall, or is not told yet."""
    asked: Recalls = import_string(settings.RECALLS_OF_ENTRY)
    return asked(entry_id=entry.pk, ended=entry.state in ENDED_STATES)


def _over(entry: Entry, *, level: Level) -> Iterator[Overlay]:
    if entry.contested:
        yield Overlay.CONTESTED
    if entry.processing_restricted:
        yield Overlay.PROCESSING_RESTRICTED
    if entry.legal_hold:
        yield Overlay.LEGAL_HOLD
    if entry.not_told:
        yield Overlay.NOT_TOLD
    if level >= Level.FULL and recall_is_pending(entry):
        yield Overlay.RECALL_PENDING
