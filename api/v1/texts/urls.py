"""Which address is which call on an organisation's own ready-made texts?"""

from django.urls import path

from api.v1.texts.views import OneText, TextFile, Texts


urlpatterns = [
    path("texts", Texts.as_view(), name="texts"),
    path("texts/<slug:which>", OneText.as_view(), name="text"),
    path("texts/<slug:which>/pdf", TextFile.as_view(), name="text-file"),
]
