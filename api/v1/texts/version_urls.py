"""Which address is which call on the texts of a version of an agreement?"""

from django.urls import path

from api.v1.texts.views import VersionText, VersionTextFile, VersionTexts


OF_VERSION = "agreements/<uuid:agreement_id>/versions/<int:number>/texts"
urlpatterns = [
    path(OF_VERSION, VersionTexts.as_view(), name="version-texts"),
    path(f"{OF_VERSION}/<slug:which>", VersionText.as_view(), name="version-text"),
    path(
        f"{OF_VERSION}/<slug:which>/pdf",
        VersionTextFile.as_view(),
        name="version-text-file",
    ),
]
