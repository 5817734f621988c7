"""What does a new day bring for a register?

Dates stop the answers by themselves; here it is put on record, told, and erased.
"""

from collections.abc import Callable
from datetime import datetime

import structlog

from audit.actors import Actor, system
from documents.storage import StorageFailed
from register.actions.entries import lapse
from register.actions.erasure import Remains, erase, erase_report
from register.queries.erasure import entries_to_erase, reports_to_erase, why_not_yet
from register.queries.lapses import lapsed
from tenants.clocks import civil_date
from tenants.context import current_organisation
from tenants.queries import current_pack


log = structlog.get_logger(__name__)


def record_lapses(*, at: datetime) -> int:
    """Every live entry whose dates are over is recorded as lapsed: how many."""
    over = lapsed(at=at)
    for entry_id in over:
        lapse(entry_id=entry_id, by=_clock(), at=at)
    return len(over)


def erase_due(*, at: datetime) -> int:
    """Erase whatever nothing keeps any more: how many. What fails today is tried
    again tomorrow, and the rest goes on."""
    today = civil_date(at)
    erased = 0
    for entry in list(entries_to_erase(on=today)):
        if entry.erasing_at is not None or not why_not_yet(entry, on=today):
            erased += _tried(erase, entry_id=entry.pk, by=_clock(), at=at)
    pack = current_pack(current_organisation())
    for report_id in list(reports_to_erase(pack, at=at)):
        erased += _tried(erase_report, report_id=report_id, by=_clock(), at=at)
    return erased


def _tried(action: Callable[..., Remains], **arguments: object) -> int:
    try:
        action(**arguments)
    except StorageFailed:
        log.warning("erasure_put_off")
        return 0
    return 1


def _clock() -> Actor:
    return system("register.nights", organisation=current_organisation().id)
