"""Which address is which call on who would see an entry, and who saw it?"""

from django.urls import path

from api.v1.audiences.views import EntryAudience, EntrySightings


urlpatterns = [
    path(
        "entries/<str:reference>/audience",
        EntryAudience.as_view(),
        name="entry-audience",
    ),
    path(
        "entries/<str:reference>/sightings",
        EntrySightings.as_view(),
        name="entry-sightings",
    ),
]
