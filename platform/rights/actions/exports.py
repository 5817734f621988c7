"""How is the copy of what is held gathered, reviewed and sealed?"""

from collections import Counter
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.queries import actor
from audit.actors import Actor
from audit.kinds import Kind
from documents.actions import store
from documents.models import DocumentKind
from register.actions.attempts import noting_attempts
from register.permissions import Standing
from register.refusals import NotFound, Refused
from rights.actions.requests import locked, officer, refuse_answered, told
from rights.actions.sealing import sealed_copy
from rights.holdings.facts import NAMES_ANOTHER
from rights.holdings.gathering import everything
from rights.models import Export, ExportLine, RightsRequest
from rights.policy.redaction import take_out
from rights.states import ExportState, RequestKind, Treatment
from tenants.codes import Permission


ZIP = "application/zip"


@noting_attempts
@transaction.atomic
def gather(*, reference: str, by: User, at: datetime) -> Export:
    """Everything held on the person, as lines to review. A gathering under review is
    thrown away; a sealed one stays."""
    who = officer(by, at=at)
    request = locked(reference)
    refuse_answered(request)
    Refused.if_any(_against_gathering(request))
    request.exports.filter(state=ExportState.REVIEW).delete()
    export = Export.objects.create(request=request, gathered_by=by, gathered_at=at)
    ExportLine.objects.bulk_create(
        ExportLine(
            export=export,
            number=number,
            section=line.section,
            item=line.item,
            label=line.label,
            held=line.held,
            shown=line.shown,
            treatment=line.treatment.value,
            reason=line.reason,
        )
        for number, line in enumerate(everything(request.subjects), start=1)
    )
    _count(export)
    told(Kind.EXPORT_GATHERED, request, who=who, at=at, export=str(export.pk))
    return export


@noting_attempts
@transaction.atomic
def change_line(
    *,
    reference: str,
    number: int,
    treatment: Treatment,
    shown: str,
    reason: str,
    by: User,
    at: datetime,
) -> ExportLine:
    """Decide how one line is shown. Keeping anything back needs a reason."""
    who = officer(by, at=at)
    export = _in_review(reference)
    line = export.lines.filter(number=number).first()
    if line is None:
        raise NotFound("There is no such line.")
    if treatment is not Treatment.SHOWN and not reason.strip():
        raise Refused("Say why it is kept back; the person reads the reason.")
    if treatment is Treatment.REDACTED and not shown.strip():
        raise Refused("Leave the words that are shown, or withhold the line.")
    line.treatment = treatment.value
    line.shown = _as_shown(line, treatment, shown)
    line.reason = "" if treatment is Treatment.SHOWN else reason.strip()
    line.changed_by = by
    line.save()
    _count(export)
    told(
        Kind.EXPORT_LINE_CHANGED,
        export.request,
        who=who,
        at=at,
        line=number,
        treatment=treatment.value,
    )
    return line


@noting_attempts
@transaction.atomic
def take_words_out(*, reference: str, words: str, by: User, at: datetime) -> int:
    """Take a name the program did not know out of every line. Returns how many."""
    who = officer(by, at=at)
    export = _in_review(reference)
    if len(words.strip()) < 2:
        raise Refused("Enter the name, or the words, to take out.")
    changed = 0
    for line in export.lines.exclude(
        treatment__in=[Treatment.WITHHELD, Treatment.OMITTED]
    ):
        shown = take_out(line.shown, [words.strip()])
        if shown != line.shown:
            line.shown, line.treatment = shown, Treatment.REDACTED.value
            line.reason = line.reason or NAMES_ANOTHER
            line.changed_by = by
            line.save()
            changed += 1
    if not changed:
        raise Refused("No line that is shown holds these words.")
    _count(export)
    told(Kind.EXPORT_LINE_CHANGED, export.request, who=who, at=at, lines=changed)
    return changed


@noting_attempts
@transaction.atomic
def seal(*, reference: str, by: User, at: datetime) -> Export:
    """Make the file and let the lines go: from here on the file is the record."""
    who = officer(by, at=at)
    export = _in_review(reference)
    request = export.request
    refuse_answered(request)
    if request.identity_at is None:
        raise Refused("Make sure who they are before the copy is sealed.")
    content = sealed_copy(export, at=at)
    export.document = store(
        kind=DocumentKind.ACCESS_EXPORT,
        content=content,
        content_type=ZIP,
        file_name=f"subject-access-{request.reference}.zip",
        about=request.pk,
        by=_actor(who),
        at=at,
    )
    export.state = ExportState.SEALED.value
    export.sealed_by, export.sealed_at = by, at
    export.save()
    export.lines.all().delete()
    _destroy_older(request, than=export)
    told(
        Kind.EXPORT_SEALED,
        request,
        who=who,
        at=at,
        export=str(export.pk),
        sha256=export.document.sha256,
        withheld=export.withheld,
    )
    return export


def _destroy_older(request: RightsRequest, *, than: Export) -> None:
    """One sealed copy a request: the others' files are let go by their own action."""
    older = request.exports.filter(state=ExportState.SEALED).exclude(pk=than.pk)
    if older.exists():
        raise Refused("Destroy the earlier copy before you seal a new one.")


def _in_review(reference: str) -> Export:
    request = locked(reference)
    export = request.exports.filter(state=ExportState.REVIEW).first()
    if export is None:
        raise NotFound("There is no copy under review.")
    return export


def _as_shown(line: ExportLine, treatment: Treatment, shown: str) -> str:
    match treatment:
        case Treatment.SHOWN:
            return line.held
        case Treatment.REDACTED:
            return shown.strip()
        case _:
            return ""


def _count(export: Export) -> None:
    """How many lines are shown whole, in part, and not; kept when the lines go."""
    found = Counter(export.lines.values_list("treatment", flat=True))
    export.shown = found[Treatment.SHOWN]
    export.redacted = found[Treatment.REDACTED]
    export.withheld = found[Treatment.WITHHELD]
    export.omitted = found[Treatment.OMITTED]
    export.save(update_fields=["shown", "redacted", "withheld", "omitted"])


def _against_gathering(request: RightsRequest) -> list[str]:
    found = []
    if request.kind != RequestKind.ACCESS:
        found.append("A copy is made for a subject access request only.")
    if not request.subjects:
        found.append("Find the person on the register first.")
    return found


def _actor(who: Standing) -> Actor:
    return actor(who.user, role=who.role_for(Permission.RIGHTS))
