"""In which form does a caller want the answer? There is JSON, so most need no weighing."""

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class FirstIfItWillDo(DefaultContentNegotiation):
    """The view's own form at once, where the caller takes anything or names just it.

    REST framework's weighing of every form against every other is left to those who
    ask for more: it costs as much as matching the names of a check.
    """

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        forms = list(renderers)
        first = forms[0]
        asked = request.META.get("HTTP_ACCEPT", "*/*")
        if format_suffix is None and asked in {"*/*", first.media_type}:
            return first, str(first.media_type)
        chosen: tuple[BaseRenderer, str] = super().select_renderer(
            request, forms, format_suffix
        )
        return chosen
