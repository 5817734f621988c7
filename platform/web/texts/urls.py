"""Which address leads to a ready-made text, and who may open it?"""

from django.urls import path

from web.access import Rule
from web.texts import views
from web.versions.urls import HOLDS_PAPERS


app_name = "texts"
urlpatterns = [
    path("", views.index, name="list"),
    path("<slug:which>/", views.text, name="text"),
    path("<slug:which>/pdf/", views.pdf, name="pdf"),
]
ACCESS: dict[str, Rule] = {
    "texts:list": HOLDS_PAPERS,
    "texts:text": HOLDS_PAPERS,
    "texts:pdf": HOLDS_PAPERS,
}
