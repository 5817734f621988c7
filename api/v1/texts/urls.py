"""Which address is which call on ready-made texts?"""

from django.urls import path

from api.v1.texts.views import (
    OneText,
    TextFile,
    Texts,
    VersionText,
    VersionTextFile,
    VersionTexts,
)


OF_VERSION = "agreements/<uuid:agreement_id>/versions/<int:number>/texts"
urlpatterns = [
    path("texts", Texts.as_view(), name="texts"),
    path("texts/<slug:which>", OneText.as_view(), name="text"),
    path("texts/<slug:which>/pdf", TextFile.as_view(), name="text-file"),
    path(OF_VERSION, VersionTexts.as_view(), name="version-texts"),
    path(f"{OF_VERSION}/<slug:which>", VersionText.as_view(), name="version-text"),
    path(
        f"{OF_VERSION}/<slug:which>/pdf",
        VersionTextFile.as_view(),
        name="version-text-file",
    ),
]
