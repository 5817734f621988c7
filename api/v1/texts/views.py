"""Which texts are ready to start from, and what does each say?

Of the organisation: its privacy notice and its leaflet. Of one version of an agreement:
the agreement itself, the indemnity, the data sheet and the record of processing.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from api.acting import Call, Calling, calling
from api.answers import answer
from api.described import describe, describe_file
from api.files import attachment
from api.shapes import written
from api.v1.texts import described
from documents.texts import Text
from documents.uploads import PDF
from sharing.actions import texts
from sharing.queries import ready_made, versions


class Texts(Call):
    """What this organisation can start from."""

    scope = "sharing:manage"

    @describe(
        operation="listTexts",
        summary="List the texts made from your policy and the agreements in force",
        tag="texts",
        answers=described.TextListSerializer,
    )
    def get(self, request: Request) -> HttpResponse:
        call = calling(request, self)
        return _listed(ready_made.texts_for(call.user, at=call.at))


class OneText(Call):
    """One of them in full."""

    scope = "sharing:manage"

    @describe(
        operation="readText",
        summary="Read one text, section by section",
        tag="texts",
        answers=described.TextSerializer,
    )
    def get(self, request: Request, which: str) -> HttpResponse:
        call = calling(request, self)
        return _told(which, ready_made.text_for(call.user, which, at=call.at))


class TextFile(Call):
    """One of them as a tagged PDF."""

    scope = "sharing:manage"

    @describe_file(
        operation="takeText",
        summary="Take one text away as an accessible PDF; that it was made is on record",
        tag="texts",
    )
    def get(self, request: Request, which: str) -> HttpResponse:
        call = calling(request, self)
        found = ready_made.text_for(call.user, which, at=call.at)
        return _file(call, found, which=which, about=None)


class VersionTexts(Call):
    """What can be written about one version of an agreement."""

    scope = "sharing:manage"

    @describe(
        operation="listVersionTexts",
        summary="List the texts of one version of an agreement",
        tag="texts",
        answers=described.TextListSerializer,
    )
    def get(self, request: Request, agreement_id: UUID, number: int) -> HttpResponse:
        call = calling(request, self)
        versions.version_for(call.user, agreement_id, number, at=call.at)
        return _listed(versions.TITLES.items())


class VersionText(Call):
    """One of them in full."""

    scope = "sharing:manage"

    @describe(
        operation="readVersionText",
        summary="Read the agreement, its indemnity, data sheet or record of processing",
        tag="texts",
        answers=described.TextSerializer,
    )
    def get(
        self, request: Request, agreement_id: UUID, number: int, which: str
    ) -> HttpResponse:
        call = calling(request, self)
        found = versions.text_for(
            call.user, agreement_id, number=number, which=which, at=call.at
        )
        return _told(which, found)


class VersionTextFile(Call):
    """One of them as a tagged PDF."""

    scope = "sharing:manage"

    @describe_file(
        operation="takeVersionText",
        summary="Take a text of a version away as an accessible PDF",
        tag="texts",
    )
    def get(
        self, request: Request, agreement_id: UUID, number: int, which: str
    ) -> HttpResponse:
        call = calling(request, self)
        found = versions.text_for(
            call.user, agreement_id, number=number, which=which, at=call.at
        )
        return _file(call, found, which=which, about=agreement_id)


def _listed(found: Iterable[tuple[str, str]]) -> HttpResponse:
    lines = [{"which": which, "title": title} for which, title in found]
    return answer({"results": lines})


def _told(which: str, text: Text) -> HttpResponse:
    """The words of a text. It has a letterhead only where it goes out as a letter."""
    told: dict[str, Any] = written(text)
    told.pop("letterhead", None)
    return answer({"which": which} | told)


def _file(call: Calling, text: Text, *, which: str, about: UUID | None) -> HttpResponse:
    content = texts.give_out(text, which=which, about=about, by=call.user, at=call.at)
    of = f"{text.caption.replace(', ', '-').replace(' ', '-')}-" if about else ""
    name = f"{of}{which}"
    return attachment(content, content_type=PDF, name=f"{name}.pdf")
