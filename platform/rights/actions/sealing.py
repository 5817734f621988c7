"""What is in the file that the person is given?

A document to read (PDF/UA), the same as JSON for a program, and the letters as they
were sent. Lines that are withheld say that they are, and why; what is held and not
shown never enters the file.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from documents.pdf import write_text
from documents.queries import read
from documents.texts import Letterhead, Section, Table, Text
from register.models import Notice
from register.states import NoticeState
from rights.models import Export, ExportLine
from rights.queries.people import entries_of
from rights.states import Treatment
from tenants.clocks import LONDON, civil_date
from tenants.context import current_organisation
from tenants.models import Organisation


TITLE = "What we hold about you"
WITHHELD = "Withheld."
# Every file of the archive has the same time: nothing but its contents tells it apart.
STAMP = (1980, 1, 1, 0, 0, 0)


def sealed_copy(export: Export, *, at: datetime) -> bytes:
    """The ZIP archive, as bytes."""
    lines = list(export.lines.exclude(treatment=Treatment.OMITTED).order_by("number"))
    organisation = current_organisation()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "subject-access.pdf", _pdf(export, lines, organisation, at=at))
        _add(archive, "subject-access.json", _json(export, lines, organisation, at=at))
        for name, content in _letters(export):
            _add(archive, f"letters/{name}", content)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)


def _pdf(
    export: Export,
    lines: list[ExportLine],
    organisation: Organisation,
    *,
    at: datetime,
) -> bytes:
    return write_text(
        Text(
            title=TITLE,
            letterhead=Letterhead(
                organisation=organisation.name,
                reference=export.request.reference,
                dated=civil_date(at),
            ),
            sections=[_about(export), *_parts(lines)],
            note="",
        )
    )


def _about(export: Export) -> Section:
    gathered = export.gathered_at.astimezone(LONDON)
    return Section(
        heading="About this copy",
        paragraphs=(
            f"Gathered on {gathered:%-d %B %Y at %H:%M} from everything we hold.",
            (
                f"{export.shown} items are shown whole, {export.redacted} with words"
                f" taken out, and {export.withheld} are withheld. Where we leave"
                " something out, we say so and why."
            ),
            (
                "Names of people who reported, were harmed or saw what happened, and of"
                " our staff, are left out."
            ),
        ),
    )


def _parts(lines: Iterable[ExportLine]) -> Iterator[Section]:
    """A heading a section, a table a record."""
    for (section, item), held in groupby(
        lines, key=lambda one: (one.section, one.item)
    ):
        rows = [(line.label, _words(line)) for line in held]
        yield Section(heading=section, table=Table(caption=item, rows=rows))


def _words(line: ExportLine) -> str:
    match line.treatment:
        case Treatment.WITHHELD:
            return f"{WITHHELD} {line.reason}"
        case Treatment.REDACTED:
            return f"{line.shown}\n({line.reason})"
        case _:
            return line.shown


def _json(
    export: Export,
    lines: Iterable[ExportLine],
    organisation: Organisation,
    *,
    at: datetime,
) -> bytes:
    told = {
        "format": "heed-subject-access/1",
        "organisation": organisation.name,
        "reference": export.request.reference,
        "gathered_at": export.gathered_at.astimezone(LONDON).isoformat(),
        "sealed_at": at.astimezone(LONDON).isoformat(),
        "lines": [
            {
                "section": line.section,
                "record": line.item,
                "label": line.label,
                "value": line.shown or None,
                "treatment": line.treatment,
                "reason": line.reason or None,
            }
            for line in lines
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False).encode()


def _letters(export: Export) -> Iterator[tuple[str, bytes]]:
    """The letters that went to the person, exactly as they went."""
    entries = entries_of(export.request.subjects)
    found = Notice.objects.filter(
        entry__in=entries, state=NoticeState.SENT, document__isnull=False
    ).select_related("document")
    for number, notice in enumerate(found.order_by("sent_at", "pk"), start=1):
        if notice.document is not None:
            yield f"{number:02d}-{notice.document.file_name}", read(notice.document)
