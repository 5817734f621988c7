"""By which of the clocks of people's rights is something due?"""

from collections.abc import Mapping
from functools import partial

from rights.queries.clocks.answers import due
from rights.states import RequestKind
from tenants.due import Clock, Source


CLOCKS: Mapping[Clock, Source] = {
    Clock.SUBJECT_ACCESS: partial(due, RequestKind.ACCESS, Clock.SUBJECT_ACCESS),
    Clock.RECTIFICATION: partial(due, RequestKind.RECTIFICATION, Clock.RECTIFICATION),
    Clock.ERASURE: partial(due, RequestKind.ERASURE, Clock.ERASURE),
    Clock.OBJECTION: partial(due, RequestKind.OBJECTION, Clock.OBJECTION),
    Clock.RESTRICTION: partial(due, RequestKind.RESTRICTION, Clock.RESTRICTION),
    Clock.COMPLAINT: partial(due, RequestKind.COMPLAINT, Clock.COMPLAINT),
}
