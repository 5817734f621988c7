"""How do somebody's dates become a calendar file?

A reference and a link: a calendar is copied to telephones and shared with colleagues.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from tenants.due import DueLine
from web.due.shown import address_of


def calendar_of(
    lines: Iterable[DueLine], *, at: datetime, address: Callable[[str], str]
) -> bytes:
    """One whole-day event a line. The same line has the same UID, so that importing
    the file again moves an event and does not double it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heed//Due dates//EN")
    calendar.add("version", "2.0")
    for line in lines:
        event = Event()
        event.add("uid", f"{line.clock.value.lower()}-{line.key}@heed")
        event.add("dtstamp", at)
        event.add("dtstart", line.on)
        event.add("dtend", line.on + timedelta(days=1))
        event.add("summary", line.what)
        event.add("transp", "TRANSPARENT")
        if where := address_of(line):
            event.add("url", address(where))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
