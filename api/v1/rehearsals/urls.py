"""Which address is the call that rehearses a change?"""

from django.urls import path

from api.v1.rehearsals.views import Rehearsals


urlpatterns = [path("rehearsals", Rehearsals.as_view(), name="rehearsals")]
